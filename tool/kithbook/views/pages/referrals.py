"""Referrals: who brought whom as trees from left to right, who brought most, and who waits for thanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kithbook.referrals import Kin, Thanks, circles
from kithbook.views.amounts import money
from kithbook.views.pages import link
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Action, Person, actions, person
from kithbook.views.pages.rendering import render
from kithbook.views.pages.table import Cell, Heading, Table
from kithbook.words import N_, _

TREES = 12
NODES = 60
"""People shown of one tree."""
STAGES = 5
"""Steps below the top that are drawn; whoever stands deeper is counted."""
INTRODUCERS = 100
OWED = 12
STAGE_NAMES = (
    N_("Where it began"),
    N_("First stage"),
    N_("Second stage"),
    N_("Third stage"),
    N_("Fourth stage"),
    N_("Fifth stage"),
)


@dataclass(slots=True, kw_only=True)
class Node:
    """Somebody in a tree with those whom she brought; `hidden` of them are not drawn.

    `value` is the own one, `whole` that of everybody below and the own. Grown step by step, so not frozen.
    """

    person: Person
    value: str
    whole: str
    hidden: int = 0
    brought: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """Thanks that are owed: to whom, for whom, and how to say them."""

    person: Person
    for_whom: str
    actions: tuple[Action, ...]


def page(desk: Desk) -> Page:
    """The page of all trees."""
    forest, thanks = desk.numbers.forest, desk.numbers.thanks
    owed = {one.contact.id for one in thanks}
    shown = forest[:TREES]
    deepest = max((one.depth for kin in shown for one in kin), default=0)
    html = render(
        "referrals",
        trees=[_tree(desk, kin) for kin in shown],
        stages=[_(name) for name in STAGE_NAMES[: 1 + min(STAGES, deepest)]],
        rest=max(0, len(forest) - TREES),
        people=sum(len(kin) for kin in forest),
        introducers=_introducers(desk, owed),
        debts=[_debt(desk, one) for one in thanks[:OWED]],
        debts_rest=max(0, len(thanks) - OWED),
        circles=[
            [person(desk.edition, one, link.REFERRALS) for one in found] for found in circles(desk.edition.journal)
        ],
    )
    return Page(path=link.REFERRALS, title=_("Referrals"), html=html, section=link.REFERRALS)


def _tree(desk: Desk, kin: Sequence[Kin]) -> Node:
    top, *below = kin
    root = _node(desk, top)
    line = [root]
    for number, one in enumerate(below, start=1):
        if one.depth > STAGES or number >= NODES:
            line[min(one.depth, len(line)) - 1].hidden += 1
            continue
        node = _node(desk, one)
        del line[one.depth :]
        line[-1].brought.append(node)
        line.append(node)
    return root


def _node(desk: Desk, kin: Kin) -> Node:
    currency = desk.edition.journal.settings.currency
    own = kin.contact.value or 0
    return Node(
        person=person(desk.edition, kin.contact, link.REFERRALS),
        value=money(own, currency) if own else "",
        whole=money(kin.value, currency) if kin.people and kin.value > own else "",
    )


def _headings() -> tuple[Heading, ...]:
    return (
        Heading(title=_("Introducer")),
        Heading(title=_("Brought"), hint=_("People whom she brought, and whom those brought"), is_number=True),
        Heading(title=_("Value"), hint=_("Her own and that of everybody below, a year"), is_number=True),
        Heading(title=_("Thanks")),
    )


def _introducers(desk: Desk, owed: set[str]) -> Table | None:
    """Everybody who brought somebody, those who brought most value first."""
    found = [one for kin in desk.numbers.forest for one in kin if one.people]
    found.sort(key=lambda one: (-one.value, -one.people, one.contact.name, one.contact.id))
    if not found:
        return None
    rows = tuple(_row(desk, one, is_owed=one.contact.id in owed) for one in found[:INTRODUCERS])
    return Table(
        id="kb-introducers", caption=_("Introducers, the most valuable first"), headings=_headings(), rows=rows
    )


def _row(desk: Desk, kin: Kin, *, is_owed: bool) -> tuple[Cell, ...]:
    contact, currency = kin.contact, desk.edition.journal.settings.currency
    return (
        Cell(text=contact.name, href=link.href(link.REFERRALS, path(contact)), note=contact.town),
        Cell(text=str(kin.people)),
        Cell(text=money(kin.value, currency), by=kin.value) if kin.value else Cell(),
        Cell(text=_("say thanks"), state="due") if is_owed else Cell(text=_("thanked"), state="good"),
    )


def _debt(desk: Desk, thanks: Thanks) -> Debt:
    return Debt(
        person=person(desk.edition, thanks.contact, link.REFERRALS),
        for_whom="; ".join(_reasons(thanks)),
        actions=actions(thanks.contact, "", ""),
    )


def _reasons(thanks: Thanks) -> Iterator[str]:
    names = [contact.name for contact in thanks.brought[:3]]
    more = len(thanks.brought) - len(names)
    if names:
        told = ", ".join(names)
        yield (
            _("brought {names} and {count} more", names=told, count=more)
            if more > 0
            else _("brought {names}", names=told)
        )
    if thanks.further is not None:
        yield _("in the end {name} came of it", name=thanks.further.name)
