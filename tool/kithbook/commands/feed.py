"""`kith feed`: the calendar feeds as files to subscribe to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.folders import refuse_inside
from kithbook.commands.session import Session, with_session
from kithbook.diagnostic import Severity
from kithbook.frozen import dataclass
from kithbook.views.terminal import clean
from kithbook.words import _, ngettext
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.views.calendar.offer import Offer
    from kithbook.views.ics import Feed


@click.command(name="feed")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--output", metavar="DIR", type=click.Path(file_okay=False), help="Write there; else where the site is.")
@click.option("--stdout", "is_printed", is_flag=True, help="Print one feed, the follow-ups if not said; write nothing.")
@click.option("--explain", "is_explained", is_flag=True, help="Show what each calendar makes of it; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: print JSON.")
@click.option("--serve", "is_served", is_flag=True, help="Hand them to calendars on this machine; write nothing.")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="With --serve: the port, else 8090.")
@click.option("--keep-going", is_flag=True, help="Write what can be read, even when there are errors in the journal.")
@click.option("--with-private", is_flag=True, help="Private contacts too: for a file that stays on this machine.")
@with_session
def command(session: Session, /, names: tuple[str, ...], **given: Any) -> None:
    """Write the calendar feeds: follow-ups.ics, occasions.ics and those of the settings.

    Subscribe to them with the calendar of your phone or your computer, and write them anew every day:
    what is overdue moves to the day. With NAME only these are written.

    \b
    kith feed
    kith feed occasions --stdout
    kith feed --explain
    kith feed --output ~/public
    """
    asked = Asked(**given)
    if asked.as_json and not asked.is_explained:
        raise WrongUsage(_("--json goes with --explain; the feed itself is printed by --stdout"))
    if asked.port and not asked.is_served:
        raise WrongUsage(_("--port goes with --serve"))
    session.for_others = not asked.is_explained
    if asked.is_served:
        _serve(session, names, asked)
        return
    if not asked.keep_going:
        _refuse_errors(session)
    offered = _offered(session, names, only_one=asked.is_printed)
    folder = Path(asked.output) if asked.output else session.root / session.loaded.journal.settings.output
    if not (asked.is_explained or asked.is_printed):
        refuse_inside(session, folder)
    lying = _lying(folder, offered)
    made = _made(session, offered, lying, private=asked.with_private)
    if asked.is_explained:
        _explain(session, offered, made, as_json=asked.as_json)
    elif asked.is_printed:
        click.echo(made[0].data, nl=False)
    else:
        from kithbook.sites.eyes import OWNER, keep_apart

        keep_apart(folder, OWNER)
        _refuse_another(session, folder, lying, made)
        _write(session, folder, made)
        _tell_of_old_names(folder, offered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the options say."""

    output: str | None = None
    is_printed: bool = False
    is_explained: bool = False
    as_json: bool = False
    is_served: bool = False
    port: int | None = None
    keep_going: bool = False
    with_private: bool = False


def _lying(folder: Path, offered: tuple[Offer, ...]) -> Mapping[str, bytes]:
    """What lies in the folder: it keeps its stamps where it still shows the same."""
    from kithbook import store

    lying = ((offer.file, store.read_output(folder / offer.file)) for offer in offered)
    return {file: data for file, data in lying if data is not None}


def _made(
    session: Session, offered: tuple[Offer, ...], previous: Mapping[str, bytes], *, private: bool
) -> tuple[Feed, ...]:
    """The feeds as they are today."""
    from kithbook import feeds

    return feeds.make(session.loaded, session.today, previous, offered=offered, planned=session.plan, private=private)


def _serve(session: Session, names: tuple[str, ...], asked: Asked) -> None:
    from kithbook.commands import feed_serve

    if not asked.keep_going:
        _refuse_errors(session)
    _offered(session, names)
    feed_serve.run(session, maker(names, asked), asked.port or feed_serve.PORT)


def maker(names: tuple[str, ...], asked: Asked) -> Callable[[Session, Mapping[str, bytes]], Mapping[str, bytes]]:
    """How a server makes the feeds of a session, given those that were handed out before.

    It raises `JournalError` on errors: half a feed would take entries out of a calendar.
    """

    def make(session: Session, before: Mapping[str, bytes]) -> Mapping[str, bytes]:
        count = 0 if asked.keep_going else _errors(session)
        if count:
            raise JournalError(
                ngettext(
                    "{count} error in the journal, the feeds stay as they were; run kith check",
                    "{count} errors in the journal, the feeds stay as they were; run kith check",
                    count,
                )
            )
        offered = _offered(session, names)
        previous = before or _lying(session.root / session.settings.output, offered)
        made = _made(session, offered, previous, private=asked.with_private)
        return {feed.file: feed.data for feed in made}

    return make


def _offered(session: Session, names: tuple[str, ...], *, only_one: bool = False) -> tuple[Offer, ...]:
    from kithbook.sites import secret

    return _chosen(secret.offered(session.loaded.journal.settings), names, only_one=only_one)


def _refuse_another(session: Session, folder: Path, lying: Mapping[str, bytes], made: tuple[Feed, ...]) -> None:
    """Raise `JournalError` for a folder in which another journal's feeds lie, or a file that is no feed."""
    from kithbook import feeds
    from kithbook.sites import written_feeds

    there = {folder / file: data for file, data in lying.items()}
    unknown = [path for path, data in there.items() if not written_feeds.is_known(session.root, path, data)]
    for path in unknown:
        feeds.refuse_foreign(path, there[path])
    root = session.root.resolve()
    home = (root / session.loaded.journal.settings.output).resolve()
    is_at_home = folder.resolve() == home and home.is_relative_to(root)
    if unknown and not is_at_home:
        feeds.refuse_another(session.loaded.journal, there, made)


def _write(session: Session, folder: Path, made: tuple[Feed, ...]) -> None:
    from kithbook import feeds, store
    from kithbook.sites import written_feeds

    for feed in made:
        is_new = store.write_output(folder / feed.file, feed.data)
        written_feeds.remember(session.root, folder / feed.file, feed.data)
        unchanged = "" if is_new else _(", unchanged")
        click.echo(f"{_shown(folder / feed.file)}: {_summary(feed)}{unchanged}")
        if warning := feeds.too_large(feed.file, len(feed.data)):
            click.echo(warning, err=True)


def _explain(session: Session, offered: tuple[Offer, ...], made: tuple[Feed, ...], *, as_json: bool) -> None:
    from kithbook.commands.screen import ink, show
    from kithbook.commands.session import width
    from kithbook.views import explain

    url = session.loaded.journal.settings.url
    found = [explain.explained(offer, feed, url) for offer, feed in zip(offered, made, strict=True)]
    if as_json:
        click.echo(explain.machine(found))
    else:
        show(explain.lines(found, width=width(), ink=ink()))


def _chosen(offered: tuple[Offer, ...], names: tuple[str, ...], *, only_one: bool) -> tuple[Offer, ...]:
    """Those that were named; else all, or the first of them when only one can be shown."""
    known = {offer.key: offer for offer in offered}
    for name in names:
        if name not in known:
            shown = ", ".join(known)
            raise WrongUsage(_('there is no feed "{name}"; the feeds are {names}', name=clean(name), names=shown))
    chosen = tuple(known[name] for name in dict.fromkeys(names)) or offered
    if only_one and len(names) > 1:
        raise WrongUsage(_("only one feed can be printed: name one"))
    return chosen[:1] if only_one else chosen


def _tell_of_old_names(folder: Path, offered: tuple[Offer, ...]) -> None:
    """What was written before its name was a secret can still be fetched."""
    for offer in offered:
        old = folder / f"{offer.key}.ics"
        if offer.is_secret and old.is_file():
            click.echo(
                _("kith: {file} is still there under the name that anybody guesses: delete it", file=_shown(old)),
                err=True,
            )


def _refuse_errors(session: Session) -> None:
    """Leave with 1 when the journal has errors: half a feed would look like a whole one."""
    count = _errors(session)
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


def _errors(session: Session) -> int:
    from kithbook import checks

    found = (*session.loaded.diagnostics, *checks.run(session.loaded.journal, session.today))
    return sum(finding.severity is Severity.ERROR for finding in found)


def _shown(path: Path) -> Path:
    """The path as it is typed from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _summary(feed: Feed) -> str:
    entries = ngettext("{count} entry", "{count} entries", feed.entries)
    return _("{entries}, {count} rolled to today", entries=entries, count=feed.moved) if feed.moved else entries
