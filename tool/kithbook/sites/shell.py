"""A page rendered once with marks in the places of title, body and address, to be filled in for thousands of others.

The generator puts its frame around a page of marks; cutting the result at the marks leaves the frame in pieces.
Filling joins the pieces: no text of the journal is ever searched for marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from html import escape
from posixpath import splitext
from urllib.parse import quote

from kithbook.sites.sections import sections
from kithbook.views.pages import Draft, Page
from kithbook.views.pages.link import CAMPAIGNS, EVENTS, HELP, ORGANISATIONS, PEOPLE, PREP, built
from kithbook.views.pages.made import once

TITLE, BODY, PLACE, EDIT = "KITHxTITLExMARK", "KITHxBODYxMARK", "KITHxPLACExMARK", "KITHxEDITxMARK"
_FOLDERS = frozenset(path.removesuffix(".md") for path in (PEOPLE, EVENTS, ORGANISATIONS, CAMPAIGNS, PREP, HELP))
_PEOPLE, _MANUAL = PEOPLE.removesuffix(".md"), HELP.removesuffix(".md")
CONTACTS_FIRST, MANUAL_LAST = 4, 0.001
"""How much more a word weighs on a contact's page than on others, and how much less in the manual: there a word of
a title, which weighs a thousand times as much as one in the text, comes behind people all the same."""
_BOOSTS = {_PEOPLE: CONTACTS_FIRST, _MANUAL: MANUAL_LAST}
_SIMPLE = re.compile("[a-zA-Z0-9_.~/-]*")
_MARKS = re.compile(f"({TITLE}|{BODY}|{PLACE}|{EDIT})")


@dataclass(frozen=True)
class Shell:
    """The frame in pieces: text and marks in turn."""

    pieces: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """Another one for another frame."""
        return blake2b("\0".join(self.pieces).encode(), digest_size=16).hexdigest()

    @cached_property
    def _encoded(self) -> tuple[list[bytes], list[tuple[int, str]]]:
        """The pieces, and where among them which mark stands: two thirds of a page need be encoded once only."""
        return [piece.encode() for piece in self.pieces], [*enumerate(self.pieces)][1::2]

    def filled(self, page: Page) -> bytes:
        """The whole page."""
        pieces, marks = self._encoded
        whole, values = pieces.copy(), {}
        for at, mark in marks:
            if mark not in values:
                values[mark] = _VALUES[mark](page).encode()
            whole[at] = values[mark]
        return b"".join(whole)


def cut(output: str) -> Shell:
    """The rendered page of marks as a shell."""
    return Shell(tuple(_MARKS.split(output)))


def in_order(entries: list[dict[str, object]]) -> list[dict[str, object]]:
    """The search's entries, contacts first, whoever made them in whatever order."""
    return sorted(entries, key=_place)


def _place(entry: Mapping[str, object]) -> tuple[bool, str]:
    page = str(entry["location"]).partition("#")[0]
    return not page.startswith(_PEOPLE), page


def is_fillable(page: Page) -> bool:
    """There may be thousands like it, or it is one of the manual, which is the same in every site."""
    return folder_of(page) in _FOLDERS and not page.is_listed


def folder_of(page: Page | Draft) -> str:
    """Pages of one folder share a shell: same depth, same place in the navigation."""
    return page.path.partition("/")[0]


def page_of_marks(like: Page | Draft) -> Page:
    """What to have rendered for all pages that are in the folder of this one."""
    return Page(
        path=f"{folder_of(like)}/{PLACE}.md",
        title=TITLE,
        html=BODY,
        edit="" if folder_of(like) == _MANUAL else f"{EDIT}.md",
        section=like.section,
    )


def search_entries(page: Page) -> list[dict[str, object]]:
    """The page's entries in the theme's search index: one, in the manual one for each heading."""
    if not page.search:
        return []
    if folder_of(page) != _MANUAL:
        return [_entry(page, "", "", page.search)]
    found = json.loads(once(lambda: json.dumps(_sections(page.search)), "sections", page.search))
    return [_entry(page, id, title, text) for id, title, text in found]


def _sections(html: str) -> list[tuple[str, str, str]]:
    return [(one.id, "".join(one.title), "".join(one.text)) for one in sections(html)]


def _entry(page: Page, id: str, title: str, text: str) -> dict[str, object]:
    return {
        "location": quoted(built(page.path)) + (f"#{id}" if id else ""),
        "title": title.strip() or escape(page.title),
        "text": text.strip(),
        "tags": [escape(tag) for tag in page.tags],
        **search_options(page),
    }


def search_options(page: Page) -> dict[str, object]:
    """What the theme's search is told of a page: to leave it out, or that contacts come first."""
    if not page.search:
        return {"exclude": True}
    boost = _BOOSTS.get(folder_of(page))
    return {"boost": boost} if boost else {}


def _place_of(page: Page) -> str:
    """Its folder below that of its kind."""
    return built(page.path).rpartition("/")[0].partition("/")[2]


_VALUES: Mapping[str, Callable[[Page], str]] = {
    TITLE: lambda page: escape(page.title),
    BODY: lambda page: page.html,
    PLACE: lambda page: quoted(_place_of(page)),
    EDIT: lambda page: quoted(splitext(page.edit)[0]),
}
"""What comes in the place of each mark; most frames have not all of them."""


def quoted(path: str) -> str:
    """As `quote` has it, which takes three times as long to see that there is nothing to quote."""
    return path if _SIMPLE.fullmatch(path) else quote(path)
