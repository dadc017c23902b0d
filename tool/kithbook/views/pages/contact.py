"""The page of one contact: what is next and why, notes, timeline, details, who introduced whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kithbook.model import Contact, FollowUp
from kithbook.plan import Item, Plan, pace
from kithbook.plan.case import look
from kithbook.plan.opening import opening
from kithbook.plan.story import story
from kithbook.views.pages import found, link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.details import details
from kithbook.views.pages.drawing import ring
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, actions, person
from kithbook.views.pages.rendering import render
from kithbook.views.pages.saying import SELF_EVIDENT
from kithbook.views.pages.timeline import timeline
from kithbook.views.words import plural

_LONGEST_CHAIN = 20


def page(desk: Desk, contact: Contact) -> Page:
    """The contact's page."""
    here = path(contact)
    edition = desk.edition
    items = edition.items.get(contact.id, ())
    rows = [desk.row(item, here) for item in items]
    first = items[0] if items else None
    promises = sorted(contact.follow_ups, key=lambda one: one.date or date.max)
    moments = timeline(desk, contact, here)
    html = render(
        "contact",
        who=person(edition, contact, here),
        home=desk.named(contact.organisation, "", here)[1] if contact.organisation else "",
        town=contact.town,
        tags=contact.tags,
        status=_status(contact, edition.today),
        actions=actions(contact, first.channel if first else "", first.handle if first else ""),
        ring=_ring(desk, contact),
        rows=rows,
        why=_why(desk, contact, here),
        reason=desk.prose.line(contact.why, here) if contact.why else "",
        promises=[_promise(desk, one, here) for one in promises if not one.done],
        kept=[_promise(desk, one, here) for one in reversed(promises) if one.done],
        notes=[desk.prose.blocks(note.text, here) for note in contact.notes],
        moments=moments,
        count=max((moment.number for moment in moments), default=0),
        details=list(details(desk, contact, here)),
        chain=_chain(desk, contact, here),
        introduced=desk.people(edition.introduced.get(contact.id, ()), here),
        file=contact.source.path,
    )
    return Page(
        path=here,
        title=contact.name,
        html=html,
        search=found.by_contact(desk, contact),
        tags=contact.tags,
        edit=contact.source.path.partition("/")[2],
        section=link.PEOPLE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An open or a kept follow-up."""

    iso: str
    day: str
    is_late: bool
    channel: str
    text: Markup
    details: Markup


def _promise(desk: Desk, follow_up: FollowUp, here: str) -> Promise:
    day, today = follow_up.date, desk.edition.today
    return Promise(
        iso=day.isoformat() if day else "",
        day=exact_day(day, today) if day else "no date",
        is_late=day is not None and day < today,
        channel=follow_up.channel,
        text=desk.prose.line(follow_up.text, here),
        details=desk.prose.blocks("\n".join(follow_up.details), here) if follow_up.details else Markup(),
    )


def _status(contact: Contact, today: date) -> str:
    """Why nobody plans for this contact any more, or not now; "" when somebody does."""
    if contact.deceased:
        return f"Died {exact_day(contact.deceased, today)}"
    if contact.archived:
        because = f": {contact.archived_because}" if contact.archived_because else ""
        return f"Archived {exact_day(contact.archived, today)}{because}"
    if contact.snoozed and contact.snoozed.until > today:
        return f"Snoozed until {exact_day(contact.snoozed.until, today)}"
    return ""


def _why(desk: Desk, contact: Contact, here: str) -> list[Markup]:
    """For each item why it falls due when it does; without any, why nothing does."""
    journal = desk.edition.journal
    items = desk.edition.items.get(contact.id, ())
    if items:
        return [_told_why(desk, item, here) for item in items]
    chapters = story(journal, Plan(today=desk.edition.today, items=()), contact)
    return [desk.prose.line(chapter.text, here) for chapter in chapters[:1]]


def _told_why(desk: Desk, item: Item, here: str) -> Markup:
    """Why now, unless the item says so itself."""
    is_plain = all(reason in SELF_EVIDENT for reason in item.reasons) and not item.moves
    return Markup() if is_plain else desk.prose.line(opening(desk.edition.journal, item), here)


def _ring(desk: Desk, contact: Contact) -> Markup | None:
    """How much of the cadence has passed since the last touch; None without a cadence or a touch."""
    known = look(desk.edition.journal, contact, desk.edition.today)
    claim = pace.winner(desk.edition.journal, contact, known.running)
    if not contact.is_active or known.last is None or claim is None or claim.cadence.is_never:
        return None
    due, latest = claim.cadence.window(known.last.date, known.workdays.is_working)
    passed = (known.today - known.last.date).days
    left = (due - known.today).days
    state = "ok" if left > 0 else "due" if known.today <= latest else "overdue"
    return Markup("{}<p><strong>{}</strong> since the last touch<br><small>{}</small></p>").format(
        ring(
            passed / max(1, passed + left),
            state,
            str(left) if left > 0 else f"+{-left}",
            f"{plural(passed, 'day')} of {claim.cadence}",
        ),
        plural(passed, "day"),
        f"{plural(left, 'day')} left of {claim.cadence}"
        if left > 0
        else f"{plural(-left, 'day')} past {claim.cadence}",
    )


def _chain(desk: Desk, contact: Contact, here: str) -> list[Person]:
    """Who brought us together, the first of them first; a circle is cut where it closes."""
    journal = desk.edition.journal
    ids: list[str] = []
    link_up = journal.resolve(contact.referred_by) if contact.referred_by else ""
    while link_up in journal.contacts and link_up not in (contact.id, *ids) and len(ids) < _LONGEST_CHAIN:
        ids.append(link_up)
        by = journal.contacts[link_up].referred_by
        link_up = journal.resolve(by) if by else ""
    return [person(desk.edition, journal.contacts[id], here) for id in reversed(ids)]
