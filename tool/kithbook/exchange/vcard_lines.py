"""vCard 2.1, 3.0 and 4.0 as properties: what RFC 2425, 2426 and 6350 say, and how programs really write.

Folds and quoted-printable breaks are joined as bytes, because old exports break inside a character. Only then is
anything decoded, and only then split (at `;` and `,` that are not escaped).
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping

from kithbook.exchange import decoding
from kithbook.frozen import dataclass

_END = re.compile(rb"\r\n|\n|\r")
_NAME = re.compile(r"(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z][\w-]*)", re.ASCII)
_PARAMETER = re.compile(rb'(?:[^";]|"[^"]*"?)+')
_VALUE = re.compile(r'(?:[^",]|"[^"]*"?)+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_LONGEST_HEAD = 4000
"""Bytes within which name and parameters end; a line without a colon there is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property: `raw` is its whole line as text, `value` the decoded value, escapes still in it.

    `is_escaped` is false for quoted-printable, whose backslashes are meant as they are.
    """

    line: int
    group: str
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    raw: str
    is_escaped: bool = True

    @property
    def types(self) -> tuple[str, ...]:
        """What kind of address it is, in small letters, "pref" left out."""
        return tuple(each for each in self.parameters.get("TYPE", ()) if each != "pref")

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value) if self.is_escaped else self.value

    def parts(self, separator: str = ";") -> tuple[str, ...]:
        """The value cut at separators that are not escaped."""
        if not self.is_escaped:
            return tuple(self.value.split(separator))
        return tuple(unescaped(part) for part in re.findall(_part(separator), self.value + separator))


def _part(separator: str) -> str:
    return rf"((?:[^\\{separator}]|\\.|\\$)*){separator}"


def unescaped(text: str) -> str:
    r"""The text with `\n` as line break and the backslash taken off everything else that has one."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def properties(data: bytes) -> Iterator[Property | int]:
    """Every property in order; a number is a line that is none. Never raises."""
    found = decoding.marked(data)
    for number, line in _whole_lines(data if found is None else found.encode("utf-8", "replace")):
        if line.strip():
            yield _read(number, line) or number


def _whole_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines with their folds joined, and the number of the first."""
    start, parts = 1, [b""]
    is_soft = is_base64 = False
    for number, line in enumerate(_lines(data), 1):
        if is_soft:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in (b" ", b"\t") and any(parts):
            parts.append(line[1:])
        elif is_base64 and line and b":" not in line:
            parts.append(line.strip())
        else:
            yield start, b"".join(parts)
            start, parts = number, [line]
            head = line.partition(b":")[0].upper()
            is_quoted = b"QUOTED-PRINTABLE" in head
            is_base64 = b"BASE64" in head or b"ENCODING=B" in head
            is_soft = is_quoted and line.endswith(b"=")
            continue
        is_soft = is_soft and line.endswith(b"=")
    yield start, b"".join(parts)


def _lines(data: bytes) -> Iterator[bytes]:
    """The lines one by one: a list of a hundred million empty ones would not fit into memory."""
    start = 0
    for end in _END.finditer(data):
        yield data[start : end.start()]
        start = end.end()
    yield data[start:]


def _read(number: int, line: bytes) -> Property | None:
    head, value = _cut(line)
    if value is None:
        return None
    first, *rest = (part.decode("utf-8", "replace") for part in _PARAMETER.findall(head) or [b""])
    name = _NAME.fullmatch(first.strip())
    if name is None:
        return None
    parameters = _parameters(rest)
    encoding = next(iter(parameters.get("ENCODING", ())), "").upper()
    charset = next(iter(parameters.get("CHARSET", ())), "")
    if encoding == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    return Property(
        line=number,
        group=name["group"] or "",
        name=name["name"].upper(),
        parameters=parameters,
        value=decoding.unmarked(value, charset),
        raw=decoding.unmarked(line),
        is_escaped=encoding != "QUOTED-PRINTABLE",
    )


def _cut(line: bytes) -> tuple[bytes, bytes | None]:
    """Name with parameters, and value: cut at the first colon outside of quotes, else at the first at all."""
    quoted = False
    for place, byte in enumerate(line[:_LONGEST_HEAD]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return line[:place], line[place + 1 :]
    head, colon, _ = line[:_LONGEST_HEAD].partition(b":")
    return head, line[len(head) + 1 :] if colon else None


def _parameters(parts: list[str]) -> dict[str, tuple[str, ...]]:
    """Parameters by name; bare ones of vCard 2.1 are types, unless they name an encoding."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        name, equals, value = part.strip().partition("=")
        key = name.strip().upper()
        if not equals:
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), name
        values = [each.strip().strip('"') for each in _VALUE.findall(value)]
        if key == "TYPE":
            values = [word.strip() for each in values for word in each.casefold().split(",")]
        found[key] = (*found.get(key, ()), *filter(None, values))
    return found
