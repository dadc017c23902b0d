"""`kith undo`: take back what a command changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kithbook.commands.session import Session, with_session
from kithbook.views import diff, machine
from kithbook.views.terminal import clean
from kithbook.words import _

if TYPE_CHECKING:
    from kithbook.history.undo import Restored, Undo


@click.command(name="undo")
@click.argument("number", metavar="[N]", type=click.IntRange(min=1), default=1)
@click.option("--dry-run", is_flag=True, help="Print the diff; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, number: int, dry_run: bool, as_json: bool) -> None:
    """Take back the last change that a command made.

    With N the N-th last one. What was changed later stays; where that touches the same lines nothing is written, and
    it is said why. Only what is committed can be taken back: write commit = true into the settings.

    \b
    kith undo --dry-run
    kith undo 2
    """
    from kithbook.history import undo

    found = undo.find(session.root, session.settings.contacts, number)
    if not dry_run:
        undo.carry_out(session.root, found)
    if as_json:
        click.echo(_as_json(found, dry_run=dry_run))
    elif dry_run:
        text = _diff(found)
        click.echo(diff.harmless(text) if sys.stdout.isatty() else text, nl=False)
    else:
        click.echo(_("Took back: {what} ({day})", what=clean(found.commit.subject), day=found.commit.when))
        for file in found.files:
            click.echo(f"  {clean(_what(file))}")


def _what(file: Restored) -> str:
    if file.now is None:
        return _("{path} is there again", path=file.new_path)
    if file.then is None:
        return _("{path} is deleted", path=file.path)
    return (
        file.new_path
        if file.path == file.new_path
        else _("{path} is called {new} again", path=file.path, new=file.new_path)
    )


def _diff(found: Undo) -> str:
    return "".join(map(_diff_of, found.files))


def _diff_of(file: Restored) -> str:
    moved = f"rename from {file.path}\nrename to {file.new_path}\n" if file.path != file.new_path else ""
    return moved + diff.unified(file.new_path, file.now or "", file.then or "")


def _as_json(found: Undo, *, dry_run: bool) -> str:
    value = {
        "undone": found.commit.name,
        "subject": found.commit.subject,
        "when": found.commit.when,
        "dry_run": dry_run,
        "changed": [
            {"path": file.new_path, "was": file.path, "made": file.now is None, "deleted": file.then is None}
            for file in found.files
        ],
    }
    return machine.as_json(value | ({"diff": _diff(found)} if dry_run else {}))
