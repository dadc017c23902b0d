"""The entries of the follow-up feed: one for each item of the plan, and one for those that only wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kithbook import model
from kithbook.model import Contact
from kithbook.plan.item import Item, Plan, Reason
from kithbook.plan.occasion import called
from kithbook.views.calendar import briefing, loose_ends
from kithbook.views.calendar.entry import Entry, constant_uid
from kithbook.views.calendar.overdue import Arrangement, Placed, arrange
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.calendar.scope import Scope
from kithbook.views.phrases import titled
from kithbook.views.words import named_day
from kithbook.words import N_, _, ngettext

NO_SIGN = "•"
MOST_NAMES = 20
WHAT = {
    Reason.FIRST_TOUCH: N_("first touch"),
    Reason.CADENCE: N_("keep in touch"),
    Reason.CAMPAIGN: N_("keep in touch"),
}
"""What a title says of a reason that has no words of its own."""
AHEAD = {Reason.WAITING: N_("waiting"), Reason.ANSWER: N_("answer"), Reason.SILENCE: N_("no answer yet")}
"""What a title says before the words of a reason."""
SAID = {
    Reason.PROMISE: N_("Promised"),
    Reason.WAITING: N_("They owe"),
    Reason.ANSWER: N_("They said"),
    Reason.SILENCE: N_("You said"),
    Reason.REACTION: N_("To do"),
    Reason.STEP: N_("To do"),
}
"""What stands before the words of a reason in the description."""


def entries(scope: Scope, plan: Plan) -> tuple[Entry, ...]:
    """Everything the feed shows of a plan that may be told; empty when nobody is waiting."""
    settings = scope.journal.settings
    told = replace(plan, items=tuple(item for item in plan.items if scope.holds(item.contact)))
    found = arrange(told, mode=scope.how.overdue, per_day=settings.per_day)
    single = (
        [*_counts(scope, found.placed)]
        if scope.detail == "count"
        else [_entry(scope, placed) for placed in found.placed]
    )
    return (*single, *_digest(scope, found))


def _owner(scope: Scope, item: Item) -> model.Entry | None:
    """Whom or what the item is about; None for the journal itself."""
    journal = scope.journal
    return _contact(scope, item) or journal.events.get(item.entry) or journal.campaigns.get(item.entry)


def _contact(scope: Scope, item: Item) -> Contact | None:
    return scope.journal.contacts.get(item.contact)


def entry_of(scope: Scope, item: Item) -> Entry:
    """The entry of one item on its own day."""
    return _entry(scope, Placed(item=item, day=item.due))


def _entry(scope: Scope, placed: Placed) -> Entry:
    item = placed.item
    contact = _contact(scope, item)
    return Entry(
        item.uid,
        placed.day,
        _title(scope, placed, contact),
        "\n".join(_description(scope, item, contact)),
        _address(scope, item),
        (*item.reasons, contact.tier) if contact and contact.tier else item.reasons,
        paths=_paths(scope, item, contact),
        written=_newest(scope, contact) if contact else None,
        moved_to=placed.day if placed.since else None,
    )


def _address(scope: Scope, item: Item) -> str:
    """The page of the contact, event or campaign; "" without a site."""
    return scope.page(_owner(scope, item))


def _title(scope: Scope, placed: Placed, contact: Contact | None) -> str:
    item = placed.item
    channel = scope.journal.settings.channels.get(item.channel)
    title = f"{channel.sign if channel else NO_SIGN} {scope.called(item.name)}"
    if scope.detail == "full":
        title += f": {_what(scope, item, contact)}"
    if not placed.since:
        return title
    return _("{title} (since {day})", title=title, day=named_day(placed.since, placed.day))


def what(scope: Scope, item: Item) -> str:
    """What to do, in a few words."""
    return _what(scope, item, _contact(scope, item))


def _what(scope: Scope, item: Item, contact: Contact | None) -> str:
    reason = item.reason
    if reason in WHAT and item.contact and not item.is_lost:
        return "; ".join((_(WHAT[reason]), *_celebrated(scope, item, contact)))
    said = scope.plain(item.text)
    ahead = "" if item.is_lost or reason not in AHEAD else _(AHEAD[reason])
    return ": ".join(filter(None, (ahead, said))) or titled(reason).lower()


def _celebrated(scope: Scope, item: Item, contact: Contact | None) -> Iterator[str]:
    """The occasions that fall on the item's day and were made one with it."""
    if contact is None or Reason.OCCASION not in item.reasons:
        return
    for occasion in contact.days:
        if occasion.day.in_year(item.due.year, leap_day=scope.journal.settings.leap_day) == item.due:
            yield scope.plain(called(occasion))


def _description(scope: Scope, item: Item, contact: Contact | None) -> Sequence[str]:
    if scope.detail != "full" or contact is None:
        told = loose_ends.lines(scope, item) if scope.detail == "full" else ()
        return tuple(filter(None, (*told, _address(scope, item))))
    label = SAID.get(item.reason)
    promised = f"{_(label)}: {scope.plain(item.text)}" if label and item.text else ""
    return briefing.lines(scope, contact, why=scope.shown.opening(item), promised=promised)


def _paths(scope: Scope, item: Item, contact: Contact | None) -> tuple[str, ...]:
    caused = (item.cause.path,) if item.cause else ()
    if contact is None:
        return caused
    return caused + (briefing.briefing(scope, contact).sources if scope.detail == "full" else (contact.source.path,))


def _counts(scope: Scope, placed: Sequence[Placed]) -> Iterator[Entry]:
    """One entry a day that tells only how many; those of a moving day are moved."""
    days: dict[date, list[Placed]] = {}
    for one in placed:
        days.setdefault(one.day, []).append(one)
    for day, found in sorted(days.items()):
        people = [(one.item, _contact(scope, one.item)) for one in found]
        yield Entry(
            uid=constant_uid(f"count {day.isoformat()}"),
            day=day,
            summary=f"{NO_SIGN} " + ngettext("{count} follow-up", "{count} follow-ups", len(found)),
            paths=tuple(path for item, contact in people for path in _paths(scope, item, contact)),
            written=max((newest for _item, who in people if who and (newest := _newest(scope, who))), default=None),
            moved_to=day if any(one.since for one in found) else None,
        )


def _newest(scope: Scope, contact: Contact) -> date | None:
    return briefing.briefing(scope, contact).newest


def _digest(scope: Scope, found: Arrangement) -> Iterator[Entry]:
    """One entry on today for all who only wait; with their names where names may be told."""
    if not found.digest:
        return
    number = len(found.digest)
    if any(placed.since for placed in found.placed):
        waiting = ngettext("and {count} more waits", "and {count} more wait", number)
    else:
        waiting = ngettext("{count} waits for a word from you", "{count} wait for a word from you", number)
    yield Entry(
        uid=constant_uid("digest"),
        day=scope.today,
        summary=f"{NO_SIGN} {waiting}",
        description="\n".join(_names(scope, found.digest)),
        rings=False,
        moved_to=scope.today,
    )


def _names(scope: Scope, items: Sequence[Item]) -> Iterator[str]:
    if scope.detail == "count":
        return
    for item in items[:MOST_NAMES]:
        words = f": {what(scope, item)}" if scope.detail == "full" else ""
        since = named_day(item.due, scope.today)
        told = _("{title} (since {day})", title=f"{scope.called(item.name)}{words}", day=since)
        yield one_line(f"{told} {scope.page(_contact(scope, item))}")
    if len(items) > MOST_NAMES:
        yield _("and {count} others", count=len(items) - MOST_NAMES)
