"""`kith import calendar`: touches from the meetings of a calendar with people of the journal."""

from __future__ import annotations

import click

from kithbook.commands.changes import Order
from kithbook.commands.import_touches import (
    Asked,
    known_addresses,
    known_names,
    my_addresses,
    propose,
    proposes,
    zone_of,
)
from kithbook.commands.importing import tell_remarks
from kithbook.commands.session import Session
from kithbook.exchange import meetings
from kithbook.exchange.incoming import Happening, Remark
from kithbook.words import _, ngettext
from kithbook.world import JournalError


@click.command(name="calendar")
@proposes("FILE...")
def command(session: Session, order: Order, asked: Asked) -> None:
    """Propose touches from meetings with people of the journal.

    Of a calendar (.ics) only title, day, place and who was invited are read. Meetings that were cancelled or declined,
    or are still to come, are left out; a repeated one counts on each day that is past. Somebody is known by the
    e-mail address, or by a whole name that only one contact has.

    \b
    kith import calendar calendar.ics --since 2025-01-01
    kith import calendar calendar.ics --dry-run
    """
    from kithbook import store

    mine = my_addresses(session, asked.me)
    by_address, by_name = known_addresses(session, mine), known_names(session)
    found: list[Happening] = []
    told: list[str] = []
    for path in asked.files:
        remarks: list[Remark] = []
        data = store.read_foreign(path, store.CALENDAR)
        if not meetings.is_calendar(data):
            raise JournalError(_("{path} is no calendar: it has no line BEGIN:VCALENDAR", path=path))
        events = [*meetings.meetings(data, zone_of(session))]
        found += meetings.happenings(events, mine, by_address, by_name, session.today, remarks)
        tell_remarks(path, remarks, whole=asked.whole)
        told.append(ngettext("{count} event.", "{count} events.", len(events)))
    propose(
        session,
        order,
        asked,
        found,
        remarks=told or [_("There is no event in it.")],
        subject=lambda count: ngettext(
            "Import {count} touch from a calendar", "Import {count} touches from a calendar", count
        ),
    )
