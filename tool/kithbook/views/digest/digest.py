"""A day's digest as a value: what is for today, what slipped past its days, and what the week brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import quote

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Event, Journal
from kithbook.plan.item import Item, Plan
from kithbook.views.links import legible, unlinked
from kithbook.views.pages import link
from kithbook.views.phrases import how, says_what_to_do, what, when, why_now
from kithbook.views.public import Public
from kithbook.views.terminal import clean
from kithbook.views.words import full_day
from kithbook.words import _, ngettext

MOST = 12
"""Lines of one group; of the others it is told how many there are."""
NEW = 7
"""What slipped within so many days is told before what slipped earlier."""
_FOLDERS = {Contact: link.PEOPLE, Event: link.EVENTS, Campaign: link.CAMPAIGNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item in words: whom it is about, what to do, the last words, how to reach her, when.

    `address` is what a tap opens, `page` the page on the site; "" where there is none.
    """

    name: str
    what: str
    last: str = ""
    how: str = ""
    when: str = ""
    address: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some lines under a title, of `count` that there are; `more` says so."""

    title: str
    lines: tuple[Line, ...]
    count: int
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """`subject` tells the counts and nobody's name: it is read on locked screens. `site` is the site's address."""

    day: date
    title: str
    subject: str
    summary: str
    groups: tuple[Group, ...]
    site: str = ""

    @property
    def is_empty(self) -> bool:
        """Nobody waits, and nothing is coming."""
        return not self.groups


def digest(shown: Public, plan: Plan, days: int = 7) -> Digest:
    """What may be told of the plan, up to `days` days ahead, today among them."""
    journal, today = shown.journal, plan.today
    told = shown.plan(plan)
    slipped = _slipped(told, today)
    now = tuple(item for item in told.share if item.state(today) == "due")
    later = sum(item.state(today) == "due" for item in told.rest)
    last = add_days(today, max(0, days - 1))
    coming = tuple(sorted((one for one in told.items if today < one.due <= last), key=lambda one: (one.due, one.name)))
    counts = ", ".join(_counts(len(now) + later, len(slipped), len(coming), days))
    return Digest(
        day=today,
        title=full_day(today),
        subject=counts or _("Nobody is waiting"),
        summary=f"{counts}." if counts else _("Nobody is waiting."),
        groups=tuple(
            group
            for group in (
                _group(journal, _("Today"), now, today, also=later),
                _group(journal, _("Slipped"), slipped, today),
                _group(journal, _coming_title(days), coming, today),
            )
            if group.count
        ),
        site=journal.settings.url,
    )


def _slipped(plan: Plan, today: date) -> Sequence[Item]:
    """What slipped this week first, as it stands in the plan; then the rest."""
    overdue = plan.overdue
    return sorted(overdue, key=lambda item: (today - item.latest).days > NEW)


def _coming_title(days: int) -> str:
    return _("This week") if days == 7 else ngettext("Next {count} day", "Next {count} days", days)


def _group(journal: Journal, title: str, items: Sequence[Item], today: date, *, also: int = 0) -> Group:
    left = max(0, len(items) - MOST) + also
    more = ngettext("and {count} more: kith due --all", "and {count} more: kith due --all", left) if left else ""
    lines = tuple(_line(journal, item, today) for item in items[:MOST])
    return Group(title=title, lines=lines, count=len(items) + also, more=more)


def _line(journal: Journal, item: Item, today: date) -> Line:
    item = legible(journal, item)
    said, why = what(item), why_now(item, today)
    is_task = bool(said) and says_what_to_do(item)
    return Line(
        name=clean(unlinked(journal, item.name)),
        what=f"{said} ({why})" if is_task and why else said if is_task else why or said,
        last="" if is_task or not why else said,
        how=how(item),
        when=when(item, today),
        address=_address(item.handle),
        page=_page(journal, item),
    )


def _address(handle: str) -> str:
    """What a tap on it opens: a mail, a call, a page; "" for none of them."""
    if "@" in handle and " " not in handle.strip():
        return link.mail(clean(handle).strip())
    return link.web(clean(handle).strip()) or ("" if any(map(str.isalpha, handle)) else link.telephone(handle))


def _page(journal: Journal, item: Item) -> str:
    entry = journal.entry(item.contact or item.entry)
    if not journal.settings.url or type(entry) not in _FOLDERS or entry is None:
        return ""
    return f"{journal.settings.url}{_FOLDERS[type(entry)].removesuffix('.md')}/{quote(entry.id, safe='')}/"


def _counts(now: int, slipped: int, coming: int, days: int) -> Iterator[str]:
    if now:
        yield _("{count} today", count=now)
    if slipped:
        yield ngettext("{count} slipped", "{count} slipped", slipped)
    if coming and days == 7:
        yield _("{count} this week", count=coming)
    elif coming:
        yield ngettext("{number} in the next {count} day", "{number} in the next {count} days", days, number=coming)
