"""What the usual calendars make of a subscription: how often they look again, and what becomes of the alarms.

Facts, kept in one place for `kith feed --explain` and for the manual. They are what each shows for any feed of this
form: all-day entries, yearly rules, one alarm or two, no tasks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kithbook.frozen import dataclass
from kithbook.words import N_


class Alarms(StrEnum):
    """Whether the alarms of a subscription ring. The values are the names in `--json`: promised stable."""

    RING = "ring"
    WHEN_TOLD = "when-told"
    UNSURE = "unsure"
    NONE = "none"


ALARMS: Mapping[Alarms, str] = {
    Alarms.RING: N_("{count} ring"),
    Alarms.WHEN_TOLD: N_("{count} if you allow it"),
    Alarms.UNSURE: N_("not to be relied on"),
    Alarms.NONE: N_("none"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One calendar: when it looks again, in hours from and to; 0 for as often as it is set to.

    `asks` are the words for it. `most` is at how many bytes it stops reading, 0 where nobody knows of a bound. One that
    takes the feed's `colour` shows it at once, in the others one chooses. `advice` is what to do there.
    """

    name: str
    asks: str
    least_hours: float = 0
    most_hours: float = 0
    alarms: Alarms
    colour: bool = False
    most: int = 0
    advice: str = ""


CLIENTS = (
    Client(
        name="Google Calendar",
        asks=N_("after 4 to 24 hours"),
        least_hours=4,
        most_hours=24,
        alarms=Alarms.NONE,
        most=1_000_000,
        advice=N_("set a notification for the whole calendar in its settings"),
    ),
    Client(
        name="Apple",
        asks=N_("as you set it"),
        alarms=Alarms.WHEN_TOLD,
        advice=N_("switch off Remove Alerts (on a Mac), Remove Alarms (on a phone)"),
    ),
    Client(
        name="Outlook.com",
        asks=N_("after 3 to 24 hours"),
        least_hours=3,
        most_hours=24,
        alarms=Alarms.UNSURE,
        advice=N_("it wants the https:// address"),
    ),
    Client(name="Thunderbird", asks=N_("every 30 minutes"), least_hours=0.5, most_hours=0.5, alarms=Alarms.RING),
    Client(name="ICSx5", asks=N_("as you set it"), alarms=Alarms.RING, colour=True),
    Client(
        name="GNOME Calendar",
        asks=N_("every 30 minutes"),
        least_hours=0.5,
        most_hours=0.5,
        alarms=Alarms.RING,
    ),
    Client(
        name="Nextcloud",
        asks=N_("every 12 hours"),
        least_hours=12,
        most_hours=12,
        alarms=Alarms.WHEN_TOLD,
        advice=N_("its administrator may have set another pace"),
    ),
    Client(name="Home Assistant", asks=N_("once a day"), least_hours=24, most_hours=24, alarms=Alarms.NONE),
)
