"""All pages of one site, from one edition: the journal in, values out."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.views.pages import contact, gatherings, link, people, reading, today, trouble
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.edition import Edition
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import picture


def pages(edition: Edition) -> tuple[Page, ...]:
    """Today, people, a page for each contact, events, organisations, campaigns, the manual, the user's own pages.

    An event or organisation whose file has errors has its page in its section; what has none gets one that says why.
    """
    made = tuple(_pages(Desk(edition)))
    entries = (
        link.under(link.PEOPLE, entry.id) for entry in (*edition.journal.entries(), *edition.journal.pages.values())
    )
    return (*made, *trouble.pages(edition, entries))


def _pages(desk: Desk) -> Iterator[Page]:
    yield today.page(desk)
    yield people.page(desk)
    for one in desk.edition.journal.contacts.values():
        yield contact.page(desk, one)
    yield from gatherings.pages(desk)
    yield from reading.pages(desk)


def pictures(edition: Edition) -> frozenset[str]:
    """The paths, below the contacts folder, of the pictures that pages show; no other file may leave it."""
    found = (picture(edition, one) for one in edition.journal.contacts.values())
    return frozenset(filter(None, found))
