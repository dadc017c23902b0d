"""What an import would do, before it does it: in lines for people, and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kithbook.exchange.found import Difference, Doubtful, Found, Preview
from kithbook.exchange.incoming import Incoming, Rival
from kithbook.exchange.memory import KEPT
from kithbook.views.ink import Ink
from kithbook.views.terminal import clean, wrap
from kithbook.words import _, ngettext

SHOWN = 10
"""So many of each kind are listed, unless all are asked for."""


def lines(preview: Preview, *, width: int, ink: Ink, whole: bool = False) -> list[str]:
    """Counts first, then who is new, who changed and how, and who is in doubt."""
    counts = (
        ngettext("{count} new", "{count} new", len(preview.new)),
        ngettext("{count} changed", "{count} changed", len(preview.changed)),
        ngettext("{count} the same", "{count} the same", len(preview.same)),
        ngettext("{count} in doubt", "{count} in doubt", len(preview.doubtful)),
    )
    told = [", ".join(counts) + "."]
    if preview.doubles:
        told += wrap(_doubles(len(preview.doubles)), width)
    if preview.forgotten:
        told += wrap(_forgotten(preview.forgotten), width)
    for title, entries in (
        (_("New"), [[f"+ {_who(each)}"] for each in preview.new]),
        (_("Changed"), [[*_changed(each, whole=whole)] for each in preview.changed]),
        (_("In doubt, left out"), [[*_doubtful(each)] for each in preview.doubtful]),
        (_("Written by hand here, and kept"), [[*_held(each)] for each in preview.same if each.held]),
        (_("Two entries of one person, and the upper one is taken"), [[*_rivals(each)] for each in preview.people]),
    ):
        told += _section(title, entries, width=width, ink=ink, whole=whole)
    if preview.doubtful:
        told += ["", *wrap(_decide(), width)]
    return told


def _decide() -> str:
    return _(
        "Of who is in doubt, --doubtful same takes the one contact named; --doubtful new makes new ones, and "
        "kith dupes --decide then asks about each."
    )


def _doubles(count: int) -> str:
    return ngettext(
        "{count} entry is somebody above them again.", "{count} entries are somebody above them again.", count
    )


def _forgotten(count: int) -> str:
    return ngettext("{count} was forgotten on your wish.", "{count} were forgotten on your wish.", count)


def _section(title: str, entries: list[list[str]], *, width: int, ink: Ink, whole: bool) -> Iterator[str]:
    entries = [entry for entry in entries if entry]
    if not entries:
        return
    yield from ("", ink.strong(title))
    for entry in entries if whole else entries[:SHOWN]:
        for number, line in enumerate(entry):
            indent = "  " if not number else "      "
            first, *rest = wrap(clean(line), max(width - len(indent), 20))
            yield indent + first
            yield from (f"{indent}  {each}" for each in rest)
    if len(entries) > SHOWN and not whole:
        yield "  " + _("and {count} more: --all", count=len(entries) - SHOWN)


def _who(person: Incoming) -> str:
    handles = (each.value for key in ("email", "phone", "url") for each in person.handles.get(key, ()))
    known = [person.fields.get("role", ""), person.fields.get("organisation", ""), next(handles, "")]
    return "; ".join(filter(None, (person.name, *known)))


def _changed(found: Found, *, whole: bool) -> Iterator[str]:
    yield f"~ {found.contact.name} ({found.contact.source.path})"
    folded = [each for each in found.changes if each.key == KEPT and not whole]
    yield from (_difference(each) for each in found.changes if each not in folded)
    if folded:
        yield ngettext(
            "x-vcard: + {count} line that means nothing here",
            "x-vcard: + {count} lines that mean nothing here",
            len(folded),
        )
    yield from map(_kept, found.held)


def _held(found: Found) -> Iterator[str]:
    yield f"= {found.contact.name} ({found.contact.source.path})"
    yield from map(_kept, found.held)


def _difference(each: Difference) -> str:
    label = f" ({each.label})" if each.label else ""
    if each.old and not each.new:
        return _("{field}: - {old} (deleted)", field=each.key, old=each.old)
    return f"{each.key}{label}: {each.old} -> {each.new}" if each.old else f"{each.key}: + {each.new}{label}"


def _kept(each: Difference) -> str:
    field = f"{each.key} ({each.label})" if each.label else each.key
    return _("{field}: {old} stays; the file says {new}", field=field, old=each.old, new=each.new)


def _rivals(person: Incoming) -> Iterator[str]:
    if person.rivals:
        yield f"! {person.name} ({_place(person.line, person.file)})"
        yield from map(_rival, person.rivals)


def _rival(each: Rival) -> str:
    field = f"{each.key} ({each.label})" if each.label else each.key
    place = _place(each.line, each.file)
    if each.key == "photo":
        return _("photo: the one of {place} is left out", place=place)
    if not each.taken:
        return _("{field}: {left} of {place} is left out", field=field, left=each.left, place=place)
    return _(
        "{field}: {taken} is taken; {place} says {left}", field=field, taken=each.taken, left=each.left, place=place
    )


def _place(line: int, file: str) -> str:
    return _("line {line} of {file}", line=line, file=file) if file else _("line {line}", line=line)


def _doubtful(doubt: Doubtful) -> Iterator[str]:
    yield f"? {_who(doubt.person)}"
    yield ": ".join(filter(None, (doubt.because, ", ".join(each.id for each in doubt.contacts))))


def as_values(preview: Preview) -> dict[str, Any]:
    """The same for programs."""
    return {
        "new": [{"name": each.name, "line": each.line} for each in preview.new],
        "changed": [_found(each) for each in preview.changed],
        "same": [_found(each) for each in preview.same],
        "doubtful": [
            {
                "name": each.person.name,
                "line": each.person.line,
                "because": each.because,
                "contacts": [contact.id for contact in each.contacts],
            }
            for each in preview.doubtful
        ],
        "forgotten": preview.forgotten,
        "left_out": [_left_out(person, each) for person in preview.people for each in person.rivals],
        "doubles": [{"name": each.name, "line": each.line} for each in preview.doubles],
    }


def _left_out(person: Incoming, each: Rival) -> dict[str, str | int]:
    return {
        "name": person.name,
        "field": each.key,
        "label": each.label,
        "taken": each.taken,
        "left": each.left,
        "line": each.line,
        "file": each.file,
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "id": found.contact.id,
        "line": found.person.line,
        "changes": [_pair(each) for each in found.changes],
        "kept": [_pair(each) for each in found.held],
    }


def _pair(each: Difference) -> dict[str, str]:
    return {"field": each.key, "label": each.label, "old": each.old, "new": each.new}
