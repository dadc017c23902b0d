"""What every page is made with: the edition, its prose, and where each entry's page stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from kithbook.model import Campaign, Contact, Entry, Event, Organisation
from kithbook.model import Page as OrdinaryPage
from kithbook.plan import Item
from kithbook.views.pages import link
from kithbook.views.pages.edition import Edition
from kithbook.views.pages.numbers import Numbers
from kithbook.views.pages.person import Action, Person, actions, person
from kithbook.views.pages.prose import WIKI_LINK, Prose
from kithbook.views.pages.saying import Saying, saying
from kithbook.views.veil import SOMEONE
from kithbook.words import _

PAGES = "pages.md"
TAPS = 4
"""Buttons in a row; the contact's page has them all."""
_SECTIONS = {
    Contact: link.PEOPLE,
    Event: link.EVENTS,
    Organisation: link.ORGANISATIONS,
    Campaign: link.CAMPAIGNS,
    OrdinaryPage: PAGES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item of the plan with the person it is about; `person` is None when it is about something else.

    Then `href` is the address of the event's or campaign's page, where there is one.
    """

    title: str
    href: str
    person: Person | None
    saying: Saying
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Edition, prose, and the numbers that several pages tell."""

    edition: Edition
    prose: Prose = field(init=False)
    numbers: Numbers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", Numbers(edition=self.edition))
        object.__setattr__(self, "prose", Prose(self.named, self.topic))

    def named(self, target: str, label: str, here: str) -> tuple[str, str]:
        """What a link says, and its address from the page `here`: its label, else the name of what it points to.

        No address when that has no page; somebody private is not even called by the label.
        """
        id = self.edition.journal.resolve(target)
        if id in self.edition.private:
            return _(SOMEONE), ""
        entry = self.edition.journal.entry(id)
        if entry is None:
            return label or target, ""
        return label or name(entry), link.href(here, path(entry))

    def topic(self, target: str, label: str, here: str) -> tuple[str, str]:
        """The same for a page of the manual."""
        known = target in self.edition.manual
        return label or target, link.href(here, link.under(link.HELP, target)) if known else ""

    def plain(self, text: str) -> str:
        """A text with each wiki link as what it says."""
        if "[[" not in text:
            return text
        return WIKI_LINK.sub(lambda found: self.named(found[1].strip(), (found[2] or "").strip(), link.TODAY)[0], text)

    def people(self, ids: tuple[str, ...], here: str) -> list[Person]:
        """The people with these ids, by name."""
        return [person(self.edition, contact, here) for contact in self.edition.contacts(ids)]

    def row(self, item: Item, here: str) -> Row:
        """An item as a row of a list."""
        contact = self.edition.journal.contacts.get(item.contact)
        about = self.edition.journal.entry(item.entry) if item.entry else None
        return Row(
            title=item.name,
            href=link.href(here, path(about)) if about else "",
            person=person(self.edition, contact, here) if contact else None,
            saying=saying(item, self.edition.today, self.prose, here),
            actions=actions(contact, item.channel, item.handle)[:TAPS] if contact else (),
        )


def name(entry: Entry | OrdinaryPage) -> str:
    """What to call it."""
    return entry.title if isinstance(entry, OrdinaryPage) else entry.name


def path(entry: Entry | OrdinaryPage) -> str:
    """Where its page stands."""
    return link.under(_SECTIONS[type(entry)], entry.id)
