"""After how many touches, on which channels and after which pauses something good came of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import sub

from kithbook.frozen import dataclass
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, middle
from kithbook.insights.record import in_order
from kithbook.model import Touch
from kithbook.words import N_, _

MEANING = Meaning(
    name="touch-curve",
    title=N_("Touch curve"),
    definition=N_(
        "The median number of the touch with which a contact's first positive outcome came, "
        "among those that have one, counting the touches of both sides and attempts from the "
        "first one on, newsletters and notes left out."
    ),
    unit=N_("touches"),
    counted=N_("contacts"),
    least=10,
)
ROWS = 8
"""Numbers of touches that have a line of their own; the rest share one."""
CURVE = N_("first positive outcome at touch")
"""The group of the parts that tell at which touch it came."""
LIMITS = (7, 30, 90)
"""Days of a pause, up to which it is counted together."""
GAPS = (N_("within a week"), N_("8 to 30 days"), N_("31 to 90 days"), N_("over 90 days"))
POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class Course:
    """One contact's touches in order, their days as ordinals, and the number of the first positive one, 0 for none."""

    touches: Sequence[Touch]
    days: Sequence[int]
    first: int


def figure(seen: Evidence) -> Figure:
    """After which touch a positive outcome came and after which it never did, by number, channel and gap."""
    courses = [_course(history.touches) for history in seen.histories if history.touches]
    firsts = [course.first for course in courses if course.first]
    return Figure(
        meaning=MEANING,
        sample=len(firsts),
        value=middle(firsts),
        parts=(*_by_number(courses), *_never(courses), *_by_channel(courses), *_by_gap(courses)),
    )


def _course(touches: Sequence[Touch]) -> Course:
    """Of touches that come newest first."""
    days = [touch.date.toordinal() for touch in reversed(touches)]
    ordered = touches[::-1] if len({*days}) == len(days) else in_order(touches)
    outcomes = [touch.outcome for touch in ordered]
    return Course(ordered, days, outcomes.index(POSITIVE) + 1 if POSITIVE in outcomes else 0)


def _by_number(courses: Sequence[Course]) -> Iterator[Part]:
    """At the n-th touch: the first positive outcome came, of all who got that many without one."""
    came = Counter(course.first for course in courses if course.first)
    reached = Counter(course.first or len(course.touches) for course in courses)
    longest = max(reached, default=0)
    group = _(CURVE)
    for number in range(1, min(longest, ROWS) + 1):
        tried = sum(count for reach, count in reached.items() if reach >= number)
        yield Part(group=group, label=str(number), value=came[number], of=tried)
    if longest > ROWS:
        later = sum(count for number, count in came.items() if number > ROWS)
        tried = sum(count for reach, count in reached.items() if reach > ROWS)
        yield Part(group=group, label=_("{number} or later", number=ROWS + 1), value=later, of=tried)


def _never(courses: Sequence[Course]) -> Iterator[Part]:
    """Beyond some touch a first positive outcome never came: how many of those without one are there."""
    firsts = [course.first for course in courses if course.first]
    if firsts:
        beyond = sum(not course.first and len(course.touches) > max(firsts) for course in courses)
        label = _("beyond touch {number}", number=max(firsts))
        yield Part(
            group=_("no positive outcome so far"),
            label=label,
            value=beyond,
            of=sum(not course.first for course in courses),
        )


def _by_channel(courses: Sequence[Course]) -> Iterator[Part]:
    """Positive outcomes out of all touches on the channel, the channel used most first."""
    used = Counter([touch.channel for course in courses for touch in course.touches])
    met = [course.touches for course in courses if course.first]
    positive = Counter([touch.channel for touches in met for touch in touches if touch.outcome == POSITIVE])
    for channel, of in sorted(used.items(), key=lambda pair: (-pair[1], pair[0])):
        if positive[channel]:
            yield Part(group=_("positive outcomes by channel"), label=channel, value=positive[channel], of=of)


def _by_gap(courses: Sequence[Course]) -> Iterator[Part]:
    """Positive outcomes out of all touches that followed the one before after so many days."""
    tried: list[int] = []
    positive: list[int] = []
    for course in courses:
        pauses = list(map(sub, course.days[1:], course.days))
        tried += pauses
        if course.first:
            followed = zip(pauses, course.touches[1:], strict=True)
            positive += [pause for pause, touch in followed if touch.outcome == POSITIVE]
    whole, of_them = _gaps(tried), _gaps(positive)
    for place, label in enumerate(GAPS):
        if whole[place]:
            group = _("positive outcomes by pause before it")
            yield Part(group=group, label=_(label), value=of_them[place], of=whole[place])


def _gaps(pauses: Sequence[int]) -> Mapping[int, int]:
    """How many pauses, in days, belong to each of `GAPS`, by its place."""
    found: Counter[int] = Counter()
    for pause, count in Counter(pauses).items():
        found[bisect_left(LIMITS, pause)] += count
    return found
