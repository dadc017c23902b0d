"""Somebody of a foreign file as the whole text of a contact's file, and the proof that it reads back as meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.captures.cards import quoted
from kithbook.captures.newcomer import organisation_for
from kithbook.exchange import memory
from kithbook.exchange.incoming import HANDLES, Incoming, Labelled
from kithbook.fields import CONTACT
from kithbook.model import Contact, Journal
from kithbook.revise import AddFollowUp, AddTouch
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.scalars import written, written_list
from kithbook.revise.wording import indented
from kithbook.text import Source

_ORDER = list(CONTACT)


def file_for(
    journal: Journal, person: Incoming, path: str, today: date, entries: Sequence[AddTouch | AddFollowUp] = ()
) -> str | None:
    """The text of the new file; None where these words would not be read here as they are meant.

    `entries` are what happened with them, the oldest first.
    """
    fields = {**person.fields, "organisation": organisation_for(journal, person.fields.get("organisation", ""))}
    lines = {key: written(value, CONTACT[key]) for key, value in fields.items() if value}
    lines |= {key: _handles(values, key) for key, values in person.handles.items() if values}
    lines |= {key: written_list(values, CONTACT[key]) for key, values in person.lists.items() if values}
    if person.days:
        pairs = (f"{written(each.label, flow=True)}: {written(each.value, flow=True)}" for each in person.days)
        lines["occasions"] = f"{{{', '.join(pairs)}}}"
    lines["name"] = written(person.name, CONTACT["name"])
    lines["imported"] = str(today)
    ordered = [f"{key}: {lines[key]}" for key in sorted(lines, key=_ORDER.index)]
    if person.kept:
        ordered.append(f"{memory.KEPT}: {written_list(person.kept)}")
    if person.also_uids:
        ordered.append(f"{memory.ALSO_UID}: {written_list(person.also_uids)}")
    marks = memory.marks(_said(person))
    ordered += [f"{memory.FIELD}: {written(marks)}"] if marks else []
    notes = "".join(f"{quoted(line)}\n" for line in person.notes)
    text = "\n".join(["---", *ordered, "---", *(["", notes] if notes else [""])])
    text += _section("Next", [each for each in entries if isinstance(each, AddFollowUp)])
    text += _section("Log", [each for each in entries if isinstance(each, AddTouch)])
    return text if _reads_back(Source(path=path, text=text), journal, person, entries) else None


def _section(title: str, entries: Sequence[AddTouch | AddFollowUp]) -> str:
    """A section with the newest entry first; "" without any."""
    lines = [line for each in reversed(entries) for line in _lines(each)]
    return "\n".join(["", f"## {title}", "", *lines, ""]) if entries else ""


def _lines(entry: AddTouch | AddFollowUp) -> Iterator[str]:
    first, *rest = entry.lines
    yield f"- {first}"
    yield from (indented(line, "") for line in rest)


def _handles(values: tuple[Labelled, ...], key: str) -> str:
    if len(values) == 1 and not values[0].label:
        return written(values[0].value, CONTACT[key])
    if not any(each.label for each in values):
        return written_list([each.value for each in values], CONTACT[key])
    taken = {each.label for each in values}
    spare = iter(name for name in ("other", *(f"other {n}" for n in range(2, len(values) + 2))) if name not in taken)
    pairs = (
        f"{written(each.label or next(spare), flow=True)}: {written(each.value, CONTACT[key], flow=True)}"
        for each in values
    )
    return f"{{{', '.join(pairs)}}}"


def _said(person: Incoming) -> Iterator[tuple[str, str]]:
    yield from person.fields.items()
    for key in HANDLES:
        yield from ((key, each.value) for each in person.handles.get(key, ()))
    for key, values in person.lists.items():
        yield from ((key, value) for value in values)
    yield from (("occasions", each.value) for each in person.days)
    yield from ((memory.KEPT, line) for line in person.kept)
    yield from (("notes", line) for line in person.words if line.strip())


def _reads_back(source: Source, journal: Journal, person: Incoming, entries: Sequence[AddTouch | AddFollowUp]) -> bool:
    opened = open_file(source, journal.settings, "")
    if not isinstance(opened, Opened) or not isinstance(opened.meaning, Contact):
        return False
    contact = opened.meaning
    return (
        contact.name == person.name
        and len(contact.log) == sum(isinstance(each, AddTouch) for each in entries)
        and len(contact.follow_ups) == sum(isinstance(each, AddFollowUp) for each in entries)
        and [each.value for key in HANDLES for each in getattr(contact, f"{key}s")]
        == [each.value for key in HANDLES for each in person.handles.get(key, ())]
        and memory.kept(contact) == person.kept
    )
