"""What a writing command answers: what changed, where, and what falls due next for whom it was about."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kithbook import plan
from kithbook.commands.outcome import Done, Written
from kithbook.commands.session import Session
from kithbook.load import with_first_commits
from kithbook.model import Contact, Journal
from kithbook.plan import Item
from kithbook.views import diff as diffs
from kithbook.views import phrases
from kithbook.views.terminal import clean
from kithbook.views.words import named_day
from kithbook.words import _

MANY = 5
"""For more contacts than these, what falls due next is left to `kith due`."""


def next_items(session: Session, done: Done, about: Sequence[str]) -> dict[str, Item | None]:
    """The earliest item of each contact after the change."""
    journal = _around(session, done, about)
    if any(id in journal.contacts and not journal.touches[id] for id in about):
        journal = with_first_commits(session.root, journal)
    found = plan.make(journal, session.today)
    return {
        id: min(found.of(id), key=lambda item: (item.due, item.reason.rank), default=None)
        for id in about
        if id in journal.contacts
    }


def _around(session: Session, done: Done, about: Sequence[str]) -> Journal:
    return session.roster.around(about, done.texts)


def at_rest(session: Session, done: Done, about: Sequence[str]) -> dict[str, str]:
    """For whom of these nothing falls due whatever is written, and the sentence that says why and until when."""
    contacts = _around(session, done, about).contacts
    return {
        id: _why_at_rest(contacts[id], session.today) for id in about if id in contacts and not contacts[id].is_active
    }


def _why_at_rest(contact: Contact, today: date) -> str:
    if contact.deceased is not None:
        since, path = named_day(contact.deceased, today), contact.source.path
        return _(
            "{name} died on {day}: nothing falls due while the line deceased: stands in {path}.",
            name=contact.name,
            day=since,
            path=path,
        )
    since = named_day(contact.archived or today, today)
    return _(
        "{name} is archived since {day}: nothing falls due until that line is removed: {command}",
        name=contact.name,
        day=since,
        command=f"kith archive {contact.id} --off",
    )


def lines(session: Session, done: Done, said: Sequence[str], about: Sequence[str]) -> Iterator[str]:
    """What was done, then one line for each contact about what is next."""
    yield from (clean(sentence) for sentence in said)
    if len(about) > MANY:
        return
    names, resting = _names(session, done, about), at_rest(session, done, about)
    for id, item in next_items(session, done, about).items():
        name = clean(names.get(id, id))
        if id in resting:
            yield clean(resting[id])
        elif item is None:
            command = f"kith next {clean(id)} friday call: …"
            yield _("Nothing falls due for {name}. To promise something: {command}", name=name, command=command)
        else:
            ways = phrases.how(item)
            what = phrases.brief(item, session.today) + (f", {ways}" if ways else "")
            yield _("Next for {name}: {what}", name=name, what=what)


def _names(session: Session, done: Done, about: Sequence[str]) -> dict[str, str]:
    known = session.roster.people.contacts
    journal = session.roster.around([id for id in about if id not in known], done.texts)
    return {id: (journal.contacts.get(id) or known[id]).name for id in about if id in journal.contacts or id in known}


def diff(done: Done) -> str:
    """The change as `git apply` reads it; on a terminal harmless."""
    text = "".join(_diff(each) for each in done.files)
    return diffs.harmless(text) if sys.stdout.isatty() else text


def _diff(each: Written) -> str:
    if each.moved_from:
        return f"rename from {each.moved_from}\nrename to {each.path}\n"
    return diffs.unified(each.path, each.before, each.after, is_gone=each.is_gone)


def _changed(done: Done) -> Iterator[dict[str, Any]]:
    """Every file once, under the name that it has now."""
    moved = {each.moved_from: each.path for each in done.files if each.moved_from}
    for each in done.files:
        if each.before != each.after:
            yield {"path": moved.get(each.path, each.path), "line": each.line}


def as_json(session: Session, done: Done, said: Sequence[str], about: Sequence[str]) -> str:
    """What `--json` of every writing command promises."""
    from kithbook.views import machine  # JSON is loaded by those who ask for it

    items = next_items(session, done, about)
    value: dict[str, Any] = {
        "today": session.today.isoformat(),
        "said": [*said, *at_rest(session, done, about).values()],
        "dry_run": done.dry_run,
        "changed": list(_changed(done)),
        "committed": bool(done.committed),
        "next": [machine.item_as_json(item, session.today) for item in items.values() if item is not None],
    }
    if done.dry_run:
        value["diff"] = "".join(_diff(each) for each in done.files)
    return machine.as_json(value)
