"""Pages in the place of what could not be read: the message, and that mending the file brings the page back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import basename

from kithbook.diagnostic import Severity
from kithbook.views.pages import link
from kithbook.views.pages.edition import Edition
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.views.visible import visible
from kithbook.words import _


def page(message: str) -> Page:
    """The whole site when the journal cannot be read at all."""
    html = render("trouble", title=_("The journal cannot be read"), messages=[(message, "", "")])
    return Page(path=link.TODAY, title=_("Today"), html=html, section=link.TODAY)


def pages(edition: Edition, taken: Iterable[str]) -> Iterator[Page]:
    """One for each file with an error that has no page of its own."""
    known = set(taken)
    messages: dict[str, list[tuple[str, str, str]]] = {}
    for found in edition.findings:
        stem = basename(found.span.path).removesuffix(".md")
        if found.severity is Severity.ERROR and found.span.path.endswith(".md") and stem:
            place = f"{found.span.path}:{found.span.line}"
            messages.setdefault(stem, []).append((visible(found.message), visible(found.hint), visible(place)))
    for stem, said in messages.items():
        path = link.under(link.PEOPLE, stem)
        if path not in known:
            html = render("trouble", title=_("{name} cannot be read", name=visible(stem)), messages=said)
            yield Page(path=path, title=visible(stem), html=html, section=link.PEOPLE)
