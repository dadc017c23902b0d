"""A page of the site as a value: where it stands, what it is called, what it says, how it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kithbook.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, independent of whatever generator puts a frame around it.

    `path` is the page's place as a Markdown file (`people/ada-rossi.md`), `title` is plain text, `html` the
    body, safe to be shown. `search` is the HTML that the search index gets in place of the body, "" when the page is
    not to be found. `edit` is the path of the file behind the page, below the contacts folder, ""
    when there is none. `section` is the path of the page in the navigation that this one belongs to. `beside` are files
    that come with the page, by their paths in the site.
    """

    path: str
    title: str
    html: str = field(repr=False)
    search: str = field(default="", repr=False)
    tags: tuple[str, ...] = ()
    edit: str = ""
    section: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def is_listed(self) -> bool:
        """It has a place in the navigation itself."""
        return self.section == self.path
