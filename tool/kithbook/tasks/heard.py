"""What the user wrote into a task: the lines that are not ours, and the touch that the first of them may be."""

from __future__ import annotations

import unicodedata
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
    ours = {_essence(line) for one in written for line in comparable(one.description)}
    lines = [line for line in comparable(now.description) if _essence(line) not in ours]
    return "\n".join([*filter(None, (title,)), *lines]).strip()


def _essence(line: str) -> str:
    """The line as it is the same in every app, which may write other spaces, quotes and letters of the same look."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", line).casefold() if sign.isalnum())


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
