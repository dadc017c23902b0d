"""`kith import`: people from other programs. First a preview; then, confirmed, all of it or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Change, Make, Order, answer, carry_out, writes
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width
from kithbook.exchange import comparing, mapped, recognise, writing
from kithbook.exchange.comparing import Preview
from kithbook.exchange.incoming import Incoming, Read
from kithbook.naming import free_ids
from kithbook.views import preview as views
from kithbook.views.visible import visible
from kithbook.views.words import plural
from kithbook.world import JournalError

TOLD = 20
"""So many remarks on a file are told, unless all are asked for."""


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--as", "format", metavar="FORMAT", help="What the files are, where it is not recognised.")
@click.option("--map", "pairs", metavar="FIELD=COLUMN", multiple=True, help="What a column of any table means.")
@click.option("--theirs", is_flag=True, help="Where a field was written by hand and differs, take the file's value.")
@click.option("--doubtful", type=click.Choice(["new", "same"]), help="Who is in doubt: new, or the one contact named.")
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
    mapping = _mapping(pairs)
    people = [person for path in files for person in _read(path, format or "", mapping, whole=whole).people]
    journal = session.loaded.journal
    found = comparing.preview(journal, people, doubtful=doubtful or "")
    changes = [*_changes(session, found, theirs=theirs)]
    said = f"Imported {len(found.new)} new, changed {len(found.changed)}."
    subject = f"Import {plural(len(found.new), 'contact')}" + (f", change {len(found.changed)}" * bool(found.changed))
    if not order.as_json and not (order.dry_run and changes):
        show(views.lines(found, width=width(), ink=ink(), whole=whole))
    if not changes:
        if order.as_json:
            _answer_json(found, written=False)
        return
    if not (yes or order.dry_run) and not _confirmed(order, len(changes)):
        if order.as_json:
            _answer_json(found, written=False)
        return
    done = carry_out(session, changes, subject=subject, order=order)
    if order.as_json:
        _answer_json(found, written=not order.dry_run)
    else:
        if not order.dry_run:
            click.echo()
        answer(session, done, [said], order=order)


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    """The fields with the names of their columns."""
    found = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    wrong = next((pair for pair in pairs if "=" not in pair or not mapped.is_field(pair.partition("=")[0])), None)
    if wrong is not None:
        known = ", ".join(mapped.FIELDS)
        raise WrongUsage(f'--map "{visible(wrong)}" is not FIELD=COLUMN; the fields are {known}')
    return found


def _read(path: Path, format: str, mapping: dict[str, str], *, whole: bool) -> Read:
    from kithbook import store

    read = _understood(path, store.read_foreign(path), format, mapping)
    for remark in read.remarks if whole else read.remarks[:TOLD]:
        click.echo(f"{visible(str(path))}:{remark.line}: {visible(remark.message)}", err=True)
    if len(read.remarks) > TOLD and not whole:
        click.echo(f"{visible(str(path))}: {len(read.remarks) - TOLD} more remarks: --all", err=True)
    if not read.people:
        raise JournalError(f"{path} holds nobody")
    return read


def _understood(path: Path, data: bytes, format: str, mapping: dict[str, str]) -> Read:
    if mapping:
        found = mapped.read(data, mapping)
        if found is None:
            columns = ", ".join(map(visible, mapping.values()))
            raise WrongUsage(f"no row of {visible(str(path))} names these columns: {columns}")
        return found
    name = format or recognise.format_of(data)
    if name not in recognise.READERS:
        known = ", ".join(recognise.READERS)
        what = f'there is no format "{visible(name)}"' if name else f"{visible(str(path))} is in no format known here"
        raise WrongUsage(f"{what}; the formats are {known}: say which with --as, or what its columns mean with --map")
    return recognise.READERS[name](data)


def _changes(session: Session, found: Preview, *, theirs: bool) -> Iterator[Change]:
    journal = session.loaded.journal
    for each in (*found.changed, *(found.same if theirs else ())):
        steps = comparing.intentions(journal, each, theirs=theirs)
        if steps:
            yield Alter(path=each.contact.source.path, intentions=steps)
    ids = free_ids((person.name for person in found.new), session.roster.ids())
    for person, id in zip(found.new, ids, strict=True):
        yield Make(path=f"{session.settings.contacts}/{id}.md", text=_text(session, person, id))


def _text(session: Session, person: Incoming, id: str) -> str:
    path = f"{session.settings.contacts}/{id}.md"
    text = writing.file_for(session.loaded.journal, person, path, session.today)
    if text is None:
        raise JournalError(f"{person.name} (line {person.line}) cannot be written faithfully; nothing was written")
    return text


def _confirmed(order: Order, count: int) -> bool:
    """Ask at a terminal; where nobody can answer, say how to go on."""
    if order.as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("Nothing was written; with --yes it is.", err=True)
        return False
    from kithbook.commands.dialogue import Dialogue, Stopped

    dialogue = Dialogue()
    dialogue.say(["", f"Write {plural(count, 'file')}?"])
    try:
        is_wanted = dialogue.key({"y": "write", "n": "leave"}, {" ": "n", "q": "n"}) == "y"
    except Stopped:
        is_wanted = False
    if not is_wanted:
        click.echo("Nothing was written.")
    return is_wanted


def _answer_json(found: Preview, *, written: bool) -> None:
    from kithbook.views import machine

    click.echo(machine.as_json({**views.as_values(found), "written": written}))
