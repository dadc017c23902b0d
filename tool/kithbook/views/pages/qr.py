"""QR codes by the thousand, as pictures of a few hundred bytes.

segno draws one as well as anybody, in two milliseconds: for ten thousand people that is longer than everything else.
But a code is linear: flipping a bit of the text flips the same modules in whatever text it stands (ISO/IEC 18004, 7.4
to 7.8). So what each byte flips is worked out once for each size, and a code is the sum of what its text flips. The
mask is always the same. Tests hold every module to what segno makes of the same text.
"""

from __future__ import annotations

import struct
import zlib
from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, reduce
from itertools import chain, compress
from operator import getitem, xor

from kithbook.frozen import dataclass
from kithbook.views.pages import qr_form
from kithbook.views.pages.qr_form import LARGEST

_QUIET = 4
_FIELD = 0x11D
_PADS = "ec11"
_DIGITS = "0123456789abcdef"

Flips = int
"""Modules as the bits of one number: the lines of the picture that have some, one after the other."""


def picture(pieces: Sequence[str], head: str = "", tail: str = "") -> str:
    """The code of a text in pieces as the address of a picture; "" when the text is too long for one.

    Every other piece, from the second on, is one that stands in many codes: what it flips is kept for the next one.
    `head` and `tail` stand before and behind the text. What they are in a code is worked out once for each size.
    """
    data, before, behind = [piece.encode() for piece in pieces], head.encode(), tail.encode()
    size = len(before) + sum(map(len, data)) + len(behind)
    version = _version(size)
    if not version:
        return ""
    form = _form(version)
    drawn, at, is_shared = _around(version, size, before, behind), len(before), False
    for piece in data:
        if is_shared:
            drawn ^= _flipped(version, at, piece)
        else:
            drawn = reduce(xor, map(getitem, form.bytes[at : at + len(piece)], piece), drawn)
        at += len(piece)
        is_shared = not is_shared
    return f"data:image/png;base64,{b2a_base64(_png(form.width, drawn), newline=False).decode()}"


@lru_cache(maxsize=4096)
def _flipped(version: int, at: int, piece: bytes) -> Flips:
    """What a piece of a text flips that begins at its byte `at`."""
    return reduce(xor, map(getitem, _form(version).bytes[at : at + len(piece)], piece), 0)


@cache
def _version(size: int) -> int:
    """The smallest that has room for so many bytes, beside the mode and their number; 0 when none has."""
    return next((one for one in range(1, LARGEST + 1) if 2 * size < _digits(one) - _length_digits(one)), 0)


@cache
def _digits(version: int) -> int:
    """How many half bytes of text a code holds."""
    return 2 * sum(qr_form.blocks(version)[0])


def _length_digits(version: int) -> int:
    return 2 if version < 10 else 4


@cache
def _around(version: int, size: int, head: bytes, tail: bytes) -> Flips:
    """The code of so many bytes without those between head and tail: patterns, mode, length, and what fills it up."""
    length, digits = _length_digits(version), _digits(version)
    between = "00" * (size - len(head) - len(tail))
    # Two zeros more than the standard asks for are segno's own.
    text = f"4{size:0{length}x}{head.hex()}{between}{tail.hex()}000{_PADS * digits}"[:digits]
    form = _form(version)
    return reduce(xor, compress(form.bits, map(int, f"{int(text, 16):0{4 * digits}b}")), form.empty)


class _Byte(dict[int, Flips]):
    """What the values of one byte flip, from what its bits do: worked out when a text has that value there."""

    def __init__(self, bits: Sequence[Flips]) -> None:
        super().__init__()
        self._bits = bits

    def __missing__(self, value: int) -> Flips:
        self[value] = reduce(xor, compress(self._bits, map(int, f"{value:08b}")), 0)
        return self[value]


@dataclass(frozen=True, slots=True)
class _Form:
    """What all codes of one version share: the picture of nothing, and what each bit and byte of a text flips in it.

    `bits` begin with those of the mode and the length, `bytes` with the first one of the text.
    """

    width: int
    empty: Flips
    bits: Sequence[Flips]
    bytes: Sequence[_Byte]


@cache
def _form(version: int) -> _Form:
    width, patterns = qr_form.width(version), qr_form.patterns(version)
    places = [place for place in _path(width) if place not in patterns]
    dark = [place for place, is_dark in patterns.items() if is_dark]
    masked = [(i, j) for i, j in places if (i // 2 + j // 3) % 2 == 0]
    empty = int.from_bytes(_white(width, width)) ^ sum(_module(width, i, j) for i, j in (*dark, *masked))
    bits = _all_flips(version, [_module(width, i, j) for i, j in places])
    start = 4 + 4 * _length_digits(version)
    return _Form(width, empty, bits, [_Byte(bits[at : at + 8]) for at in range(start, len(bits) - 7, 8)])


def _path(width: int) -> Iterator[tuple[int, int]]:
    """All modules in the order in which bits are placed: columns in pairs from the right, up and down in turn."""
    rights = [right if right > 6 else right - 1 for right in range(width - 1, 0, -2)]
    for number, right in enumerate(rights):
        rows = range(width - 1, -1, -1) if number % 2 == 0 else range(width)
        yield from ((i, j) for i in rows for j in (right, right - 1))


def _all_flips(version: int, places: Sequence[Flips]) -> Sequence[Flips]:
    """What each bit of a text flips: itself, and the correction of its block."""
    sizes, correction = qr_form.blocks(version)
    starts = iter(range(0, len(places), 8))
    data = _woven(sizes, starts)
    corrections = _woven([correction] * len(sizes), starts)
    flips: list[Flips] = []
    for own, correcting in zip(data, corrections, strict=True):
        placed = [_by_digit(places[at + half : at + half + 4]) for at in correcting for half in (0, 4)]
        rests = chain.from_iterable(_rests(len(own), len(correcting)))
        itself = (places[at + bit] for at in own for bit in range(8))
        flips += (reduce(xor, map(getitem, placed, rest), bit) for bit, rest in zip(itself, rests, strict=True))
    return flips


def _woven(sizes: Sequence[int], places: Iterator[int]) -> list[list[int]]:
    """Where the bytes of each block stand: the first of all blocks, then the second of all, and so on."""
    found: list[list[int]] = [[] for _ in sizes]
    for number in range(max(sizes)):
        for block, size in zip(found, sizes, strict=True):
            if number < size:
                block.append(next(places))
    return found


def _by_digit(bits: Sequence[Flips]) -> dict[str, Flips]:
    """What each of the sixteen digits flips, from what its four bits do."""
    flips = [0]
    for bit in reversed(bits):
        flips += [bit ^ other for other in flips]
    return dict(zip(_DIGITS, flips, strict=True))


@cache
def _rests(size: int, length: int) -> list[list[str]]:
    """For each byte of a block and each of its bits the correction, as digits.

    That is the rest of a division by the generator polynomial of so many roots: one more byte behind is one step more.
    """
    table, shift, mask = _table(length), 8 * (length - 1), (1 << 8 * length) - 1
    rests = [table[1 << bit] for bit in range(7, -1, -1)]
    found = []
    for _ in range(size):
        found.append([f"{rest:0{2 * length}x}" for rest in rests])
        rests = [(rest << 8 & mask) ^ table[rest >> shift] for rest in rests]
    return found[::-1]


@cache
def _table(length: int) -> tuple[int, ...]:
    generator, root = [1], 1
    for _ in range(length):
        shifted = [*generator, 0]
        generator = [high ^ _times(low, root) for high, low in zip(shifted, [0, *generator], strict=True)]
        root = _times(root, 2)
    rests = [0]
    for bit in range(8):
        rest = int.from_bytes(bytes(_times(factor, 1 << bit) for factor in generator[1:]))
        rests += [rest ^ other for other in rests]
    return tuple(rests)


def _times(one: int, other: int) -> int:
    """In the field of 256 elements."""
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (_FIELD if one & 0x80 else 0)
        other >>= 1
    return product


def _line(width: int) -> int:
    """Bytes of one line of the picture: its filter, which is none, and a bit for each module."""
    return 1 + (width + 2 * _QUIET + 7) // 8


def _module(width: int, row: int, column: int) -> Flips:
    """The bit of one module."""
    return 1 << 8 * _line(width) * (width - row) - 9 - _QUIET - column


def _white(width: int, lines: int) -> bytes:
    """Lines with nothing on them."""
    return (b"\0" + b"\xff" * (_line(width) - 1)) * lines


def _png(width: int, drawn: Flips) -> bytes:
    """Black on white, one bit a module, in its quiet zone; not packed, which would take longer than all the rest."""
    beginning, its_sum, quiet, size = _beginning(width)
    raw = b"".join((quiet, drawn.to_bytes(size), quiet))
    proof = zlib.adler32(raw).to_bytes(4)
    return b"".join((beginning, raw, proof, zlib.crc32(proof, zlib.crc32(raw, its_sum)).to_bytes(4), _END))


@cache
def _beginning(width: int) -> tuple[bytes, int, bytes, int]:
    """What all pictures of one size share.

    First what stands before the lines, and the sum of what of it is in the same part as they; then the lines above and
    below the modules, and how many bytes those with modules have. That they are not packed is said twice: in the first
    two bytes, and before the one block that they are.
    """
    side, quiet = width + 2 * _QUIET, _white(width, _QUIET)
    size = _line(width) * side
    header = _part(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    begun = b"IDAT" + struct.pack("<HBHH", 0x0178, 1, size, 0xFFFF ^ size)
    length = struct.pack(">I", len(begun) + size)  # the name is not counted, the sum behind the lines is: as long
    before = b"\x89PNG\r\n\x1a\n" + header + length + begun
    return before, zlib.crc32(begun), quiet, _line(width) * width


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


_END = _part(b"IEND", b"")
