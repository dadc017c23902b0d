"""`kith edit`: somebody's file in the editor, then a look at it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kithbook import checks, store
from kithbook.commands import questions
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Order, Written, answer, on_record, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.people import person
from kithbook.commands.screen import ink
from kithbook.commands.session import Session
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.views.report import render
from kithbook.views.terminal import clean
from kithbook.words import N_, _
from kithbook.world import JournalError


@click.command(name="edit")
@click.argument("words", nargs=-1, required=True, metavar="WHO", shell_complete=complete_who)
@writes
def command(session: Session, order: Order, words: tuple[str, ...]) -> None:
    """Open somebody's file in your editor, then check it.

    The editor is what VISUAL or EDITOR in the environment names. With --dry-run only the file's path is printed.

    \b
    kith edit ada-rossi
    EDITOR=nano kith edit "Sabine Keller"
    """
    whom = person(session, " ".join(words))
    path = whom.source.path
    if order.dry_run:
        click.echo(session.root / path)
        return
    if not questions.has_input():
        shown = clean(whom.id)
        raise WrongUsage(
            _(
                "an editor needs a terminal, and here is none; to change one field: {command}",
                command=f"kith set {shown} town=Milano",
            )
        )
    before = store.read(session.root, path)
    while True:
        _open(session.root / path, whom.id)
        found = _findings(session, path)
        click.echo(render(found, "concise", ink()), nl=False, color=True)
        if not _wants_to_go_on(found):
            break
    after = store.read(session.root, path)
    written = Written(path=path, before=before.text, after=after.text)
    done = on_record(session, (written,), _("Edit {name}", name=whom.name), order)
    said = _("Changed {path}.", path=path) if before.text != after.text else _("{path} is as it was.", path=path)
    answer(session, done, [said], order=order, about=[whom.id])
    if any(one.severity is Severity.ERROR for one in found):
        sys.exit(1)


_NOT_STARTED = N_("{editor} cannot be started; name another one: {command}, or open {file} yourself")
_FAILED = N_("{editor} failed; name another one: {command}, or open {file} yourself")


def _wants_to_go_on(found: Iterable[Diagnostic]) -> bool:
    """Asked when something is wrong, where somebody is there to answer; what was saved is saved, whatever they say."""
    if not questions.can_ask() or all(one.severity is Severity.INFO for one in found):
        return False
    try:
        return questions.confirm(_("Edit again?"))
    except click.Abort:
        return False


def _open(file: Path, id: str) -> None:
    """Wait for the editor. Raises `JournalError` when it cannot be started or fails."""
    variable = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    editor = " ".join(filter(None, (_("the editor"), os.environ.get(variable))))
    try:
        click.edit(filename=str(file))
    except (click.ClickException, ValueError) as error:
        is_missing = isinstance(error, ValueError) or isinstance(error.__cause__, OSError)
        raise JournalError(
            _(
                _NOT_STARTED if is_missing else _FAILED,
                editor=editor,
                command=f"{variable}=nano kith edit {id}",
                file=file,
            )
        ) from error


def _findings(session: Session, path: str) -> list[Diagnostic]:
    loaded = session.afresh().loaded
    every = (*loaded.diagnostics, *checks.run(loaded.journal, session.today))
    return sorted((one for one in every if one.span.path == path), key=lambda one: one.sort_key)
