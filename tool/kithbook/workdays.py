"""Which days are for business: the working days of the week, less the public holidays. Only here: holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from kithbook.frozen import dataclass
from kithbook.settings import WEEKDAYS, Settings

LANGUAGE = "en_US"
"""In which holidays are named, whatever the machine speaks; a country without it names them in its own."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The business days of one place: `week` are the weekdays that count, Monday is 0; `place` is "IT" or "DE-BY"."""

    week: frozenset[int]
    place: str = ""

    def is_working(self, day: date) -> bool:
        """A working day of the week that is no holiday."""
        return day.weekday() in self.week and not self.holiday(day)

    def holiday(self, day: date) -> str:
        """The name of the public holiday on that day; "" when there is none."""
        return _holidays(self.place, day.year).get(day, "") if self.place else ""


def workdays(settings: Settings) -> Workdays:
    """The business days as the settings have them; a place of which no holidays are known has none."""
    return _workdays(settings.working_days, settings.holidays)


def is_known(place: str) -> bool:
    """Whether the holidays of this place are known."""
    import holidays

    country, _, region = place.partition("-")
    known = holidays.list_supported_countries()
    return country in known and (not region or region in known[country])


@cache
def _workdays(week: tuple[str, ...], place: str) -> Workdays:
    return Workdays(frozenset(map(WEEKDAYS.index, week)), place)


@cache
def _holidays(place: str, year: int) -> Mapping[date, str]:
    """Those of one year. The library is loaded by the first year that is asked for."""
    import holidays

    country, _, region = place.partition("-")
    try:
        return dict(holidays.country_holidays(country, subdiv=region or None, years=year, language=LANGUAGE))
    except NotImplementedError:
        return {}
