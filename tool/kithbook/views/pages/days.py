"""A day as pages print it: always exact, and as short as that allows."""

from __future__ import annotations

from datetime import date

from kithbook.views.words import log_day


def exact_day(day: date, today: date) -> str:
    """12 Mar in the year of `today`, else 12 Mar 2025."""
    return log_day(day).removesuffix(f" {today.year}")
