"""`kith build`: the site as files."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kithbook.commands.folders import refuse_around, refuse_inside
from kithbook.commands.screen import problem_count, tell_problem_count, tell_problems
from kithbook.commands.session import Session, with_session
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.frozen import dataclass
from kithbook.words import _, ngettext
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.settings import Settings
    from kithbook.sites.again import Before
    from kithbook.sites.eyes import Eyes
    from kithbook.sites.making import Basis
    from kithbook.sites.wish import Wish

INCOGNITO = "incognito"
"""The folder for invented names, when nobody says another."""


@click.command(name="build")
@click.option("--to", "to", metavar="DIR", type=click.Path(file_okay=False), help="Build there; else into site/.")
@click.option("--pages-only", is_flag=True, help="Write the pages as Markdown for another generator; needs --to.")
@click.option("--publish", "published", is_flag=True, help="For other eyes: only what a list names; into published/.")
@click.option("--incognito", is_flag=True, help="With invented names, for screenshots; into incognito/.")
@click.option("--key", metavar="TEXT", envvar="KITH_INCOGNITO_KEY", help="The same key, the same invented names.")
@click.option("--keep-going", is_flag=True, help="Build what can be read, even when there are errors in the journal.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
@with_session
def command(
    session: Session,
    to: str | None,
    pages_only: bool,
    published: bool,
    incognito: bool,
    key: str | None,
    keep_going: bool,
    strict: bool,
    quiet: bool,
) -> None:
    """Build the site, with the calendar feeds beside its pages.

    \b
    kith build
    kith build --to /srv/people
    kith build --pages-only --to pages
    kith build --publish --to /srv/for-others
    kith build --incognito --key "of my own"
    """
    session.for_others = True
    if pages_only and not to:
        raise click.UsageError(_("say where to write the pages: --to DIR"))
    if incognito and published:
        raise click.UsageError(_("say one of --publish and --incognito: each makes a site of its own"))
    if key and not incognito and click.get_current_context().get_parameter_source("key") is ParameterSource.COMMANDLINE:
        raise click.UsageError(_("--key is for the invented names of --incognito"))
    secret = (key or os.urandom(32).hex()) if incognito else ""
    asked = Asked(
        keep_going=keep_going, strict=strict, is_quiet=quiet, eyes=_eyes(secret, published=published), secret=secret
    )
    folder = Path(to) if to else session.root / asked.output(session.settings)
    refuse_inside(session, folder)
    refuse_around(session, folder)
    _warn_of_everything(session, asked)
    if pages_only:
        _write_pages(_basis(session, asked), folder, asked)
    else:
        _write_site(session, folder, asked)


def _eyes(secret: str, *, published: bool) -> Eyes:
    from kithbook.sites import eyes

    if secret:
        return eyes.incognito(secret)
    return eyes.OTHERS if published else eyes.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the options say; with a `secret` names are invented, and follow from it."""

    keep_going: bool
    strict: bool
    is_quiet: bool
    eyes: Eyes
    secret: str = field(default="", repr=False)

    def output(self, settings: Settings) -> str:
        """Where it is written when nobody says."""
        if self.secret:
            return INCOGNITO
        return settings.output if self.eyes.is_owner else settings.publish.output


def _write_site(session: Session, folder: Path, asked: Asked) -> None:
    """Build what is not built yet. A strict build says what is wrong, also the second time."""
    from kithbook.sites import again, secret
    from kithbook.views.calendar.heading import FOLLOW_UPS

    feed = secret.offered(session.settings)[0].file if asked.eyes.is_owner else FOLLOW_UPS.file
    before = again.before(session.root, folder, session.settings.contacts, session.today, asked.eyes)
    if before.is_done and not asked.strict:
        if not asked.is_quiet:
            tell_problem_count(before.ledger.problems)
    else:
        _build_alone(session, before, asked)
    _tell_size(folder)
    if not asked.is_quiet:
        click.echo(_("The site: {address}", address=folder / "index.html"))
        click.echo(_("The feed: {address}", address=folder / feed))


def _warn_of_everything(session: Session, asked: Asked) -> None:
    """A site that others can reach shows all that is not private: say so, until somebody has decided it."""
    from kithbook.sites import destination
    from kithbook.sites.loopback import is_reachable

    settings = session.settings
    addresses = (settings.url, destination.address(session.root))
    found = next(filter(is_reachable, addresses), "")
    if not found or not asked.eyes.is_owner or settings.publish.everything:
        return
    told = _(
        "kith: {url} can be reached by others, and this site shows them everything that is not private: build with "
        "--publish, or write everything = true under [tool.kith.publish] if that is meant (kith help privacy)",
        url=found,
    )
    click.echo(told, err=True)


def _tell_size(folder: Path) -> None:
    """Say of which feeds Google would read only a part."""
    from kithbook import feeds

    for path in sorted(folder.glob("*.ics")):
        if warning := feeds.too_large(path.name, path.stat().st_size):
            click.echo(warning, err=True)


def _build_alone(session: Session, before: Before, asked: Asked) -> None:
    """Nothing that is made here is garbage before the end, and there is much of it."""
    from kithbook.load import without_collector

    with without_collector():
        _build(_basis(session, asked), before, asked)


def _basis(session: Session, asked: Asked) -> Basis:
    """What the site is made of. Leaves with 1 when it may not be built so."""
    from kithbook.sites import making

    basis = making.basis(session.loaded, session.today)
    _refuse(basis.findings, keep_going=asked.keep_going, strict=asked.strict)
    if not asked.is_quiet:
        tell_problems(basis.findings)
    if asked.secret:
        return making.for_nobody(basis, asked.secret)
    return basis if asked.eyes.is_owner else making.for_others(basis)


def _refuse(found: tuple[Diagnostic, ...], *, keep_going: bool, strict: bool) -> None:
    """Leave with 1 when there are errors: half a site would look like a whole one."""
    least = Severity.WARNING if strict else Severity.ERROR
    grave = [finding for finding in found if finding.severity >= least]
    if not grave or (keep_going and not strict):
        return
    from kithbook.views.report import render

    click.echo(render(grave, "concise"), err=True, nl=False)
    click.echo(_nothing_built(len(grave), strict=strict), err=True)
    sys.exit(1)


def _nothing_built(count: int, *, strict: bool) -> str:
    if strict:
        return ngettext(
            "kith: {count} problem, nothing was built: mend what is said above",
            "kith: {count} problems, nothing was built: mend what is said above",
            count,
        )
    return ngettext(
        "kith: {count} error, nothing was built: mend what is said above, or add --keep-going",
        "kith: {count} errors, nothing was built: mend what is said above, or add --keep-going",
        count,
    )


def _write_pages(basis: Basis, folder: Path, asked: Asked) -> None:
    from kithbook import store
    from kithbook.sites import destination, making
    from kithbook.sites import folder as pages
    from kithbook.sites.plain_frame import NAME

    destination.checked(folder, asked.eyes)
    store.prove_writable(folder)
    site = making.make(basis, {})
    root = basis.loaded.root
    name = root.name if asked.eyes.is_owner else NAME
    count = pages.write(site, folder, root / basis.loaded.journal.settings.contacts, name)
    if not asked.is_quiet:
        told = ngettext(
            "{folder}: {count} page in {docs}, and a mkdocs.yml to build them with",
            "{folder}: {count} pages in {docs}, and a mkdocs.yml to build them with",
            count,
            folder=folder,
            docs=folder / "docs",
        )
        click.echo(told)


def _build(basis: Basis, before: Before, asked: Asked) -> None:
    """Build aside and put in place what is new. Nothing is known of the site while its files are changed."""
    from kithbook import store
    from kithbook.sites import cellar, destination, ledger, placing
    from kithbook.sites.standing import Standing
    from kithbook.sites.wish import Wish

    root, folder = before.root, before.folder
    destination.checked(folder, asked.eyes)
    store.prove_writable(folder)
    shows = sys.stderr.isatty() and not asked.is_quiet
    standing = Standing(folder, before.ledger)
    wish = Wish(
        basis=basis,
        keep_going=asked.keep_going,
        is_quiet=True,
        standing=standing,
        progress=_show_progress if shows else None,
    )
    with cellar.scratch(root) as scratch:
        also = _run(root, scratch / "site", wish, strict=asked.strict)
        ledger.forget(root, folder)
        placing.put(scratch / "site", folder, standing.kept)
    problems = problem_count((*basis.findings, *basis.behind))
    before.close(standing.keys, None if basis.errors else also, problems=problems)
    if shows:
        click.echo("\r\x1b[K", err=True, nl=False)


def _run(root: Path, folder: Path, wish: Wish, *, strict: bool) -> tuple[str, ...] | None:
    """Let MkDocs build; the files beside the contacts that it read, None when nobody knows.

    Raises `JournalError` when it cannot; what it says goes to standard error.
    """
    gc.freeze()  # the whole journal is no garbage, and the first search for some would walk through it
    gc.enable()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    from kithbook.sites import again, destination, eyes
    from kithbook.sites.plain_frame import plain_frame
    from kithbook.sites.telling import told
    from kithbook.sites.wish import wishing

    try:
        with wishing(wish), told():
            frame = plain_frame() if wish.eyes.name == eyes.INCOGNITO else {}
            place = str(destination.config_file(root))
            config = load_config(place, site_dir=str(folder.absolute()), strict=strict, **frame)
            if "kith" not in config.plugins:
                raise JournalError(
                    _("mkdocs.yml does not name the plug-in: write - kith as the first line of plugins:")
                )
            also = again.hangs_on(root, config)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
    except ConfigurationError as error:
        raise JournalError(_("mkdocs.yml cannot be used: {reason}", reason=error)) from error
    except SystemExit as error:
        raise JournalError(_("the site was not built: {reason}", reason=error)) from error
    finally:
        gc.disable()  # as it was: what is left to do is short
    return also


def _show_progress(done: int, total: int) -> None:
    """One line that is written over: only a terminal sees it."""
    if done % 25 == 0 or done >= total:
        said = ngettext(
            "Building the site: {number} of {count} page",
            "Building the site: {number} of {count} pages",
            total,
            number=min(done, total),
        )
        click.echo(f"\r{said}", err=True, nl=False)
