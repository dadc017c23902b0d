"""What the pages of an event, an organisation and a campaign share: a head, people, tables, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from markupsafe import Markup

from kithbook.frozen import dataclass
from kithbook.model import Campaign, Event, Organisation
from kithbook.views.pages import found, link
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render

Gathering = Event | Organisation | Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of a card: each a lead ("positive"), words, and a remark on the right."""

    title: str
    rows: Sequence[tuple[str, Markup, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What stands at the head of the page: facts, a purpose; and tables below the people."""

    icon: str
    facts: tuple[str, ...]
    purpose: str = ""
    url: str = ""
    tables: tuple[Lines, ...] = field(default=())


def page(desk: Desk, section: str, entry: Gathering, about: Profile, template: str, /, **values: Any) -> Page:
    """The page of one, from its kind's template with what only that kind has."""
    here = path(entry)
    html = render(
        template,
        name=entry.name,
        about=about,
        url=link.web(about.url),
        tags=entry.tags,
        notes=[desk.prose.blocks(note.text, here) for note in entry.notes],
        file="" if desk.edition.hidden else entry.source.path,
        **values,
    )
    return Page(
        path=here,
        title=entry.name,
        html=html,
        search=found.by_words(desk, entry.name, (*about.facts, about.purpose), entry.notes),
        tags=entry.tags,
        edit=entry.source.path.partition("/")[2],
        section=section,
    )
