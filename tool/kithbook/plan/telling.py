"""The part of a story about what was said and what a campaign wants: answer, silence, reaction, step, appointment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.dates import Interval, in_words
from kithbook.plan import answer, appointment, reaction, silence, step, thanks
from kithbook.plan.case import Case
from kithbook.plan.chapter import Chapter, Kind
from kithbook.plan.item import Item, Reason
from kithbook.plan.step import Stage
from kithbook.plan.thanks import Success
from kithbook.plan.wording import of, said
from kithbook.words import _, ngettext


def answers(case: Case, _items: Sequence[Item]) -> Iterator[Chapter]:
    """What they said, and since when it waits; an attempt to answer it."""
    owed = answer.owed(case)
    if owed is None:
        return
    within = case.settings.channel(owed.first.channel).answer_within
    text = _("{time} after {touch}, to which nothing of mine followed", time=within.said, touch=of(owed.first))
    yield Chapter(kind=Kind.DUE, text=text, day=owed.due, reason=Reason.ANSWER, span=owed.first.span)
    yield Chapter(
        kind=Kind.MESSAGE, text=said(owed.newest), day=owed.newest.date, reason=Reason.ANSWER, span=owed.newest.span
    )
    if owed.tried is not None:
        patience = case.settings.channel(owed.tried.channel).patience
        yield Chapter(
            kind=Kind.ATTEMPT,
            text=_("{touch}; the next one {time} later", touch=said(owed.tried), time=patience.said),
            day=owed.tried.date,
            reason=Reason.ANSWER,
            span=owed.tried.span,
        )


def silences(case: Case, _items: Sequence[Item]) -> Iterator[Chapter]:
    """What I said last, and how long silence is nothing yet."""
    found = silence.unanswered(case)
    if found is not None:
        patience = case.settings.channel(found.touch.channel).patience
        outcome = f", {found.touch.outcome}" if found.touch.outcome else ""
        text = _(
            "{time} after {touch}, and nothing followed; overdue after {day}",
            time=patience.said,
            touch=of(found.touch) + outcome,
            day=in_words(found.latest),
        )
        yield Chapter(kind=Kind.DUE, text=text, day=found.due, reason=Reason.SILENCE, span=found.touch.span)


def reactions(case: Case, _items: Sequence[Item]) -> Iterator[Chapter]:
    """What a campaign says is to be done about the newest outcome; also that nothing more is."""
    found = reaction.called_for(case)
    if found is not None:
        done, total = found.step, found.step.times
        times = _(", time {number} of {total}", number=found.number, total=total) if total > 1 else ""
        after = f"{of(found.touch)}, {found.touch.outcome}{times}"
        text = f"{_after(done.wait, after)}: {done.channel}: {done.text}"
        yield Chapter(kind=Kind.DUE, text=text, day=found.due, reason=Reason.REACTION, span=found.touch.span)
        yield Chapter(
            kind=Kind.CAMPAIGN,
            text=_("the campaign {name} reacts like this", name=found.part.campaign.name),
            reason=Reason.REACTION,
            span=done.span,
        )
        return
    touch = reaction.newest_outcome(case) if case.parts else None
    for over in reaction.reactions(case, touch) if touch else ():
        text = ngettext(
            "{outcome} again: the campaign {name} reacts {count} time and then lets go",
            "{outcome} again: the campaign {name} reacts {count} times and then lets go",
            over.step.times,
            outcome=over.touch.outcome,
            name=over.part.campaign.name,
        )
        yield Chapter(kind=Kind.NOTHING, text=text, reason=Reason.REACTION, span=over.step.span)


def gratitude(case: Case, items: Sequence[Item]) -> Iterator[Chapter]:
    """For whom thanks are owed, and what says that they became a success."""
    if not any(Reason.REACTION in item.reasons for item in items):
        return
    successes = thanks.owed(case.journal, case.today).get(case.contact.id, ())
    for first in successes[:1]:
        text = _(
            "{time} after somebody who came through them became a success: {what}",
            time=thanks.WITHIN.said,
            what=thanks.asked(successes),
        )
        yield Chapter(kind=Kind.DUE, text=text, day=thanks.due(case, first), reason=Reason.REACTION, span=first.span)
    for success in successes:
        yield Chapter(
            kind=Kind.SUCCESS, text=_became(success), day=success.day, reason=Reason.REACTION, span=success.span
        )


def _became(success: Success) -> str:
    link = f"[[{success.contact.id}]]"
    if success.touch is None:
        return _("{name} has a value, and that is the day we met", name=link)
    if not success.touch.outcome:
        return _("{name} has a value, and the newest touch is {touch}", name=link, touch=of(success.touch))
    return f"{link}: {said(success.touch)}"


def steps(case: Case, _items: Sequence[Item]) -> Iterator[Chapter]:
    """The next step of each campaign, and from what it is counted."""
    for stage in step.pending(case):
        text = f"{_after(stage.step.wait, _from(stage))}: {stage.step.channel}: {stage.step.text}"
        span = stage.before.span if stage.before else stage.part.campaign.spans.get("starts")
        yield Chapter(kind=Kind.DUE, text=text, day=stage.due, reason=Reason.STEP, span=span)
        yield Chapter(
            kind=Kind.CAMPAIGN,
            text=_(
                "step {number} of {total} of the campaign {name}",
                number=stage.number,
                total=stage.total,
                name=stage.part.campaign.name,
            ),
            reason=Reason.STEP,
            span=stage.step.span,
        )


def _from(stage: Stage) -> str:
    if stage.before is not None:
        return _("{touch}, which did the step before", touch=of(stage.before))
    if stage.part.is_enrolled:
        return _("{day}, since when enrolled", day=in_words(stage.base))
    return _("{day}, since when in its audience", day=in_words(stage.base))


def _after(wait: Interval, event: str) -> str:
    return _("{time} after {event}", time=wait.said, event=event)


def appointments(case: Case, _items: Sequence[Item]) -> Iterator[Chapter]:
    """What is asked on the day after."""
    for touch in appointment.asking(case):
        yield Chapter(
            kind=Kind.DUE,
            text=appointment.question(touch),
            day=appointment.asked_on(touch),
            reason=Reason.APPOINTMENT,
            span=touch.span,
        )
