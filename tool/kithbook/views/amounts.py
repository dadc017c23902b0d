"""Numbers for people: amounts, shares with a bar, small counts in words."""

from __future__ import annotations

from kithbook.words import N_, _, pgettext

FULL, EMPTY = "█", "░"
_WORDS = (
    N_("none"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip


def amount(value: float) -> str:
    """12,000, or 0.5: thousands parted, no more than two decimals and none that say nothing."""
    text = f"{value:,.2f}"
    return local(text.rstrip("0").rstrip("."))


def money(value: float, currency: str) -> str:
    """12,000 EUR."""
    return f"{local(f'{value:,.0f}')} {currency}".strip()


def local(number: str) -> str:
    """A number as Python writes it, with the marks of the language that is spoken."""
    thousands, decimals = pgettext("between thousands", ","), pgettext("before decimals", ".")
    return number.translate(str.maketrans(",.", thousands + decimals))


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
    return _(_WORDS[count]) if 0 <= count < len(_WORDS) else str(count)


def tenths(value: float) -> str:
    """Always with one decimal: 2.0, as the numbers beside it."""
    return local(f"{value:.1f}")
