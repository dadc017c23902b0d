"""What was done on the phone as changes to the journal: everybody's in one commit, and one broken file stops nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kithbook import revise, store
from kithbook.commands import touching
from kithbook.commands.changes import Alter, Change, Done, Make, Order, carry_out
from kithbook.commands.session import Session
from kithbook.model import Contact
from kithbook.revise import AddCapture, Intention, Refusal, RemoveField, SetField
from kithbook.tasks.reply import Kind, Reply
from kithbook.text import Source
from kithbook.words import _
from kithbook.world import JournalError

INBOX = "inbox.md"
NAMED = 3


@dataclass(kw_only=True)
class Carried:
    """The replies that were carried out, what became of the files, and what to say."""

    replies: tuple[Reply, ...] = ()
    done: Done | None = None
    said: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def carried(session: Session, order: Order, replies: Sequence[Reply]) -> Carried:
    """Write what the replies ask for; what cannot be written is told, and waits for the next time."""
    result = Carried()
    kept: list[Reply] = []
    changes: list[Change] = []
    for contact in dict.fromkeys(reply.contact for reply in replies):
        own = [reply for reply in replies if reply.contact == contact]
        try:
            changes += _changes(session, own, result)
        except _NotPossible as error:
            result.troubles.append(str(error))
            continue
        kept += own
    result.replies = tuple(kept)
    result.said = [*(reply.said for reply in kept if reply.said), *result.said]
    if changes:
        result.done = carry_out(session, changes, subject=_subject(session, kept), order=order)
        if result.done.trouble:
            result.troubles.append(result.done.trouble)
    return result


class _NotPossible(Exception):
    """Nothing can be written into a file; the message says why, and where."""


def _changes(session: Session, own: Sequence[Reply], result: Carried) -> Iterator[Change]:
    contact = session.loaded.journal.contacts.get(own[0].contact)
    if contact is not None:
        intentions = tuple(_intentions(session, contact, own, result))
        if intentions:
            _prove(session, contact, intentions)
            yield Alter(path=contact.source.path, intentions=intentions)
    captures = [reply.capture for reply in own if reply.capture]
    if captures:
        yield from _captured(session, captures)


def _intentions(session: Session, contact: Contact, own: Sequence[Reply], result: Carried) -> Iterator[Intention]:
    """Ticks and days first, then every touch once; a snooze only where no touch makes it void."""
    touches = list(dict.fromkeys(reply.touch for reply in own if reply.touch is not None))
    snoozes = [each for reply in own for each in reply.intentions if isinstance(each, SetField)]
    yield from (each for reply in own for each in reply.intentions if not isinstance(each, SetField))
    for touch in touches:
        [alter], ended = touching.changes(session, [contact], touch)
        yield from (each for each in alter.intentions if not (isinstance(each, RemoveField) and snoozes))
        result.said += [each for each in ended if each not in result.said and not snoozes]
    if snoozes and not touches:
        yield max(snoozes, key=lambda each: str(each.value))


def _prove(session: Session, contact: Contact, intentions: Sequence[Intention]) -> None:
    path = contact.source.path
    try:
        text = revise.revised(store.read(session.root, path), intentions, session.settings)
    except JournalError as error:
        raise _NotPossible(str(error)) from error
    if isinstance(text, Refusal):
        why = f"{text.message}; {text.hint}" if text.hint else text.message
        raise _NotPossible(
            _("{place}: what was done on the phone waits: {why}", place=f"{text.path}:{text.line}", why=why)
        )


def _captured(session: Session, captures: Sequence[str]) -> Iterator[Change]:
    lying = {line.text for line in session.loaded.journal.inbox}
    fresh = tuple(AddCapture(date=session.today, text=text) for text in dict.fromkeys(captures) if text not in lying)
    path = f"{session.settings.contacts.strip('/')}/{INBOX}"
    if not fresh:
        return
    if (session.root / path).exists():
        yield Alter(path=path, intentions=fresh)
        return
    made = revise.revised(Source(path=path, text=""), fresh, session.settings)
    if isinstance(made, Refusal):
        raise _NotPossible(made.message)
    yield Make(path=path, text=made)


def _subject(session: Session, replies: Sequence[Reply]) -> str:
    """As in "Take over from the phone: Ada Rossi, Li Wei and 3 more"."""
    written = [reply for reply in replies if reply.intentions or reply.touch or reply.capture]
    contacts = session.loaded.journal.contacts
    names = sorted(
        {contacts[reply.contact].name for reply in written if reply.contact in contacts}
        | {reply.known.name for reply in written if reply.contact not in contacts}
    )
    more = [_("{count} more", count=len(names) - NAMED)] if len(names) > NAMED else []
    told = [*names[:NAMED], *more]
    joined = _("{names} and {last}", names=", ".join(told[:-1]), last=told[-1]) if told[1:] else told[-1]
    return _("Take over from the phone: {names}", names=joined)


def as_values(replies: Sequence[Reply]) -> list[dict[str, str]]:
    """What `--json` tells of each task."""
    return [
        {
            "uid": reply.known.uid,
            "contact": reply.contact,
            "name": reply.known.name,
            "kind": reply.kind.value,
            "line": reply.touch.lines[0] if reply.touch is not None and reply.kind is Kind.TOUCH else "",
        }
        for reply in replies
    ]
