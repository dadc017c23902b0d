"""A line typed at a stand or behind it -> the five parts of a card. Not a word of it is left out."""

from __future__ import annotations

import re
from collections.abc import Collection

from kithbook.captures.handles import HANDLE, is_handle
from kithbook.facts import plain
from kithbook.frozen import dataclass, replace
from kithbook.revise.wording import one_line

STEP_WORDS = frozenset(
    {
        "answer", "arrange", "ask", "bring", "follow", "invite", "introduce", "meet", "next", "offer", "phone",
        "remind", "reply", "ring", "send", "show", "tell", "text", "wait", "waiting", "wants", "write",
        "chiamare", "chiedere", "invitare", "inviare", "mandare", "presentare", "richiamare", "risentire", "rispondere",
        "scrivere", "sentire", "spedire", "telefonare",
    }
)  # fmt: skip
"""A part that begins with one of these, or with the name of a channel, says what comes next."""
_PARTICLES = frozenset(
    {
        "al", "bin", "da", "dal", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le", "lo",
        "of", "ten", "van", "von", "y", "zu",
    }
)  # fmt: skip
_BULLET = re.compile(r"[-*+][ \t]+")
_BRACKETS = re.compile(r"\s*([^()]+?)\s*\(([^()]+)\)\s*,?\s*(.*)", re.DOTALL)
_PARTING = re.compile(r"\s*,\s+|\s+[-\u2013\u2014|]\s+|\s*,$")
_COLON = re.compile(r"([^:,]+?):\s+(.*)", re.DOTALL)
_DAY_OR_TIME = re.compile(r"(?:[0-9]+[-./:][0-9./:-]*\s+)+")
_LONGEST_NAME = 4
_SHORT_NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The parts of a card as they were understood. Without a name it is no card."""

    name: str = ""
    organisation: str = ""
    about: str = ""
    handle: str = ""
    next_step: str = ""

    @property
    def line(self) -> str:
        """The card as it is written into the event's file."""
        parts = (self.name, self.organisation, self.about, self.handle, self.next_step)
        return "; ".join(parts).rstrip("; ")


def understand(text: str, channels: Collection[str] = ()) -> Typed:
    """Read a typed line: by the places of its semicolons, else by sense.

    An e-mail address and a phone number are found anywhere; what begins with a channel or a word such as "send"
    is the next step; the name comes first.
    """
    line = one_line(text)
    line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    steps = STEP_WORDS | {plain(channel) for channel in channels}
    if ";" in line:
        return _by_place([part.strip() for part in line.split(";")], steps)
    return _by_sense(line, steps)


def is_step(text: str, steps: Collection[str]) -> bool:
    """Whether the text begins with a word that says what to do."""
    word = re.match(r"[^\W\d_]+", _DAY_OR_TIME.sub("", plain(text)))
    return word is not None and word[0] in steps


def _by_place(parts: list[str], steps: Collection[str]) -> Typed:
    name, organisation, about, handle, *rest = (*parts, "", "", "")
    typed = Typed(
        name=name, organisation=organisation, about=about, handle=handle, next_step=", ".join(filter(None, rest))
    )
    return _step_found(_handle_found(typed), steps)


def _handle_found(typed: Typed) -> Typed:
    """An address that was typed too early goes to its place, when that is free."""
    if typed.handle:
        return typed
    if is_handle(typed.organisation):
        return replace(typed, handle=typed.organisation, organisation="")
    return replace(typed, handle=typed.about, about="") if is_handle(typed.about) else typed


def _step_found(typed: Typed, steps: Collection[str]) -> Typed:
    """A next step that was typed too early goes to its place, when that is free."""
    if typed.next_step:
        return typed
    if typed.handle and is_step(typed.handle, steps):
        return replace(typed, next_step=typed.handle, handle="")
    if typed.handle and typed.about and is_step(typed.about, steps):
        return replace(typed, next_step=typed.about, about="")
    return typed


def _by_sense(line: str, steps: Collection[str]) -> Typed:
    handles = [found[0] for found in HANDLE.finditer(line)]
    rest = HANDLE.sub(" , ", line)
    head, organisation, tail = _headed(rest)
    parts = [part.strip(" ,") for part in _PARTING.split(tail)]
    parts = [part for part in parts if part]
    if not head and parts:
        head, *parts = parts
    name, more = _name(head, steps)
    parts = [*([more] if more else []), *parts]
    place = next((place for place, part in enumerate(parts) if is_step(part, steps)), len(parts))
    before, after = parts[:place], parts[place:]
    if not (organisation or more or ":" in rest) and len(before) > 1:
        organisation, *before = before
    return Typed(
        name=name,
        organisation=organisation,
        about=", ".join(before),
        handle=" ".join(handles),
        next_step=", ".join(after),
    )


def _headed(line: str) -> tuple[str, str, str]:
    """The name and the organisation, where brackets or a colon tell them; and the rest."""
    found = _BRACKETS.fullmatch(line)
    if found is not None and not re.search(_PARTING, found[1]) and len(found[1].split()) <= _LONGEST_NAME:
        return found[1], found[2].strip(), found[3]
    found = _COLON.fullmatch(line)
    if found is not None and len(found[1].split()) <= _LONGEST_NAME:
        return found[1], "", found[2]
    return "", "", line


def _name(head: str, steps: Collection[str]) -> tuple[str, str]:
    """The name at the beginning, and what stands behind it without a comma."""
    words = head.split()
    place = next((place for place, word in enumerate(words) if place and is_step(word, steps)), len(words))
    if place < len(words):
        name, more = _name(" ".join(words[:place]), frozenset())
        return name, " ".join(filter(None, (more, *words[place:])))
    capital = 0
    while capital < len(words) and (words[capital][:1].isupper() or (capital and plain(words[capital]) in _PARTICLES)):
        capital += 1
    while capital and plain(words[capital - 1]) in _PARTICLES:
        capital -= 1
    if len(words) <= _LONGEST_NAME and capital in (0, 1, len(words)):
        return _short(words, capital)
    count = min(capital, _LONGEST_NAME) if capital else _SHORT_NAME
    return " ".join(words[:count]), " ".join(words[count:])


def _short(words: list[str], capital: int) -> tuple[str, str]:
    """A few words: a name in small letters, a name alone, or a first name and something about it."""
    if capital == 1 and len(words) > _SHORT_NAME:
        return words[0], " ".join(words[1:])
    return " ".join(words), ""
