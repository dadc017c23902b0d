"""The page one opens every morning: who waits for a word, whom to begin with, what was found, how to subscribe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kithbook.dates import add_days
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.model import Touch
from kithbook.plan import Item
from kithbook.views.pages import link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, Row
from kithbook.views.pages.drawing import qr
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import render
from kithbook.views.visible import visible
from kithbook.views.words import elapsed, plural

FEED = "follow-ups.ics"
OCCASIONS = "occasions.ics"
AHEAD = 30
_OPEN = {"overdue": 5, "due": 8, "coming": 6}
_MOST = 50
_LATEST = 6
_FINDINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items in one state: those shown at once, those folded away, and how many are on neither list."""

    id: str
    title: str
    count: int
    shown: list[Row]
    folded: list[Row]

    @property
    def rest(self) -> int:
        """How many are not on the page; the terminal lists them."""
        return self.count - len(self.shown) - len(self.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A diagnostic as the page shows it."""

    severity: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How to follow the feed: the address for a calendar, the one to copy, and a picture of the first."""

    calendar: str
    address: str
    picture: str


def page(desk: Desk) -> Page:
    """The front page. It is not in the search index: tomorrow it says something else."""
    plan, today = desk.edition.plan, desk.edition.today
    late, due = list(plan.overdue), list(plan.due_today)
    coming = list(plan.coming(AHEAD))
    first = next(iter([*late, *due]), None)
    week = sum(item.due <= add_days(today, 7) for item in coming)
    html = render(
        "today",
        today=today,
        is_pinned=desk.edition.journal.settings.today == today,
        lead=_lead(len(late), len(due), week),
        stats=_stats(desk, len(late), len(due), week),
        first=desk.row(first, link.TODAY) if first else None,
        last=_last_words(desk, first) if first else None,
        groups=[
            _group(desk, id, title, items)
            for id, title, items in (
                ("overdue", "Overdue", late[1:]),
                ("due", "Due now", due if late else due[1:]),
                ("coming", f"Coming, next {AHEAD} days", coming),
            )
            if items
        ],
        latest=_latest(desk),
        findings=[_finding(found) for found in desk.edition.findings[:_FINDINGS]],
        problems=_problems(desk.edition.findings),
        subscription=_subscription(desk.edition.journal.settings.url),
        feeds=[("Follow-ups", FEED), ("Birthdays and other days", OCCASIONS)],
        help=desk.topic("feed", "", link.TODAY)[1],
        is_empty=not desk.edition.journal.contacts,
    )
    return Page(path=link.TODAY, title="Today", html=html, section=link.TODAY)


def _lead(late: int, due: int, week: int) -> tuple[str, str]:
    """The page in a sentence, in two parts: what is late, and the rest."""
    if not late and not due:
        rest = f"Nobody is waiting. {week} more in the next seven days." if week else "Nobody is waiting this week."
        return "", rest
    rest = ", ".join(filter(None, (f"{due} due now" if due else "", f"{week} more in the next seven days")))
    return (f"{late} overdue", f", {rest}.") if late else ("", f"{rest}.")


def _stats(desk: Desk, late: int, due: int, week: int) -> list[tuple[str, int, str]]:
    edition = desk.edition
    since = add_days(edition.today, -7)
    recent = sum(
        since < touch.date <= edition.today for contact in edition.journal.contacts.values() for touch in contact.log
    )
    return [
        ("Overdue", late, "overdue" if late else ""),
        ("Due now", due, "due" if due else ""),
        ("This week", week, ""),
        ("Touches, 7 days", recent, ""),
        ("People", len(edition.journal.contacts), ""),
    ]


def _group(desk: Desk, id: str, title: str, items: list[Item]) -> Group:
    rows = [desk.row(item, link.TODAY) for item in items[:_MOST]]
    return Group(id=id, title=title, count=len(items), shown=rows[: _OPEN[id]], folded=rows[_OPEN[id] :])


def _latest(desk: Desk) -> list[tuple[Person, str, str]]:
    """The newest touches up to today: with whom, on what, how long ago."""
    edition = desk.edition
    touches: list[Touch] = [
        touch for contact in edition.journal.contacts.values() for touch in contact.log if touch.date <= edition.today
    ]
    newest = sorted(touches, key=lambda touch: (touch.date, touch.contact), reverse=True)[:_LATEST]
    return [
        (
            person(edition, edition.journal.contacts[touch.contact], link.TODAY),
            touch.channel,
            _ago(touch.date, edition.today),
        )
        for touch in newest
    ]


def _ago(day: date, today: date) -> str:
    return {0: "today", 1: "yesterday"}.get((today - day).days) or f"{elapsed(day, today)} ago"


def _last_words(desk: Desk, item: Item) -> tuple[str, Markup] | None:
    """What was last said to the person to begin with, unless the item says it: the day and channel, and the words."""
    edition = desk.edition
    for touch in edition.journal.touches.get(item.contact, ()):
        if touch.date <= edition.today and touch.text and touch.text != item.text:
            return f"{exact_day(touch.date, edition.today)}, {touch.channel}", desk.prose.line(touch.text, link.TODAY)
    return None


def _finding(found: Diagnostic) -> Finding:
    return Finding(
        severity=found.severity.word,
        place=visible(f"{found.span.path}:{found.span.line}"),
        message=visible(found.message),
        hint=visible(found.hint),
    )


def _problems(findings: tuple[Diagnostic, ...]) -> str:
    """How many of each severity: "1 error, 2 warnings"."""
    counts = [(sum(found.severity is severity for found in findings), severity.word) for severity in reversed(Severity)]
    words = {"info": "hint"}
    return ", ".join(plural(count, words.get(word, word)) for count, word in counts if count)


def _subscription(url: str) -> Subscription | None:
    """The ways to subscribe; None when nobody knows where the site is served."""
    if not link.web(url):
        return None
    address = f"{url.rstrip('/')}/{FEED}"
    calendar = f"webcal{address[address.index(':') :]}"
    return Subscription(calendar=calendar, address=address, picture=qr(calendar, "QR code of the feed's address"))
