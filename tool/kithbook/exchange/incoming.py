"""What a foreign file says about people, in the journal's words; and what about it could not be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from kithbook.frozen import dataclass
from kithbook.revise.wording import one_line, text_lines

HANDLES = ("email", "phone", "url")
LISTS = ("aliases", "tags")
LONGEST = 10_000
"""Characters of one value; what is longer is cut, with a remark by those who read it."""
LONGEST_NAME = 200
MOST_PEOPLE = 100_000
"""So many of one file are taken: more are an attack, or not a list of people one knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A value with its label: an address for work, a day called anniversary."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One person of a foreign file.

    `line` is where the entry begins. `fields` are single values by the journal's keys, `lists` are aliases and
    tags, `handles` are e-mail, phone and url with labels, `days` occasions by name. `kept` are lines of the
    foreign file that mean nothing here and are given back when the contact is written out again.
    """

    line: int
    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    handles: Mapping[str, tuple[Labelled, ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[Labelled, ...] = ()
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


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


def too_many(line: int) -> Remark:
    """What is said where the rest of a file is left out."""
    return Remark(line=line, message=f"from here on everybody is left out: {MOST_PEOPLE} people of one file are enough")


def tidy(text: str, longest: int = LONGEST) -> str:
    """A value on one line, without what drives a terminal, and no longer than a value is."""
    return one_line(text[: longest * 2])[:longest].strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """A note as lines that are harmless one by one."""
    return tuple(line[:LONGEST] for line in text_lines(text[: LONGEST * 10]))


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
    return Labelled(value=each.value, label=label)
