"""The proof that one file says what two have said: every touch, step, line and value of both is read there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.frozen import replace
from kithbook.model import Contact, FollowUp
from kithbook.revise import Refusal
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.refusal import at
from kithbook.revise.wording import one_line
from kithbook.uniting import leftovers
from kithbook.words import _

_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+")
_DECIDED = ("kind", "referred_by", "not_same_as", "private", "x-imported")
"""Fields of which not every value comes over as it stands."""


def proved(here: Opened, there: Opened, text: str) -> str | Refusal:
    """The text, when it says what both files say; else why not, and what to do by hand."""
    after = open_file(replace(here.source, text=text, _starts=[]), here.settings)
    if isinstance(after, Refusal):
        return _cannot(here, there, after.message)
    why = next((lost for opened in (here, there) for lost in _lost(opened, after)), None)
    return text if why is None else _cannot(here, there, why)


def _cannot(here: Opened, there: Opened, why: str) -> Refusal:
    other = there.source.path
    return at(
        here.source,
        here.source.body_start,
        _("{path} cannot be merged into this file faithfully: {why}", path=other, why=why),
        _("copy by hand what is missing here, then delete {path}", path=other),
    )


def _lost(before: Opened, after: Opened) -> Iterator[str]:
    """What stood in the one and would not be read in the other."""
    old, new = before.meaning, after.meaning
    if not isinstance(old, Contact) or not isinstance(new, Contact):
        yield _("it would be about no contact")
        return
    yield from (_line(touch.span.text) for touch in old.log if touch._replace(contact=new.id) not in new.log)
    there = {_promise(step) for step in new.follow_ups}
    yield from (_line(step.span.text) for step in old.follow_ups if _promise(step) not in there)
    known = {*_lines(after.source.text)}
    yield from (_line(line) for line in _lines(before.source.text[before.document.body :]) if line not in known)
    yield from _lost_values(before, after, " ".join(line for line in known if line.startswith(">")))


def _lost_values(before: Opened, after: Opened, notes: str) -> Iterator[str]:
    there = {value for _key, value in _values(after)}
    for key, value in _values(before):
        if key not in _DECIDED and value not in there and value not in notes:
            yield _("this value would be lost: {value}", value=f"{key}: {value}")


def _values(opened: Opened) -> Iterator[tuple[str, str]]:
    for key, node in opened.fields.entries if opened.fields else ():
        yield from ((key.text, one_line(scalar.text)) for scalar in leftovers.scalars(node))


def _line(text: str) -> str:
    return _("this line would be lost: {line}", line=text.strip())


def _promise(step: FollowUp) -> tuple[object, ...]:
    return step.done, step.date, step.channel, step.text, step.details


def _lines(text: str) -> Iterator[str]:
    """Each line without its bullet, and without what nobody sees."""
    for line in text.split("\n"):
        bare = " ".join(_BULLET.sub("", line).split())
        if bare:
            yield bare
