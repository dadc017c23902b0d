"""What happened to a file, in words: who changed what when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kithbook.changed import Change, Edition, Editions, Kind
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, clip, wrap
from kithbook.words import N_, _, ngettext

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
        yield _("Nothing is committed yet.")
    if editions.older:
        yield ""
        yield ink.faint(_("There is more before that: ask for it with -n."))
    elif editions.is_shallow:
        yield ""
        yield ink.faint(_("This is a shallow clone, the rest is elsewhere: git fetch --unshallow brings it."))


def _edition(edition: Edition, width: int, ink: Ink) -> Iterator[str]:
    if edition.commit:
        head = f"{edition.when}  {clean(edition.author)}"
        tail = f"  {edition.commit[:8]}"
        yield clip(head, width - len(tail)) + ink.faint(tail)
    else:
        yield ink.due(_("not committed yet"))
    said = list(phrases(edition))
    for phrase in said[:_MOST_LINES]:
        for number, line in enumerate(wrap(clean(clip(phrase, _LONG)), width - 4)):
            yield ("    " if number else "  ") + line
    if len(said) > _MOST_LINES:
        yield ink.faint("  " + ngettext("and {count} more change", "and {count} more changes", len(said) - _MOST_LINES))


def phrases(edition: Edition) -> Iterator[str]:
    """Each thing that happened, in a few words."""
    if edition.is_new:
        yield _("file made")
    if edition.is_gone:
        yield _("file deleted")
        return
    if edition.moved_from:
        yield _("renamed from {path}", path=edition.moved_from)
    yield from map(phrase, edition.changes)
    if not (edition.is_new or edition.moved_from or edition.changes):
        yield _("blank lines or line ends")


def phrase(change: Change) -> str:
    """One change in words: `tier: good → key`, `logged call on 2026-02-03: …`."""
    if change.kind is Kind.FIELD:
        return _field(change)
    if change.kind in (Kind.NOTES, Kind.TEXT):
        return _written(change)
    added, gone, edited = _VERBS[change.kind]
    before, after = (_entry(text) if change.kind is Kind.TOUCH else text for text in (change.before, change.after))
    if before and after:
        return _(edited, what=f"{before} → {after}")
    return _(added, what=after) if after else _(gone, what=before)


def _written(change: Change) -> str:
    is_notes = change.kind is Kind.NOTES
    if change.before and change.after:
        return _("notes changed") if is_notes else _("text changed")
    if change.after:
        return _("notes written") if is_notes else _("text written")
    return _("notes deleted") if is_notes else _("text deleted")


def _field(change: Change) -> str:
    if change.before and change.after:
        return f"{change.name}: {change.before} → {change.after}"
    return (
        f"{change.name}: {change.after}"
        if change.after
        else _("{name} taken out (was {before})", name=change.name, before=change.before)
    )


def _entry(text: str) -> str:
    found = _TOUCH.fullmatch(text)
    if found is None:
        return text
    day, clock, channel, rest = found.groups()
    return _("{channel} on {day}", channel=channel, day=f"{day} {clock}" if clock else day) + rest


_VERBS = {
    Kind.TOUCH: (N_("logged {what}"), N_("took out of the log: {what}"), N_("changed in the log: {what}")),
    Kind.PROMISE: (N_("promised {what}"), N_("dropped the promise {what}"), N_("changed the promise {what}")),
    Kind.TICK: (N_("ticked {what}"), N_("opened again {what}"), N_("changed the promise {what}")),
    Kind.CARD: (N_("card added: {what}"), N_("card taken out: {what}"), N_("card changed: {what}")),
    Kind.LINE: (N_("line added: {what}"), N_("line taken out: {what}"), N_("line changed: {what}")),
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
