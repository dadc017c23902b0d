"""What all QR codes of one size have in common (ISO/IEC 18004): patterns, and how their text is cut into blocks.

segno knows it too, but to import it takes as long as ten pages. Tests hold each size to what segno draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LARGEST = 20
"""Beyond this version a telephone has trouble with it on a screen."""
_FORMAT = 0b110011000101111
"""The level L and the mask 4, as they are written beside the corners (Table C.1)."""
_VERSIONS = 0x1F25
"""The polynomial of the code in which larger ones write their version (Annex D)."""
_BLOCKS = (1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8)
_CORRECTIONS = (7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28)
"""How many blocks, and how many bytes of correction each has, by version, at the level L (Table 9)."""

Place = tuple[int, int]
"""Row and column."""


def width(version: int) -> int:
    """Modules on a side."""
    return 17 + 4 * version


def blocks(version: int) -> tuple[list[int], int]:
    """How many bytes of text each block has, and how many of correction."""
    count, correction = _BLOCKS[version - 1], _CORRECTIONS[version - 1]
    size, longer = divmod((width(version) ** 2 - len(patterns(version))) // 8, count)
    return [size - correction] * (count - longer) + [size - correction + 1] * longer, correction


def patterns(version: int) -> Mapping[Place, bool]:
    """The modules that hold no text, and whether they are dark."""
    side = width(version)
    found: dict[Place, bool] = {}
    for at in range(8, side - 8):
        found[6, at] = found[at, 6] = at % 2 == 0
    for row, column in _centres(version):
        found |= _square(row, column, 2, "101")
    for row, column in ((3, 3), (3, side - 4), (side - 4, 3)):
        found |= {place: dark for place, dark in _square(row, column, 4, "11010").items() if min(place) >= 0}
    found |= _format(side) | (_number(version) if version >= 7 else {})
    return {place: dark for place, dark in found.items() if max(place) < side}


def _square(row: int, column: int, reach: int, rings: str) -> dict[Place, bool]:
    """Rings around a module, the innermost first."""
    steps = range(-reach, reach + 1)
    return {(row + i, column + j): rings[max(abs(i), abs(j))] == "1" for i in steps for j in steps}


def _centres(version: int) -> Iterator[Place]:
    """Those of the small squares, at even distances from the right and the lower side (Annex E)."""
    if version == 1:
        return
    count, side = version // 7 + 2, width(version)
    step = (version * 8 + count * 3 + 5) // (count * 4 - 4) * 2
    steps = [6, *(side - 7 - step * number for number in range(count - 1))]
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    yield from ((row, column) for row in steps for column in steps if (row, column) not in corners)


def _format(side: int) -> dict[Place, bool]:
    """Twice: around the first corner, and half each at the two others; and the one module that is always dark."""
    first = [*((row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)), *((8, column) for column in (7, 5, 4, 3, 2, 1, 0))]
    second = [*((8, side - 1 - at) for at in range(8)), *((side - 7 + at, 8) for at in range(7))]
    bits = [bool(_FORMAT >> at & 1) for at in range(15)]
    return dict(zip([*first, *second], bits * 2, strict=True)) | {(side - 8, 8): True}


def _number(version: int) -> dict[Place, bool]:
    """The version, at two corners."""
    rest = version
    for _ in range(12):
        rest = rest << 1 ^ (rest >> 11) * _VERSIONS
    found: dict[Place, bool] = {}
    for at in range(18):
        here, there = width(version) - 11 + at % 3, at // 3
        found[here, there] = found[there, here] = bool((version << 12 | rest) >> at & 1)
    return found
