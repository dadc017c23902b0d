"""The page of one contact: what is next and why, notes, timeline, details, who introduced whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from markupsafe import Markup

from kithbook.facts import plain
from kithbook.model import Contact, Touch
from kithbook.plan import Item, Plan, counting, pace
from kithbook.plan.membership import parts as memberships
from kithbook.plan.story import story
from kithbook.views.pages import contact_parts as parts
from kithbook.views.pages import found, link, meetings
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.drawing import WEEKS, ring, strip
from kithbook.views.pages.page import Page
from kithbook.views.pages.past import chapters
from kithbook.views.pages.person import person
from kithbook.views.pages.qr import picture
from kithbook.views.pages.rendering import Form, html, one_block, said
from kithbook.views.pages.saying import SELF_EVIDENT, saying
from kithbook.views.pages.timeline import timeline
from kithbook.views.vcard import BEGIN, END, both
from kithbook.words import N_, _, ngettext, spoken
from kithbook.workdays import workdays

if TYPE_CHECKING:
    from kithbook.words import Catalogue

_PAGE = Form(
    "contact",
    *("head", "next", "meeting", "prepare", "then", "promises", "done", "kept", "strip", "reason", "notes", "count"),
    *("moments", "details", "file", "cards", "card", "code", "kin", "needs", "exchange", "mentions", "past"),
)


def page(desk: Desk, contact: Contact) -> Page:
    """The contact's page."""
    here = path(contact)
    edition = desk.edition
    items = edition.items.get(contact.id, ())
    now = (items[0].channel, items[0].handle) if items else ("", "")
    sayings = [saying(item, edition.today, desk.prose, here) for item in items]
    why = [] if "plan" in edition.hidden else _why(desk, contact, here)
    promises = sorted(contact.follow_ups, key=lambda one: one.date or date.max)
    kept = [one for one in reversed(promises) if one.done]
    meeting = meetings.of(desk, contact.id, here)
    touches = edition.journal.touches.get(contact.id, ())
    counted = counting.which_count(touches, edition.journal.settings, until=edition.today)
    log = timeline(desk, contact, counted, here)
    count = ngettext("{count} touch", "{count} touches", log.count)
    card, short = both(contact, edition.journal.organisation_name(contact))
    who = person(edition, contact, here)
    status = _status(contact, edition.today)
    made = _PAGE(
        (),
        head=parts.head(desk, contact, who, status=status, ring=_ring(desk, contact), now=now, here=here),
        next=parts.next_touch(sayings, why),
        meeting=html(meeting.href) if meeting else "",
        prepare=said(N_("Prepare: {when}"), when=meeting.when) if meeting else "",
        then=parts.then(sayings, why),
        promises=parts.promises(desk, (one for one in promises if not one.done), here),
        done=html(ngettext("{count} done", "{count} done", len(kept))) if kept else "",
        kept=parts.promises(desk, kept, here) if kept else "",
        strip=_strip(compress(touches, counted), edition.today),
        reason=desk.prose.html(contact.why, here) if contact.why else "",
        notes=parts.notes(desk, contact, here),
        count=html(count) if "log" not in edition.hidden else "",
        moments=log.rows,
        details=parts.known(desk, contact, here),
        file="" if edition.hidden else html(contact.source.path),
        cards=parts.card_pictures(desk, contact, here),
        card=html(link.href(here, link.card(contact.id))),
        code=picture(short, BEGIN, END) if contact.phones or contact.live_emails else "",
        kin=parts.family(desk, contact, who, here),
        needs=parts.wishes(contact),
        exchange=parts.exchange(desk, contact, here),
        mentions=parts.mentions(_mentions(desk, contact, here)),
        past=parts.past(chapters(edition.past.of(contact.source.path))),
    )
    return Page(
        path=here,
        title=contact.name,
        html=one_block(made),
        search=found.by_contact(desk, contact),
        tags=contact.tags,
        edit=contact.source.path.partition("/")[2],
        section=link.PEOPLE,
        beside={link.card(contact.id): card},
    )


def _status(contact: Contact, today: date) -> str:
    """Why nobody plans for this contact any more, or not now; "" when somebody does."""
    if contact.deceased:
        return _("Died {day}", day=exact_day(contact.deceased, today))
    if contact.archived:
        because = f": {contact.archived_because}" if contact.archived_because else ""
        return _("Archived {day}", day=exact_day(contact.archived, today)) + because
    if contact.snoozed and contact.snoozed.until > today:
        return _("Snoozed until {day}", day=exact_day(contact.snoozed.until, today))
    return ""


def _why(desk: Desk, contact: Contact, here: str) -> list[str]:
    """For each item why it falls due when it does; without any, why nothing does. As HTML."""
    journal = desk.edition.journal
    items = desk.edition.items.get(contact.id, ())
    if items:
        return [_told_why(desk, item, here) for item in items]
    chapters = story(journal, Plan(today=desk.edition.today, items=()), contact)
    return [desk.prose.html(chapter.text, here) for chapter in chapters[:1]]


def _told_why(desk: Desk, item: Item, here: str) -> str:
    """Why now, unless the item says so itself."""
    is_plain = SELF_EVIDENT.issuperset(item.reasons) and not item.moves
    return "" if is_plain else desk.prose.html(desk.edition.shown.opening(item), here)


def _ring(desk: Desk, contact: Contact) -> str:
    """How much of the cadence has passed since the last touch; "" without a cadence or a touch."""
    journal, today = desk.edition.journal, desk.edition.today
    last = counting.newest(journal.touches.get(contact.id, ()), journal.settings, until=today)
    if last is None or not contact.is_active:
        return ""
    running = [part for part in memberships(journal, contact, today, last.date) if part.runs_on(today)]
    claim = pace.winner(journal, contact, running)
    if claim is None or claim.cadence.is_never:
        return ""
    due, latest = claim.cadence.window(last.date, workdays(journal.settings).is_working)
    left = (due - today).days
    state = "ok" if left > 0 else "due" if today <= latest else "overdue"
    return _drawn((today - last.date).days, left, state, claim.cadence.said, spoken())


@lru_cache(maxsize=4096)  # the last touches of thousands lie within a few hundred days
def _drawn(passed: int, left: int, state: str, cadence: str, _language: Catalogue | None) -> Markup:
    drawn = ring(
        passed / max(1, passed + left),
        state,
        str(left) if left > 0 else f"+{-left}",
        ngettext("{count} day of {cadence}", "{count} days of {cadence}", passed, cadence=cadence),
    )
    if left > 0:
        told = ngettext("{count} day left of {cadence}", "{count} days left of {cadence}", left, cadence=cadence)
    else:
        told = ngettext("{count} day past {cadence}", "{count} days past {cadence}", -left, cadence=cadence)
    days = Markup("<strong>") + ngettext("{count} day", "{count} days", passed) + Markup("</strong>")
    since = said(N_("{days} since the last touch"), days=days)
    return drawn + Markup("<p>") + since + Markup("<br><small>") + told + Markup("</small></p>")


def _strip(counted: Iterable[Touch], today: date) -> str:
    """The last two years; "" when nothing happened in them."""
    ages = [age for touch in counted if (age := (today - touch.date).days) < WEEKS * 7]
    if not ages:
        return ""
    told = ngettext("{count} touch in the last two years", "{count} touches in the last two years", len(ages))
    return strip(ages, told)


def _mentions(desk: Desk, contact: Contact, here: str) -> list[tuple[str, str]]:
    """What links to the contact: name and address, by name."""
    found = (desk.named(id, "", here) for id in desk.edition.mentioned.get(contact.id, ()))
    return sorted(found, key=lambda one: plain(one[0]))
