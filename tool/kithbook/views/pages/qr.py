"""QR codes by the thousand, as pictures of a few hundred bytes.

segno draws one as well as anybody, in two milliseconds: for ten thousand people that is longer than everything else.
Here it draws one of each size, for its patterns, and the rest is put into place with tables (ISO/IEC 18004, 7.4 to
7.8). The mask is always the same. Tests hold every module to what segno makes of the same text.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Any

import segno
from segno import consts

_TABLES: Any = consts
"""Its types say nothing about what is in its tables."""
MASK = 4
LEVEL: int = consts.ERROR_LEVEL_L
LARGEST = 20
"""Beyond this version a telephone has trouble with it on a screen."""
_QUIET = 4
_FIELD = 0x11D
_PADS = (0xEC, 0x11)


def picture(text: str) -> str:
    """The code as the address of a picture; "" when the text is too long for one."""
    data = text.encode()
    version = next((one for one in range(1, LARGEST + 1) if len(data) <= _room(one)), 0)
    return f"data:image/png;base64,{b64encode(_png(_rows(version, data))).decode()}" if version else ""


def modules(text: str) -> list[str]:
    """The rows of the code for tests: a character 0 or 1 for each module."""
    data = text.encode()
    version = next(one for one in range(1, LARGEST + 1) if len(data) <= _room(one))
    return _rows(version, data)


def _room(version: int) -> int:
    """Bytes that fit, beside the mode and the length."""
    return (_capacity(version) - 4 - _length_bits(version)) // 8


def _capacity(version: int) -> int:
    bits: int = _TABLES.SYMBOL_CAPACITY[version][LEVEL]
    return bits


def _blocks(version: int) -> Any:
    return _TABLES.ECC[version][LEVEL]


def _length_bits(version: int) -> int:
    return 8 if version < 10 else 16


@dataclass(frozen=True, slots=True)
class _Form:
    """What all codes of one version share: for each module where its bit stands in the message, and what flips it."""

    width: int
    places: Callable[[str], tuple[str, ...]]
    flips: int


@cache
def _form(version: int) -> _Form:
    code = segno.make_qr("", version=version, error="l", mask=MASK, boost_error=False)
    kinds = [list(row) for row in code.matrix_iter(verbose=True, border=0)]
    width = len(kinds)
    places = [[-2 if kind >> 8 else -1 for kind in row] for row in kinds]
    flips = [[0] * width for _ in range(width)]
    mistaken = 8, width - 9  # segno counts this one among the format's, and writes data into it all the same
    order = ((i, j) for i, j in _path(width) if kinds[i][j] in _DATA or (i, j) == mistaken)
    for number, (i, j) in enumerate(order):
        places[i][j] = number
        flips[i][j] = int((i // 2 + j // 3) % 2 == 0)
    joined = "".join(str(bit) for row in flips for bit in row)
    return _Form(width, itemgetter(*chain.from_iterable(places)), int(joined, 2))


_DATA = frozenset({consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT})


def _path(width: int) -> Iterator[tuple[int, int]]:
    """All modules in the order in which bits are placed: columns in pairs from the right, up and down in turn."""
    rights = [right if right > 6 else right - 1 for right in range(width - 1, 0, -2)]
    for number, right in enumerate(rights):
        rows = range(width - 1, -1, -1) if number % 2 == 0 else range(width)
        yield from ((i, j) for i in rows for j in (right, right - 1))


def _rows(version: int, data: bytes) -> list[str]:
    form = _form(version)
    message = bytes(_message(version, data))
    bits = f"{int.from_bytes(message):0{8 * len(message)}b}0000000"
    placed = int("".join(form.places(f"{bits}10")), 2) ^ form.flips
    whole = f"{placed:0{form.width * form.width}b}"
    return [whole[start : start + form.width] for start in range(0, len(whole), form.width)]


def _message(version: int, data: bytes) -> Iterator[int]:
    """Data and correction of all blocks, interleaved."""
    size = _capacity(version) // 8
    length = _length_bits(version)
    head = 4 << length | len(data)  # the mode "bytes", and how many
    filled = (head << 8 * len(data) + 4 | int.from_bytes(data) << 4).to_bytes(len(data) + length // 8 + 1)
    filled = (filled + b"\0")[:size]  # segno's own: the standard leaves it open what follows the end
    filled += bytes(_PADS[at % 2] for at in range(size - len(filled)))
    blocks, corrections, start = [], [], 0
    for info in _blocks(version):
        for _ in range(info.num_blocks):
            block = filled[start : start + info.num_data]
            blocks.append(block)
            corrections.append(_correction(block, info.num_total - info.num_data))
            start += info.num_data
    return chain(_woven(blocks), _woven(corrections))


def _woven(blocks: Sequence[bytes]) -> Iterator[int]:
    return (byte for column in zip_longest(*blocks) for byte in column if byte is not None)


def _correction(block: bytes, length: int) -> bytes:
    """The rest of a division by the generator polynomial of so many roots: a byte at a time, by table."""
    table, shift, mask = _table(length), 8 * (length - 1), (1 << 8 * length) - 1
    rest = 0
    for byte in block:
        rest = (rest << 8 & mask) ^ table[rest >> shift ^ byte]
    return rest.to_bytes(length)


@cache
def _table(length: int) -> tuple[int, ...]:
    generator, root = [1], 1
    for _ in range(length):
        shifted = [*generator, 0]
        generator = [high ^ _times(low, root) for high, low in zip(shifted, [0, *generator], strict=True)]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(factor, byte) for factor in generator[1:])) for byte in range(256))


def _times(one: int, other: int) -> int:
    """In the field of 256 elements."""
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (_FIELD if one & 0x80 else 0)
        other >>= 1
    return product


def _png(rows: Sequence[str]) -> bytes:
    """Black on white, one bit a module, with the quiet zone around it."""
    width = len(rows) + 2 * _QUIET
    length = (width + 7) // 8
    empty = "0" * width
    lines = [empty] * _QUIET + [f"{row:0>{width - _QUIET}}".ljust(width, "0") for row in rows] + [empty] * _QUIET
    ones = (1 << 8 * length) - 1
    raw = b"".join(b"\0" + (int(line.ljust(8 * length, "0"), 2) ^ ones).to_bytes(length) for line in lines)
    header = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(raw, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, data) for name, data in parts)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
