"""Whether the attention is steady: bursts of touches, and holes between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.words import N_, _

WEEKS = 52
BURST = 3
HOLE = 2
SHOWN = 5

MEANING = Meaning(
    name="stop-and-go",
    title=N_("Stop and go"),
    definition=N_(
        "The share of weeks without a touch that counts, Monday to Sunday, among the last 52 "
        "whole weeks since the first touch; a hole is two such weeks or more in a row, a "
        "burst is a week with three touches or more and more than three times the average."
    ),
    unit="share",
    counted=N_("weeks"),
    least=8,
)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Weeks in a row without a touch; `first` is their first Monday."""

    first: date
    weeks: int


def figure(seen: Evidence) -> Figure:
    """The share of silent weeks, the longest holes and the greatest bursts."""
    weeks = counted_weeks(seen)
    holes = sorted(_holes(weeks), key=lambda hole: (-hole.weeks, hole.first))
    average = sum(count for _monday, count in weeks) / len(weeks) if weeks else 0
    bursts = sorted(
        ((monday, count) for monday, count in weeks if count >= BURST and count > BURST * average),
        key=lambda week: (-week[1], week[0]),
    )
    return Figure(
        meaning=MEANING,
        sample=len(weeks),
        value=share(sum(count == 0 for _monday, count in weeks), len(weeks)),
        parts=(
            Part(label=_("touches a week on average"), value=round(average, 1)),
            Part(label=_("holes"), value=len(holes)),
            Part(label=_("bursts"), value=len(bursts)),
            *(
                Part(group=_("longest holes"), label=_("from"), day=hole.first, value=hole.weeks, unit=_("weeks"))
                for hole in holes[:SHOWN]
            ),
            *(
                Part(group=_("greatest bursts"), label=_("week of"), day=monday, value=count, unit=_("touches"))
                for monday, count in bursts[:SHOWN]
            ),
        ),
    )


def counted_weeks(seen: Evidence) -> tuple[tuple[date, int], ...]:
    """The Monday of every whole week and its touches, the oldest first, since the first touch, 52 at most."""
    touches: Counter[date] = Counter()
    for day, count in seen.made_on.items():
        touches[_monday(day)] += count
    if not touches:
        return ()
    end = _monday(seen.today)
    first = max(min(touches), add_days(end, -7 * WEEKS))
    return tuple((first + number * WEEK, touches[first + number * WEEK]) for number in range((end - first) // WEEK))


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _holes(weeks: Sequence[tuple[date, int]]) -> Iterator[Hole]:
    silent: list[date] = []
    for monday, count in (*weeks, (date.max, 1)):
        if count == 0:
            silent.append(monday)
            continue
        if len(silent) >= HOLE:
            yield Hole(first=silent[0], weeks=len(silent))
        silent = []
