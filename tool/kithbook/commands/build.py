"""`kith build`: the site as files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.commands.screen import tell_problems
from kithbook.commands.session import Session, with_session
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.views.words import plural
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.sites.making import Basis
    from kithbook.sites.wish import Wish


@click.command(name="build")
@click.option("--to", "to", metavar="DIR", type=click.Path(file_okay=False), help="Build there; else into site/.")
@click.option("--pages-only", is_flag=True, help="Write the pages as Markdown for another generator; needs --to.")
@click.option("--keep-going", is_flag=True, help="Build what can be read, even when there are errors in the journal.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
@with_session
def command(session: Session, to: str | None, pages_only: bool, keep_going: bool, strict: bool, quiet: bool) -> None:
    """Build the site, with the calendar feeds beside its pages.

    \b
    kith build
    kith build --to /srv/people
    kith build --pages-only --to pages
    """
    from kithbook.sites import making

    if pages_only and not to:
        raise click.UsageError("say where to write the pages: --to DIR")
    basis = making.basis(session.loaded, session.today)
    _refuse(basis.findings, keep_going=keep_going, strict=strict)
    if not quiet:
        tell_problems(basis.findings)
    if pages_only:
        _write_pages(basis, Path(str(to)), is_quiet=quiet)
    else:
        _build(basis, Path(to) if to else None, keep_going=keep_going, strict=strict, is_quiet=quiet)


def _refuse(found: tuple[Diagnostic, ...], *, keep_going: bool, strict: bool) -> None:
    """Leave with 1 when there are errors: half a site would look like a whole one."""
    least = Severity.WARNING if strict else Severity.ERROR
    grave = [finding for finding in found if finding.severity >= least]
    if not grave or (keep_going and not strict):
        return
    from kithbook.views.report import render

    click.echo(render(grave, "concise"), err=True, nl=False)
    what = plural(len(grave), "problem" if strict else "error")
    remedy = "mend what is said above" + ("" if strict else ", or add --keep-going")
    click.echo(f"kith: {what}, nothing was built: {remedy}", err=True)
    sys.exit(1)


def _write_pages(basis: Basis, folder: Path, *, is_quiet: bool) -> None:
    from kithbook.sites import destination, making
    from kithbook.sites import folder as pages

    destination.checked(folder)
    site = making.make(basis, {})
    root = basis.loaded.root
    count = pages.write(site, folder, root / basis.loaded.journal.settings.contacts, root.name)
    if not is_quiet:
        click.echo(f"{folder}: {plural(count, 'page')} in {folder / 'docs'}, and a mkdocs.yml to build them with")


def _build(basis: Basis, to: Path | None, *, keep_going: bool, strict: bool, is_quiet: bool) -> None:
    from kithbook import feeds
    from kithbook.sites.wish import Wish

    folder = to or basis.loaded.root / basis.loaded.journal.settings.output
    shows = sys.stderr.isatty() and not is_quiet
    wish = Wish(basis=basis, keep_going=keep_going, is_quiet=True, progress=_show_progress if shows else None)
    _run(basis.loaded.root, folder, wish, strict=strict)
    if shows:
        click.echo("\r\x1b[K", err=True, nl=False)
    if not is_quiet:
        click.echo(f"The site: {folder / 'index.html'}")
        click.echo(f"The feed: {folder / feeds.FILES[0]}")


def _run(root: Path, folder: Path, wish: Wish, *, strict: bool) -> None:
    """Let MkDocs build. Raises `JournalError` when it cannot; what it says goes to standard error."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    from kithbook.sites import destination
    from kithbook.sites.telling import told
    from kithbook.sites.wish import wishing

    config_file = destination.config_file(root)
    destination.checked(folder)
    try:
        with wishing(wish), told():
            config = load_config(str(config_file), site_dir=str(folder.absolute()), strict=strict)
            if "kith" not in config.plugins:
                raise JournalError("mkdocs.yml does not name the plug-in: write - kith as the first line of plugins:")
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
    except ConfigurationError as error:
        raise JournalError(f"mkdocs.yml cannot be used: {error}") from error
    except SystemExit as error:
        raise JournalError(f"the site was not built: {error}") from error


def _show_progress(done: int, total: int) -> None:
    """One line that is written over: only a terminal sees it."""
    if done % 25 == 0 or done >= total:
        click.echo(f"\rBuilding the site: {min(done, total)} of {plural(total, 'page')}", err=True, nl=False)
