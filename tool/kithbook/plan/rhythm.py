"""The part of a story about the clock: the touch that reset it, what did not, and which cadence won."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.dates import in_words
from kithbook.model import Touch
from kithbook.plan import cadence, counting, first_touch, pace
from kithbook.plan.case import Case
from kithbook.plan.chapter import Chapter, Kind
from kithbook.plan.item import Item, Reason
from kithbook.plan.pace import Claim
from kithbook.plan.wording import after_beginning, lender, said, since
from kithbook.words import _


def rhythm(case: Case, _items: Sequence[Item]) -> Iterator[Chapter]:
    """The chapters of first touch or cadence, the one that says what is due first."""
    claims = tuple(cadence.claims(case))
    reason = Reason.CAMPAIGN if claims and claims[0].origin == pace.CAMPAIGN else Reason.CADENCE
    if case.newest is None and first_touch.came_by_import(case.contact):
        yield _imported(case, claims, reason)
    elif case.newest is None:
        yield _first_touch(case)
    else:
        yield _cadence(case, case.newest, claims, reason)
        yield from _resets(case, case.newest, reason)
    yield from _attempts(case, Reason.FIRST_TOUCH if case.newest is None and not case.contact.imported else reason)
    yield from _rules(claims, reason)


def _first_touch(case: Case) -> Chapter:
    within = case.settings.first_touch_within
    return Chapter(
        kind=Kind.DUE,
        text=_("{after}; no touch counts yet", after=after_beginning(case.journal, case.contact)),
        day=within.after(first_touch.begins(case), is_working=case.workdays.is_working),
        reason=Reason.FIRST_TOUCH,
        span=case.contact.where("met"),
    )


def _imported(case: Case, claims: Sequence[Claim], reason: Reason) -> Chapter:
    """No touch yet, and none is owed: an import brought her."""
    span, day = case.contact.where("imported"), in_words(case.contact.imported or case.today)
    found = cadence.held(case)
    if found is None:
        text = (
            _("an import brought them on {day}; no cadence", day=day)
            if claims
            else _("an import brought them on {day}, and nobody has given them a tier or a cadence yet", day=day)
        )
        return Chapter(kind=Kind.NOTHING, text=text, reason=Reason.CADENCE, span=span)
    text = _(
        "{time} after an import brought them on {day}; no touch counts yet; overdue after {latest}",
        time=found.claim.cadence.ideal.said if found.claim.cadence.ideal else "",
        day=day,
        latest=in_words(found.latest),
    )
    return Chapter(kind=Kind.DUE, text=text, day=found.due, reason=reason, span=span)


def _cadence(case: Case, newest: Touch, claims: Sequence[Claim], reason: Reason) -> Chapter:
    if not claims:
        text = _("no cadence: neither the contact nor a campaign, organisation, tag or tier lends one")
        return Chapter(kind=Kind.NOTHING, text=text, reason=Reason.CADENCE)
    winner = claims[0]
    if winner.cadence.ideal is None:
        text = _('no cadence: {lender} says "never"', lender=lender(winner))
        return Chapter(kind=Kind.NOTHING, text=text, reason=Reason.CADENCE, span=winner.span)
    due, latest = winner.cadence.window(newest.date, case.workdays.is_working)
    counted = since(winner.cadence, newest)
    if winner.cadence.latest:
        span = winner.cadence.latest.said
        text = _("{since}; overdue after {day}, {time} after it", since=counted, day=in_words(latest), time=span)
    else:
        text = _("{since}; overdue after {day}, half as long again", since=counted, day=in_words(latest))
    return Chapter(kind=Kind.DUE, text=text, day=due, reason=reason, span=winner.span)


def _resets(case: Case, newest: Touch, reason: Reason) -> Iterator[Chapter]:
    if newest.date > case.today:
        text = _("{touch}; the cadence is counted from it", touch=said(newest))
        yield Chapter(kind=Kind.APPOINTMENT, text=text, day=newest.date, reason=reason, span=newest.span)
    if case.last is not None:
        last = case.last
        yield Chapter(kind=Kind.TOUCH, text=said(last), day=last.date, reason=reason, span=last.span)


def _attempts(case: Case, reason: Reason) -> Iterator[Chapter]:
    """What is on the record since the last counting touch, and does not count."""
    last = case.last.date if case.last else date.min
    for touch in case.touches:
        if touch.date >= last and not counting.counts(touch, case.settings):
            if touch.is_attempt:
                text = _("{touch}; nobody was reached", touch=said(touch))
            else:
                text = _("{touch}; a {channel} counts for nothing", touch=said(touch), channel=touch.channel)
            yield Chapter(kind=Kind.ATTEMPT, text=text, day=touch.date, reason=reason, span=touch.span)


def _rules(claims: Sequence[Claim], reason: Reason) -> Iterator[Chapter]:
    for place, claim in enumerate(claims):
        kind = Kind.BEATEN if place else Kind.RULE
        text = f"{claim.cadence.said}: {lender(claim)}"
        yield Chapter(kind=kind, text=text, reason=reason, span=claim.span)
