"""The components of somebody else's iCalendar text (RFC 5545), read by the library icalendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icalendar import Calendar


def components(text: str, name: str) -> tuple[Mapping[str, Any], ...]:
    """All components of this name, each as its properties. Raises ValueError when the text is no calendar."""
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        found = [part for calendar in calendars for part in calendar.walk(name)]
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, OverflowError) as error:
        raise ValueError(str(error) or "it cannot be read") from error
    if not calendars:
        raise ValueError("it holds no calendar")
    return tuple(found)
