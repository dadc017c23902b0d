"""Somebody whom an import brought, in a few lines: enough to know who it is."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.model import Contact, Journal
from kithbook.views.cards import labelled
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, wrap

NOTES_SHOWN = 3


def render(journal: Journal, contact: Contact, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """The name; what they do and where; how to reach them; the first lines of the notes; what is promised."""
    yield from (ink.strong(line) for line in wrap(clean(contact.name), width))
    work = ", ".join(filter(None, (contact.role, journal.organisation_name(contact))))
    handles = ", ".join(each.value for each in (*contact.emails, *contact.phones, *contact.urls))
    parts = [("", work), ("", contact.town), ("", handles), ("tags", ", ".join(contact.tags))]
    notes = [line.lstrip("> ") for note in contact.notes for line in note.text.split("\n") if line.strip("> ")]
    parts += [("", line) for line in notes[:NOTES_SHOWN]]
    parts += [("next", f"{step.date} {step.channel} {step.text}") for step in contact.follow_ups if not step.done]
    for label, text in parts:
        if text:
            yield from labelled(label, text, width=width, ink=ink)
