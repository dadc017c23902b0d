"""All pages of one site, from one edition: the journal in, values out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kithbook.frozen import dataclass
from kithbook.views.pages import (
    campaigns,
    care,
    contact,
    diary,
    events,
    front,
    insights,
    keys,
    link,
    meetings,
    organisations,
    people,
    reading,
    referrals,
    system,
    today,
    trouble,
)
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.draft import Draft
from kithbook.views.pages.edition import Edition
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import cards, picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A site of which `pages` are made and `drafts`, the contacts' pages, are not yet."""

    pages: tuple[Page, ...]
    drafts: tuple[Draft, ...]


def pages(edition: Edition) -> tuple[Page, ...]:
    """All of them, made."""
    found = drafted(edition)
    return (*found.pages, *(draft.make() for draft in found.drafts))


def first(desk: Desk) -> Page:
    """The page with which a site opens: Today, or a greeting where no plan is to be shown."""
    return front.page(desk) if "plan" in desk.edition.hidden else today.page(desk)


def drafted(edition: Edition, desk: Desk | None = None, opening: Page | None = None) -> Drafted:
    """Today, people, a draft for each contact, events, organisations, campaigns, the manual, the user's own pages.

    An event or organisation whose file has errors has its page in its section; what has none gets one that says why.
    A `desk` with this edition, and the first page, need not be made again.
    """
    desk = desk or Desk(edition)
    entries = (
        link.under(link.PEOPLE, entry.id) for entry in (*edition.journal.entries(), *edition.journal.pages.values())
    )
    made = (opening or first(desk), *_pages(desk), *trouble.pages(edition, entries))
    return Drafted(pages=made, drafts=tuple(_drafts(desk)))


def _pages(desk: Desk) -> Iterator[Page]:
    yield people.page(desk)
    yield from organisations.pages(desk)
    yield from events.pages(desk)
    yield from campaigns.pages(desk)
    yield referrals.page(desk)
    yield insights.page(desk)
    yield care.page(desk)
    yield diary.page(desk)
    yield system.page(desk)
    yield from meetings.pages(desk)
    yield from reading.pages(desk)


def drafts(edition: Edition) -> Iterator[Draft]:
    """Those of the contacts alone."""
    return _drafts(Desk(edition))


def _drafts(desk: Desk) -> Iterator[Draft]:
    frame = keys.frame(desk.edition)
    for one in desk.edition.journal.contacts.values():
        yield Draft(
            path=path(one),
            section=link.PEOPLE,
            key=keys.of_contact(desk.edition, frame, one, desk.numbers.meeting_of.get(one.id)),
            beside=(link.card(one.id),),
            make=partial(contact.page, desk, one),
        )


def pictures(edition: Edition) -> frozenset[str]:
    """The paths, below the contacts folder, of the pictures that pages show; no other file may leave it."""
    everybody = edition.journal.contacts.values()
    return frozenset(path for one in everybody for path in (picture(edition, one), *cards(edition, one)) if path)
