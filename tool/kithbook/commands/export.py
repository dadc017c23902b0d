"""`kith export`: contacts for another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kithbook.commands.arguments import CONTACTS, QueryCommand, asked, known_query, pick
from kithbook.commands.folders import refuse_inside
from kithbook.commands.matching import matching
from kithbook.commands.screen import tell_problems
from kithbook.commands.session import Session, with_session
from kithbook.exchange import pictures
from kithbook.exchange.pictures import Picture
from kithbook.model import Contact
from kithbook.views import address_book
from kithbook.views.visible import visible
from kithbook.words import _, ngettext

NOBODY = 1
"""The exit code when a file was asked for and there is nobody to write into it."""


@click.command(name="export", cls=QueryCommand)
@asked
@click.option("--as", "format", type=click.Choice(address_book.FORMATS), default="vcard", help="vCard 3.0 if not said.")
@click.option("--json", "as_json", is_flag=True, help="The same as --as json.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="A new file; else standard output.")
@click.option("--private", is_flag=True, help="Also who is marked private; they are left out otherwise.")
@click.option("--photos", is_flag=True, help="In vCards also the pictures.")
@with_session
def command(
    session: Session, words: tuple[str, ...], format: str, as_json: bool, to: Path | None, private: bool, photos: bool
) -> None:
    """Write contacts for another program: vCard, CSV or JSON.

    QUERY is an id, or a query; without it everybody. What you think of a person stays here: no tier, reason, note
    or log is written. Who is private is left out unless you ask for them.

    \b
    kith export tag:customer --to customers.vcf
    kith export ada-rossi --as json
    """
    format = "json" if as_json else format
    if to is not None:
        refuse_inside(session, to)
    found = _asked_for(session, words)
    wanted = [contact for contact in found if private or not contact.private]
    if not wanted:
        _tell_nobody(session, to, len(found))
    portraits = _portraits(session, wanted) if photos else None
    data = address_book.render(format, session.loaded.journal, wanted, with_private=private, portraits=portraits)
    if to is None:
        click.echo(data, nl=False)
    else:
        from kithbook import store

        store.create(to.absolute(), data)
    hidden = len(found) - len(wanted)
    if wanted and (to is not None or hidden):
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


def _tell_nobody(session: Session, to: Path | None, hidden: int) -> None:
    """Say why there is nothing to write; a file that was asked for is not made, and the command ends."""
    if hidden:
        because = ngettext(
            "{count} contact matches, is private and left out; --private writes them too.",
            "{count} contacts match, are private and left out; --private writes them too.",
            hidden,
        )
    elif session.loaded.journal.contacts:
        because = _("Nobody matches.")
    else:
        because = _("There is no contact yet: kith add")
    click.echo(because, err=True)
    if to is not None:
        click.echo(_("{path} was not written.", path=visible(str(to))), err=True)
        tell_problems(session.loaded.diagnostics)
        click.get_current_context().exit(NOBODY)


def _asked_for(session: Session, words: tuple[str, ...]) -> Sequence[Contact]:
    """An id, or whoever the query matches. Words that are no more than a name mean somebody, or are wrong usage."""
    contacts = session.loaded.journal.contacts
    if len(words) == 1 and words[0] in contacts:
        return [contacts[words[0]]]
    query = known_query(session, words)
    found = [known.contact for known in matching(session, query)]
    is_a_name = bool(query.terms) and not any(term.key or term.negated for term in query.terms)
    return found or ([pick(contacts, words, CONTACTS)] if is_a_name and contacts else [])
