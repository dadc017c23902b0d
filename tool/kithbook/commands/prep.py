"""`kith prep`: what to know before a meeting, on the screen or on paper."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook import store
from kithbook.commands.arguments import WrongUsage, choose
from kithbook.commands.completing import complete_who
from kithbook.commands.folders import refuse_inside
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.model import Contact, Event
from kithbook.plan.meeting import guests
from kithbook.views import prep
from kithbook.who import among
from kithbook.words import _
from kithbook.world import JournalError

MARK = b'content="kith prep"'
"""What our sheets say about themselves, within so many bytes."""
_HEAD = 1000


@click.command(name="prep")
@click.argument("words", nargs=-1, required=True, metavar="WHO...|EVENT", shell_complete=complete_who)
@click.option("--html", "html", metavar="FILE", type=click.Path(dir_okay=False), help="Write sheets to print instead.")
@click.option("--halves", is_flag=True, help="Two persons on a sheet, half a side (A5) each; needs --html.")
@with_session
def command(session: Session, words: tuple[str, ...], html: str | None, halves: bool) -> None:
    """Print what to know before a meeting.

    Who they are, the last words, what is promised on both sides, what they need, and what to ask. WHO is an
    id, an alias or a name; several are several people. EVENT stands for everybody met there and everybody
    whom the log has there. The sheets of --html have one side of A4 for each person; private people are on
    them too, because the file is yours.

    \b
    kith prep ada-rossi
    kith prep ada-rossi paola-serafini --html monday.html
    kith prep 2026-02-gartenwerk-koeln --html fair.html --halves
    """
    if halves and not html:
        raise click.UsageError(_("--halves is about paper: say where to write it with --html FILE"))
    if html:
        refuse_inside(session, Path(html))
    journal = session.loaded.journal
    people = _people(session, words)
    sheets = [prep.sheet(journal, one, session.plan.of(one.id), session.today) for one in people]
    if html:
        from kithbook.views.pages.paper import paper

        text = paper(sheets, title=", ".join(one.name for one in people[:3]), halves=halves)
        _refuse_another(Path(html))
        store.write_output(Path(html), text.encode())
        click.echo(_("The sheets: {file}", file=html))
    else:
        show(prep.render(sheets, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)


def _refuse_another(file: Path) -> None:
    """Raise `WrongUsage` when there is a file of that name that holds no sheets: it is somebody's."""
    there = store.read_output(file)
    if there is not None and MARK not in there[:_HEAD]:
        raise WrongUsage(
            _("{path} exists already, and it is no page of sheets: name another file; nothing was written", path=file)
        )


def _people(session: Session, words: tuple[str, ...]) -> list[Contact]:
    """Those who are meant: all words as one event or one name, else each word by itself."""
    journal, whole = session.loaded.journal, " ".join(words)
    if found := among(journal.contacts, whole).found:
        return [journal.contacts[found]]
    if found := among(journal.events, whole).found:
        return _at(session, journal.events[found])
    chosen = [choose(session, (word,)) for word in words] if len(words) > 1 else [choose(session, words)]
    return list({one.id: one for one in chosen}.values())


def _at(session: Session, event: Event) -> list[Contact]:
    """Who was met at the event or will be. Raises `JournalError` when nobody is known."""
    journal = session.loaded.journal
    found = [journal.contacts[id] for id in guests(journal, event, session.today)]
    if not found:
        raise JournalError(
            _("{name} has nobody yet: name the people themselves, or write met_at in their files", name=event.name)
        )
    return found
