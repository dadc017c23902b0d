"""The part of a story about what was said and what a campaign wants: answer, silence, reaction, step, appointment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.dates import in_words
from kithbook.plan import answer, appointment, reaction, silence, step, thanks
from kithbook.plan.case import Case
from kithbook.plan.chapter import Chapter, Kind
from kithbook.plan.item import Item, Reason
from kithbook.plan.step import Stage
from kithbook.plan.thanks import Success
from kithbook.plan.wording import of, said


def answers(case: Case, _: Sequence[Item]) -> Iterator[Chapter]:
    """What they said, and since when it waits; an attempt to answer it."""
    owed = answer.owed(case)
    if owed is None:
        return
    within = case.settings.channel(owed.first.channel).answer_within
    text = f"{within} after {of(owed.first)}, to which nothing of mine followed"
    yield Chapter(kind=Kind.DUE, text=text, day=owed.due, reason=Reason.ANSWER, span=owed.first.span)
    yield Chapter(
        kind=Kind.MESSAGE, text=said(owed.newest), day=owed.newest.date, reason=Reason.ANSWER, span=owed.newest.span
    )
    if owed.tried is not None:
        patience = case.settings.channel(owed.tried.channel).patience
        yield Chapter(
            kind=Kind.ATTEMPT,
            text=f"{said(owed.tried)}; the next one {patience} later",
            day=owed.tried.date,
            reason=Reason.ANSWER,
            span=owed.tried.span,
        )


def silences(case: Case, _: Sequence[Item]) -> Iterator[Chapter]:
    """What I said last, and how long silence is nothing yet."""
    found = silence.unanswered(case)
    if found is not None:
        patience = case.settings.channel(found.touch.channel).patience
        outcome = f", {found.touch.outcome}" if found.touch.outcome else ""
        text = (
            f"{patience} after {of(found.touch)}{outcome}, and nothing followed; overdue after {in_words(found.latest)}"
        )
        yield Chapter(kind=Kind.DUE, text=text, day=found.due, reason=Reason.SILENCE, span=found.touch.span)


def reactions(case: Case, _: Sequence[Item]) -> Iterator[Chapter]:
    """What a campaign says is to be done about the newest outcome; also that nothing more is."""
    found = reaction.called_for(case)
    if found is not None:
        done, total = found.step, found.step.times
        times = f", time {found.number} of {total}" if total > 1 else ""
        text = f"{done.wait} after {of(found.touch)}, {found.touch.outcome}{times}: {done.channel}: {done.text}"
        yield Chapter(kind=Kind.DUE, text=text, day=found.due, reason=Reason.REACTION, span=found.touch.span)
        yield Chapter(
            kind=Kind.CAMPAIGN,
            text=f"the campaign {found.part.campaign.name} reacts like this",
            reason=Reason.REACTION,
            span=done.span,
        )
        return
    touch = reaction.newest_outcome(case) if case.parts else None
    for over in reaction.reactions(case, touch) if touch else ():
        count = f"{over.step.times} {'time' if over.step.times == 1 else 'times'}"
        text = f"{over.touch.outcome} again: the campaign {over.part.campaign.name} reacts {count} and then lets go"
        yield Chapter(kind=Kind.NOTHING, text=text, reason=Reason.REACTION, span=over.step.span)


def gratitude(case: Case, items: Sequence[Item]) -> Iterator[Chapter]:
    """For whom thanks are owed, and what says that they became a success."""
    if not any(Reason.REACTION in item.reasons for item in items):
        return
    successes = thanks.owed(case.journal, case.today).get(case.contact.id, ())
    for first in successes[:1]:
        text = f"{thanks.WITHIN} after somebody who came through them became a success: {thanks.asked(successes)}"
        yield Chapter(kind=Kind.DUE, text=text, day=thanks.due(case, first), reason=Reason.REACTION, span=first.span)
    for success in successes:
        yield Chapter(
            kind=Kind.SUCCESS, text=_became(success), day=success.day, reason=Reason.REACTION, span=success.span
        )


def _became(success: Success) -> str:
    link = f"[[{success.contact.id}]]"
    if success.touch is None:
        return f"{link} has a value, and that is the day we met"
    if not success.touch.outcome:
        return f"{link} has a value, and the newest touch is {of(success.touch)}"
    return f"{link}: {said(success.touch)}"


def steps(case: Case, _: Sequence[Item]) -> Iterator[Chapter]:
    """The next step of each campaign, and from what it is counted."""
    for stage in step.pending(case):
        text = f"{stage.step.wait} after {_from(stage)}: {stage.step.channel}: {stage.step.text}"
        span = stage.before.span if stage.before else stage.part.campaign.spans.get("starts")
        yield Chapter(kind=Kind.DUE, text=text, day=stage.due, reason=Reason.STEP, span=span)
        yield Chapter(
            kind=Kind.CAMPAIGN,
            text=f"step {stage.number} of {stage.total} of the campaign {stage.part.campaign.name}",
            reason=Reason.STEP,
            span=stage.step.span,
        )


def _from(stage: Stage) -> str:
    if stage.before is not None:
        return f"{of(stage.before)}, which did the step before"
    return f"{in_words(stage.base)}, since when {'enrolled' if stage.part.is_enrolled else 'in its audience'}"


def appointments(case: Case, _: Sequence[Item]) -> Iterator[Chapter]:
    """What is asked on the day after."""
    for touch in appointment.asking(case):
        yield Chapter(
            kind=Kind.DUE,
            text=appointment.question(touch),
            day=appointment.asked_on(touch),
            reason=Reason.APPOINTMENT,
            span=touch.span,
        )
