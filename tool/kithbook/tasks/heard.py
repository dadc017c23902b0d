"""What the user wrote into a task: the lines that are not ours, and the touch that the first of them may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kithbook.frozen import dataclass
from kithbook.model import DIRECTIONS, EXCHANGES, OUTCOMES
from kithbook.settings import Settings
from kithbook.tasks.task import Wording, comparable, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Words of the user's, with what they say of the touch: "" where they say nothing."""

    channel: str = ""
    direction: str = ""
    outcome: str = ""
    exchange: tuple[str, ...] = ()
    text: str = ""


def added(written: Sequence[Wording], now: Wording) -> str:
    """The lines that the user added to the description, below a title of the user's own; "" when there are none."""
    title = "" if any(same(now, one, "summary") for one in written) else now.summary.strip()
    ours = [Counter(comparable(one.description)) for one in written]
    lines = [line for line in comparable(now.description) if not any(known[line] for known in ours)]
    return "\n".join([*filter(None, (title,)), *lines]).strip()


def hear(words: str, settings: Settings) -> Heard:
    """Understand "call, positive: wants the catalogue" as it is understood in a log; all else is text."""
    head, colon, rest = words.partition(":")
    channel, *marks = (part.strip().lower() for part in head.split(","))
    outcomes = [mark for mark in marks if mark in OUTCOMES]
    directions = [mark for mark in marks if mark in DIRECTIONS]
    exchange = tuple(mark for mark in marks if mark in EXCHANGES)
    understood = (
        len(outcomes) < 2 and len(directions) < 2 and len(outcomes) + len(directions) + len(exchange) == len(marks)
    )
    if not colon or channel not in settings.channels or not understood:
        return Heard(text=words)
    return Heard(
        channel=channel,
        direction="".join(directions),
        outcome="".join(outcomes),
        exchange=exchange,
        text=rest.strip(),
    )
