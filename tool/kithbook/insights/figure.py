"""What every figure is: a number with its meaning, its sample, and the parts it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kithbook.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a figure says, in one sentence that the manual repeats.

    `name` is its key for programs. The sample counts `counted`; with fewer than `least` of them the
    figure is too few to tell. `unit` is that of the value: "share", "days", or what it counts.
    """

    name: str
    title: str
    definition: str
    unit: str
    counted: str
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line below a figure: `value` by itself, or `value` out of `of`.

    `unit` is "share", "value" for an amount of money, or what is counted. `group` is the heading
    under which it stands, `id` the contact or event and `day` the day it is about, `remark` what else
    there is to know.
    """

    label: str
    value: float
    of: float | None = None
    group: str = ""
    unit: str = ""
    id: str = ""
    day: date | None = None
    remark: str = ""

    @property
    def share(self) -> float | None:
        """`value` as a part of `of`, 0 to 1; None when there is nothing to divide by, or it is no share."""
        if self.unit == "share":
            return self.value
        return share(self.value, self.of) if self.of is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as of one day. `value` is None when there is nothing to work it out from."""

    meaning: Meaning
    sample: int
    value: float | None
    parts: tuple[Part, ...] = ()

    @property
    def too_few(self) -> bool:
        """The sample is too small to tell anything."""
        return self.sample < self.meaning.least or self.value is None


def share(part: float, whole: float) -> float | None:
    """A part of a whole, 0 to 1; None when the whole is nothing."""
    return part / whole if whole else None


def middle(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
