"""What a foreign file says about people, in the journal's words; and what about it could not be understood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from hashlib import sha256

from kithbook.exchange.pictures import Picture
from kithbook.frozen import dataclass, replace
from kithbook.revise.wording import one_line, text_lines
from kithbook.words import _

_UNSEEN = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
HANDLES = ("email", "phone", "url")
LISTS = ("aliases", "tags")
LONGEST = 10_000
"""Characters of one value; what is longer is cut, with a remark by those who read it."""
LONGEST_NAME = 200
MOST_NAMED = 12
MOST_PEOPLE = 100_000
"""So many of one file are taken: more are an attack, or not a list of people one knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A value with its label: an address for work, a day called anniversary.

    `lines` are those of the card in which it stood: kept when it turns out to be no address.
    """

    value: str
    label: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A value of a lower entry that is not taken, because an entry above says something else of the same person."""

    key: str
    taken: str
    left: str
    line: int
    label: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One person of a foreign file.

    `line` is where the entry begins. `fields` are single values by the journal's keys, `lists` are aliases and
    tags, `handles` are e-mail, phone and url with labels, `days` occasions by name. `kept` are lines of the
    foreign file that mean nothing here and are given back when the contact is written out again. Our own exports
    say which `id` the contact had; our own table also which columns it tells of (`told`), and by `marks` what they
    said when it was exported.

    `words` are the lines of the notes that somebody wrote, without those that are made here of fields.

    `source` is what the file itself calls the person, where others in it speak of her: `referrer`, and `ties`, which
    are pairs of a relation ("brother") and somebody. `file` is its name, where several are read.

    Several entries that are one person leave what the lower ones were called in `known_as`, their uids in
    `also_uids`, and what is not taken of them in `rivals`.
    """

    line: int
    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    handles: Mapping[str, tuple[Labelled, ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[Labelled, ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    id: str = ""
    marks: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    source: str = ""
    referrer: str = ""
    ties: tuple[Labelled, ...] = ()
    picture: Picture | None = None
    file: str = ""
    known_as: tuple[str, ...] = ()
    also_uids: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything that the file calls them."""
        return (*((self.source,) if self.source else ()), *self.known_as)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A touch, or with `is_promise` a promise, as the file tells it.

    `keys` tell it apart from all others for ever: one for each message or entry that it is made of. `people` are
    those who were there, as the file calls them. With `once_a_day` it is left out where a touch of that day and
    channel stands already.
    """

    keys: tuple[str, ...]
    people: tuple[str, ...]
    date: dt.date
    channel: str = ""
    text: str = ""
    direction: str = "out"
    outcome: str = ""
    exchange: tuple[str, ...] = ()
    time: dt.time | None = None
    is_promise: bool = False
    once_a_day: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is remembered by."""
        return tuple(sha256(key.encode("utf-8", "replace")).hexdigest()[:16] for key in self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something in a foreign file that is not taken over, with the line where it stands."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Everything that one file gave. `format` is what it was read as."""

    format: str
    people: tuple[Incoming, ...] = ()
    remarks: tuple[Remark, ...] = ()
    happenings: tuple[Happening, ...] = ()


def too_many(line: int) -> Remark:
    """What is said where the rest of a file is left out."""
    message = _("from here on everybody is left out: {count} people of one file are enough", count=MOST_PEOPLE)
    return Remark(line=line, message=message)


def unknown_columns(names: Sequence[str]) -> Remark:
    """What is said of columns, or keys, that nobody here understands."""
    shown = ", ".join(tidy(name, 40) for name in names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return Remark(line=1, message=_("these columns mean nothing here: {names}", names=shown))
    more = len(names) - MOST_NAMED
    message = _("these columns mean nothing here: {names} and {count} more", names=shown, count=more)
    return Remark(line=1, message=message)


def no_columns(program: str) -> Remark:
    """What is said of a table in which no row names the columns of the program that it shall be from."""
    return Remark(line=1, message=_("no row names the columns of {program}", program=program))


def tidy(text: str, longest: int = LONGEST) -> str:
    """A value on one line, without what drives a terminal or cannot be seen, and no longer than a value is.

    Telephones put numbers between marks that turn the direction of writing.
    """
    if not text.isascii():
        text = _UNSEEN.sub("", text[: longest * 3])
    return one_line(text[: longest * 2])[:longest].strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """A note as lines that are harmless one by one, and link to nobody; `[…]` ends one without end."""
    most = LONGEST * 10
    lines = text_lines(text[:most].replace("[[", "[").replace("]]", "]"))
    pieces = tuple(piece for line in lines for piece in _pieces(line))
    return (*pieces, "[…]") if len(text) > most else pieces


def _pieces(line: str) -> Iterator[str]:
    """A line in such as are no longer than a line is, parted between words where there are any."""
    while len(line) > LONGEST:
        end = line.rfind(" ", 0, LONGEST)
        end = end if end > 0 else LONGEST
        yield line[:end]
        line = line[end:].strip()
    yield line


def distinct(values: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Each value once, the first label kept; two different values under one label get a number behind it."""
    found: dict[str, Labelled] = {}
    for each in values:
        if each.value and each.value.casefold() not in found:
            found[each.value.casefold()] = each
    taken: set[str] = set()
    return tuple(_numbered(each, taken) for each in found.values())


def _numbered(each: Labelled, taken: set[str]) -> Labelled:
    label, number = each.label, 2
    while label and label in taken:
        label, number = f"{each.label} {number}", number + 1
    taken.add(label)
    return each if label == each.label else replace(each, label=label)
