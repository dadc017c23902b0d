"""The page one opens every morning: who waits for a word, whom to begin with, what was found, how to subscribe."""

from __future__ import annotations

from posixpath import basename
from urllib.parse import quote

from markupsafe import Markup

from kithbook.dates import add_days
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.frozen import dataclass
from kithbook.plan import Item
from kithbook.views.calendar.offer import Offer
from kithbook.views.pages import aside, link, meetings
from kithbook.views.pages.charts import wheel
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, Row, path
from kithbook.views.pages.drawing import qr
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.views.visible import visible
from kithbook.words import _, ngettext, pgettext

AHEAD = 30
_OPEN = {"overdue": 5, "due": 8, "week": 8, "coming": 5}
_MOST = 30
_FINDINGS = 8


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
    href: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How to follow one feed: what it is called, its file, the address for a calendar, Google's page, the one to copy.

    The addresses are "" where nobody knows where the site is served.
    """

    name: str
    file: str
    calendar: str = ""
    google: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """A counter: its name, a shorter one for a phone, a number, of how many, and a ring that shows the share."""

    name: str
    short: str
    number: int
    look: str = ""
    of: int = 0
    ring: Markup | None = None


def page(desk: Desk) -> Page:
    """The front page. It is not in the search index: tomorrow it says something else."""
    plan, today = desk.edition.plan, desk.edition.today
    late, due = list(plan.overdue), list(plan.due_today)
    coming = list(plan.coming(AHEAD))
    first = next(iter([*late, *due]), None)
    soon = add_days(today, 7)
    week = sum(item.due <= soon for item in coming)
    feeds = [_subscription(offer, desk.edition.journal.settings.url) for offer in desk.edition.feeds]
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
                ("overdue", _("Overdue"), late[1:]),
                ("due", _("Due now"), due if late else due[1:]),
                ("week", _("This week"), [item for item in coming if item.due <= soon]),
                (
                    "coming",
                    ngettext("Coming, next {count} day", "Coming, next {count} days", AHEAD),
                    [item for item in coming if item.due > soon],
                ),
            )
            if items
        ],
        meetings=meetings.next_ones(desk),
        meetings_rest=meetings.rest(desk),
        events=aside.events(desk),
        drawer=aside.drawer(desk),
        to_give=aside.to_give(desk),
        latest=aside.latest(desk),
        touches=desk.numbers.since(7),
        findings=[finding(desk, found, link.TODAY) for found in desk.edition.findings[:_FINDINGS]],
        findings_rest=max(0, len(desk.edition.findings) - _FINDINGS),
        problems=_problems(desk.edition.findings),
        feeds=feeds,
        picture=_picture(feeds),
        help=desk.topic("feed", "", link.TODAY)[1],
        is_empty=not desk.edition.journal.contacts,
    )
    return Page(path=link.TODAY, title=_("Today"), html=html, section=link.TODAY)


def _lead(late: int, due: int, week: int) -> tuple[str, str]:
    """The page in a sentence, in two parts: what is late, and the rest."""
    if not late and not due:
        if not week:
            return "", _("Nobody is waiting this week.")
        return "", _("Nobody is waiting. {count} more in the next seven days.", count=week)
    now = _("{count} due now", count=due) if due else ""
    rest = ", ".join(filter(None, (now, _("{count} more in the next seven days", count=week))))
    overdue = ngettext("{count} overdue", "{count} overdue", late)
    return (overdue, f", {rest}.") if late else ("", f"{rest}.")


def _stats(desk: Desk, late: int, due: int, week: int) -> list[Stat]:
    waiting = sum(len(found.waiting) for found in desk.numbers.harvests.values() if found.is_over)
    return [
        Stat(name=_("Overdue"), short=_("Overdue"), number=late, look="overdue" if late else ""),
        Stat(name=_("Due now"), short=pgettext("counter", "Due"), number=due, look="due" if due else ""),
        Stat(name=_("This week"), short=_("Week"), number=week),
        Stat(name=_("After events"), short=_("Events"), number=waiting, look="due" if waiting else ""),
        _rhythm(desk),
    ]


def _rhythm(desk: Desk) -> Stat:
    """The rhythm that is kept, or the touches of a week while there are too few cadences to tell."""
    figure = desk.numbers.rhythm
    if figure.too_few or figure.value is None:
        return Stat(name=_("Touches, 7 days"), short=_("Touches"), number=desk.numbers.since(7))
    kept = round(figure.value * figure.sample)
    label = _("{kept} of {count} cadences of the last 12 months were met", kept=kept, count=figure.sample)
    drawn = wheel(((figure.value, "brand"),), 1, "", label)
    return Stat(name=_("Rhythm kept"), short=_("Rhythm"), number=kept, of=figure.sample, ring=drawn)


def _group(desk: Desk, id: str, title: str, items: list[Item]) -> Group:
    rows = [desk.row(item, link.TODAY) for item in items[:_MOST]]
    return Group(id=id, title=title, count=len(items), shown=rows[: _OPEN[id]], folded=rows[_OPEN[id] :])


def _last_words(desk: Desk, item: Item) -> tuple[str, Markup] | None:
    """What was last said to the person to begin with, unless the item says it: the day and channel, and the words."""
    edition = desk.edition
    for touch in edition.journal.touches.get(item.contact, ()):
        if touch.date <= edition.today and touch.text and touch.text != item.text:
            return f"{exact_day(touch.date, edition.today)}, {touch.channel}", desk.prose.line(touch.text, link.TODAY)
    return None


def finding(desk: Desk, found: Diagnostic, here: str) -> Finding:
    """The diagnostic with the way to the page of the file it is about, where the link to edit that file is."""
    entry = desk.edition.journal.entry(basename(found.span.path).removesuffix(".md"))
    is_its_own = entry is not None and entry.source.path == found.span.path
    return Finding(
        href=link.href(here, path(entry)) if entry is not None and is_its_own else "",
        severity=found.severity.word,
        place=visible(f"{found.span.path}:{found.span.line}"),
        message=visible(found.message),
        hint=visible(found.hint),
    )


def _problems(findings: tuple[Diagnostic, ...]) -> str:
    """How many of each severity: "1 error, 2 warnings"."""
    errors, warnings, hints = (sum(found.severity is severity for found in findings) for severity in Severity)
    counted = (
        ngettext("{count} error", "{count} errors", errors) if errors else "",
        ngettext("{count} warning", "{count} warnings", warnings) if warnings else "",
        ngettext("{count} hint", "{count} hints", hints) if hints else "",
    )
    return ", ".join(filter(None, counted))


def _picture(feeds: list[Subscription]) -> Markup:
    """The first feed's address for a phone's camera."""
    address = feeds[0].calendar if feeds else ""
    return qr(address, _("QR code of the feed's address")) if address else Markup()


def _subscription(offer: Offer, url: str) -> Subscription:
    """The ways to subscribe to one feed."""
    name = offer.heading.called
    if not link.web(url):
        return Subscription(name=name, file=offer.file)
    address = f"{url.rstrip('/')}/{offer.file}"
    calendar = f"webcal{address[address.index(':') :]}"
    return Subscription(
        name=name,
        file=offer.file,
        calendar=calendar,
        google=f"https://calendar.google.com/calendar/r?cid={quote(calendar, safe='')}",
        address=address,
    )
