"""Where keys, values and mistakes stand in a TOML text: `tomllib` reads it but does not say.

`locate` is only for text that `tomllib` has accepted. A place that is not found is no harm: whoever
asks falls back to the table around it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from kithbook.frozen import dataclass
from kithbook.late import pattern
from kithbook.words import _

Path = tuple[str | int, ...]
"""The keys that lead to a value, with a number (from 0) for an item of an array."""

Stretch = tuple[int, int]

_SPACE = pattern(r"(?:[ \t\r\n\ufeff]|#[^\n]*)*")
_BLANK = pattern(r"[ \t]*")
_KEY = pattern(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_STRING = pattern(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE = pattern(r"[^,\]}#\r\n]*")


_POSITION = pattern(r"(.*) \(at line ([0-9]+), column ([0-9]+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Offsets of a key and of its value; for a table the value is its header."""

    key: Stretch
    value: Stretch


def locate(text: str) -> Mapping[Path, Place]:
    """Find every key and value. The first place wins where a table is opened more than once."""
    places: dict[Path, Place] = {}
    prefix: Path = ()
    here = _skip(_SPACE, text, 0)
    while here < len(text):
        if text[here] == "[":
            prefix, here = _header(text, here, places)
        else:
            here = _pair(text, here, prefix, places)
        here = _skip(_SPACE, text, here)
    return places


def explain(text: str, error: Exception) -> tuple[int, str]:
    """Where the text stops being TOML, as an offset, and why."""
    from kithbook.mistyped import explain_toml

    if isinstance(error, RecursionError):
        return 0, _("values are nested too deep")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return 0, _("a number in it has too many digits")
    found = _POSITION.fullmatch(str(error))
    reason = explain_toml(found[1] if found else str(error).removesuffix(" (at end of document)"))
    if found is None:
        return len(text.rstrip()), reason
    start = 0
    for _line in range(int(found[2]) - 1):
        start = text.find("\n", start) + 1
    return min(start + int(found[3]) - 1, len(text)), reason


def _skip(pattern: re.Pattern[str], text: str, here: int) -> int:
    found = pattern.match(text, here)
    return found.end() if found else here


def _header(text: str, start: int, places: dict[Path, Place]) -> tuple[Path, int]:
    brackets = 2 if text.startswith("[[", start) else 1
    keys, end = _dotted(text, start + brackets)
    end += brackets
    path = _note(places, (), keys, (start, end))
    if brackets == 1:
        return path, end
    number = 0
    while (*path, number) in places:
        number += 1
    places[*path, number] = Place(key=(start, end), value=(start, end))
    return (*path, number), end


def _pair(text: str, start: int, prefix: Path, places: dict[Path, Place]) -> int:
    keys, equals = _dotted(text, start)
    begin = _skip(_BLANK, text, equals + 1)
    path = (*prefix, *(name for name, _stretch in keys))
    end = _value(text, begin, path, places)
    _note(places, prefix, keys, (begin, end))
    return end


def _note(places: dict[Path, Place], prefix: Path, keys: list[tuple[str, Stretch]], value: Stretch) -> Path:
    path = prefix
    for name, stretch in keys:
        path = (*path, name)
        places.setdefault(path, Place(key=stretch, value=value))
    return path


def _dotted(text: str, here: int) -> tuple[list[tuple[str, Stretch]], int]:
    """Read the parts of `a."b".c`; the second value is the offset behind them and the blanks."""
    keys: list[tuple[str, Stretch]] = []
    while True:
        here = _skip(_BLANK, text, here)
        found = _KEY.match(text, here)
        if found is None:
            return keys, here
        keys.append((_name(found[0]), found.span()))
        here = _skip(_BLANK, text, found.end())
        if not text.startswith(".", here):
            return keys, here
        here += 1


def _name(written: str) -> str:
    if written[0] == '"':
        return str(tomllib.loads(f"key = {written}")["key"])
    return written.strip("'")


def _value(text: str, start: int, path: Path, places: dict[Path, Place]) -> int:
    """Return the offset behind the value; note what stands inside an array or an inline table."""
    first = text[start : start + 1]
    if first == "[":
        return _array(text, start, path, places)
    if first == "{":
        return _inline_table(text, start, path, places)
    found = _STRING.match(text, start) or _BARE.match(text, start)
    return start + len(found[0].rstrip()) if found else start


def _array(text: str, start: int, path: Path, places: dict[Path, Place]) -> int:
    here, number = _skip(_SPACE, text, start + 1), 0
    while here < len(text) and text[here] != "]":
        end = _value(text, here, (*path, number), places)
        places[*path, number] = Place(key=(here, end), value=(here, end))
        here, number = _behind_comma(text, end), number + 1
    return here + 1


def _inline_table(text: str, start: int, path: Path, places: dict[Path, Place]) -> int:
    here = _skip(_SPACE, text, start + 1)
    while here < len(text) and text[here] != "}":
        here = _behind_comma(text, _pair(text, here, path, places))
    return here + 1


def _behind_comma(text: str, here: int) -> int:
    here = _skip(_SPACE, text, here)
    return _skip(_SPACE, text, here + 1) if text.startswith(",", here) else here
