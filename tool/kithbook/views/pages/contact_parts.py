"""The parts of a contact's page, each a form filled in: pages that have the same parts differ in their words alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.model import Contact, FollowUp
from kithbook.views.pages import kin, link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.details import details
from kithbook.views.pages.past import Chapter
from kithbook.views.pages.person import Person, actions, cards
from kithbook.views.pages.rendering import Form, html, render, said
from kithbook.views.pages.saying import Saying
from kithbook.views.pages.timeline import Exchanged, exchanged
from kithbook.words import N_, _, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue

_MOST_MENTIONS = 20

_HEAD = Form(
    "contact_head",
    *("photo", "initials", "name", "role", "home", "organisation", "tier", "town", "status", "tags", "buttons", "ring"),
    fixed=("is_top",),
)
_BUTTON = Form("contact_button", "href", "label", "name", fixed=("image", "is_preferred"))
_NEXT = Form("contact_next", "headline", "iso", "day", "channel", "handle", "why", "badge", fixed=("state", "icon_of"))
_IDLE = Form("contact_idle", "why")
_THEN = Form("contact_then", "headline", "why", "badge", fixed=("state",))
_PROMISE = Form("contact_promise", "iso", "day", "text", "channel", "details", fixed=("is_late", "is_done"))
_DETAIL = Form("contact_detail", "label", "href", "value", "note", fixed=("is_dead",))
_CARD = Form("contact_card", "href", "said")
_EXCHANGE = Form("contact_exchange", "gave", "got", "rows")
_EXCHANGED = Form("contact_exchanged", "text", "iso", "day", fixed=("what",))
_EDITION = Form("contact_edition", "words", "day", "author")


def head(desk: Desk, contact: Contact, who: Person, *, status: str, ring: str, now: tuple[str, str], here: str) -> str:
    """Who it is, and the buttons; `now` are the channel and the address to use now."""
    home = desk.named(contact.organisation, "", here)[1] if contact.organisation else ""
    name = html(who.name)
    return _HEAD(
        (who.is_top,),
        photo=html(who.photo),
        initials=html(who.initials),
        name=name,
        role=html(who.role),
        home=html(home),
        organisation=html(who.organisation),
        tier=html(who.tier),
        town=html(contact.town),
        status=html(status),
        tags="".join([f'<li class="kb-tag">{html(tag)}</li>' for tag in contact.tags]),
        buttons="".join(
            [
                _BUTTON((one.icon, one.is_preferred), html(one.href), html(one.label), name)
                for one in actions(contact, *now)
            ]
        ),
        ring=ring,
    )


def next_touch(sayings: Sequence[Saying], why: Sequence[str]) -> str:
    """What to do next and why then; without anything, why there is nothing; "" when nobody is to know."""
    if not sayings:
        return _IDLE((), why[0]) if why else ""
    first = sayings[0]
    return _NEXT(
        (first.state, first.channel),
        first.headline,
        first.iso,
        html(first.day),
        html(first.channel),
        html(first.handle),
        _(N_("Why: {why}"), why=why[0]) if why[0] else "",
        html(first.badge),
    )


def then(sayings: Sequence[Saying], why: Sequence[str]) -> str:
    """What comes after that."""
    if len(sayings) < 2:
        return ""
    return "".join(
        [
            _THEN((one.state,), one.headline, because, html(one.badge))
            for one, because in zip(sayings[1:], why[1:], strict=True)
        ]
    )


def promises(desk: Desk, found: Iterable[FollowUp], here: str) -> str:
    """Follow-ups, open or done."""
    return "".join([_promise(desk, one, here) for one in found])


def _promise(desk: Desk, one: FollowUp, here: str) -> str:
    day, today = one.date, desk.edition.today
    return _PROMISE(
        (day is not None and day < today and not one.done, one.done),
        day.isoformat() if day else "",
        html(exact_day(day, today) if day else _("no date")),
        desk.prose.html(one.text, here),
        html(one.channel),
        desk.prose.blocks("\n".join(one.details), here) if one.details and not one.done else "",
    )


def known(desk: Desk, contact: Contact, here: str) -> str:
    """Everything that is written down about her, one below the other."""
    return "".join(
        [
            _DETAIL((one.is_dead,), html(one.label), html(one.href), html(one.value), html(one.note))
            for one in details(desk, contact, here)
        ]
    )


def card_pictures(desk: Desk, contact: Contact, here: str) -> str:
    """Her business cards, one a line."""
    told = said(N_("Business card of {name}"), name=contact.name) if contact.card_pictures else ""
    return "".join([_CARD((), html(link.href(here, each)), told) + "\n" for each in cards(desk.edition, contact)])


def family(desk: Desk, contact: Contact, who: Person, here: str) -> str:
    """Who brought whom, around her."""
    if not contact.referred_by and contact.id not in desk.edition.introduced:
        return ""
    above = kin.above(desk, contact, here)
    below, more = kin.below(desk, contact, here)
    return render("contact_kin", who=who, above=above, below=below, more=more) if above or below else ""


def wishes(contact: Contact) -> str:
    """What she needs and what she offers."""
    if not contact.needs and not contact.offers:
        return ""
    found = [(_("Needs"), one) for one in contact.needs] + [(_("Offers"), one) for one in contact.offers]
    return "".join([_DETAIL((False,), html(label), "", html(words), "") for label, words in found])


def exchange(desk: Desk, contact: Contact, here: str) -> str:
    """What was given and got."""
    gave, got = exchanged(desk, contact, "gave", here), exchanged(desk, contact, "got", here)
    if not gave.count and not got.count:
        return ""
    return _EXCHANGE((), *_balance(gave.count, got.count, spoken()), _exchanged("given", gave) + _exchanged("got", got))


@lru_cache(maxsize=1024)
def _balance(gave: int, got: int, _language: Catalogue | None) -> tuple[str, str]:
    return said(N_("gave {count}"), count=gave), said(N_("got {count}"), count=got)


def _exchanged(what: str, found: Exchanged) -> str:
    return "".join([_EXCHANGED((what,), one.text, one.iso, html(one.day)) for one in found.latest])


def mentions(found: Sequence[tuple[str, str]]) -> str:
    """What links to her: names with their addresses."""
    rows = [f'<li><a href="{html(href)}"><bdi>{html(name)}</bdi></a></li>' for name, href in found[:_MOST_MENTIONS]]
    if len(found) > _MOST_MENTIONS:
        more = said(N_("and {count} more"), count=len(found) - _MOST_MENTIONS)
        rows.append(f"<li><small>{more}</small></li>")
    return "".join(rows)


def past(found: Iterable[Chapter]) -> str:
    """What git knows of the file, a commit a line."""
    return "".join([_EDITION((), html(one.words), html(one.day), html(one.author)) for one in found])


def notes(desk: Desk, contact: Contact, here: str) -> str:
    """What is written below the fields and is no list of ours."""
    return "".join(
        [f'<div class="kb-prose" dir="auto">{desk.prose.blocks(note.text, here)}</div>' for note in contact.notes]
    )
