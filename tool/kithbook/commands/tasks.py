"""`kith tasks`: tick off on the phone what is open in the journal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Order, writes
from kithbook.commands.folders import refuse_around, refuse_inside
from kithbook.commands.nested import Nested
from kithbook.commands.session import Session
from kithbook.words import _
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.commands.ticking import Ticking

P = ParamSpec("P")
Decorator = Callable[[Any], Any]
DAYS = click.option(
    "--days",
    type=click.IntRange(0, 366),
    default=30,
    metavar="N",
    show_default=True,
    help="How many days ahead to write.",
)
WITH_PRIVATE = click.option("--with-private", is_flag=True, help="Private contacts too.")
EMPTIED = click.option("--emptied", is_flag=True, help="Believe that somebody deleted every single task.")
MOVED = click.option("--moved", is_flag=True, help="The journal lay in another folder before.")


def on_a_folder(*options: Decorator) -> Callable[[Callable[Concatenate[Session, Order, P], None]], Callable[P, None]]:
    """Give a verb its folder, its own options, and what all verbs share."""

    def decorated(function: Callable[Concatenate[Session, Order, P], None]) -> Callable[P, None]:
        @writes
        @wraps(function)
        def run(session: Session, order: Order, *args: Any, **kwargs: Any) -> None:
            session.for_others = True
            function(session, order, *args, **kwargs)

        for option in (MOVED, *reversed(options)):
            run = option(run)
        folder = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
        return cast("Callable[P, None]", folder(run))

    return decorated


@click.command(name="push")
@on_a_folder(DAYS, WITH_PRIVATE)
def push(session: Session, order: Order, /, folder: Path, **given: Any) -> None:
    """Write what is open into a folder of tasks.

    One file for each item of the plan. What you changed on the phone stays; kith tasks pull takes it over.

    \b
    kith tasks push ~/tasks/kith
    """
    _run(session, order, folder, given, ("push",))


@click.command(name="pull")
@on_a_folder(EMPTIED)
def pull(session: Session, order: Order, /, folder: Path, **given: Any) -> None:
    """Take over what was done on the phone.

    A task that was ticked off is logged as a touch, with what you wrote into it; another day is another day in the
    journal, and what was deleted comes back in a week.

    \b
    kith tasks pull ~/tasks/kith
    """
    _run(session, order, folder, given, ("pull",))


@click.command(name="sync")
@on_a_folder(DAYS, WITH_PRIVATE, EMPTIED)
def sync(session: Session, order: Order, /, folder: Path, **given: Any) -> None:
    """Pull, then push.

    \b
    kith tasks sync ~/tasks/kith
    kith tasks sync ~/tasks/kith --dry-run
    """
    _run(session, order, folder, given, ("pull", "push"))


VERBS = {"push": push, "pull": pull, "sync": sync}


@click.command(name="tasks", cls=Nested, verbs=VERBS)
def command() -> None:
    """Tick off on the phone what is open in the journal.

    DIR is a folder that vdirsyncer brings to your server, and the server to your phone: kith help tasks

    \b
    kith tasks sync ~/tasks/kith
    """
    raise WrongUsage(_("push, pull or sync? kith tasks sync DIR does both, one after the other"))


def _run(session: Session, order: Order, folder: Path, given: dict[str, Any], ways: tuple[str, ...]) -> None:
    from kithbook.commands.ticking import Ticking, tell
    from kithbook.store import vdir

    if session.settings.feed.detail == "count":
        raise WrongUsage(
            _('detail = "count" under [tool.kith.feed] tells only how many, and a number cannot be ticked off')
        )
    refuse_inside(session, folder)
    refuse_around(session, folder)
    if "push" not in ways and not folder.is_dir():
        raise JournalError(_("there is no folder {folder}", folder=folder))
    ticking = Ticking(
        session=session,
        order=order,
        folder=folder,
        days=given.get("days", 0),
        private=given.get("with_private", False),
        is_emptied=given.get("emptied", False),
        is_moved=given["moved"],
    )
    if order.dry_run:
        _go(ticking, ways)
    else:
        with vdir.held(folder):
            _go(ticking, ways)
    _answer(ticking, ways)
    tell(ticking.troubles)
    if ticking.troubles:
        sys.exit(1)


def _go(ticking: Ticking, ways: tuple[str, ...]) -> None:
    ticking.look()
    if "pull" in ways:
        ticking.pull()
    if "push" in ways:
        ticking.push()


def _answer(ticking: Ticking, ways: tuple[str, ...]) -> None:
    from kithbook.commands import ticking as edge
    from kithbook.views.terminal import clean

    if ticking.order.as_json:
        click.echo(_as_json(ticking))
        return
    if ticking.order.dry_run:
        click.echo("".join(_diffs(ticking)), nl=False)
        return
    for line in ticking.said:
        click.echo(clean(line))
    if "push" in ways:
        click.echo(clean(edge.summary(ticking)))
    elif not ticking.said:
        click.echo(_("Nothing was done on the phone."))


def _diffs(ticking: Ticking) -> Iterator[str]:
    from kithbook.commands import replies
    from kithbook.views import diff

    if ticking.done is not None:
        yield replies.diff(ticking.done)
    text = "".join(
        diff.unified(str(ticking.folder / step.before.file), _plain(step.old), _plain(step.new))
        for step in ticking.steps
        if step.is_change
    )
    yield diff.harmless(text) if sys.stdout.isatty() else text


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n")


def _as_json(ticking: Ticking) -> str:
    from kithbook.commands import pulling
    from kithbook.commands import ticking as edge
    from kithbook.views import machine

    value = {
        "today": ticking.session.today.isoformat(),
        "folder": str(ticking.folder),
        "dry_run": ticking.order.dry_run,
        "pulled": pulling.as_values(ticking.replies),
        "pushed": [
            {
                "uid": step.before.uid,
                "file": step.before.file,
                "contact": step.before.contact,
                "change": change,
                "summary": step.before.ours.summary,
                "due": step.before.ours.due.isoformat() if step.before.ours.due else None,
            }
            for change, step in edge.changes_of(ticking.steps)
        ],
        "said": ticking.said,
        "troubles": ticking.troubles,
        "changed": [each.path for each in ticking.done.files if each.before != each.after] if ticking.done else [],
        "committed": bool(ticking.done and ticking.done.committed),
    }
    if ticking.order.dry_run:
        value["diff"] = "".join(_diffs(ticking))
    return machine.as_json(value)
