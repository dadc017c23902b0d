"""Campaigns on a terminal: each in a few lines, one with a line for every member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.campaigns.standing import Change, Overview, Standing
from kithbook.model import Contact
from kithbook.views import table
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.table import Column
from kithbook.views.terminal import clean, clip, columns, wrap
from kithbook.views.words import named_day, near_day, plural, short_day

HEAD = (
    Column(title="Name", least=14, keep=9),
    Column(title="Takes part", least=10, keep=3),
    Column(title="Since", least=6, keep=2),
    Column(title="Step", least=6, keep=7),
    Column(title="Answer", least=8, keep=5),
    Column(title="Next", least=8, keep=8),
    Column(title="What", least=12, keep=4),
)
SHOWN = 4
"""Names in a line about many."""


def render(found: Sequence[Overview], *, width: int, ink: Ink = PLAIN) -> list[str]:
    """All campaigns, a few lines each."""
    if not found:
        return ["There is no campaign yet: make a file in campaigns/."]
    lines: list[str] = []
    for one in found:
        lines += [*_heading(one, width, ink), *_indented(_about(one, brief=True), width), ""]
    return [*lines, f"{plural(len(found), 'campaign')}."]


def whole(one: Overview, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """One campaign with everybody in it."""
    lines = [*_heading(one, width, ink), *_indented(_about(one, brief=False), width)]
    if one.members:
        rows = [_cells(member, one.today) for member in one.members]
        lines += ["", *(line.rstrip() for line in table.render(HEAD, rows, width=width, ink=ink))]
    return lines


def _heading(one: Overview, width: int, ink: Ink) -> list[str]:
    name, state = clean(one.campaign.name), state_told(one)
    name = clip(name, width)
    if columns(name) + 2 + columns(state) > width:
        return [ink.strong(name), f"  {ink.faint(clip(state, width - 2))}"]
    return [f"{ink.strong(name)}  {ink.faint(state)}"]


def state_told(one: Overview) -> str:
    """Whether it runs, and until when."""
    starts, ends, today = one.campaign.starts, one.campaign.ends, one.today
    if one.state == "draft":
        return "a draft"
    if one.state == "to come" and starts:
        return f"starts on {named_day(starts, today)}"
    if one.state == "over" and ends:
        return f"over since {named_day(ends, today)}"
    return f"running until {named_day(ends, today)}" if ends else "running"


def _indented(sentences: Iterator[str], width: int) -> list[str]:
    return [f"  {line}" for sentence in sentences for line in wrap(sentence, width - 2)]


def _about(one: Overview, *, brief: bool) -> Iterator[str]:
    if one.gaps:
        yield f"It lacks {', '.join(gap.lacks for gap in one.gaps)}."
    yield _people(one)
    yield from _changes(one.change, one.today)
    if one.members:
        yield from _progress(one)
    if brief and one.next:
        yield f"Next: {_few([f'{clean(each.contact.name)} {_next(each, one.today)}' for each in one.next])}."


def _people(one: Overview) -> str:
    if not one.members:
        return "Nobody takes part."
    enrolled = sum(member.part.is_enrolled for member in one.members)
    found = len(one.members) - enrolled
    ways = [f"{enrolled} enrolled by hand"] if enrolled else []
    ways += [f"{found} found by {clean(one.campaign.audience)}"] if found else []
    verb = "takes" if len(one.members) == 1 else "take"
    return f"{plural(len(one.members), 'contact')} {verb} part: {', '.join(ways)}."


def _changes(change: Change | None, today: date) -> Iterator[str]:
    if change is None:
        yield "Who came in and who fell out since last week: git has nothing from then."
        return
    since = named_day(change.since, today)
    if not change.came and not change.fell:
        yield f"Nobody came in or fell out since {since}."
    if change.came:
        yield f"Came in since {since}: {_named(change.came)}."
    if change.fell:
        yield f"Fell out since {since}: {_named(change.fell)}."


def _named(people: Sequence[Contact]) -> str:
    return _few([clean(contact.name) for contact in people])


def _few(words: Sequence[str]) -> str:
    rest = len(words) - SHOWN
    return ", ".join(words) if rest < 1 else f"{', '.join(words[:SHOWN])} and {rest} more"


def _progress(one: Overview) -> Iterator[str]:
    if one.campaign.steps:
        total = sum(step.times for step in one.campaign.steps)
        counts = [sum(member.done == done for member in one.members) for done in range(total + 1)]
        said = [f"{count} {reached(done, total)}" for done, count in enumerate(counts) if count]
        yield f"Steps: {', '.join(said)}."
    count = len(one.answered)
    yield f"Answers: {count} of {len(one.members)}." if count else "No answers yet."


def reached(done: int, total: int) -> str:
    """How far somebody has come who did so many steps."""
    if done == 0:
        return "not begun"
    return "through" if done == total else f"did {done} of {total}"


def _next(member: Standing, today: date) -> str:
    if member.due is None or member.due >= today:
        return "" if member.due is None else near_day(member.due, today)
    return f"since {short_day(member.due, today)}"


def _cells(member: Standing, today: date) -> tuple[str, ...]:
    turn, part = member.turn, member.part
    if turn is None:
        step, what = ("through" if member.done else ""), ""
    else:
        step = f"on {turn.outcome}" if turn.outcome else f"{turn.number} of {turn.total}"
        what = f"{turn.step.channel}: {turn.step.text}"
    answer = member.answer
    said = f"{short_day(answer.date, today)} {answer.outcome or answer.channel}" if answer else ""
    since = short_day(part.since, today) if part.since else ""
    way = "enrolled" if part.is_enrolled else "audience"
    return (clean(member.contact.name), way, since, step, clean(said), _next(member, today), clean(what))
