"""`kith person-report`: everything that is held about somebody, to hand over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kithbook.commands.arguments import choose, who
from kithbook.commands.folders import refuse_inside
from kithbook.commands.session import Session, with_session
from kithbook.model import Contact
from kithbook.text import Source
from kithbook.views import dossier as views
from kithbook.words import _


@click.command(name="person-report")
@who
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A new file; else standard output.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], output: Path | None, as_json: bool) -> None:
    """Write everything that is held about somebody, to hand over.

    Fields, notes, touches, mentions in other files, events, campaigns, the plan, pictures and the history of the file.
    The names of other people are left out; read it once before you send it.

    \b
    kith person-report ada-rossi
    kith person-report ada-rossi --output ada.md
    """
    if output is not None:
        refuse_inside(session, output)
    contact = choose(session, words)
    loaded = session.loaded
    found = views.dossier(
        loaded.journal,
        contact,
        session.plan.of(contact.id),
        session.today,
        sources=(*loaded.sources, *_around(session, contact)),
        history=_history(session, contact),
    )
    if as_json:
        from kithbook.views import machine

        text = machine.as_json(views.as_values(found)) + "\n"
    else:
        text = views.markdown(found)
    if output is None:
        click.echo(text, nl=False)
        return
    from kithbook import store

    store.create(output.absolute(), text.encode())
    click.echo(_("Written: {path}. Read it once before you send it.", path=str(output)), err=True)


def _around(session: Session, contact: Contact) -> Iterator[Source]:
    """The lines about them in files that are no contacts: settings, conflict copies, lists."""
    from kithbook.commands import forgetting
    from kithbook.forgetting import traces

    for place in forgetting.left(session, traces(session.loaded.journal, contact)):
        if place.line:
            yield Source(path=place.path, text=place.text)


def _history(session: Session, contact: Contact) -> list[str]:
    """What git knows of the file, the newest first; nothing without git."""
    from kithbook.history import NoHistory, editions
    from kithbook.views.editions import phrases

    try:
        found = editions.of(session.root, contact.source.path)
    except NoHistory:
        return []
    return [f"{edition.when}: {said}" for edition in found.newest if edition.commit for said in phrases(edition)]
