"""A day in a person's words: today, friday, ieri, 3 days ago, 12 march. English and Italian; the rest dateparser knows.

What could mean two days is not guessed. A weekday is the nearest one in the direction that is asked for: a touch
lies behind us or today, a promise ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from kithbook.dates import Interval, Problem, add_days, add_months, parse_date, parse_interval
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.late import pattern

_NEAR = {
    "today": 0, "tonight": 0, "this morning": 0, "now": 0, "oggi": 0, "stasera": 0, "stamattina": 0, "adesso": 0,
    "yesterday": -1, "last night": -1, "ieri": -1, "ieri sera": -1,
    "the day before yesterday": -2, "day before yesterday": -2, "l'altro ieri": -2, "altro ieri": -2, "altroieri": -2,
    "tomorrow": 1, "domani": 1, "the day after tomorrow": 2, "day after tomorrow": 2, "dopodomani": 2,
    "next week": 7, "last week": -7, "settimana prossima": 7, "la settimana prossima": 7, "prossima settimana": 7,
    "la prossima settimana": 7, "settimana scorsa": -7, "la settimana scorsa": -7, "scorsa settimana": -7,
}  # fmt: skip
_MONTHS_AWAY = {
    "next month": 1, "last month": -1, "il mese prossimo": 1, "mese prossimo": 1, "prossimo mese": 1,
    "mese scorso": -1, "il mese scorso": -1, "scorso mese": -1, "next year": 12, "last year": -12,
}  # fmt: skip
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ITALIAN_DAYS = ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "jan feb mar apr may jun jul aug sep oct nov dec", "gen feb mar apr mag giu lug ago set ott nov dic",
    )
    for number, name in enumerate(names.split(), 1)
}  # fmt: skip
_ITALIAN_UNITS = {
    "giorno": "day", "giorni": "day", "settimana": "week", "settimane": "week", "mese": "month", "mesi": "month",
    "anno": "year", "anni": "year",
}  # fmt: skip
_NUMBERS = {
    "a": "1", "an": "1", "one": "1", "un": "1", "una": "1", "two": "2", "due": "2", "three": "3", "tre": "3",
    "four": "4", "quattro": "4", "five": "5", "cinque": "5", "six": "6", "sei": "6",
}  # fmt: skip
_PAST = pattern(r"(?:last|past) (.+)|(.+) (?:scors[oa]|passat[oa])")
_COMING = pattern(r"(?:next|coming|on|this|the|by|until|entro|di|per|questo|questa) (.+)|(.+) (?:prossim[oa])")
_AGO = pattern(r"(.+) (?:ago|fa)")
_IN = pattern(r"(?:(?:in|within|tra|fra|for|per) )?(.+)")
_DAY_MONTH = pattern(r"([0-9]{1,2})(?:st|nd|rd|th|\.|°)?(?: of| di)? ([a-z]+)\.?(?:,? ([0-9]{4}))?", re.ASCII)
_MONTH_DAY = pattern(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?", re.ASCII)
_LEAD = pattern(r"^(?:on|by|until|before|il|del|entro|fino al) ")
_NUMERIC = pattern(r"[0-9]{1,4}([-/.\u2010-\u2015])[0-9]{1,2}\1[0-9]{1,4}")
_LIKELY = pattern(
    r"[0-9]|week|month|year|fortnight|ago|\bfa\b|scors|prossim|settiman|mes[ei]|ann[oi]|giorn|day|night|morning"
)
LONGEST = 5
"""A day takes at most so many words: the day before yesterday, in a year and a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How words are turned into days: seen from `today`, forward for what is planned, in the journal's language."""

    today: date
    ahead: bool = False
    language: str = "en"


def read_day(words: str, calendar: Calendar) -> date | Problem | None:
    """The day that the words mean; a `Problem` when they could mean two, None when they are no day."""
    quick = quick_day(words, calendar)
    if quick is not None or not _LIKELY.search(plain(words)) or _NUMERIC.search(words):
        return quick
    if isinstance(parse_interval(words), Interval):
        return None
    return _by_library(words, calendar)


def quick_day(words: str, calendar: Calendar) -> date | Problem | None:
    """The same without the library, which takes long to load."""
    said = " ".join(plain(words).replace("\u2019", "'").split())
    for read in (_numeric, _near, _weekday, _named, _span):
        found = read(said, calendar)
        if found is not None:
            return found
    return None


def day_alone(words: str, calendar: Calendar) -> date | Problem | None:
    """The day where nothing else can be meant: ahead, a length of time is one too, 3w as in 3 weeks."""
    found = read_day(words, calendar)
    if found is not None or not calendar.ahead:
        return found
    stretch = _IN.fullmatch(plain(words).strip())
    interval = parse_interval(stretch[1]) if stretch and stretch[1][0].isdigit() else None
    return interval.after(calendar.today) if isinstance(interval, Interval) else None


def leading_day(words: Sequence[str], calendar: Calendar) -> tuple[date | Problem, int] | None:
    """The day with which the words begin, and how many words it takes: as many as make one."""
    for read in (quick_day, read_day):
        for count in range(min(LONGEST, len(words)), 0, -1):
            found = read(" ".join(words[:count]), calendar)
            if found is not None:
                return found, count
    return None


def _numeric(said: str, calendar: Calendar) -> date | Problem | None:
    bare = _LEAD.sub("", said)
    if not _NUMERIC.fullmatch(bare):
        return None
    found = parse_date(bare)
    if isinstance(found, Problem) and found.suggestion:
        return parse_date(found.suggestion)
    return found


def _near(said: str, calendar: Calendar) -> date | None:
    if said in _NEAR:
        return add_days(calendar.today, _NEAR[said])
    if said in _MONTHS_AWAY:
        return add_months(calendar.today, _MONTHS_AWAY[said])
    return None


def _weekday(said: str, calendar: Calendar) -> date | None:
    past, coming = _PAST.fullmatch(said), _COMING.fullmatch(said)
    framed = past or coming
    word = next(filter(None, framed.groups()), "") if framed else said
    number = _weekday_number(word, calendar.language)
    if number is None:
        return None
    today = calendar.today.weekday()
    if past or not (coming or calendar.ahead):
        back = (today - number) % 7
        return add_days(calendar.today, -(back or (7 if past else 0)))
    if coming and not calendar.ahead and not said.startswith("next"):
        return add_days(calendar.today, -((today - number) % 7))
    return add_days(calendar.today, (number - today - 1) % 7 + 1)


def _weekday_number(word: str, language: str) -> int | None:
    if word in _SHORT:
        return _SHORT[word]
    for number, (english, italian) in enumerate(zip(_ENGLISH_DAYS, _ITALIAN_DAYS, strict=True)):
        if word in (english, italian, english[:3]) or (language == "it" and word == italian[:3]):
            return number
    return None


def _named(said: str, calendar: Calendar) -> date | Problem | None:
    said = _LEAD.sub("", said).removeprefix("the ")
    found = _DAY_MONTH.fullmatch(said)
    day, month, year = found.groups() if found else ("", "", "")
    if found is None:
        found = _MONTH_DAY.fullmatch(said)
        month, day, year = found.groups() if found else ("", "", "")
    if found is None or month not in _MONTHS:
        return None
    years = [int(year)] if year else [calendar.today.year + away for away in (-1, 0, 1)]
    read = [parse_date(f"{each:04}-{_MONTHS[month]:02}-{int(day):02}") for each in years]
    days = [each for each in read if isinstance(each, date)]
    if year or not days:
        return read[0]
    fitting = [each for each in days if (each >= calendar.today if calendar.ahead else each <= calendar.today)]
    return (min(fitting) if calendar.ahead else max(fitting)) if fitting else days[0]


def _span(said: str, calendar: Calendar) -> date | None:
    ago = _AGO.fullmatch(said)
    found = ago or (_IN.fullmatch(said) if calendar.ahead or said.startswith(("in ", "tra ", "fra ")) else None)
    words = (found[1] if found else "").split()
    if len(words) < 2:
        return None
    words = [_NUMBERS.get(words[0], words[0]), *(_ITALIAN_UNITS.get(word, word) for word in words[1:])]
    interval = parse_interval(" ".join(words)) if words[0].isascii() and words[0].isdigit() else None
    if not isinstance(interval, Interval):
        return None
    if not ago:
        return interval.after(calendar.today)
    if interval.unit in ("month", "year"):
        return add_months(calendar.today, -interval.count * (12 if interval.unit == "year" else 1))
    return add_days(calendar.today, -round(interval.days))


def _by_library(words: str, calendar: Calendar) -> date | None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dateparser

        found: datetime | None = dateparser.parse(
            words,
            languages=list(dict.fromkeys([calendar.language, "en"])),
            settings={
                "RELATIVE_BASE": datetime.combine(calendar.today, datetime.min.time()),
                "PREFER_DATES_FROM": "future" if calendar.ahead else "past",
                "REQUIRE_PARTS": ["day"],
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    return found.date() if found else None
