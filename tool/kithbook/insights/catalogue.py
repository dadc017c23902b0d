"""All figures over a journal as of one day, each with its meaning, its sample and the parts it is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kithbook.insights import (
    asks,
    capacity,
    concentration,
    list_worth,
    networker,
    rhythm,
    stop_and_go,
    thanks,
    touch_curve,
    two_way,
)
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning
from kithbook.model import Journal

FIGURES: tuple[tuple[Meaning, Callable[[Evidence], Figure]], ...] = (
    (two_way.MEANING, two_way.figure),
    (rhythm.MEANING, rhythm.figure),
    (stop_and_go.MEANING, stop_and_go.figure),
    (concentration.MEANING, concentration.figure),
    (capacity.MEANING, capacity.figure),
    (list_worth.MEANING, list_worth.figure),
    (touch_curve.MEANING, touch_curve.figure),
    (asks.MEANING, asks.figure),
    (thanks.MEANING, thanks.figure),
    (networker.MEANING, networker.figure),
    (networker.RATE, networker.rates),
)
"""Every figure with its meaning, in the order in which they are shown."""


def figures(journal: Journal, today: date) -> tuple[Figure, ...]:
    """All of them. The same journal and the same day give the same figures, in whatever order its files were read."""
    seen = Evidence(journal=journal, today=today)
    return tuple(make(seen) for _, make in FIGURES)
