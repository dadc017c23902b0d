"""A small JSON file that the tool keeps for itself, read back: somebody may have cut it off, merged it or edited it.

Whatever is not as it was written raises `NotAsWritten`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from kithbook.frozen import dataclass
from kithbook.late import pattern
from kithbook.words import _

_DAY = pattern(r"(?a)\d{4}-\d\d-\d\d")
_FILE = pattern(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]{0,249}")
_LONGEST_KEY = 40


class NotAsWritten(ValueError):
    """The message says for people what is wrong, and at which place."""


def read(data: bytes, version: int) -> Value:
    """The whole of a file that names this version of its form."""
    try:
        value = json.loads(data.decode(), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise NotAsWritten(
            _("it is cut off or no JSON: line {line}, column {column}", line=error.lineno, column=error.colno)
        ) from error
    except (ValueError, RecursionError) as error:
        raise NotAsWritten(_("nothing like it was written by this tool")) from error
    found = Value(place="", value=value)
    written = found.at("version").number()
    if written != version:
        raise NotAsWritten(
            _("it is written in version {written}, and this tool knows {version}", written=written, version=version)
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value, and the keys on the way to it: "tasks > 5c0f > since"."""

    place: str
    value: object

    def at(self, key: str) -> Value:
        """What stands under a key."""
        found = self._mapping()
        if key not in found:
            raise NotAsWritten(_("{place} is missing", place=self._below(key)))
        return Value(place=self._below(key), value=found[key])

    def items(self) -> Iterator[tuple[str, Value]]:
        """Every key with what stands under it."""
        for key, value in self._mapping().items():
            yield Value(place=self.place, value=key).text(), Value(place=self._below(key), value=value)

    def each(self) -> Iterator[Value]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise NotAsWritten(_("{place} is no list", place=self._called))
        for number, value in enumerate(self.value, start=1):
            yield Value(place=self._below(str(number)), value=value)

    def text(self) -> str:
        """A text that can be written again."""
        if not isinstance(self.value, str) or any("\ud800" <= each <= "\udfff" for each in self.value):
            raise NotAsWritten(_("{place} is no text", place=self._called))
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(each.text() for each in self.each())

    def file(self) -> str:
        """The name of a file in the same folder, which leads nowhere else."""
        if not _FILE.fullmatch(self.text()):
            raise NotAsWritten(_("{place} is no name of a file", place=self._called))
        return self.text()

    def number(self) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise NotAsWritten(_("{place} is no whole number", place=self._called))
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise NotAsWritten(_("{place} is neither true nor false", place=self._called))
        return self.value

    def day(self) -> date:
        """A day, as 2026-03-01."""
        try:
            return date.fromisoformat(self.value if isinstance(self.value, str) and _DAY.fullmatch(self.value) else "")
        except ValueError as error:
            raise NotAsWritten(_("{place} is no day", place=self._called)) from error

    def day_or_none(self) -> date | None:
        """A day, or null."""
        return None if self.value is None else self.day()

    def _mapping(self) -> Mapping[str, object]:
        if not isinstance(self.value, dict):
            raise NotAsWritten(_("{place} has nothing below it", place=self._called))
        return self.value

    def _below(self, key: str) -> str:
        short = key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"
        return f"{self.place} > {short}" if self.place else short

    @property
    def _called(self) -> str:
        return self.place or _("the file")


def _refuse(written: str) -> None:
    """JSON has no Infinity and no NaN, though Python reads them."""
    raise ValueError(written)
