"""`kith import`: people from other programs. First a preview; then, confirmed, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.commands import importing
from kithbook.commands.changes import Alter, Change, Make, Order, answer, carry_out, writes
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width
from kithbook.exchange import comparing, writing
from kithbook.exchange.found import Preview
from kithbook.exchange.incoming import Incoming
from kithbook.naming import wanted_ids
from kithbook.views import preview as views
from kithbook.words import _, ngettext
from kithbook.world import JournalError


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--as", "format", metavar="FORMAT", help="What the files are, where it is not recognised.")
@click.option("--map", "pairs", metavar="FIELD=COLUMN", multiple=True, help="What a column of any table means.")
@click.option("--theirs", is_flag=True, help="Where a field was written by hand and differs, take the file's value.")
@click.option("--doubtful", type=click.Choice(["new", "same"]), help="Who is in doubt: new, or the one contact named.")
@click.option("--keep-cleared", is_flag=True, help="Delete nothing because its cell was cleared in a spreadsheet.")
@click.option("--all", "whole", is_flag=True, help="List everybody in the preview.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@writes
def command(
    session: Session,
    order: Order,
    files: tuple[Path, ...],
    format: str | None,
    pairs: tuple[str, ...],
    theirs: bool,
    doubtful: str | None,
    keep_cleared: bool,
    whole: bool,
    yes: bool,
) -> None:
    """Bring in contacts from a phone, LinkedIn, Google, Outlook or a spreadsheet.

    The format is recognised. First it shows who is new, who changed and in which fields, and who is in doubt;
    nothing is written before you say yes, and then all of it or nothing. Importing again changes nothing, and a
    field that you changed by hand stays. Who comes in so has no cadence until you give a tier.

    \b
    kith import contacts.vcf
    kith import contacts.vcf --dry-run
    kith import customers.csv --map name=Customer --map email=Mail
    """
    mapping = importing.mapping_of(pairs)
    journal = session.loaded.journal
    people = [
        person for path in files for person in importing.people_of(path, format or "", mapping, whole=whole).people
    ]
    found = comparing.preview(journal, people, doubtful=doubtful or "")
    if keep_cleared:
        found = comparing.without_deletions(found)
    changes = _changes(session, found, theirs=theirs)
    if not order.as_json and not (order.dry_run and changes):
        show(views.lines(found, width=width(), ink=ink(), whole=whole))
    is_decided = yes or order.dry_run or not changes
    verdict = importing.YES if is_decided else importing.confirmed(order, len(changes), found.deletions)
    if verdict == importing.KEEP:
        found = comparing.without_deletions(found)
        changes = _changes(session, found, theirs=theirs)
    if changes and verdict != importing.NO:
        _write(session, order, found, changes)
    elif order.as_json:
        _answer_json(found, written=False)


def _write(session: Session, order: Order, found: Preview, changes: list[Change]) -> None:
    subject = ngettext("Import {count} contact", "Import {count} contacts", len(found.new))
    if found.changed:
        subject += _(", change {count}", count=len(found.changed))
    done = carry_out(session, changes, subject=subject, order=order)
    if order.as_json:
        _answer_json(found, written=not order.dry_run)
        return
    if not order.dry_run:
        click.echo()
    said = _("Imported {new} new, changed {changed}.", new=len(found.new), changed=len(found.changed))
    answer(session, done, [said], order=order)


def _changes(session: Session, found: Preview, *, theirs: bool) -> list[Change]:
    journal = session.loaded.journal
    changes: list[Change] = []
    for each in (*found.changed, *(found.same if theirs else ())):
        steps = comparing.intentions(journal, each, theirs=theirs)
        if steps:
            changes.append(Alter(path=each.contact.source.path, intentions=steps))
    ids = wanted_ids(((person.id, person.name) for person in found.new), session.roster.ids())
    for person, id in zip(found.new, ids, strict=True):
        path = f"{session.settings.contacts}/{id}.md"
        changes.append(Make(path=path, text=_text(session, person, path)))
    return changes


def _text(session: Session, person: Incoming, path: str) -> str:
    text = writing.file_for(session.loaded.journal, person, path, session.today)
    if text is None:
        message = _(
            "{name} (line {line}) cannot be written faithfully; nothing was written",
            name=person.name,
            line=person.line,
        )
        raise JournalError(message)
    return text


def _answer_json(found: Preview, *, written: bool) -> None:
    from kithbook.views import machine

    click.echo(machine.as_json({**views.as_values(found), "written": written}))
