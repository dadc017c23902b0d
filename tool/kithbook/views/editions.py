"""What happened to a file, in words: who changed what when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kithbook.changed import Change, Edition, Editions, Kind
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, clip, wrap
from kithbook.views.words import plural

_TOUCH = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9:]{4,5}))? ([^\s,:]+)(.*)", re.DOTALL)
_MOST_LINES = 12
_LONG = 300
"""Beyond so many characters a text is cut: the file itself, or `git show`, has all of it."""


def render(name: str, editions: Editions, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """Lines for a terminal: one heading for each commit, below it what it changed."""
    yield ink.strong(clip(clean(name), width))
    for edition in editions.newest:
        yield ""
        yield from _edition(edition, width, ink)
    if not editions.newest:
        yield "Nothing is committed yet."
    if editions.older:
        yield ""
        yield ink.faint("There is more before that: ask for it with -n.")
    elif editions.is_shallow:
        yield ""
        yield ink.faint("This is a shallow clone, the rest is elsewhere: git fetch --unshallow brings it.")


def _edition(edition: Edition, width: int, ink: Ink) -> Iterator[str]:
    if edition.commit:
        head = f"{edition.when}  {clean(edition.author)}"
        tail = f"  {edition.commit[:8]}"
        yield clip(head, width - len(tail)) + ink.faint(tail)
    else:
        yield ink.due("not committed yet")
    said = list(phrases(edition))
    for phrase in said[:_MOST_LINES]:
        for number, line in enumerate(wrap(clean(clip(phrase, _LONG)), width - 4)):
            yield ("    " if number else "  ") + line
    if len(said) > _MOST_LINES:
        yield ink.faint(f"  and {plural(len(said) - _MOST_LINES, 'more change')}")


def phrases(edition: Edition) -> Iterator[str]:
    """Each thing that happened, in a few words."""
    if edition.is_new:
        yield "file made"
    if edition.is_gone:
        yield "file deleted"
        return
    if edition.moved_from:
        yield f"renamed from {edition.moved_from}"
    yield from map(phrase, edition.changes)
    if not (edition.is_new or edition.moved_from or edition.changes):
        yield "blank lines or line ends"


def phrase(change: Change) -> str:
    """One change in words: `tier: good → key`, `logged call on 2026-02-03: …`."""
    if change.kind is Kind.FIELD:
        return _field(change)
    if change.kind in (Kind.NOTES, Kind.TEXT):
        what = "notes" if change.kind is Kind.NOTES else "text"
        return f"{what} {'changed' if change.before and change.after else 'written' if change.after else 'deleted'}"
    added, gone, edited = _VERBS[change.kind]
    before, after = (_entry(text) if change.kind is Kind.TOUCH else text for text in (change.before, change.after))
    if before and after:
        return f"{edited} {before} → {after}"
    return f"{added} {after}" if after else f"{gone} {before}"


def _field(change: Change) -> str:
    if change.before and change.after:
        return f"{change.name}: {change.before} → {change.after}"
    return f"{change.name}: {change.after}" if change.after else f"{change.name} taken out (was {change.before})"


def _entry(text: str) -> str:
    found = _TOUCH.fullmatch(text)
    if found is None:
        return text
    day, clock, channel, rest = found.groups()
    return f"{channel} on {day}{f' {clock}' if clock else ''}{rest}"


_VERBS = {
    Kind.TOUCH: ("logged", "took out of the log:", "changed in the log:"),
    Kind.PROMISE: ("promised", "dropped the promise", "changed the promise"),
    Kind.TICK: ("ticked", "opened again", "changed the promise"),
    Kind.CARD: ("card added:", "card taken out:", "card changed:"),
    Kind.LINE: ("line added:", "line taken out:", "line changed:"),
}
"""Each kind: it came, it went, it was edited."""


def as_json(id: str, path: str, editions: Editions) -> str:
    """The same for programs."""
    return json.dumps(
        {
            "contact": id,
            "path": path,
            "editions": [_edition_as_json(edition) for edition in editions.newest],
            "older": editions.older,
            "shallow": editions.is_shallow,
        },
        ensure_ascii=False,
        indent=2,
    )


def _edition_as_json(edition: Edition) -> dict[str, object]:
    return {
        "commit": edition.commit,
        "when": edition.when,
        "author": edition.author,
        "subject": edition.subject,
        "command": edition.command,
        "new": edition.is_new,
        "gone": edition.is_gone,
        "moved_from": edition.moved_from,
        "changes": [
            {
                "kind": change.kind.value,
                "name": change.name,
                "before": change.before,
                "after": change.after,
                "words": phrase(change),
            }
            for change in edition.changes
        ],
    }
