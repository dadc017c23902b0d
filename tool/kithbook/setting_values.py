"""How each setting's value is read: from what TOML gives to what `Settings` holds, or a `Problem`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from kithbook.dates import Cadence, Interval, Problem, parse_cadence, parse_date, parse_interval, parse_time
from kithbook.late import pattern
from kithbook.settings import WEEKDAYS
from kithbook.suggest import listed, nearest
from kithbook.words import N_, _

Reader = Callable[[Any], Any]
"""Takes a value out of TOML; returns what the setting holds, or a `Problem`."""

HANDLES = ("phone", "email", "address", "url", "")
LEAP_DAYS = ("28 Feb", "1 Mar")
_COUNTRY = pattern(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", re.ASCII)
_CURRENCY = pattern(r"[A-Z]{3}", re.ASCII)
_URL = pattern(r"https?://[^\s/?#@]+(/[^\s?#]*)?", re.ASCII)
_KINDS = {
    bool: N_("true or false"),
    str: N_("a text"),
    int: N_("a number"),
    float: N_("a number"),
    list: N_("a list"),
    dict: N_("a table"),
}


def kind_of(value: object) -> str:
    """What a value out of TOML is called."""
    return _(_KINDS.get(type(value), N_("a date or a time")))


def problem(message: str, hint: str) -> Problem:
    """Say that a value cannot be used, and what to type."""
    return Problem(kind="unreadable", message=message, hint=hint)


def text(value: Any) -> str | Problem:
    """Any text without control characters."""
    if not isinstance(value, str):
        return problem(_("a text is meant here, not {what}", what=kind_of(value)), _("write it in quotes"))
    if not value.isprintable():
        return problem(_("there are invisible characters in the text"), _("write it again on one line"))
    return value.strip()


def _texts(value: Any) -> tuple[str, ...] | Problem:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return problem(_("a list of texts is meant here"), _('write it as ["mon", "tue"]'))
    return tuple(value)


def one_of(*words: str) -> Reader:
    """Accept one of some words, in any case."""
    known = {word.casefold(): word for word in words}
    quoted = [f'"{word}"' for word in words]

    def read(value: Any) -> str | Problem:
        given = text(value)
        if isinstance(given, Problem):
            return given
        found = known.get(given.casefold())
        if found is not None:
            return found
        near = nearest(given.casefold(), known)
        hint = _("did you mean {name}?", name=f'"{known[near]}"') if near else _("write {what}", what=listed(quoted))
        return problem(_('"{given}" is not possible here', given=given), hint)

    return read


def number(least: int, most: int = 1_000_000) -> Reader:
    """Accept a whole number between two bounds, both included."""

    def read(value: Any) -> int | Problem:
        if type(value) is not int:
            return problem(
                _("a whole number is meant here, not {what}", what=kind_of(value)),
                _("write it without quotes, as 5"),
            )
        if not least <= value <= most:
            return problem(
                _("this number cannot be right"), _("write one from {least} to {most}", least=least, most=most)
            )
        return value

    return read


def yes_or_no(value: Any) -> bool | Problem:
    """Accept true or false."""
    if not isinstance(value, bool):
        return problem(
            _("true or false is meant here, not {what}", what=kind_of(value)),
            _("write true or false, without quotes"),
        )
    return value


def interval(value: Any) -> Interval | Problem:
    """Accept "2 working days"."""
    if not isinstance(value, str):
        return problem(
            _("a length of time is meant here, not {what}", what=kind_of(value)),
            _('write it in quotes, as "2 days"'),
        )
    return parse_interval(value)


def cadence(value: Any) -> Cadence | Problem:
    """Accept "3 weeks", "4..6 weeks" or "never"."""
    if not isinstance(value, str):
        return problem(
            _("a length of time is meant here, not {what}", what=kind_of(value)),
            _('write it in quotes, as "3 weeks"'),
        )
    return parse_cadence(value)


def day(value: Any) -> date | Problem:
    """Accept a date, with or without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return parse_date(value)
    return problem(_("a date is meant here, not {what}", what=kind_of(value)), _("write YEAR-MONTH-DAY, as 2026-03-01"))


def weekdays(value: Any) -> tuple[str, ...] | Problem:
    """Accept a list of days; they come back in the week's order, each once."""
    given = _texts(value)
    if isinstance(given, Problem):
        return given
    names = [name.strip().casefold() for name in given]
    strange = next((name for name in names if name not in _DAY_NAMES), None)
    if strange is not None:
        return problem(
            _('"{strange}" is no day of the week', strange=strange),
            _("the days are {names}", names=", ".join(WEEKDAYS)),
        )
    if not names:
        return problem(_("a week without working days moves nothing"), _('name at least one: ["mon"]'))
    short = {name[:3] for name in names}
    return tuple(day for day in WEEKDAYS if day in short)


_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAMES = frozenset(WEEKDAYS + _FULL)


def country(value: Any) -> str | Problem:
    """Accept a country's code of two letters, perhaps with a region: IT, DE-BY; "" for none."""
    given = text(value)
    if isinstance(given, Problem) or not given or _COUNTRY.fullmatch(given.upper()):
        return given if isinstance(given, Problem) else given.upper()
    return problem(
        _('"{given}" is no country code', given=given), _('write two letters, as "IT", or with a region, as "DE-BY"')
    )


def currency(value: Any) -> str | Problem:
    """Accept a currency's code of three letters."""
    given = text(value)
    if isinstance(given, Problem) or _CURRENCY.fullmatch(given.upper()):
        return given if isinstance(given, Problem) else given.upper()
    return problem(_('"{given}" is no currency code', given=given), _('write three letters, as "EUR"'))


def url(value: Any) -> str | Problem:
    """Accept where the site is served; it comes back with a slash at its end, "" stays."""
    given = text(value)
    if isinstance(given, Problem) or not given:
        return given
    if not _URL.fullmatch(given):
        return problem(
            _('"{given}" is no address of a site', given=given), _('write it whole, as "https://people.example.org/"')
        )
    return given if given.endswith("/") else f"{given}/"


def zone(value: Any) -> str | Problem:
    """Accept a time zone that this machine knows; "" for the machine's own."""
    given = text(value)
    if isinstance(given, Problem) or not given:
        return given
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        near = nearest(given, available_timezones())
        hint = _("did you mean {name}?", name=f'"{near}"') if near else _('write continent and town, as "Europe/Rome"')
        return problem(_('there is no time zone "{given}"', given=given), hint)
    return given


def folder(value: Any) -> str | Problem:
    """Accept a visible folder inside the journal, as "contacts" or "people/files"."""
    given = text(value)
    if isinstance(given, Problem):
        return given
    parts = given.removeprefix("./").rstrip("/").split("/")
    if given.startswith(("/", "~")) or "\\" in given or ":" in given or ".." in parts:
        return problem(_('"{given}" leaves the journal', given=given), _("write the name of a folder inside it"))
    if not all(parts) or any(part.startswith(".") for part in parts):
        return problem(
            _('"{given}" is not the name of a visible folder', given=given), _("write a name without a dot before it")
        )
    return "/".join(parts)


def alarm(value: Any) -> str | Problem:
    """Accept a time of the day, or "none"."""
    given = text(value)
    if isinstance(given, Problem) or given.casefold() == "none":
        return given if isinstance(given, Problem) else "none"
    if parse_time(given) is None:
        return problem(_('"{given}" is no time of the day', given=given), _('write "9:00", or "none" for no alarm'))
    return given


def sign(value: Any) -> str | Problem:
    """Accept a sign of at most four characters."""
    given = text(value)
    if isinstance(given, Problem):
        return given
    if not 1 <= len(given) <= 4:
        return problem(_("a sign is one character or two"), _('write one, as "☎"'))
    return given
