"""What the imports of mail and calendars share: who I am, whom I know, the preview, and one commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, tzinfo
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from kithbook.commands import importing
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Change, Order, Record, answer, carry_out, writes
from kithbook.commands.import_plan import placed_in, remembered
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Day, Session, width
from kithbook.exchange.incoming import Happening
from kithbook.exchange.placing import Placed, together
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.revise import AddFollowUp, AddTouch
from kithbook.views import happenings as views
from kithbook.words import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for: the files, nothing before `since`, more addresses that are `me`, all of it in the preview."""

    files: tuple[Path, ...]
    since: date | None
    me: tuple[str, ...]
    whole: bool
    yes: bool


def proposes(files: str) -> Callable[[Callable[[Session, Order, Asked], None]], Callable[..., None]]:
    """Make a command that proposes touches from FILES, with a `Session`, an `Order` and what was asked for."""

    def decorate(function: Callable[[Session, Order, Asked], None]) -> Callable[..., None]:
        @click.argument("files", nargs=-1, required=True, metavar=files, type=click.Path(path_type=Path))
        @click.option("--since", type=Day(), metavar="DATE", help="Nothing from before this day.")
        @click.option("--me", "me", metavar="ADDRESS", multiple=True, help="One more e-mail address of yours.")
        @click.option("--all", "whole", is_flag=True, help="List every touch in the preview.")
        @click.option("--yes", is_flag=True, help="Write without asking.")
        @writes
        def run(session: Session, order: Order, /, **asked: Any) -> None:
            function(session, order, Asked(**asked))

        return update_wrapper(run, function)

    return decorate


def my_addresses(session: Session, more: Iterable[str]) -> frozenset[str]:
    """My own addresses, in small letters. Raises `WrongUsage` where nobody has said any."""
    settings = session.settings
    found = {each.strip().casefold() for each in (settings.owner, *settings.addresses, *more)} - {""}
    mine = frozenset(each for each in found if "@" in each)
    if not mine:
        message = _('nobody has said which e-mail address is yours: set owner = "…", or type --me ADDRESS')
        raise WrongUsage(message)
    return mine


def known_addresses(session: Session, mine: Iterable[str]) -> dict[str, str]:
    """The contacts' ids by their addresses; one that several have, or I myself, tells nobody apart."""
    found: dict[str, set[str]] = defaultdict(set)
    for contact in session.loaded.journal.contacts.values():
        for address in (*(each.value for each in contact.emails), *contact.bounced):
            found[address.strip().casefold()].add(contact.id)
    return {address: ids.pop() for address, ids in found.items() if len(ids) == 1 and address not in {*mine}}


def known_names(session: Session) -> dict[str, str]:
    """The contacts' ids by names of two words and more that only one of them has."""
    found: dict[str, set[str]] = defaultdict(set)
    for contact in session.loaded.journal.contacts.values():
        for name in (contact.name, *contact.aliases):
            found[plain(name)].add(contact.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1 and len(name.split()) > 1}


def zone_of(session: Session) -> tzinfo | None:
    """The journal's time zone; None is the machine's."""
    if not session.settings.timezone:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(session.settings.timezone)


def propose(
    session: Session,
    order: Order,
    asked: Asked,
    found: Iterable[Happening],
    *,
    remarks: Iterable[str],
    subject: Callable[[int], str],
) -> None:
    """Show the touches by person, ask, and write them; `remarks` are lines about what was left out."""
    placed = placed_in(
        session, (each for each in found if asked.since is None or each.date >= asked.since), _itself(session)
    )
    changes = _changes(session, placed)
    if not order.as_json and not (order.dry_run and changes):
        _show(session, placed, remarks, whole=asked.whole)
    files = sum(not isinstance(each, Record) for each in changes)
    is_written = bool(changes) and (asked.yes or order.dry_run or importing.confirmed(order, files) == importing.YES)
    if not is_written:
        if order.as_json:
            _answer_json(session, placed, written=False)
        return
    done = carry_out(session, changes, subject=subject(len(placed)), order=order)
    if order.as_json:
        _answer_json(session, placed, written=not order.dry_run)
        return
    if not order.dry_run:
        click.echo()
    said = ngettext("Logged {count} touch.", "Logged {count} touches.", len(placed))
    answer(session, done, [said], order=order)


def _itself(session: Session) -> dict[str, str]:
    """Contacts are called by their ids already."""
    return {id: id for id in session.loaded.journal.contacts}


def _changes(session: Session, placed: Iterable[Placed]) -> list[Change]:
    steps: dict[str, list[AddTouch | AddFollowUp]] = defaultdict(list)
    several = [*placed]
    for each in several:
        steps[each.id].append(each.intention(session.settings))
    contacts = session.loaded.journal.contacts
    changes: list[Change] = [
        Alter(path=contacts[id].source.path, intentions=together(whole)) for id, whole in sorted(steps.items())
    ]
    return [*changes, *remembered(session, several)]


def _show(session: Session, placed: tuple[Placed, ...], remarks: Iterable[str], *, whole: bool) -> None:
    names = {id: contact.name for id, contact in session.loaded.journal.contacts.items()}
    told = views.lines(placed, names, session.settings, width=width(), ink=ink(), whole=whole)
    show([*remarks, *(told or [_("Nothing is new.")])])


def _answer_json(session: Session, placed: tuple[Placed, ...], *, written: bool) -> None:
    from kithbook.views import machine

    click.echo(machine.as_json({"touches": views.as_values(placed, session.settings), "written": written}))
