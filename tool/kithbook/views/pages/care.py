"""Care: what in the journal grows old or was never right, each row with the command that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kithbook.frozen import dataclass
from kithbook.insights.doubles import Double, doubles
from kithbook.insights.record import active
from kithbook.model import Contact
from kithbook.plan import counting, pace
from kithbook.plan.care import wanting
from kithbook.views.doubles import merging, why
from kithbook.views.pages import link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import render
from kithbook.views.pages.today import finding
from kithbook.words import _

SHOWN = 12
FINDINGS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One or two people, what is the matter (`dead` is struck out), and what to type."""

    people: tuple[Person, ...]
    remark: str
    command: str
    dead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Everything of one kind: how many, what it means, the first rows, and the command that shows the others."""

    id: str
    title: str
    about: str
    count: int
    rows: tuple[Row, ...]
    all: str = ""


def page(desk: Desk) -> Page:
    """The page of everything that wants care."""
    found = [section for section in _sections(desk) if section.count]
    edition = desk.edition
    html = render(
        "care",
        sections=found,
        inbox=len(edition.journal.inbox),
        findings=[finding(desk, one, link.CARE) for one in edition.findings[:FINDINGS]],
        findings_rest=max(0, len(edition.findings) - FINDINGS),
        count=len(edition.findings),
    )
    return Page(path=link.CARE, title=_("Care"), html=html, section=link.CARE)


def _sections(desk: Desk) -> Iterator[Section]:
    journal, today = desk.edition.journal, desk.edition.today
    people = active(journal)
    bounced = [one for one in people if len(one.live_emails) < len(one.emails)]
    yield _section(
        "bounced", _("Bounced addresses"), _("Mail to these came back: ask for the new one."), bounced,
        [_bounced(desk, one) for one in bounced[:SHOWN]], all="kith list has:bounced",
    )  # fmt: skip
    twins = doubles(journal)
    yield _section(
        "doubles", _("Possible duplicates"), _("Merge the two, or note that they are not the same."), twins,
        [_double(desk, one) for one in twins[:SHOWN]],
        all="kith dupes",
    )  # fmt: skip
    old = sorted(wanting(journal, today).old, key=lambda one: (one.verified or one.met or today, one.id))
    yield _section(
        "stale", _("Not checked for a year"), _("Ask at the next touch whether the details still hold."), old,
        [_old(desk, one) for one in old[:SHOWN]],
    )  # fmt: skip
    silent = [one for one in people if not _was_touched(desk, one)]
    yield _section(
        "never", _("Never touched"),
        _("Nobody was ever in touch with them: write the first line, or let them go."), silent,
        [_row(desk, one, _met(desk, one), f"kith log {one.id} TEXT") for one in silent[:SHOWN]],
        all="kith list last:never",
    )  # fmt: skip
    lost = [one for one in people if not (one.emails or one.phones or one.address or one.urls)]
    yield _section(
        "lost", _("No way to reach them"), _("Neither address nor number."), lost,
        [_row(desk, one, _met(desk, one), f"kith set {one.id} phone=NUMBER") for one in lost[:SHOWN]],
        all="kith list no:email no:phone",
    )  # fmt: skip
    adrift = [one for one in people if not one.follow_ups and pace.winner(journal, one) is None]
    tier = ([*journal.settings.tiers] or ["TIER"])[-1]
    yield _section(
        "adrift", _("No rhythm"), _("No cadence and no tier: they never come up by themselves."), adrift,
        [_row(desk, one, _met(desk, one), f"kith set {one.id} tier={tier}") for one in adrift[:SHOWN]],
        all="kith list no:tier no:cadence",
    )  # fmt: skip


def _section(
    id: str, title: str, about: str, found: Sequence[object], rows: Iterable[Row], *, all: str = ""
) -> Section:
    return Section(id=id, title=title, about=about, count=len(found), rows=tuple(rows), all=all)


def _row(desk: Desk, contact: Contact, remark: str, command: str, dead: str = "") -> Row:
    return Row(people=(person(desk.edition, contact, link.CARE),), remark=remark, command=command, dead=dead)


def _bounced(desk: Desk, contact: Contact) -> Row:
    alive = contact.live_emails
    dead = ", ".join(handle.value for handle in contact.emails if handle not in alive)
    return _row(desk, contact, "", f"kith set {contact.id} email=ADDRESS bounced=", dead)


def _double(desk: Desk, found: Double) -> Row:
    people = tuple(person(desk.edition, one, link.CARE) for one in (found.one, found.other))
    return Row(people=people, remark=why(found), command=merging(desk.edition.journal, found))


def _old(desk: Desk, contact: Contact) -> Row:
    today = desk.edition.today
    remark = _("checked {day}", day=exact_day(contact.verified, today)) if contact.verified else _met(desk, contact)
    return _row(desk, contact, remark, f"kith set {contact.id} verified=today")


def _met(desk: Desk, contact: Contact) -> str:
    if contact.met:
        return _("met {day}", day=exact_day(contact.met, desk.edition.today))
    return contact.role or contact.organisation


def _was_touched(desk: Desk, contact: Contact) -> bool:
    journal = desk.edition.journal
    touches = journal.touches.get(contact.id, ())
    return counting.newest(touches, journal.settings, until=desk.edition.today) is not None
