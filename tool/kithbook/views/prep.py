"""What to know before a meeting: who they are, the last words, what is promised, what they need, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import Contact, FollowUp, Journal
from kithbook.plan.item import Item
from kithbook.referrals import referrer
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.links import unlinked
from kithbook.views.phrases import brief
from kithbook.views.terminal import clean, wrap
from kithbook.views.words import elapsed, log_day
from kithbook.words import _, ngettext

LAST_WORDS = 4
"""Touches that are told; the rest is on the person's page."""
_MOST = 6
_LONGEST = 280
_NOTES = 700
_SHAPE = " \t-*+>#"
"""Signs at the ends of a line that only shape it."""
READABLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One person on one side of paper: plain texts, none of them longer than the side can bear."""

    id: str
    name: str
    role: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]


def sheet(journal: Journal, contact: Contact, items: Sequence[Item], today: date) -> Sheet:
    """Everything that helps in the first minute; what is empty is left out."""
    sections = (
        Section(title=_("Why"), lines=tuple(_why(journal, contact, items, today))),
        Section(title=_("Last words"), lines=tuple(_last_words(journal, contact, today))),
        Section(title=_("I promised"), lines=tuple(_promises(journal, contact, today, waiting=False))),
        Section(title=_("They promised"), lines=tuple(_promises(journal, contact, today, waiting=True))),
        Section(title=_("They need"), lines=_few(journal, contact.needs)),
        Section(title=_("They offer"), lines=_few(journal, contact.offers)),
        Section(title=_("To ask"), lines=tuple(_questions(journal, contact, today))),
        Section(title=_("Notes"), lines=tuple(_notes(journal, contact))),
    )
    organisation = journal.organisation_name(contact)
    return Sheet(
        id=contact.id,
        name=contact.name,
        role=", ".join(filter(None, (contact.role, organisation, contact.town))),
        facts=tuple(_facts(journal, contact, today)),
        sections=tuple(section for section in sections if section.lines),
    )


def render(sheets: Sequence[Sheet], *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """The sheets for a terminal, one below the other."""
    width = min(width, READABLE)
    for number, one in enumerate(sheets):
        if number:
            yield from ("", ink.faint("─" * width), "")
        yield ink.strong(clean(one.name))
        for text in (one.role, *one.facts):
            yield from wrap(clean(text), width) if text else ()
        for section in one.sections:
            yield ""
            yield ink.faint(section.title)
            for line in section.lines:
                first, *more = wrap(clean(line), max(width - 4, 10))
                yield f"  {first}"
                yield from (f"    {rest}" for rest in more)


def _facts(journal: Journal, contact: Contact, today: date) -> Iterator[str]:
    yield ", ".join(filter(None, (_("tier {name}", name=contact.tier) if contact.tier else "", *contact.tags)))
    yield ", ".join(handle.value for handle in (*contact.phones[:2], *contact.live_emails[:2]))
    by = referrer(journal, contact)
    met = _("met on {day}", day=log_day(contact.met)) if contact.met else ""
    event = journal.event_of(contact)
    where = event.name if event else unlinked(journal, contact.met_at)
    yield ", ".join(filter(None, (met, where, _("introduced by {name}", name=by.name) if by else "")))
    touches = [touch for touch in journal.touches.get(contact.id, ()) if touch.date <= today]
    if touches:
        ago = elapsed(touches[0].date, today)
        yield ngettext(
            "{count} on the record, the last {time} ago",
            "{count} on the record, the last {time} ago",
            len(touches),
            time=ago,
        )


def _why(journal: Journal, contact: Contact, items: Sequence[Item], today: date) -> Iterator[str]:
    if contact.why:
        yield _short(unlinked(journal, contact.why))
    for item in items[:2]:
        yield _short(unlinked(journal, brief(item, today)))


def _last_words(journal: Journal, contact: Contact, today: date) -> Iterator[str]:
    past = (touch for touch in journal.touches.get(contact.id, ()) if touch.date <= today)
    for _number, touch in zip(range(LAST_WORDS), past, strict=False):
        marks = ", ".join(filter(None, ("in" if touch.direction == "in" else "", touch.outcome, *touch.exchange)))
        head = f"{log_day(touch.date)} {touch.channel}{f', {marks}' if marks else ''}"
        words = " ".join(unlinked(journal, text) for text in (touch.text, *touch.details) if text)
        yield _short(f"{head}: {words}" if words else head)


def _promises(journal: Journal, contact: Contact, today: date, *, waiting: bool) -> Iterator[str]:
    found = [one for one in contact.follow_ups if not one.done and one.is_waiting is waiting]
    for one in sorted(found, key=lambda one: one.date or date.max)[:_MOST]:
        yield _short(f"{_by(one, today)}: {unlinked(journal, one.text)}")


def _by(one: FollowUp, today: date) -> str:
    if one.date is None:
        return _("no date")
    day = log_day(one.date)
    return _("{day}, late", day=day) if one.date < today else day


def _questions(journal: Journal, contact: Contact, today: date) -> Iterator[str]:
    """What somebody wrote down as a question, and what nobody knows yet."""
    lines = (line.strip(_SHAPE) for note in contact.notes for line in note.text.splitlines())
    asked = [_short(unlinked(journal, line)) for line in lines if line.rstrip().endswith("?")]
    yield from asked[:_MOST]
    if not contact.phones and not contact.live_emails:
        yield _("How to reach them: no number and no address is written down.")
    elif contact.verified is None or (today - contact.verified).days > 365:
        yield _("Are the number and the address still right? Nobody has asked for a year.")
    if not contact.needs:
        yield _("What do they need? Nothing is written down.")


def _notes(journal: Journal, contact: Contact) -> Iterator[str]:
    """The beginning of the notes: so much as a side of paper bears beside the rest."""
    left = _NOTES
    for note in contact.notes:
        for line in note.text.splitlines():
            text = unlinked(journal, line.strip(_SHAPE)).replace("**", "")
            if not text or text.endswith("?") or "|" in text[:1]:
                continue
            if left <= 0:
                yield "…"
                return
            yield _short(text)
            left -= len(text) + 60


def _few(journal: Journal, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_short(unlinked(journal, text)) for text in texts[:_MOST])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
