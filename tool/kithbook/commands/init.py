"""`kith init`: a new journal, in which everything works at once."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from kithbook import store, words
from kithbook.commands import init_ci
from kithbook.commands.session import Day, local_day
from kithbook.settings import Settings
from kithbook.starter import journal
from kithbook.starter.workflows import PATHS
from kithbook.words import LANGUAGES, _, ngettext
from kithbook.words import language as spoken
from kithbook.world import JournalError


@click.command(name="init")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--sample", is_flag=True, help="With some thirty invented people, whose dates lie around today.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of site, feed and example; else the one that is spoken."
)
@click.option("--today", metavar="DATE", type=Day(), help="Put the dates around this day (YYYY-MM-DD).")
@click.option(
    "--ci", type=click.Choice(tuple(PATHS)), help="Let this code host write the feeds every morning; for a journal too."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
def command(
    folder: Path | None, sample: bool, language: str | None, today: date | None, ci: str | None, dry_run: bool
) -> None:
    """Make a new journal.

    DIR gets the folder contacts/ with an example, settings and the site's configuration. Nothing that
    exists is overwritten; if anything would be, nothing is made. With --ci a journal that is there, in DIR
    or here, gets the host's file and nothing else.

    \b
    kith init people
    kith init try-it --sample
    kith init --ci github
    """
    there = _journal_in(folder) if ci else None
    if there is not None and ci:
        _speak_as(there)
        init_ci.write(there, ci, dry_run=dry_run)
        return
    if folder is None:
        raise click.UsageError(_("say where to make the journal: kith init DIR"))
    _refuse_among_contacts(folder)
    make = journal.sample if sample else journal.example
    files = make(language or spoken(), today or local_day())
    if dry_run:
        _refuse_to_overwrite(folder, files)
        click.echo("\n".join(click.format_filename(folder / path) for path in files))
    else:
        _make(folder, files)
    if ci:
        init_ci.write(folder, ci, dry_run=dry_run)


def _settings_of(root: Path) -> Settings:
    from kithbook import settings_file

    return settings_file.read(store.settings_source(root)[0])[0]


def _refuse_among_contacts(folder: Path) -> None:
    """A journal inside another one is none of its own: its files would be read as contacts of the other."""
    try:
        around = store.find_root(folder)
    except JournalError:
        return
    if store.lies_in(folder, around / _settings_of(around).contacts):
        raise JournalError(
            _(
                "{folder} lies among the contacts of the journal in {journal}; nothing was made: name a new folder",
                folder=folder,
                journal=around,
            )
        )


def _speak_as(root: Path) -> None:
    """Speak the language of the journal that is there, unless another was asked for."""
    from kithbook import locale

    settings = _settings_of(root)
    if settings.language and not click.get_current_context().meta.get(words.LANGUAGE_ASKED):
        words.speak(locale.catalogue(settings.language))


def _journal_in(folder: Path | None) -> Path | None:
    """The journal that is there already; without a folder, the one here or above. None when there is none."""
    try:
        return store.find_root(folder or Path.cwd(), climb=folder is None)
    except JournalError:
        return None


def _make(folder: Path, files: Mapping[str, bytes]) -> None:
    _write(folder, files)
    in_git = _prepare_sharing(folder)
    click.echo(
        ngettext(
            "Made a journal with {count} file in {folder}.",
            "Made a journal with {count} files in {folder}.",
            len(files),
            folder=_called(folder),
        )
    )
    if not in_git:
        click.echo(_("How to keep every change, and share the journal: kith help sharing"))
    click.echo(_("Next, type:") + "\n")
    for line in (f"cd {shlex.quote(click.format_filename(folder))}", "kith due", "kith serve"):
        click.echo(f"    {line}")


def _called(folder: Path) -> str:
    """The folder by its own name, also when it was typed as a dot."""
    return click.format_filename(folder.resolve().name or folder)


def _prepare_sharing(folder: Path) -> bool:
    """Tell git how the files are merged, where there is a repository already; False where there is none."""
    from kithbook.history import NoHistory, driver

    driver.write_attributes(folder, Settings().contacts)
    try:
        driver.configure(folder)
    except NoHistory:
        return False
    return True


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none: what was made is taken away again when one cannot be written."""
    _refuse_to_overwrite(folder, files)
    made: list[Path] = []
    try:
        for path, content in files.items():
            made.extend(_missing_folders(folder / path))
            store.create(folder / path, content)
            made.append(folder / path)
    except BaseException:
        _take_away(made)
        raise


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    there = [path for path in files if (folder / path).is_symlink() or (folder / path).exists()]
    if there:
        more = _(" and {count} more", count=len(there) - 3) if len(there) > 3 else ""
        raise JournalError(
            _(
                "{folder} has {names}{more} already; nothing was made: name a new folder",
                folder=folder,
                names=", ".join(there[:3]),
                more=more,
            )
        )


def _missing_folders(path: Path) -> list[Path]:
    return [parent for parent in reversed(path.parents) if not parent.exists()]


def _take_away(made: Iterable[Path]) -> None:
    for path in reversed([*made]):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
