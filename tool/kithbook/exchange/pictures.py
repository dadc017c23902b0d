"""Pictures inside of foreign files: what they are is told by their first bytes, and none is fetched from anywhere."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection

from kithbook.frozen import dataclass
from kithbook.words import _

LARGEST = 5_000_000
"""Bytes of one picture; a telephone's portrait has some ten thousand."""
FOLDER = "photos"
_SIGNS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
_TYPES = {"jpg": "jpeg", "png": "png", "gif": "gif", "webp": "webp"}
_DATA = re.compile(r"\s*data:[\w/+.-]*(?:;[\w=-]+)*;base64,", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture and the ending of its file's name."""

    data: bytes
    kind: str

    @property
    def media(self) -> str:
        """Its kind as vCards name it: jpeg, png, gif or webp."""
        return _TYPES[self.kind]


def of_bytes(data: bytes, largest: int = LARGEST) -> Picture | None:
    """The picture; None for everything that is none, or is larger than so many bytes."""
    kind = next((name for sign, name in _SIGNS if data.startswith(sign)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "webp"
    return Picture(data=data, kind=kind) if kind and len(data) <= largest else None


def of_text(text: str) -> Picture | str:
    """The picture in a base64 text or a data URI, or why there is none to be had."""
    inside = _DATA.match(text)
    if inside is None and _ADDRESS.match(text):
        return _("it lies elsewhere and is not fetched")
    encoded = text[inside.end() :] if inside else text
    if len(encoded) > LARGEST * 3 // 2:
        return _("it is larger than {size} MB", size=LARGEST // 1_000_000)
    try:
        found = of_bytes(base64.b64decode("".join(encoded.split())))
    except (binascii.Error, ValueError):
        return _("it is not whole")
    return found or _("it is neither JPEG, PNG, GIF nor WebP")


def free_path(id: str, kind: str, taken: Collection[str], *, folder: str = FOLDER) -> str:
    """Where the contact's picture goes below the contacts' folder; a file that is there stays."""
    names = (f"{folder}/{id}{'' if number == 1 else f'-{number}'}.{kind}" for number in range(1, len(taken) + 2))
    folded = {name.casefold() for name in taken}
    return next(name for name in names if name not in folded)
