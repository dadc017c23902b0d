"""Numbers for people: amounts, shares with a bar, small counts in words."""

from __future__ import annotations

FULL, EMPTY = "█", "░"
_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def amount(value: float) -> str:
    """12,000, or 0.5: thousands parted, no more than two decimals and none that say nothing."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def money(value: float, currency: str) -> str:
    """12,000 EUR."""
    return f"{value:,.0f} {currency}".strip()


def percent(share: float) -> str:
    """91 %; what is neither nothing nor everything is never rounded to either."""
    whole = round(share * 100)
    if share > 0:
        whole = max(whole, 1)
    if share < 1:
        whole = min(whole, 99)
    return f"{whole} %"


def bar(share: float, width: int = 10) -> str:
    """A bar of so many columns; the least that is not nothing shows."""
    full = round(share * width)
    full = max(full, 1) if share > 0 else full
    full = min(full, width - 1) if share < 1 else full
    return FULL * full + EMPTY * (width - full)


def in_words(count: int) -> str:
    """two, twelve, 13."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else str(count)
