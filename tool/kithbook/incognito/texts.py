"""A text with everything in it exchanged that could tell of somebody, its shape left: signs, days, links, line ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import field

from kithbook.frozen import dataclass
from kithbook.incognito.dictionary import WORD, Dictionary
from kithbook.incognito.key import Key
from kithbook.incognito.numbers import SHORTEST, Numbers, digits_of
from kithbook.late import pattern

_TOKEN = pattern(
    r"(?P<link>\[\[[^\[\]\n]+\]\])"
    r"|(?P<url>(?:https?://|www\.)[^\s<>()\"']+)"
    r"|(?P<mail>[^\s@<>()\[\]{}\"',;:|]+@[^\W_][\w.-]*\w)"
    r"|(?P<day>(?<!\d)(?:\d{4}-\d{2}(?:-\d{2})?|--\d{2}-\d{2}|\d{1,2}:\d{2})(?!\d))"
    r"|(?P<phone>(?<![\d.])\+?\d(?:[ \t\u00a0./()\u2010-\u2015-]{0,3}\d){5,}(?!\d))"
    r"|(?P<number>\d+)"
    rf"|(?P<word>{WORD.pattern})"
)
_YEARS = range(1900, 2100)
_FEW = 2
"""Digits of a number that tells nothing: two chairs, the 12th."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that texts of one journal are exchanged with. `entry` is a link's target as the new id, or ""."""

    key: Key
    dictionary: Dictionary
    numbers: Numbers
    entry: Callable[[str], str]
    _mails: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def text(self, text: str, kept: Collection[str] = ()) -> str:
        """The text; words that are `kept` stay, in any case."""
        return _TOKEN.sub(lambda found: self._token(found, kept), text)

    def mail(self, address: str) -> str:
        """An address at `.example`, another one for another."""
        folded = address.casefold()
        if folded not in self._mails:
            local, _, host = address.rpartition("@")
            made = tried = f"{self.text(local)}@{self._host(host)}".lower()
            count = 2
            while tried in self._taken:
                tried = made.replace("@", f"{count}@")
                count += 1
            self._taken.add(tried)
            self._mails[folded] = tried
        return self._mails[folded]

    def number(self, digits: str) -> str:
        """Another number of as many digits."""
        for attempt in range(10):
            made = "".join(str(self.key.below(10, "digit", digits, attempt, place)) for place in range(len(digits)))
            if made != digits and (made[0] != "0" or digits[0] == "0"):
                return made
        return f"1{made[1:]}" if digits[0] != "1" else f"2{made[1:]}"

    def _token(self, found: re.Match[str], kept: Collection[str]) -> str:
        written = found[0]
        match found.lastgroup:
            case "link":
                return self._link(written)
            case "url":
                return self._url(written)
            case "mail":
                return self.mail(written)
            case "phone":
                return self.numbers.number(written) if len(digits_of(written)) >= SHORTEST else written
            case "number":
                return self._counted(written)
            case "word":
                return written if written.casefold() in kept else self.dictionary.word(written)
        return written

    def _counted(self, digits: str) -> str:
        is_harmless = len(digits) <= _FEW or (len(digits) == len("2026") and int(digits) in _YEARS)
        return digits if is_harmless else self.number(digits)

    def _link(self, written: str) -> str:
        target, bar, label = written[2:-2].partition("|")
        return f"[[{self.entry(target) or self.text(target)}{bar}{self.text(label)}]]"

    def _url(self, written: str) -> str:
        scheme, slashes, rest = written.rpartition("://") if "://" in written else ("", "", written)
        host, slash, path = rest.partition("/")
        return f"{scheme}{slashes}{self._host(host)}{slash}{self.text(path)}"

    def _host(self, host: str) -> str:
        """The name with its last part as `.example`, which is nobody's."""
        labels = host.split(".")
        if len(labels) == 1:
            return self.text(host)
        return ".".join([*(self.text(label, ("www",)) for label in labels[:-1]), "example"])
