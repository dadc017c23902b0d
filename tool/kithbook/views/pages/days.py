"""A day as pages print it: always exact, and as short as that allows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.views.words import log_day
from kithbook.words import spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue


def exact_day(day: date, today: date) -> str:
    """12 Mar in the year of `today`, else 12 Mar 2025."""
    return in_year(day, today.year, spoken())[1]


def stamped_day(day: date, today: date) -> tuple[str, str]:
    """As machines read it, and as it is printed."""
    return in_year(day, today.year, spoken())


@lru_cache(maxsize=4096)  # the days of a few years, on thousands of pages
def in_year(day: date, year: int, _language: Catalogue | None) -> tuple[str, str]:
    """The same for a page of that year in the language that is spoken."""
    return day.isoformat(), log_day(day).removesuffix(f" {year}")
