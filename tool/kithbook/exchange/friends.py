"""The journal of `friends` (friends.md): friends, and dated lines about activities and notes in which they are named.

After its documentation and source: `- Name (a.k.a. X a.k.a. Y) [Place] @tag` below `### Friends:`, and
`- 2018-01-04: Lunch with **Name** in _Place_. @tag` below `### Activities:` and `### Notes:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kithbook.dates import Problem, parse_date
from kithbook.exchange import decoding, incoming
from kithbook.exchange.incoming import LONGEST, LONGEST_NAME, Happening, Incoming, Read, Remark, tidy
from kithbook.facts import plain
from kithbook.words import _

FORMAT = "friends"
_HEADING = re.compile(r"#{1,4}\s*(Activities|Notes|Friends|Locations)\s*:?\s*", re.IGNORECASE)
_FRIEND = re.compile(r"([^(\[@]+)(?:\(a\.k\.a\. ([^)]*)\))?\s*(?:\[([^\]]*)\])?\s*(.*)")
_EVENT = re.compile(r"(\d{4}-\d\d-\d\d)\s*:\s*(.+)", re.ASCII)
_NAMED = re.compile(r"\*\*([^*]{1,200})\*\*")
_PLACE = re.compile(r"(?<!\w)_([^_]{1,200})_(?!\w)")
_TAG = re.compile(r"(?<!\w)@(\w+(?:[:-]\w+)*)")
_CHANNELS = (
    ("call", ("on the phone", "called", "call with", "phoned")),
    ("video", ("zoom", "skype", "video", "facetime")),
    ("email", ("emailed", "e-mail", "email")),
    ("message", ("texted", "messaged", "whatsapp", "text from")),
    ("letter", ("letter", "postcard")),
    ("coffee", ("coffee", "tea with")),
    ("lunch", ("lunch", "dinner", "breakfast", "brunch")),
    ("visit", ("visited", "stayed with")),
    ("event", ("party", "wedding", "concert", "celebrated")),
)


def is_ours(data: bytes) -> bool:
    """Whether it is such a journal: it has its headings."""
    headings = (_HEADING.fullmatch(line) for line in decoding.text(data).splitlines())
    found = {heading[1].casefold() for heading in headings if heading}
    return "activities" in found or {"friends", "locations"} <= found


def read(data: bytes) -> Read:
    """Everybody among the friends, and everything that was done with them."""
    people: list[Incoming] = []
    happenings: list[Happening] = []
    remarks: list[Remark] = []
    for number, section, line in _entries(data):
        if len(people) == incoming.MOST_PEOPLE:
            remarks.append(incoming.too_many(number))
            break
        if section == "friends":
            people += _friend(number, line)
        elif section in ("activities", "notes"):
            happenings += _event(number, section, line, remarks)
    known = {person.source for person in people}
    strangers = [name for each in happenings for name in each.people if name not in known]
    if strangers:
        names = ", ".join(dict.fromkeys(strangers))
        message = _("these are named and are not among the friends: {names}", names=tidy(names, 200))
        remarks.append(Remark(line=1, message=message))
    return Read(format=FORMAT, people=tuple(people), remarks=tuple(remarks), happenings=tuple(happenings))


def _entries(data: bytes) -> Iterator[tuple[int, str, str]]:
    """The items with their section and line."""
    section = ""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", decoding.text(data)), 1):
        heading = _HEADING.fullmatch(line)
        if heading:
            section = heading[1].casefold()
        elif line.startswith("- ") and section:
            yield number, section, tidy(line[2:], LONGEST)


def _friend(number: int, line: str) -> Iterator[Incoming]:
    found = _FRIEND.fullmatch(line)
    name = tidy(found[1], LONGEST_NAME) if found else ""
    if found is None or not name:
        return
    aliases = tuple(filter(None, (tidy(each) for each in (found[2] or "").split("a.k.a. "))))
    tags = tuple(dict.fromkeys(_TAG.findall(found[4])))
    yield Incoming(
        line=number,
        name=name,
        source=plain(name),
        fields={"town": tidy(found[3])} if found[3] and tidy(found[3]) else {},
        lists={key: values for key, values in (("aliases", aliases), ("tags", tags)) if values},
    )


def _event(number: int, section: str, line: str, remarks: list[Remark]) -> Iterator[Happening]:
    found = _EVENT.fullmatch(line)
    if found is None or isinstance(parse_date(found[1]), Problem):
        message = _("this line has no date such as 2018-01-04; it was left out")
        remarks.append(Remark(line=number, message=message))
        return
    people = tuple(dict.fromkeys(plain(tidy(name)) for name in _NAMED.findall(found[2])))
    text = _PLACE.sub(r"\1", _NAMED.sub(r"\1", found[2]))
    if people:
        yield Happening(
            keys=(f"friends {section} {line}",),
            people=people,
            date=date.fromisoformat(found[1]),
            channel="note" if section == "notes" else _channel(text),
            text=text,
        )


def _channel(text: str) -> str:
    words = text.casefold()
    return next((channel for channel, signs in _CHANNELS if any(sign in words for sign in signs)), "meeting")
