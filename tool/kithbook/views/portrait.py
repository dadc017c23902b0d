"""The whole contact on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.facts import Facts
from kithbook.frozen import dataclass
from kithbook.insights.balance import balance
from kithbook.model import Contact, FollowUp, Journal
from kithbook.plan.item import Item
from kithbook.referrals import chain, tree
from kithbook.views.details import details
from kithbook.views.exchange import exchange
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.links import legible, unlinked
from kithbook.views.phrases import brief, what, when, why_now
from kithbook.views.states import called, state_style
from kithbook.views.terminal import clean, clean_lines, columns, pad, wrap
from kithbook.views.timeline import timeline
from kithbook.views.twigs import twigs
from kithbook.views.words import log_day, named_day
from kithbook.words import _, ngettext

READABLE = 100
"""Longer lines of prose are hard to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What is told of a contact: the facts, and the items of the plan about her, most urgent first."""

    journal: Journal
    facts: Facts
    items: Sequence[Item]

    @property
    def contact(self) -> Contact:
        """The contact."""
        return self.facts.contact

    @property
    def today(self) -> date:
        """The day from which everything is seen."""
        return self.facts.today

    @property
    def unplanned(self) -> tuple[FollowUp, ...]:
        """Open follow-ups that never fall due: without a date, or of somebody for whom nothing is planned."""
        opened = (follow_up for follow_up in self.contact.follow_ups if not follow_up.done)
        return tuple(one for one in opened if one.date is None or not self.contact.is_active)


def render(portrait: Portrait, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """Header, details, what is next, timeline, notes, who brought whom: what is empty is left out."""
    width = min(width, READABLE)
    sections = (
        (_("Next"), list(_next(portrait, width, ink))),
        (
            _count(portrait),
            list(timeline(portrait.journal, portrait.contact.id, today=portrait.today, width=width, ink=ink)),
        ),
        (_("Notes"), list(_notes(portrait, width))),
        (_("Introductions"), list(_introductions(portrait, ink))),
    )
    lines = [*_header(portrait, width, ink), *_details(portrait, width, ink)]
    for title, body in sections:
        if body:
            lines += ["", ink.strong(title), *body]
    return [*lines, "", ink.faint(clean(portrait.contact.source.path))]


def _count(portrait: Portrait) -> str:
    count = len(portrait.journal.touches.get(portrait.contact.id, ()))
    return ngettext("Timeline, {count} touch", "Timeline, {count} touches", count)


def _header(portrait: Portrait, width: int, ink: Ink) -> Iterator[str]:
    contact, state = portrait.contact, portrait.facts.state
    alias = ink.faint("  " + _("also {names}", names=", ".join(map(clean, contact.aliases)))) if contact.aliases else ""
    yield f"{ink.strong(clean(contact.name))}{alias}"
    role = ", ".join(filter(None, (contact.role, portrait.facts.organisation_name, contact.town)))
    tags = ", ".join(filter(None, (contact.tier, *contact.tags, _("private") if contact.private else "")))
    for line in (role, tags, contact.why):
        yield from wrap(clean(line), width) if line else ()
    yield ""
    yield from _painted(wrap(_standing(portrait), width), state, ink)
    help = exchange(contact, balance(contact, portrait.today))
    yield from wrap(help, width) if help else ()


def _painted(lines: Sequence[str], state: str, ink: Ink) -> Iterator[str]:
    return map(state_style(state, ink), lines)


def _standing(portrait: Portrait) -> str:
    """The state, and the next touch with its reason."""
    contact, today = portrait.contact, portrait.today
    if contact.deceased:
        return _("Died on {day}.", day=named_day(contact.deceased, today))
    if contact.archived:
        because = f": {clean(contact.archived_because)}" if contact.archived_because else ""
        return _("Archived on {day}{because}.", day=named_day(contact.archived, today), because=because)
    state = _standing_words(portrait.facts.state)
    if not portrait.items:
        return _("{state}. Nothing is planned.", state=state)
    item = legible(portrait.journal, portrait.items[0])
    return _("{state}. Next touch: {what}.", state=state, what=brief(item, today))


def _standing_words(state: str) -> str:
    words = _("nothing is due") if state == "ok" else called(state)
    return words[:1].upper() + words[1:]


def _details(portrait: Portrait, width: int, ink: Ink) -> Iterator[str]:
    shown = [(clean(label), clean(text)) for label, text in details(portrait.journal, portrait.contact)]
    if shown:
        yield ""
    widest = min(max((columns(label) for label, _text in shown), default=0), 16)
    for label, text in shown:
        first, *more = wrap(text, max(width - widest - 2, 10))
        yield f"{ink.faint(pad(label, widest))}  {first}"
        yield from (f"{' ' * (widest + 2)}{line}" for line in more)


def _next(portrait: Portrait, width: int, ink: Ink) -> Iterator[str]:
    today = portrait.today
    for item in portrait.items:
        item = legible(portrait.journal, item)
        about = ": ".join(filter(None, (why_now(item, today), what(item))))
        channel = f" ({clean(item.channel)})" if item.channel else ""
        yield from _entry(when(item, today), about + channel, item.state(today), width, ink)
    for follow_up in portrait.unplanned:
        day = log_day(follow_up.date) if follow_up.date else _("no date")
        about = ": ".join(filter(None, (follow_up.channel, unlinked(portrait.journal, follow_up.text))))
        yield from _entry(day, clean(about), "", width, ink)


def _entry(day: str, about: str, state: str, width: int, ink: Ink) -> Iterator[str]:
    first, *more = wrap(about, max(width - 17, 10))
    yield f"  {state_style(state, ink)(pad(day, 13))}  {first}"
    yield from (f"{' ' * 17}{line}" for line in more)


def _notes(portrait: Portrait, width: int) -> Iterator[str]:
    """The paragraphs as they are written, long lines wrapped below their own beginning."""
    for note in portrait.contact.notes:
        for line in clean_lines(unlinked(portrait.journal, note.text)):
            indent = "  " + " " * min(len(line) - len(line.lstrip()), 12)
            yield from (f"{indent}{part}".rstrip() for part in wrap(line, max(width - len(indent), 10)))


def _introductions(portrait: Portrait, ink: Ink) -> Iterator[str]:
    above, (_top, *below) = chain(portrait.journal, portrait.contact), tree(portrait.journal, portrait.contact)
    if not above and not below:
        return
    names = [*(clean(contact.name) for contact in above), ink.strong(clean(portrait.contact.name))]
    for depth, name in enumerate(names):
        yield f"  {'  ' * (depth - 1)}└ {name}" if depth else f"  {name}"
    indent = "  " * len(names)
    yield from (f"{indent}{twig}{clean(kin.contact.name)}" for kin, twig in twigs(below))
