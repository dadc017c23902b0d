"""How each setting's value is read: from what TOML gives to what `Settings` holds, or a `Problem`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from kithbook.dates import Cadence, Interval, Problem, parse_cadence, parse_date, parse_interval, parse_time
from kithbook.late import pattern
from kithbook.settings import PLAIN, SECRET, WEEKDAYS
from kithbook.suggest import listed, nearest
from kithbook.words import N_, _

Reader = Callable[[Any], Any]
"""Takes a value out of TOML; returns what the setting holds, or a `Problem`."""

HANDLES = ("phone", "email", "address", "url", "")
LEAP_DAYS = ("28 Feb", "1 Mar")
_ADDRESS = pattern(r"[^@\s]+@[^@\s]+")
_COUNTRY = pattern(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", re.ASCII)
_CURRENCY = pattern(r"[A-Z]{3}", re.ASCII)
_ATOM = r"[^\s@<>\"(),:;\\.\[\]]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDR_SPEC = rf"(?!-){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*"
_MAIL_ADDRESS = pattern(rf"""(?:(?:(?!=\?)[^<>"\\,;:@])*<{_ADDR_SPEC}>|{_ADDR_SPEC})""")
_HOST = pattern(r"(?a)[A-Za-z0-9][A-Za-z0-9.-]*|::1")
_URL = pattern(r"https?://[^\s/?#@]+(/[^\s?#]*)?", re.ASCII)
_SECRET = pattern(r"[0-9a-fA-F]{32}", re.ASCII)
_FILE_NAME = pattern(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?", re.ASCII)
TAKEN = ("follow-ups", "occasions")
"""Feeds that every journal has."""
MOST_AHEAD = {"day": 60, "week": 8}
FEWEST_DIGITS = 4
"""Different ones that a secret has at least: 32 of a kind are an example that was copied."""
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


def addresses(value: Any) -> tuple[str, ...] | Problem:
    """Accept a list of e-mail addresses."""
    given = _texts(value)
    if isinstance(given, Problem):
        return given
    found = tuple(dict.fromkeys(address.strip() for address in given))
    strange = next((each for each in found if not _ADDRESS.fullmatch(each)), None)
    if strange is not None:
        message = _('"{text}" is no e-mail address', text=strange)
        return problem(message, _('write it as ["me@example.org", "me@work.example"]'))
    return found


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


def mail_address(value: Any) -> str | Problem:
    """Accept an e-mail address, with or without a name before it: "Irene <irene@shop.example>"; "" for none."""
    given = text(value)
    if isinstance(given, Problem) or not given:
        return given
    if _MAIL_ADDRESS.fullmatch(given) and given.rpartition("<")[2].isascii():
        return given
    hint = _('write it as "ada@rossi.example" or "Ada Rossi <ada@rossi.example>"')
    return problem(_('"{given}" is no e-mail address', given=given), hint)


def mail_addresses(value: Any) -> tuple[str, ...] | Problem:
    """Accept one e-mail address or a list of them."""
    given = (value,) if isinstance(value, str) else _texts(value)
    if isinstance(given, Problem):
        return given
    found: list[str] = []
    for one in given:
        read = mail_address(one)
        if isinstance(read, Problem):
            return read
        found += [read] if read else []
    return tuple(dict.fromkeys(found))


def host(value: Any) -> str | Problem:
    """Accept the name of a server, as "smtp.example.org"."""
    given = text(value)
    if isinstance(given, Problem) or not given or _HOST.fullmatch(given):
        return given
    return problem(
        _('"{given}" is no name of a server', given=given), _('write it without port, as "smtp.example.org"')
    )


def published(value: Any) -> tuple[str, ...] | Problem:
    """Accept the names of fields and parts of files, `name` among them: a page is called by it."""
    given = _texts(value)
    if isinstance(given, Problem):
        return given
    from kithbook.fields import publishable

    names = tuple(dict.fromkeys(name.strip().casefold() for name in given))
    known = publishable()
    strange = next((name for name in names if name not in known), None)
    if strange is not None:
        near = nearest(strange, known)
        hint = _("did you mean {name}?", name=f'"{near}"') if near else _("the fields are listed by: kith help format")
        return problem(_('there is no field "{name}"', name=strange), hint)
    if "name" not in names:
        return problem(_("a page is called by the name"), _('add "name"; whoever is not to be named has private: true'))
    return names


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


def early_alarm(value: Any) -> str | Problem:
    """Accept so many days or weeks, or "none"."""
    given = text(value)
    if isinstance(given, Problem) or given.casefold() == "none":
        return given if isinstance(given, Problem) else "none"
    read = parse_interval(given)
    if isinstance(read, Problem):
        return read
    if read.unit not in ("day", "week") or read.count > MOST_AHEAD[read.unit]:
        return problem(
            _('"{given}" cannot be an alarm ahead of a day', given=given), _('write "7 days" or "2 weeks", or "none"')
        )
    return given


def secret(value: Any) -> str | Problem:
    """Accept 32 hexadecimal digits; "" for none."""
    given = text(value)
    if isinstance(given, Problem) or not given:
        return given
    if not is_secret(given):
        return problem(_("a secret is 32 hexadecimal digits"), _("let this print one: openssl rand -hex 16"))
    return given.lower()


def is_secret(text: str) -> bool:
    """Whether nobody can guess it: 128 bits as they are usually written."""
    return bool(_SECRET.fullmatch(text)) and len(set(text)) > FEWEST_DIGITS


def own_secret(value: Any) -> str | Problem:
    """Accept the same, or true or false for whether there is to be one."""
    if isinstance(value, bool):
        return SECRET if value else PLAIN
    return secret(value)


def file_name(value: Any) -> str | Problem:
    """Accept a feed's name, which is that of its file too."""
    given = text(value)
    if isinstance(given, Problem):
        return given
    if not _FILE_NAME.fullmatch(given) or given in TAKEN:
        return problem(
            _('"{given}" cannot be the name of a feed', given=given),
            _('write small letters and digits, as "garden-people"'),
        )
    return given


def asked(value: Any) -> str | Problem:
    """Accept a query."""
    from kithbook import query

    given = text(value)
    if isinstance(given, Problem):
        return given
    read = query.parse(given)
    return problem(read.message, read.hint) if isinstance(read, query.QueryProblem) else given


def colour(value: Any) -> str | Problem:
    """Accept a colour by the name that CSS has for it (RFC 7986, 5.9)."""
    from kithbook import colours

    given = text(value)
    if isinstance(given, Problem) or given.casefold() in colours.NAMES:
        return given if isinstance(given, Problem) else given.casefold()
    near = nearest(given.casefold(), colours.NAMES)
    hint = _("did you mean {name}?", name=f'"{near}"') if near else _('write one of the names of CSS, as "seagreen"')
    return problem(_('"{given}" is no colour', given=given), hint)


def sign(value: Any) -> str | Problem:
    """Accept a sign of at most four characters."""
    given = text(value)
    if isinstance(given, Problem):
        return given
    if not 1 <= len(given) <= 4:
        return problem(_("a sign is one character or two"), _('write one, as "☎"'))
    return given
