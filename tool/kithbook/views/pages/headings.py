"""The headings of the manual in the language that is spoken; links to them keep their places.

The text of the manual is in English, and so are the anchors: a link to `settings.md#languages` leads there in
every language.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kithbook.views.manual import said

_RANKS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BEHIND_ANCHORS = 4
"""The anchors are made at priority 5."""


class Headings(Extension):
    """Says every heading anew, once its anchor is made."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register behind the anchors."""
        md.treeprocessors.register(_Said(md), "said-headings", _BEHIND_ANCHORS)


class _Said(Treeprocessor):
    def run(self, root: Element) -> None:
        for heading in root.iter():
            if heading.tag in _RANKS:
                _say(heading)


def _say(heading: Element) -> None:
    if any(child.tag != "code" for child in heading) or "`" in "".join(heading.itertext()):
        return
    written = (heading.text or "") + "".join(f"`{child.text}`{child.tail or ''}" for child in heading)
    pieces = said(written).split("`")
    for child in list(heading):
        heading.remove(child)
    heading.text = pieces[0]
    for code, tail in zip(pieces[1::2], pieces[2::2], strict=True):
        child = SubElement(heading, "code")
        child.text, child.tail = code, tail
