"""A contact's fields as labelled lines, in the order in which people look for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.dates import MONTHS, PartialDate
from kithbook.model import Contact, Handle, Journal
from kithbook.plan.occasion import called
from kithbook.views.amounts import local
from kithbook.views.links import name_of
from kithbook.views.words import log_day
from kithbook.words import _

Detail = tuple[str, str]


def details(journal: Journal, contact: Contact) -> tuple[Detail, ...]:
    """(label, text) of every field that is written and not in the heading. The texts are as the user wrote them."""
    return tuple((label, text) for teller in _TELLERS for label, text in teller(journal, contact) if text)


def _reach(_journal: Journal, contact: Contact) -> Iterator[Detail]:
    dead = {address.casefold() for address in contact.bounced}
    for handle in contact.emails:
        yield _("email"), _handle(handle) + (_(", bounced") if handle.value.casefold() in dead else "")
    yield from ((_("phone"), _handle(handle)) for handle in contact.phones)
    yield from ((_("url"), _handle(handle)) for handle in contact.urls)
    yield _("address"), contact.address
    yield _("prefers"), contact.prefers
    yield _("language"), contact.language


def _story(journal: Journal, contact: Contact) -> Iterator[Detail]:
    place = name_of(journal, contact.met_at) if contact.met_at else ""
    yield _("met"), ", ".join(filter(None, (log_day(contact.met) if contact.met else "", place)))
    yield _("looked after by"), contact.owner
    yield _("referred by"), name_of(journal, contact.referred_by) if contact.referred_by else ""
    for enrolment in contact.campaigns:
        since = _(", since {day}", day=log_day(enrolment.since)) if enrolment.since else ""
        yield _("campaign"), name_of(journal, enrolment.campaign) + since
    yield from ((called(occasion), _partial(occasion.day)) for occasion in contact.days)
    yield _("needs"), _listed(contact.needs)
    yield _("offers"), _listed(contact.offers)


def _care(journal: Journal, contact: Contact) -> Iterator[Detail]:
    yield _("cadence"), contact.cadence.said if contact.cadence else ""
    yield _("value"), _a_year(contact.value, journal) if contact.value is not None else ""
    yield _("verified"), log_day(contact.verified) if contact.verified else ""
    for purpose, day in contact.consent.items():
        yield _("consent"), f"{purpose}, {log_day(day)}" if day else purpose
    if contact.snoozed:
        reason = f": {contact.snoozed.reason}" if contact.snoozed.reason else ""
        yield _("snoozed"), _("until {day}", day=log_day(contact.snoozed.until)) + reason
    yield from contact.extras.items()


_TELLERS = (_reach, _story, _care)


def _handle(handle: Handle) -> str:
    return f"{handle.value} ({handle.label})" if handle.label else handle.value


def _a_year(value: float, journal: Journal) -> str:
    amount = local(f"{value:,.2f}".removesuffix(".00"))
    return _("{amount} {currency} a year", amount=amount, currency=journal.settings.currency)


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _partial(day: PartialDate) -> str:
    """12 April 1979, as far as it is known."""
    month = _(MONTHS[day.month - 1]) if day.month else ""
    return " ".join(filter(None, (str(day.day or ""), month, str(day.year or ""))))
