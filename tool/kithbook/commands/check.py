"""`kith check`: what is wrong in the journal, in words, for people and for machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kithbook import checks, store
from kithbook.commands.screen import ink
from kithbook.commands.session import Session, with_session
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.mend import Mended, mend
from kithbook.views import diff
from kithbook.views.report import FORMATS, render, summary
from kithbook.views.visible import visible
from kithbook.words import _, ngettext


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@click.option("--format", "form", type=click.Choice(FORMATS), default="concise", help="How to print the findings.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then report what remains.")
@click.option("--diff", "shows_diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@with_session
def command(session: Session, paths: tuple[str, ...], form: str, fix: bool, shows_diff: bool, strict: bool) -> None:
    """Find what is wrong in the journal, and say what to type.

    With PATHs only what is wrong in these files and folders is reported; the whole journal is read
    all the same. Exits with 0 when nothing is wrong, 1 when there are errors.

    \b
    kith check
    kith check contacts/events --format full
    kith check --fix
    """
    places = tuple(_within(session.root, path) for path in paths)
    found = _findings(session, places)
    if shows_diff:
        click.echo(_diffs(_mends(session, found)), nl=False)
    elif fix:
        session, found = _fixed(session, found, places)
    if not shows_diff:
        click.echo(render(found, form, ink()), nl=False, color=True)
    click.echo(summary(found, _file_count(session, found, places)), err=True)
    worst = max((one.severity for one in found), default=Severity.INFO)
    sys.exit(1 if worst >= (Severity.WARNING if strict else Severity.ERROR) else 0)


def _within(root: Path, path: str) -> str:
    """The path below the journal's folder, with slashes; "." for the folder itself or one around it."""
    here = Path(os.path.realpath(Path(path).parent)) / Path(path).name
    top = Path(os.path.realpath(root))
    here = Path(os.path.normpath(here))
    if top.is_relative_to(here):
        return "."
    if not here.is_relative_to(top):
        message = _('"{path}" is not in the journal {folder}', path=path, folder=root)
        raise click.BadParameter(message, param_hint="PATH")
    return here.relative_to(top).as_posix()


def _findings(session: Session, places: Sequence[str]) -> list[Diagnostic]:
    loaded = session.loaded
    every = (*loaded.diagnostics, *checks.run(loaded.journal, session.today))
    return sorted((one for one in every if _is_in(one.span.path, places)), key=lambda one: one.sort_key)


def _is_in(path: str, places: Sequence[str]) -> bool:
    return not places or any(place == "." or path == place or path.startswith(f"{place}/") for place in places)


def _mends(session: Session, found: Iterable[Diagnostic]) -> tuple[Mended, ...]:
    return mend(found, session.loaded.journal.settings)


def _diffs(mends: Iterable[Mended]) -> str:
    """Exact in a pipe, for `git apply`; harmless on a terminal."""
    text = "".join(diff.unified(each.source.path, each.source.text, each.text) for each in mends)
    return diff.harmless(text) if sys.stdout.isatty() else text


def _fixed(session: Session, found: Iterable[Diagnostic], places: Sequence[str]) -> tuple[Session, list[Diagnostic]]:
    """Write the mended texts, put them on record when the settings want that, and read the journal again."""
    mends = _mends(session, found)
    for each in mends:
        store.write(session.root, each.source, each.text)
    if mends:
        from kithbook.commands.changes import Order, Written, on_record

        problems = sum(each.count for each in mends)
        counted = ngettext("{count} file", "{count} files", len(mends))
        said = ngettext(
            "Mended {count} problem in {files}.", "Mended {count} problems in {files}.", problems, files=counted
        )
        click.echo(said, err=True)
        files = tuple(Written(path=each.source.path, before=each.source.text, after=each.text) for each in mends)
        done = on_record(session, files, _("Mend what check found in {files}", files=counted), Order())
        if done.trouble:
            click.echo(f"kith: {visible(done.trouble)}", err=True)
    again = session.afresh()
    return again, _findings(again, places)


def _file_count(session: Session, found: Iterable[Diagnostic], places: Sequence[str]) -> int:
    """How many files were looked at: those that were read, and those that something is said about."""
    paths = {source.path for source in session.loaded.sources} | {one.span.path for one in found}
    paths |= {name for name in store.SETTINGS_FILES if name in places}
    return sum(_is_in(path, places) for path in paths)
