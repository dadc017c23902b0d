"""`kith import`: people from other programs. First a preview; then, confirmed, all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kithbook import locale
from kithbook.commands import import_calendar, import_mail, importing
from kithbook.commands.changes import Order, Record, answer, carry_out, writes
from kithbook.commands.forgetting import memory
from kithbook.commands.import_plan import Intended, intended
from kithbook.commands.nested import Nested
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width
from kithbook.exchange import previews
from kithbook.exchange.incoming import Incoming, Read
from kithbook.exchange.keys import country_of
from kithbook.exchange.wording import written_in
from kithbook.frozen import replace
from kithbook.views import happenings as happened
from kithbook.views import preview as views
from kithbook.words import _, ngettext

VERBS = {"mail": import_mail.command, "calendar": import_calendar.command}


@click.command(name="import", cls=Nested, verbs=VERBS)
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
    field that you changed by hand stays. Who comes in so has no cadence until you give a tier. Mail and calendars
    bring touches with people who are here already.

    \b
    kith import contacts.vcf
    kith import contacts.vcf --dry-run
    kith import customers.csv --map name=Customer --map email=Mail
    """
    mapping = importing.mapping_of(pairs)
    journal = session.loaded.journal
    with written_in(locale.catalogue(session.settings.language or locale.of_environment(os.environ))):
        country = country_of(session.settings)
        reads = [importing.people_of(path, format or "", mapping, country, whole=whole) for path in files]
    people = [person for path, read in zip(files, reads, strict=True) for person in _placed(path, read, files)]
    happenings = [each for read in reads for each in read.happenings]
    found = previews.preview(journal, people, doubtful=doubtful or "", forgotten=memory(session))
    if theirs:
        found = previews.with_theirs(found)
    if keep_cleared:
        found = previews.without_deletions(found)
    plan = intended(session, found, happenings)
    if not order.as_json and not (order.dry_run and plan.changes):
        show(_lines(session, plan, whole=whole))
    is_decided = yes or order.dry_run or not plan.changes
    count = sum(not isinstance(change, Record) for change in plan.changes)
    verdict = importing.YES if is_decided else importing.confirmed(order, count, found.deletions)
    if verdict == importing.KEEP:
        plan = intended(session, previews.without_deletions(found), happenings)
    if plan.changes and verdict != importing.NO:
        _write(session, order, plan)
    elif order.as_json:
        _answer_json(session, plan, written=False)


def _placed(path: Path, read: Read, files: Sequence[Path]) -> Iterable[Incoming]:
    """Everybody in a file, with its name where several are read."""
    return (replace(each, file=path.name) for each in read.people) if len(files) > 1 else read.people


def _lines(session: Session, plan: Intended, *, whole: bool) -> list[str]:
    told = views.lines(plan.found, width=width(), ink=ink(), whole=whole)
    told += happened.left_out(plan.waiting, plan.void, width=width())
    told += happened.lines(plan.placed, plan.names, session.settings, width=width(), ink=ink(), whole=whole)
    return told


def _write(session: Session, order: Order, plan: Intended) -> None:
    found = plan.found
    subject = ngettext("Import {count} contact", "Import {count} contacts", len(found.new))
    if found.changed:
        subject += _(", change {count}", count=len(found.changed))
    if plan.placed:
        subject += ngettext(", {count} touch", ", {count} touches", len(plan.placed))
    done = carry_out(session, plan.changes, subject=subject, order=order)
    if order.as_json:
        _answer_json(session, plan, written=not order.dry_run)
        return
    if not order.dry_run:
        click.echo()
    said = [_("Imported {new} new, changed {changed}.", new=len(found.new), changed=len(found.changed))]
    if count := plan.undecided:
        said.append(
            ngettext(
                "{count} has no tier, and so no cadence yet: kith triage",
                "{count} have no tier, and so no cadence yet: kith triage",
                count,
            )
        )
    answer(session, done, said, order=order)


def _answer_json(session: Session, plan: Intended, *, written: bool) -> None:
    from kithbook.views import machine

    told = {
        **views.as_values(plan.found),
        "touches": happened.as_values(plan.placed, session.settings),
        "touches_waiting": plan.waiting,
        "promises_void": plan.void,
        "written": written,
    }
    click.echo(machine.as_json(told))
