"""What every import shares: a foreign file read with its remarks, the question before anything is written."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Order
from kithbook.exchange import fitting, grid, mapped, meetings, pictures, recognise, spreadsheet
from kithbook.exchange.incoming import Read, Remark
from kithbook.frozen import replace
from kithbook.views.visible import visible
from kithbook.words import N_, _, ngettext, pgettext
from kithbook.world import JournalError

TOLD = 20
"""So many remarks on a file are told, unless all are asked for."""
_HEAD = 65_536
YES, KEEP, NO = "write", "keep", "leave"


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """The fields with the names of their columns, from `--map`."""
    found = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    wrong = next((pair for pair in pairs if "=" not in pair or not mapped.is_field(pair.partition("=")[0])), None)
    if wrong is not None:
        known = ", ".join(mapped.FIELDS)
        message = _('--map "{pair}" is not FIELD=COLUMN; the fields are {fields}', pair=visible(wrong), fields=known)
        raise WrongUsage(message)
    return found


def people_of(path: Path, format: str, mapping: Mapping[str, str], country: str, *, whole: bool) -> Read:
    """Everybody in a file; what could not be understood is said. Raises `JournalError` when it holds nobody.

    Numbers without `+` are of that country.
    """
    from kithbook import store

    read = _understood(path, store.read_foreign(path), format, mapping)
    remarks = [*read.remarks]
    people = fitting.all_fitted(read.people, country, remarks)
    tell_remarks(path, remarks, whole=whole)
    if not people:
        raise JournalError(_("{path} holds nobody", path=path))
    return replace(read, people=people, remarks=tuple(remarks))


def tell_remarks(path: Path, remarks: Sequence[Remark], *, whole: bool) -> None:
    """Say on standard error what is not taken over, with file and line."""
    for remark in remarks if whole else remarks[:TOLD]:
        click.echo(f"{visible(str(path))}:{remark.line}: {visible(remark.message)}", err=True)
    more = len(remarks) - TOLD
    if more > 0 and not whole:
        said = ngettext("{count} more remark: --all", "{count} more remarks: --all", more)
        click.echo(f"{visible(str(path))}: {said}", err=True)


def _understood(path: Path, data: bytes, format: str, mapping: Mapping[str, str]) -> Read:
    shown = visible(str(path))
    tables = _sheets(path, data) if spreadsheet.is_spreadsheet(data) else [data]
    if mapping:
        found = next((read for table in tables if (read := mapped.read(table, mapping)) is not None), None)
        if found is None:
            columns = ", ".join(map(visible, mapping.values()))
            raise WrongUsage(_("no row of {path} names these columns: {columns}", path=shown, columns=columns))
        return found
    data = next((table for table in tables if recognise.format_of(table)), data)
    name = format or recognise.format_of(data)
    if name in recognise.READERS:
        return recognise.READERS[name](data)
    what = _("{path} is in no format known here", path=shown)
    if name:
        what = _('there is no format "{name}"', name=visible(name))
    elif other := _other_door(data):
        raise WrongUsage(_(other, path=shown))
    known = ", ".join(recognise.READERS)
    how = _("the formats are {formats}: say which with --as, or what its columns mean with --map", formats=known)
    raise WrongUsage(f"{what}; {how}")


def _other_door(data: bytes) -> str:
    """What to type for a file that another command reads; "" when there is none."""
    head = data[:_HEAD]
    if pictures.of_bytes(head) is not None:
        return N_("{path} is a picture; for a business card: kith card {path}")
    if meetings.is_calendar(head):
        return N_("{path} is a calendar: kith import calendar {path}")
    if re.match(rb"From \S|(?:[A-Za-z-]+:.*\r?\n){3}", head) and re.search(rb"(?im)^(?:date|from):", head):
        return N_("{path} is mail: kith import mail {path}")
    return ""


def _sheets(path: Path, data: bytes) -> list[bytes]:
    """The sheets of a spreadsheet as tables. Raises `JournalError` when it cannot be read."""
    try:
        found = spreadsheet.grids(data)
    except spreadsheet.NotInstalled as error:
        how = "pip install openpyxl"
        raise JournalError(_("{path} is a spreadsheet; to read it, type: {how}", path=path, how=how)) from error
    if isinstance(found, str):
        raise JournalError(f"{path}: {found}")
    return [grid.as_table(each) for each in found if any(each.rows)]


def confirmed(order: Order, count: int, deletions: int = 0) -> str:
    """Ask at a terminal whether to write; where nobody can answer, say how to go on."""
    if order.as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(_("Nothing was written; with --yes it is."), err=True)
        return NO
    from kithbook.commands.dialogue import Dialogue, Stopped

    dialogue = Dialogue()
    dialogue.say(["", ngettext("Write {count} file?", "Write {count} files?", count), *_about_deletions(deletions)])
    yes, no = pgettext("answer", "y"), pgettext("answer", "n")
    keys = {yes: _("write"), **({"k": _("write, and keep what was cleared")} if deletions else {}), no: _("leave")}
    try:
        key = dialogue.key(keys, {"y": yes, "n": no, " ": no, "q": no})
    except Stopped:
        key = no
    answer = {yes: YES, "k": KEEP}.get(key, NO)
    if answer == NO:
        click.echo(_("Nothing was written."))
    return answer


def _about_deletions(count: int) -> list[str]:
    if not count:
        return []
    return [ngettext("{count} value would be deleted.", "{count} values would be deleted.", count)]
