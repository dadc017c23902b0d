"""A contact's fields as labelled lines, in the order in which people look for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.dates import MONTHS, PartialDate
from kithbook.model import Contact, Handle, Journal
from kithbook.views.links import name_of
from kithbook.views.words import log_day

Detail = tuple[str, str]


def details(journal: Journal, contact: Contact) -> tuple[Detail, ...]:
    """(label, text) of every field that is written and not in the heading. The texts are as the user wrote them."""
    return tuple((label, text) for teller in _TELLERS for label, text in teller(journal, contact) if text)


def _reach(_: Journal, contact: Contact) -> Iterator[Detail]:
    dead = {address.casefold() for address in contact.bounced}
    for handle in contact.emails:
        yield "email", _handle(handle) + (", bounced" if handle.value.casefold() in dead else "")
    yield from (("phone", _handle(handle)) for handle in contact.phones)
    yield from (("url", _handle(handle)) for handle in contact.urls)
    yield "address", contact.address
    yield "prefers", contact.prefers
    yield "language", contact.language


def _story(journal: Journal, contact: Contact) -> Iterator[Detail]:
    place = name_of(journal, contact.met_at) if contact.met_at else ""
    yield "met", ", ".join(filter(None, (log_day(contact.met) if contact.met else "", place)))
    yield "referred by", name_of(journal, contact.referred_by) if contact.referred_by else ""
    for enrolment in contact.campaigns:
        since = f", since {log_day(enrolment.since)}" if enrolment.since else ""
        yield "campaign", name_of(journal, enrolment.campaign) + since
    yield from ((occasion.name, _partial(occasion.day)) for occasion in contact.days)
    yield "needs", _listed(contact.needs)
    yield "offers", _listed(contact.offers)


def _care(journal: Journal, contact: Contact) -> Iterator[Detail]:
    yield "cadence", str(contact.cadence) if contact.cadence else ""
    yield "value", f"{_amount(contact.value)} {journal.settings.currency} a year" if contact.value is not None else ""
    yield "verified", log_day(contact.verified) if contact.verified else ""
    for purpose, day in contact.consent.items():
        yield "consent", f"{purpose}, {log_day(day)}" if day else purpose
    if contact.snoozed:
        reason = f": {contact.snoozed.reason}" if contact.snoozed.reason else ""
        yield "snoozed", f"until {log_day(contact.snoozed.until)}{reason}"
    yield from contact.extras.items()


_TELLERS = (_reach, _story, _care)


def _handle(handle: Handle) -> str:
    return f"{handle.value} ({handle.label})" if handle.label else handle.value


def _amount(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _partial(day: PartialDate) -> str:
    """12 April 1979, as far as it is known."""
    month = MONTHS[day.month - 1] if day.month else ""
    return " ".join(filter(None, (str(day.day or ""), month, str(day.year or ""))))
