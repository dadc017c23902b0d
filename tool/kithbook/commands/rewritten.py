"""Forgetting in git's history: a second question, the rewriting, and what nobody but the user can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from kithbook.commands import questions
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.forgetting import Wish
from kithbook.commands.screen import show
from kithbook.commands.session import Session, width
from kithbook.forgetting import traces
from kithbook.forgetting.pictures import shown
from kithbook.forgetting.redaction import WORD
from kithbook.frozen import replace
from kithbook.history import bygone, rewriting
from kithbook.history.repository import Repository
from kithbook.model import Contact
from kithbook.read import read
from kithbook.text import Source
from kithbook.views.cards import paragraph
from kithbook.words import _, ngettext
from kithbook.world import JournalError

T = TypeVar("T")


def gone(session: Session, place: Repository, who: str, also: Iterable[str]) -> Wish | None:
    """Somebody whose file is deleted already, as the history has it; None when it knows no such file."""
    source = rewriting.last_text(session.root, session.settings.contacts, who.strip())
    if source is None:
        rewriting.refuse_unsaved(place)  # the deletion itself may not be on record yet
        return None
    contact, _findings = read(source, session.settings)
    if not isinstance(contact, Contact):
        return None
    whole = as_ever(session, contact)
    return Wish(
        changes=(),
        path=source.path,
        stems=(contact.id, *contact.aliases),
        traces=traces(session.loaded.journal, whole, also),
        mentioning=(),
        pictures=(),
        doubtful=(),
    )


def as_ever(session: Session, contact: Contact) -> Contact:
    """The contact with all names, addresses and numbers that any version of the file had."""
    whole = contact
    for version in _versions(session, (contact.id, *contact.aliases)):
        whole = replace(
            whole,
            aliases=_more(whole.aliases, [name for name in (version.name, *version.aliases) if name != whole.name]),
            emails=_more(whole.emails, version.emails),
            phones=_more(whole.phones, version.phones),
            urls=_more(whole.urls, version.urls),
            bounced=_more(whole.bounced, version.bounced),
        )
    return whole


def _more(there: tuple[T, ...], more: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*there, *more)))


def _versions(session: Session, stems: Iterable[str]) -> Iterator[Contact]:
    for text in bygone.texts(session.root, session.settings.contacts, stems):
        version, _findings = read(Source(path="bygone.md", text=text), session.settings)
        if isinstance(version, Contact):
            yield version


def _pictures(session: Session, wish: Wish) -> tuple[str, ...]:
    """Pictures that any version of the file showed, and no other file shows now; from the journal's folder."""
    contacts = session.settings.contacts.strip("/") + "/"
    names = [path.removeprefix(contacts) for path in bygone.paths(session.root, contacts) if not path.endswith(".md")]
    versions = bygone.texts(session.root, contacts, wish.stems)
    theirs = dict.fromkeys(name for text in versions for name in shown(text, names))
    others = [source.text for source in session.loaded.sources if source.path != wish.path]
    return tuple(contacts + name for name in theirs if not any(name in text for text in others))


def carry_out(session: Session, place: Repository, wish: Wish, *, yes: bool, as_json: bool) -> None:
    """Rewrite the history, after a question of its own, and say what is left to do."""
    rewriting.refuse_unsaved(place)
    if not yes:
        _make_sure()
    pictures = dict.fromkeys((*wish.pictures, *_pictures(session, wish)))
    done = rewriting.rewrite(place, (wish.path, *pictures), wish.stems, wish.traces.in_bytes, wish.traces.literal, WORD)
    if done.left:
        raise JournalError(
            ngettext(
                "{count} object of git still holds a name or an address: it may be in a form that is not known here",
                "{count} objects of git still hold a name or an address: they may be in a form that is not known here",
                done.left,
            )
        )
    if as_json:
        from kithbook.views import machine

        click.echo(machine.as_json({"rewritten": done.commits, "left": done.left, "remotes": list(done.remotes)}))
        return
    show(["", *(line for text in _told(done) for line in paragraph(text, width=width()))])


def _make_sure() -> None:
    if not questions.can_ask():
        raise WrongUsage(_("rewriting the history cannot be taken back: say --yes, or type it at a terminal"))
    click.echo(
        _("Every commit gets another name, and nothing brings the old ones back. Make a copy first if in doubt.")
    )
    if not questions.confirm(_("Rewrite the whole history?")):
        raise click.Abort


def _told(done: rewriting.Rewritten) -> list[str]:
    told = [
        ngettext(
            "{count} commit was rewritten, on all branches and tags, and the newest stash with them. "
            "No object that can be reached names them any more.",
            "{count} commits were rewritten, on all branches and tags, and the newest stash with them. "
            "No object that can be reached names them any more.",
            done.commits,
        )
    ]
    if done.remotes:
        told.append(
            _(
                "The copies at {remotes} still have the old history: git push --force --all, then git push --force "
                "--tags. A code host may keep old commits for a while: ask it to remove them.",
                remotes=", ".join(done.remotes),
            )
        )
    told.append(
        _("Other clones must be cloned anew, or they bring everything back. Backups keep what they have until they go.")
    )
    return told
