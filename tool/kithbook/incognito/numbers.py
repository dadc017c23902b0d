"""Phone numbers that nobody has: from the ranges that countries keep for films and books.

North America 555-01xx; the United Kingdom's of Ofcom, Germany's of the Bundesnetzagentur, France's of ARCEP,
Australia's of ACMA and Sweden's of PTS. Numbers of a country that keeps none become British or American ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from kithbook.incognito.key import Key

SHORTEST = 6
"""Digits of which something is a phone number."""
_SAME = 8
"""Last digits by which a number with its country code and without is known to be one."""
_RANGES: Mapping[str, tuple[str, ...]] = {
    "1": tuple(f"+1 {area} 555 01##" for area in range(201, 990) if area % 100 != 11 and area // 10 % 10 != 9),
    "44": (
        "+44 7700 900###", "+44 20 7946 0###", "+44 1632 960###", "+44 113 496 0###", "+44 114 496 0###",
        "+44 115 496 0###", "+44 116 496 0###", "+44 117 496 0###", "+44 118 496 0###", "+44 121 496 0###",
        "+44 131 496 0###", "+44 141 496 0###", "+44 151 496 0###", "+44 161 496 0###", "+44 191 498 0###",
        "+44 29 2018 0###",
    ),
    "49": (
        "+49 30 23125 ###", "+49 40 66969 ###", "+49 69 90009 ###", "+49 89 99998 ###", "+49 221 4710 ###",
        "+49 171 39200 ##",
    ),
    "33": (
        "+33 1 99 00 ## ##", "+33 2 61 91 ## ##", "+33 3 53 01 ## ##", "+33 4 65 71 ## ##", "+33 5 36 49 ## ##",
        "+33 6 39 98 ## ##",
    ),
    "61": ("+61 2 5550 ####", "+61 3 5550 ####", "+61 7 5550 ####", "+61 8 5550 ####"),
    "46": ("+46 31 390 06 ##", "+46 40 628 04 ##", "+46 8 465 004 ##", "+46 70 174 06 ##"),
}  # fmt: skip
_ELSEWHERE = _RANGES["44"] + _RANGES["1"]


class Numbers:
    """The numbers of one journal; those in handles first, so that a text that spells one otherwise finds it."""

    def __init__(self, key: Key, known: Iterable[str]) -> None:
        self._key = key
        self._made: dict[str, str] = {}
        self._taken: set[str] = set()
        for number in key.order(iter(dict.fromkeys(known))):
            self.number(number)

    def number(self, written: str) -> str:
        """The invented number: with its country code when that one has it, else without."""
        digits = digits_of(written)
        same = digits[-_SAME:]
        if same not in self._made:
            self._made[same] = self._invented(written, digits, same)
        whole = self._made[same]
        if written.lstrip().startswith("+") or digits.startswith("00"):
            return whole
        return f"0{whole.partition(' ')[2]}" if not whole.startswith("+1 ") else whole.partition(" ")[2]

    def _invented(self, written: str, digits: str, same: str) -> str:
        country = next((code for code in _RANGES if _is_abroad(written) and digits.lstrip("0").startswith(code)), "")
        for attempt in range(2000):
            ranges = _RANGES.get(country, _ELSEWHERE) if attempt < 1000 else _ELSEWHERE
            shape = self._key.choice(ranges, "range", same, attempt)
            made = "".join(
                str(self._key.below(10, same, attempt, place)) if sign == "#" else sign
                for place, sign in enumerate(shape)
            )
            if (found := digits_of(made)[-_SAME:]) not in self._taken and found != same:
                self._taken.add(found)
                return made
        return made


def digits_of(number: str) -> str:
    """Its digits, as ASCII."""
    return "".join(str(int(sign)) for sign in chain(number) if sign.isdecimal())


def _is_abroad(written: str) -> bool:
    return written.lstrip().startswith(("+", "00"))
