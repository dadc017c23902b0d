"""Bytes of a foreign program as text: byte-order marks first, then UTF-8, then what Western Windows writes."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked(data: bytes) -> str | None:
    """The text of bytes that begin with a byte-order mark, or that are UTF-16 without one; else None."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:64]
    if len(head) >= 8 and not any(head[1::2]) and all(head[::2]):
        return data.decode("utf-16-le", "replace")
    return None


def text(data: bytes) -> str:
    """The bytes as text; there is no end of bytes that has none."""
    found = marked(data)
    return found if found is not None else unmarked(data)


def unmarked(data: bytes, charset: str = "") -> str:
    """Bytes without a mark: in the character set that is named, when there is such a one and they are in it."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):  # a character set that nobody knows, or bytes that are not in it
            continue
    return data.decode("latin-1")
