"""The card of details on a contact's page: everything that is known, with links where one can follow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.dates import MONTHS, PartialDate
from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.plan.occasion import called
from kithbook.views.amounts import local
from kithbook.views.pages import link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk
from kithbook.words import _, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue


@dataclass(frozen=True, slots=True)
class Detail:
    """A label with its value; `href` when it leads somewhere, `is_dead` when it is known not to work any more."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    is_dead: bool = False


def details(desk: Desk, contact: Contact, here: str) -> Iterator[Detail]:
    """One for each thing that is written down, addresses first."""
    yield from _ways(contact)
    yield from _ties(desk, contact, here)
    yield from _days(contact)
    yield from _facts(desk, contact)


def _ways(contact: Contact) -> Iterator[Detail]:
    alive = contact.live_emails
    for email in contact.emails:
        if alive is contact.emails or email in alive:
            yield Detail(_("E-mail"), email.value, link.mail(email.value), email.label)
        else:
            yield Detail(_("E-mail"), email.value, note=_("bounced"), is_dead=True)
    for phone in contact.phones:
        yield Detail(_("Phone"), phone.value, link.telephone(phone.value), phone.label)
    for url in contact.urls:
        yield Detail(_("Web"), url.value, link.web(url.value), url.label)
    if contact.address:
        yield Detail(_("Address"), contact.address)


def _ties(desk: Desk, contact: Contact, here: str) -> Iterator[Detail]:
    met = exact_day(contact.met, desk.edition.today) if contact.met else ""
    if contact.met_at:
        name, address = desk.named(contact.met_at, "", here)
        yield Detail(_("Met at"), name, href=address, note=met)
    elif met:
        yield Detail(_("Met"), met)
    for part in contact.campaigns:
        name, address = desk.named(part.campaign, "", here)
        since = _("since {day}", day=exact_day(part.since, desk.edition.today)) if part.since else ""
        yield Detail(_("Campaign"), name, href=address, note=since)


def _days(contact: Contact) -> Iterator[Detail]:
    for occasion in contact.days:
        yield Detail(called(occasion).capitalize(), _partial(occasion.day))


def _partial(day: PartialDate) -> str:
    return _written(day.day, day.month, day.year, spoken())


@lru_cache(maxsize=4096)
def _written(day: int | None, month: int | None, year: int | None, _language: Catalogue | None) -> str:
    named = _(MONTHS[month - 1]) if month else ""
    return " ".join([str(part) for part in (day, named, year) if part])


def _facts(desk: Desk, contact: Contact) -> Iterator[Detail]:
    settings, today = desk.edition.journal.settings, desk.edition.today
    if contact.cadence and contact.cadence.said:
        yield Detail(_("Cadence"), contact.cadence.said)
    if contact.prefers:
        yield Detail(_("Prefers"), contact.prefers)
    if contact.language:
        yield Detail(_("Language"), contact.language)
    if contact.aliases:
        yield Detail(_("Also called"), ", ".join(contact.aliases))
    if contact.value:
        yield Detail(_("Worth"), _a_year(contact.value, settings.currency))
    if contact.verified:
        yield Detail(_("Checked"), exact_day(contact.verified, today))


def _a_year(value: float, currency: str) -> str:
    return _("{amount} {currency} a year", amount=local(f"{value:,.0f}"), currency=currency)
