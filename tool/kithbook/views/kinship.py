"""Trees of referrals on a terminal and as JSON: who brought whom, what it came to, who was never thanked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.referrals import Kin, Thanks
from kithbook.views import table
from kithbook.views.amounts import amount, money
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_json
from kithbook.views.table import Column
from kithbook.views.terminal import clean, wrap
from kithbook.views.twigs import twigs
from kithbook.words import _

READABLE = 100
SHOWN = 6
"""Names in one sentence; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Trees, circles, and thanks that are owed; `of` is the contact they were asked for, None for all."""

    today: date
    currency: str
    of: Contact | None
    trees: Sequence[Sequence[Kin]]
    circles: Sequence[Sequence[Contact]]
    unthanked: Sequence[Thanks]


def render(kinship: Kinship, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """Every tree as a table, then circles and thanks."""
    width = min(width, READABLE)
    if not any(len(tree) > 1 for tree in kinship.trees):
        yield _("Nobody brought anybody, as far as referred_by: tells.")
    rows = [_cells(kin, twig, kinship.currency) for tree in kinship.trees for kin, twig in _lines(tree)]
    if len(rows) > 1:
        kin = [kin.contact for tree in kinship.trees for kin in tree]
        asked = [row for row, contact in zip(rows, kin, strict=True) if contact is kinship.of]

        def paint(number: int, text: str, row: Sequence[str]) -> str:
            return ink.strong(text) if number == 0 and any(row is one for one in asked) else text

        yield from (line.rstrip() for line in table.render(_head(), rows, width=width, ink=ink, paint=paint))
    yield from _told(_("Circles, not followed"), map(_circle, kinship.circles), width, ink)
    yield from _told(_("Not yet thanked"), map(_owed, kinship.unthanked), width, ink)


def _head() -> tuple[Column, ...]:
    return (
        Column(title=_("Who brought whom"), least=16, keep=3),
        Column(title=_("Brought"), least=7, keep=1),
        Column(title=_("Value"), least=8, keep=2),
        Column(title=_("With all below"), least=10, keep=2),
    )


def _lines(tree: Sequence[Kin]) -> Iterator[tuple[Kin, str]]:
    top, *below = tree
    yield top, ""
    yield from twigs(below)


def _cells(kin: Kin, twig: str, currency: str) -> tuple[str, ...]:
    return (
        twig + clean(kin.contact.name),
        amount(kin.people) if kin.people else "",
        money(kin.contact.value, currency) if kin.contact.value else "",
        money(kin.value, currency) if kin.people and kin.value else "",
    )


def _told(title: str, sentences: Iterator[str], width: int, ink: Ink) -> Iterator[str]:
    shown = list(sentences)
    if not shown:
        return
    yield ""
    yield ink.strong(title)
    for sentence in shown:
        first, *more = wrap(sentence, max(width - 4, 10))
        yield f"  {first}"
        yield from (f"    {line}" for line in more)


def _circle(circle: Sequence[Contact]) -> str:
    names = [clean(contact.name) for contact in circle]
    if len(names) > SHOWN:
        names = [*names[:SHOWN], _("… {count} more", count=len(circle) - SHOWN)]
    return " ← ".join([*names, clean(circle[0].name)])


def _owed(thanks: Thanks) -> str:
    name, names = clean(thanks.contact.name), [clean(contact.name) for contact in thanks.brought[:SHOWN]]
    if len(thanks.brought) > SHOWN:
        names.append(_("{count} more", count=len(thanks.brought) - SHOWN))
    further = clean(thanks.further.name) if thanks.further is not None else ""
    if names and further:
        return _("{name}, for {names}, and for {further} further down.", name=name, names=_all(names), further=further)
    if names:
        return _("{name}, for {names}.", name=name, names=_all(names))
    return _("{name}, for {further} further down.", name=name, further=further) if further else f"{name}."


def _all(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return _("{names} and {last}", names=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]


def kinship_as_json(kinship: Kinship) -> str:
    """What `kith referrals --json` promises."""
    return as_json(
        {
            "today": kinship.today.isoformat(),
            "contact": kinship.of.id if kinship.of else None,
            "currency": kinship.currency,
            "trees": [_tree(tree) for tree in kinship.trees],
            "circles": [[contact.id for contact in circle] for circle in kinship.circles],
            "unthanked": [_thanks(thanks) for thanks in kinship.unthanked],
        }
    )


def _tree(tree: Sequence[Kin]) -> dict[str, Any]:
    return {
        "root": tree[0].contact.id,
        "people": tree[0].people,
        "value": tree[0].value,
        "contacts": [
            {
                "contact": kin.contact.id,
                "name": kin.contact.name,
                "depth": kin.depth,
                "brought": kin.people,
                "value": kin.contact.value,
                "value_with_all_below": kin.value,
            }
            for kin in tree
        ],
    }


def _thanks(thanks: Thanks) -> dict[str, Any]:
    return {
        "contact": thanks.contact.id,
        "name": thanks.contact.name,
        "for": [contact.id for contact in thanks.brought],
        "further": thanks.further.id if thanks.further else None,
        "since": thanks.since.isoformat() if thanks.since else None,
    }
