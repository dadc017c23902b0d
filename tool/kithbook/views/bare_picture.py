"""A picture without what cameras and programs write into it: where it was taken, when, by whom, with what.

Only the parts are kept that a browser needs to draw it, so that a kind of remark nobody thought of goes too. Of a
JPEG's EXIF the orientation alone is written anew.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"acTL", b"fcTL", b"fdAT"}
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_REMARKS = 0b0010_1100
"""In the first byte of VP8X: there is a colour profile, EXIF, XMP."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_ORIENTATION = 0x0112


def bare(data: bytes) -> bytes | None:
    """The picture alone; None for a kind or a file of which nobody knows how to take the rest away."""
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(data))
    except (IndexError, struct.error, ValueError):
        return None
    return None


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments (ITU T.81, B.1.1): all APPn but JFIF's and Adobe's colours go, and so do comments."""
    yield data[:2]
    place, turned = 2, False
    while True:
        if data[place] != 0xFF:
            raise ValueError("no marker where one must stand")
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
            continue
        if kind == 0xD9:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(data):
            raise ValueError("a segment that does not end")
        segment = data[place:end]
        if kind == 0xE1 and segment[4:10] == b"Exif\0\0" and not turned:
            turned = True
            yield _turned(_orientation(segment[10:]))
        elif (kind == 0xE0 and segment[4:9] == b"JFIF\0") or (kind == 0xEE and segment[4:9] == b"Adobe"):
            yield segment if kind == 0xEE else _without_thumbnail(segment)
        elif not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            yield segment
        place = end
        if kind == 0xDA:
            end = _end_of_scan(data, place)
            yield data[place:end]
            place = end


def _without_thumbnail(segment: bytes) -> bytes:
    """JFIF's first fourteen bytes; a small picture may follow, perhaps of before it was cut."""
    return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"


def _end_of_scan(data: bytes, place: int) -> int:
    while True:
        place = data.index(b"\xff", place)
        if data[place + 1] and data[place + 1] not in _STANDALONE:
            return place
        place += 2


def _orientation(tiff: bytes) -> int:
    """That of the first directory (EXIF 4.6.2), 1 when there is none or it cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * at)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _turned(orientation: int) -> bytes:
    """A segment that says which side is up and nothing else; b"" when the picture stands as it is."""
    if orientation == 1:
        return b""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise ValueError("a chunk that does not end")
        if kind in _PNG_KEPT:
            yield data[place:end]
        place = end
        if kind == b"IEND":
            return


def _webp(data: bytes) -> bytes:
    kept: list[bytes] = []
    place = 12
    while place + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, place)
        end = place + 8 + length + length % 2
        if place + 8 + length > len(data):
            raise ValueError("a chunk that does not end")
        if kind in _WEBP_KEPT:
            chunk = data[place:end]
            kept.append(chunk[:8] + bytes([chunk[8] & ~_WEBP_REMARKS]) + chunk[9:] if kind == b"VP8X" else chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Blocks (GIF89a, 12 to 27): comments, plain text and all applications but the one that loops go."""
    place = 13 + _colours(data[10])
    yield data[:place]
    while data[place] != 0x3B:
        start = place
        if data[place] == 0x2C:
            place = _end_of_blocks(data, place + 10 + _colours(data[place + 9]) + 1)
            yield data[start:place]
        elif data[place] == 0x21:
            place = _end_of_blocks(data, place + 2)
            if data[start + 1] == 0xF9 or data[start + 3 : start + 14] == b"NETSCAPE2.0":
                yield data[start:place]
        else:
            raise ValueError("no block where one must stand")
    yield b"\x3b"


def _colours(flags: int) -> int:
    """The bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += data[place] + 1
    return place + 1
