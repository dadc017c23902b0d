"""`kith export`: contacts for another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.folders import refuse_inside
from kithbook.commands.matching import matching
from kithbook.commands.screen import tell_problems
from kithbook.commands.session import Session, with_session
from kithbook.exchange import pictures
from kithbook.exchange.pictures import Picture
from kithbook.model import Contact
from kithbook.views import address_book
from kithbook.words import ngettext


@click.command(name="export", cls=QueryCommand)
@asked
@click.option("--as", "format", type=click.Choice(address_book.FORMATS), default="vcard", help="vCard 3.0 if not said.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="A new file; else standard output.")
@click.option("--private", is_flag=True, help="Also who is marked private; they are left out otherwise.")
@click.option("--photos", is_flag=True, help="In vCards also the pictures.")
@with_session
def command(
    session: Session, words: tuple[str, ...], format: str, to: Path | None, private: bool, photos: bool
) -> None:
    """Write contacts for another program: vCard, CSV or JSON.

    QUERY is an id, or a query; without it everybody. What you think of a person stays here: no tier, reason, note
    or log is written. Who is private is left out unless you ask for them.

    \b
    kith export tag:customer --to customers.vcf
    kith export ada-rossi --as json
    """
    if to is not None:
        refuse_inside(session, to)
    found = _asked_for(session, words)
    wanted = [contact for contact in found if private or not contact.private]
    portraits = _portraits(session, wanted) if photos else None
    data = address_book.render(format, session.loaded.journal, wanted, with_private=private, portraits=portraits)
    if to is None:
        click.echo(data, nl=False)
    else:
        from kithbook import store

        store.create(to.absolute(), data)
    hidden = len(found) - len(wanted)
    if to is not None or hidden:
        click.echo(_said(len(wanted), hidden), err=True)
    tell_problems(session.loaded.diagnostics)


def _portraits(session: Session, contacts: Sequence[Contact]) -> dict[str, Picture]:
    """The pictures that lie among the journal's files; what is no picture is left out."""
    from kithbook import store

    folder = session.root / session.settings.contacts
    known = session.loaded.journal.files
    read = {each.id: store.read_foreign(folder / each.photo, store.PICTURE) for each in contacts if each.photo in known}
    return {id: found for id, data in read.items() if (found := pictures.of_bytes(data)) is not None}


def _said(count: int, hidden: int) -> str:
    said = ngettext("Exported {count} contact.", "Exported {count} contacts.", count)
    if not hidden:
        return said
    return f"{said} " + ngettext("{count} is private and left out.", "{count} are private and left out.", hidden)


def _asked_for(session: Session, words: tuple[str, ...]) -> Sequence[Contact]:
    contacts = session.loaded.journal.contacts
    if len(words) == 1 and words[0] in contacts:
        return [contacts[words[0]]]
    return [known.contact for known in matching(session, known_query(session, words))]
