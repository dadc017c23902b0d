"""A message to start from: a template with one person's fields in it, by plain replacement.

A field is replaced once and nothing is ever evaluated: what a value itself has in braces stays as it is, and so does
what no field is called, `{name.upper}` among it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kithbook.campaigns.templates import fields_in
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Journal, Step
from kithbook.plan import counting
from kithbook.plan.promise import open_follow_ups

OWN = "x-"
"""How the user's own fields begin, in a file as in a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom, in which campaign and at which of its steps a message goes."""

    journal: Journal
    contact: Contact
    today: date
    campaign: Campaign
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A filled template. `unknown` fields are called like nothing; for `empty` ones nothing is written down."""

    text: str
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What `{name}` stands for; `value` is "" where nothing is known."""

    meaning: str
    value: Callable[[Addressee], str]


def fill(text: str, to: Addressee) -> Draft:
    """The text with every field replaced; unknown and empty ones stay as they are written."""
    pieces: list[str] = []
    unknown: list[str] = []
    empty: list[str] = []
    place = 0
    for found in fields_in(text):
        name = found[1]
        value = value_of(name, to)
        if not value:
            (empty if is_known(name) else unknown).append(name)
        pieces += [text[place : found.start()], value or found[0]]
        place = found.end()
    return Draft(
        text="".join([*pieces, text[place:]]),
        unknown=tuple(dict.fromkeys(unknown)),
        empty=tuple(dict.fromkeys(empty)),
    )


def is_known(name: str) -> bool:
    """Whether a field of this name exists; those of the user's own always may."""
    return name in FIELDS or name.startswith(OWN)


def value_of(name: str, to: Addressee) -> str:
    """What to write for a field, on one line; "" for an unknown or empty one."""
    if name.startswith(OWN):
        return _line(_unquoted(to.contact.extras.get(name, "")))
    field = FIELDS.get(name)
    return _line(field.value(to)) if field else ""


def _unquoted(text: str) -> str:
    """A field of the user's own is kept as it is written, with its quotes."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _line(text: str) -> str:
    return " ".join(text.split())


def _first_name(to: Addressee) -> str:
    """The alias of one word, else the first word of the name that is no title such as "Dr."."""
    alias = next((alias for alias in to.contact.aliases if len(alias.split()) == 1), "")
    words = to.contact.name.split()
    return alias or next((word for word in words if not word.endswith(".")), to.contact.name)


def _event(to: Addressee) -> str:
    event = to.journal.event_of(to.contact)
    return event.name if event else to.contact.met_at


def _referrer(to: Addressee) -> str:
    found = to.journal.contacts.get(to.journal.resolve(to.contact.referred_by)) if to.contact.referred_by else None
    return found.name if found else to.contact.referred_by


def _last_words(to: Addressee) -> str:
    touches = to.journal.touches.get(to.contact.id, ())
    spoken = (touch for touch in touches if touch.date <= to.today and counting.counts(touch, to.journal.settings))
    return next((touch.text for touch in spoken if touch.text), "")


def _promise(to: Addressee) -> str:
    mine = (one for one, _ in open_follow_ups(to.contact) if not one.is_waiting)
    earliest = sorted(mine, key=lambda one: (one.date is None, one.date or to.today))
    return next((one.text for one in earliest), "")


FIELDS: Mapping[str, Field] = {
    "first_name": Field(
        meaning="the alias of one word, else the first word of the name that is no title", value=_first_name
    ),
    "name": Field(meaning="the name", value=lambda to: to.contact.name),
    "organisation": Field(meaning="the organisation's name", value=lambda to: to.journal.organisation_name(to.contact)),
    "role": Field(meaning="the role", value=lambda to: to.contact.role),
    "town": Field(meaning="the town", value=lambda to: to.contact.town),
    "event": Field(meaning="where you met", value=_event),
    "referrer": Field(meaning="who brought you together", value=_referrer),
    "last_words": Field(meaning="the text of the last touch that counts and has one", value=_last_words),
    "promise": Field(meaning="what you promised and have not done, the earliest of it", value=_promise),
    "needs": Field(meaning="what is needed, joined by commas", value=lambda to: ", ".join(to.contact.needs)),
    "offers": Field(meaning="what is offered, joined by commas", value=lambda to: ", ".join(to.contact.offers)),
    "why": Field(meaning="why somebody is on your list", value=lambda to: to.contact.why),
    "campaign": Field(meaning="the campaign's name", value=lambda to: to.campaign.name),
    "step": Field(meaning="the text of the next step or reaction", value=lambda to: to.step.text if to.step else ""),
    "owner": Field(meaning="`owner` of the settings", value=lambda to: to.journal.settings.owner),
}
"""Every field of a template by its name."""
