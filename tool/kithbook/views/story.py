"""The story of a contact's due dates: a paragraph for each reason, and behind each sentence where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kithbook.plan.chapter import Chapter, Kind
from kithbook.plan.item import Reason
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.phrases import titled
from kithbook.views.states import called, state_style
from kithbook.views.terminal import clean, clip, columns, pad, wrap
from kithbook.views.words import full_day, log_day
from kithbook.words import N_, _, ngettext

INDENT = "  "
READABLE = 100
"""Longer lines of prose are hard to read."""


def render(
    name: str, state: str, chapters: Sequence[Chapter], *, today: date, width: int, ink: Ink = PLAIN
) -> list[str]:
    """The name with the state, then the chapters in the order of the story."""
    width = min(width, READABLE)
    moved = _moved(chapters)
    lines = [f"{ink.strong(clean(name))}  {state_style(state, ink)(called(state))}"]
    for before, chapter in zip([None, *chapters], chapters, strict=False):
        if before is None or _begins(chapter, before):
            lines += ["", *_heading(chapter, moved, today, width, ink)]
        lines += _sentence(chapter, width, ink)
    return lines


def _begins(chapter: Chapter, before: Chapter) -> bool:
    """A paragraph is about one due day; what does not fall due stands together."""
    return chapter.kind in (Kind.DUE, Kind.NOTHING) or chapter.reason != before.reason


def _moved(chapters: Sequence[Chapter]) -> Mapping[Reason, date]:
    """To which day a reason was moved at last, where only one thing falls due for it."""
    found = [one.reason for one in chapters if one.kind is Kind.DUE]
    moves = {one.reason: one.day for one in chapters if one.kind is Kind.MOVE}
    return {reason: day for reason, day in moves.items() if reason and day and found.count(reason) == 1}


def _heading(chapter: Chapter, moved: Mapping[Reason, date], today: date, width: int, ink: Ink) -> Iterator[str]:
    """The reason with the day on which it is planned: to which it was moved, else on which it falls due."""
    title = _("Nothing is planned") if chapter.reason is None else titled(chapter.reason)
    if chapter.kind is not Kind.DUE or chapter.day is None:
        yield ink.strong(title)
        return
    day = moved.get(chapter.reason, chapter.day) if chapter.reason else chapter.day
    late = (today - day).days
    ago = "  " + ngettext("{count} day ago", "{count} days ago", late) if late > 0 else ""
    *lines, last = wrap(f"{title}, {full_day(day)}", width)
    yield from map(ink.strong, lines)
    yield ink.strong(last) + (ink.faint(ago) if columns(last + ago) <= width else "")


def _sentence(chapter: Chapter, width: int, ink: Ink) -> Iterator[str]:
    room = max(width - len(INDENT), 1)
    *lines, last = wrap(_words(chapter), room)
    for line in lines:
        yield INDENT + line
    if chapter.span is None:
        yield INDENT + last
        return
    place = clip(f"{clean(chapter.span.path)}:{chapter.span.line}", room)
    gap = room - columns(last) - columns(place)
    if gap >= 2:
        yield f"{INDENT}{last}{' ' * gap}{ink.faint(place)}"
        return
    yield INDENT + last
    yield INDENT + ink.faint(pad(place, room, right=True))


def _words(chapter: Chapter) -> str:
    text = clean(chapter.text).strip()
    if chapter.kind is Kind.DUE or chapter.kind in _WITHOUT_DAY or chapter.day is None:
        sentence = _(_WITHOUT_DAY[chapter.kind], text=text) if chapter.kind in _WITHOUT_DAY else text
    else:
        sentence = _(_WITH_DAY.get(chapter.kind, _ON), day=log_day(chapter.day), text=text)
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith((".", "!", "?", "…", "。")) else f"{sentence}."


_ON = N_("on {day}: {text}")
_WITHOUT_DAY = {Kind.RULE: N_("The rule that won is {text}"), Kind.BEATEN: N_("It beats {text}")}
_WITH_DAY = {
    Kind.TOUCH: N_("the last touch, on {day}: {text}"),
    Kind.APPOINTMENT: N_("an appointment on {day}: {text}"),
    Kind.MESSAGE: N_("what they said last, on {day}: {text}"),
    Kind.SUCCESS: N_("a success on {day}: {text}"),
    Kind.ATTEMPT: N_("an attempt on {day}: {text}"),
    Kind.SNOOZE: N_("snooze until {day}: {text}"),
}
