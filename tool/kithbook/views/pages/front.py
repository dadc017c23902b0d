"""The first page of a site that does not tell what falls due: what there is to see."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.views.pages import link
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.words import _, ngettext


def page(desk: Desk) -> Page:
    """A card for each kind of thing that there is."""
    html = render("front", cards=[*_cards(desk)], today=desk.edition.today)
    return Page(path=link.TODAY, title=_("Overview"), html=html, section=link.TODAY)


def _cards(desk: Desk) -> Iterator[tuple[str, str]]:
    """What is said of each kind, and its address."""
    journal = desk.edition.journal
    found = (
        (ngettext("{count} person", "{count} people", len(journal.contacts)), journal.contacts, link.PEOPLE),
        (
            ngettext("{count} organisation", "{count} organisations", len(journal.organisations)),
            journal.organisations,
            link.ORGANISATIONS,
        ),
        (ngettext("{count} event", "{count} events", len(journal.events)), journal.events, link.EVENTS),
        (ngettext("{count} campaign", "{count} campaigns", len(journal.campaigns)), journal.campaigns, link.CAMPAIGNS),
    )
    for said, entries, section in found:
        if entries:
            yield said, link.href(link.TODAY, section)
