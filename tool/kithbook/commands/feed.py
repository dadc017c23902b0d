"""`kith feed`: the calendar feeds as files to subscribe to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.commands.session import Session, with_session
from kithbook.diagnostic import Severity
from kithbook.words import _, ngettext

if TYPE_CHECKING:
    from kithbook.views.ics import Feed


@click.command(name="feed")
@click.option("--output", metavar="DIR", type=click.Path(file_okay=False), help="Write there; else where the site is.")
@click.option("--stdout", "printed", is_flag=True, help="Print the follow-ups; write nothing.")
@click.option("--keep-going", is_flag=True, help="Write what can be read, even when there are errors in the journal.")
@click.option("--with-private", is_flag=True, help="Private contacts too: for a file that stays on this machine.")
@with_session
def command(session: Session, output: str | None, printed: bool, keep_going: bool, with_private: bool) -> None:
    """Write the calendar feeds: follow-ups.ics and occasions.ics.

    Subscribe to them with the calendar of your phone or your computer, and write them anew every day:
    what is overdue moves to the day.

    \b
    kith feed
    kith feed --output ~/public
    """
    from kithbook import feeds, store

    session.for_others = True

    if not keep_going:
        _refuse_errors(session)
    folder = Path(output) if output else session.root / session.loaded.journal.settings.output
    lying = ((file, store.read_output(folder / file)) for file in feeds.FILES)
    previous = {file: data for file, data in lying if data is not None}
    made = feeds.make(session.loaded, session.today, previous, planned=session.plan, private=with_private)
    if printed:
        click.echo(made[0].data, nl=False)
        return
    for feed in made:
        is_new = store.write_output(folder / feed.file, feed.data)
        unchanged = "" if is_new else _(", unchanged")
        click.echo(f"{_shown(folder / feed.file)}: {_summary(feed)}{unchanged}")
        if len(feed.data) > feeds.LARGE:
            click.echo(_too_large(feed), err=True)


def _refuse_errors(session: Session) -> None:
    """Leave with 1 when the journal has errors: half a feed would look like a whole one."""
    from kithbook import checks

    found = (*session.loaded.diagnostics, *checks.run(session.loaded.journal, session.today))
    count = sum(finding.severity is Severity.ERROR for finding in found)
    if count:
        click.echo(
            ngettext(
                "kith: {count} error, nothing was written; run kith check, or add --keep-going",
                "kith: {count} errors, nothing was written; run kith check, or add --keep-going",
                count,
            ),
            err=True,
        )
        sys.exit(1)


def _shown(path: Path) -> Path:
    """The path as it is typed from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _summary(feed: Feed) -> str:
    entries = ngettext("{count} entry", "{count} entries", feed.entries)
    return _("{entries}, {count} rolled to today", entries=entries, count=feed.moved) if feed.moved else entries


def _too_large(feed: Feed) -> str:
    size = f"{len(feed.data) / 1000:.0f} kB"
    return _(
        "kith: {file} has {size}, and Google reads no more than about 1,000: "
        'write less into it with detail = "names" under [tool.kith.feed]',
        file=feed.file,
        size=size,
    )
