"""Pages to read: the manual, and what the user wrote without frontmatter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kithbook.model import Page as OrdinaryPage
from kithbook.views.manual import title
from kithbook.views.pages import link
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.words import _

_FIRST_HEADING = re.compile(r"\A\s*#\s+[^\n]*\n")


def pages(desk: Desk) -> Iterator[Page]:
    """The manual's list and topics, then the user's own pages."""
    topics = {topic: title(text) or topic for topic, text in desk.edition.manual.items()}
    listed = [(name, topic, desk.topic(topic, "", link.HELP)[1]) for topic, name in topics.items()]
    html = render("help", topics=listed)
    yield Page(path=link.HELP, title=_("Manual"), html=html, section=link.HELP)
    for topic in topics:
        yield _topic(desk, topic, topics)
    for page in desk.edition.journal.pages.values():
        yield _ordinary(desk, page)


def _topic(desk: Desk, topic: str, names: Mapping[str, str]) -> Page:
    here = link.under(link.HELP, topic)
    text = desk.prose.manual(_without_title(desk.edition.manual[topic]), here, names)
    others = [(name, desk.topic(other, "", here)[1], other == topic) for other, name in names.items()]
    html = render("reading", title=names[topic], text=text, others=others, file="")
    return Page(path=here, title=names[topic], html=html, search=text, section=link.HELP)


def _ordinary(desk: Desk, page: OrdinaryPage) -> Page:
    here = path(page)
    text = desk.prose.blocks(_without_title(page.text), here)
    html = render("reading", title=page.title, text=text, others=[], file=page.source.path)
    return Page(path=here, title=page.title, html=html, search=text, edit=page.source.path.partition("/")[2])


def _without_title(text: str) -> str:
    """The page's first heading is its title and stands above it already."""
    return _FIRST_HEADING.sub("", text, count=1)
