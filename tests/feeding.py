"""Feeds of a journal, and what the library's own parser finds in them."""

from __future__ import annotations

from icalendar import Calendar

from conftest import TODAY
from kithbook import plan
from kithbook.views import ics


def feed_of(journal, *, today=TODAY, **given):
    """The bytes of the follow-up feed."""
    return ics.follow_ups(journal, plan.make(journal, today), **given).data


def occasions_of(journal, *, today=TODAY, **given):
    """The bytes of the occasion feed."""
    return ics.occasions(journal, today=today, **given).data


def entries_of(data):
    """The events, by day."""
    return sorted(Calendar.from_ical(data).events, key=lambda event: event["DTSTART"].dt)


def summaries(data):
    """Their titles, by day."""
    return [str(event["SUMMARY"]) for event in entries_of(data)]


def blocks(data):
    """The text of each event by its uid: what one client would store as one file."""
    events = data.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    return {event.split("\r\n")[0]: event for event in events}
