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
from kithbook.views.words import named_day, near_day, short_day
from kithbook.words import _, ngettext, pgettext

SHOWN = 4
"""Names in a line about many."""


def render(found: Sequence[Overview], *, width: int, ink: Ink = PLAIN) -> list[str]:
    """All campaigns, a few lines each."""
    if not found:
        return [_("There is no campaign yet: make a file in campaigns/.")]
    lines: list[str] = []
    for one in found:
        lines += [*_heading(one, width, ink), *_indented(_about(one, brief=True), width), ""]
    return [*lines, ngettext("{count} campaign.", "{count} campaigns.", len(found))]


def whole(one: Overview, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """One campaign with everybody in it."""
    lines = [*_heading(one, width, ink), *_indented(_about(one, brief=False), width)]
    if one.members:
        rows = [_cells(member, one.today) for member in one.members]
        lines += ["", *(line.rstrip() for line in table.render(_head(), rows, width=width, ink=ink))]
    return lines


def _head() -> tuple[Column, ...]:
    return (
        Column(title=_("Name"), least=14, keep=9),
        Column(title=_("Takes part"), least=10, keep=3),
        Column(title=_("Since"), least=6, keep=2),
        Column(title=_("Step"), least=6, keep=7),
        Column(title=_("Answer"), least=8, keep=5),
        Column(title=pgettext("column", "Next"), least=8, keep=8),
        Column(title=_("What"), least=12, keep=4),
    )


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
        return _("a draft")
    if one.state == "to come" and starts:
        return _("starts on {day}", day=named_day(starts, today))
    if one.state == "over" and ends:
        return _("over since {day}", day=named_day(ends, today))
    return _("running until {day}", day=named_day(ends, today)) if ends else _("running")


def _indented(sentences: Iterator[str], width: int) -> list[str]:
    return [f"  {line}" for sentence in sentences for line in wrap(sentence, width - 2)]


def _about(one: Overview, *, brief: bool) -> Iterator[str]:
    if one.gaps:
        yield _("It lacks {what}.", what=", ".join(gap.lacks for gap in one.gaps))
    yield _people(one)
    yield from _changes(one.change, one.today)
    if one.members:
        yield from _progress(one)
    if brief and one.next:
        coming = [f"{clean(each.contact.name)} {_next(each, one.today)}" for each in one.next]
        yield _("Next: {what}.", what=_few(coming))


def _people(one: Overview) -> str:
    if not one.members:
        return _("Nobody takes part.")
    enrolled = sum(member.part.is_enrolled for member in one.members)
    found = len(one.members) - enrolled
    ways = [ngettext("{count} enrolled by hand", "{count} enrolled by hand", enrolled)] if enrolled else []
    if found:
        audience = clean(one.campaign.audience)
        ways.append(ngettext("{count} found by {query}", "{count} found by {query}", found, query=audience))
    return ngettext(
        "{count} contact takes part: {ways}.",
        "{count} contacts take part: {ways}.",
        len(one.members),
        ways=", ".join(ways),
    )


def _changes(change: Change | None, today: date) -> Iterator[str]:
    if change is None:
        yield _("Who came in and who fell out since last week: git has nothing from then.")
        return
    since = named_day(change.since, today)
    if not change.came and not change.fell:
        yield _("Nobody came in or fell out since {day}.", day=since)
    if change.came:
        yield _("Came in since {day}: {names}.", day=since, names=_named(change.came))
    if change.fell:
        yield _("Fell out since {day}: {names}.", day=since, names=_named(change.fell))


def _named(people: Sequence[Contact]) -> str:
    return _few([clean(contact.name) for contact in people])


def _few(words: Sequence[str]) -> str:
    rest = len(words) - SHOWN
    return ", ".join(words) if rest < 1 else _("{names} and {count} more", names=", ".join(words[:SHOWN]), count=rest)


def _progress(one: Overview) -> Iterator[str]:
    if one.campaign.steps:
        total = sum(step.times for step in one.campaign.steps)
        counts = [sum(member.done == done for member in one.members) for done in range(total + 1)]
        said = [f"{count} {reached(done, total)}" for done, count in enumerate(counts) if count]
        yield _("Steps: {what}.", what=", ".join(said))
    count = len(one.answered)
    if count:
        yield _("Answers: {count} of {whole}.", count=count, whole=len(one.members))
    else:
        yield _("No answers yet.")


def reached(done: int, total: int) -> str:
    """How far somebody has come who did so many steps."""
    if done == 0:
        return _("not begun")
    return _("through") if done == total else _("did {count} of {whole}", count=done, whole=total)


def _next(member: Standing, today: date) -> str:
    if member.due is None or member.due >= today:
        return "" if member.due is None else near_day(member.due, today)
    return _("since {day}", day=short_day(member.due, today))


def _cells(member: Standing, today: date) -> tuple[str, ...]:
    turn, part = member.turn, member.part
    if turn is None:
        step, what = (_("through") if member.done else ""), ""
    else:
        step = (
            _("on {outcome}", outcome=turn.outcome)
            if turn.outcome
            else _("{number} of {count}", number=turn.number, count=turn.total)
        )
        what = f"{turn.step.channel}: {turn.step.text}"
    answer = member.answer
    said = f"{short_day(answer.date, today)} {answer.outcome or answer.channel}" if answer else ""
    since = short_day(part.since, today) if part.since else ""
    way = _("enrolled") if part.is_enrolled else _("audience")
    return (clean(member.contact.name), way, since, step, clean(said), _next(member, today), clean(what))
