"""What people wrote in Markdown, as HTML that cannot run, load or call anything.

Raw HTML and images are no part of this Markdown, and what comes out still passes an allow-list. Nothing here
trusts the text: notes are pasted from mails and imported from strangers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from html import escape
from posixpath import basename
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup

from kithbook.views.pages import plain_prose
from kithbook.views.pages.headings import Headings
from kithbook.views.pages.made import once
from kithbook.words import language

Resolve = Callable[[str, str, str], tuple[str, str]]
"""Given a link's target, its label and the page it stands on: what it says, and where it leads ("" for nowhere)."""

_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"}
    | {"p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_HEADING_IDS = {f"h{rank}": {"id"} for rank in range(2, 5)}
_BLOCKS = ("indent", "code", "table", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
_WORDS = re.compile(r"[^\\`*_\[\]<>&|\n\"':]*")
"""Nothing in it means anything in Markdown or HTML, and no web address is in it."""
_PLAIN = re.compile(r"[^\\`*_\[\]<>&|\n]*")
WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_BLANK_LINE = re.compile("\n\n")
"""Only code has any; written as a reference, because a blank line ends a block of HTML in other people's Markdown."""
_WIKI = "wiki"


class Prose:
    """Turns a journal's texts into HTML. One is made for each site; its parsers, slow to make, when they are needed."""

    def __init__(self, resolve: Resolve, topic: Resolve) -> None:
        self._resolve = resolve
        self._topic = topic
        self._here = ""
        self._clean = _cleaner(_ATTRIBUTES, self._address)
        self._clean_manual = _cleaner(_ATTRIBUTES | _HEADING_IDS, self._manual_address)

    @cached_property
    def _blocks(self) -> Markdown:
        return _markdown(_Notes(self._text))

    @cached_property
    def _line(self) -> Markdown:
        return _markdown(_Notes(self._text), _OneLine())

    @cached_property
    def _manual(self) -> Markdown:
        return _markdown(TocExtension(toc_depth="2-3"), Headings())

    def blocks(self, text: str, here: str) -> Markup:
        """Notes: paragraphs, lists, tables, code. `here` is the path of the page they stand on."""
        quick = plain_prose.blocks(text, lambda target, label: self._resolve(target, label, here))
        return self.parsed(text, here) if quick is None else Markup(quick)

    def parsed(self, text: str, here: str) -> Markup:
        """The same by the parser, however plain they are."""
        return self._made(self._blocks, self._clean, text, here)

    def line(self, text: str, here: str) -> Markup:
        """A line of a log or a promise: emphasis, code and links, and no paragraph around them."""
        return Markup(self.html(text, here))

    def html(self, text: str, here: str) -> str:
        """The same for who joins it to other HTML."""
        if _WORDS.fullmatch(text):
            return text
        if "[[" not in text:
            if _is_plain(text):
                return _quoted(text)
        elif _is_plain(WIKI_LINK.sub("", text)):
            return self._linked(text, here)
        made = self._made(self._line, self._clean, text, here)
        return made.strip().removeprefix("<p>").removesuffix("</p>")

    def manual(self, text: str, here: str, topics: Iterable[str]) -> Markup:
        """A page of our own manual, with these pages: headings keep their anchors, links lead to the other pages."""
        return Markup(
            once(lambda: self._made(self._manual, self._clean_manual, text, here), language(), here, *topics, text)
        )

    def _made(self, reader: Markdown, cleaner: nh3.Cleaner, text: str, here: str) -> Markup:
        self._here = here
        try:
            html = reader.reset().convert(text)
        except RecursionError:
            html = f"<pre>{escape(text)}</pre>"
        return Markup(_BLANK_LINE.sub("\n&#10;", cleaner.clean(html)))

    def _linked(self, text: str, here: str) -> Markup:
        """Text that holds nothing but words and wiki links: the usual line, made without a parser."""
        pieces: list[str] = []
        place = 0
        for found in WIKI_LINK.finditer(text):
            pieces += escape(text[place : found.start()]), self._anchor(found, here)
            place = found.end()
        return Markup("".join(pieces) + escape(text[place:]))

    def _anchor(self, found: re.Match[str], here: str) -> str:
        text, address = self._resolve(found[1].strip(), _label(found), here)
        return f'<a href="{escape(address)}">{escape(text)}</a>' if address else f"<a>{escape(text)}</a>"

    def _text(self, target: str, label: str) -> str:
        return self._resolve(target, label, self._here)[0]

    def _address(self, tag: str, attribute: str, value: str) -> str | None:
        if attribute != "href":
            return value
        scheme, colon, rest = value.partition(":")
        if colon and scheme.casefold() in _SCHEMES:
            return value
        target = unquote(rest) if scheme == _WIKI and colon else basename(unquote(value)).removesuffix(".md")
        return self._resolve(target, "", self._here)[1] or None

    def _manual_address(self, tag: str, attribute: str, value: str) -> str | None:
        if attribute != "href" or value.startswith(("#", "https://", "http://")):
            return value
        page, hash_, anchor = value.partition("#")
        address = self._topic(page.removesuffix(".md"), "", self._here)[1]
        return f"{address}{hash_}{anchor}" if address else None


def _is_plain(text: str) -> bool:
    """Nothing inside of it means anything in Markdown."""
    return bool(_PLAIN.fullmatch(text)) and "://" not in text


def _quoted(text: str) -> str:
    """What `escape` makes of a plain text, which has no other sign to be escaped than these two."""
    return text.replace('"', "&quot;").replace("'", "&#x27;")


def _label(found: re.Match[str]) -> str:
    return (found[2] or "").strip()


def _markdown(*extensions: Extension) -> Markdown:
    return Markdown(extensions=["tables", "fenced_code", "sane_lists", _Harmless(), *extensions], output_format="html")


def _cleaner(attributes: Mapping[str, set[str]], address: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=dict(attributes),
        attribute_filter=address,
        url_schemes={*_SCHEMES, _WIKI},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"table": {"class": "kb-plain"}},
    )


class _Harmless(Extension):
    """No raw HTML; a picture is a link to it, a bare web address a link."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(LinkInlineProcessor(r"!\[", md), "picture", 165)
        md.inlinePatterns.register(_BareAddress(r"https?://[^\s<>]*[^\s<>.,;:!?'\")\]]", md), "bare", 115)


class _Notes(Extension):
    """What a user writes: wiki links, and headings that stand below the page's own."""

    def __init__(self, text: Callable[[str, str], str]) -> None:
        super().__init__()
        self.text = text

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_WikiLink(self.text, md), "wiki", 175)
        md.treeprocessors.register(_LowerHeadings(md), "lower", 1)


class _OneLine(Extension):
    """Text inside a line: nothing at its beginning makes it a list or a heading."""

    def extendMarkdown(self, md: Markdown) -> None:
        for name in _BLOCKS:
            md.parser.blockprocessors.deregister(name)
        md.preprocessors.deregister("fenced_code_block")


class _BareAddress(InlineProcessor):
    """A web address that stands in the text as it is."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        link = Element("a", {"href": m[0]})
        link.text = AtomicString(m[0])
        return link, m.start(0), m.end(0)


class _WikiLink(InlineProcessor):
    """`[[target]]` and `[[target|label]]`; backticks are taken out before, so that code keeps its brackets."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, text: Callable[[str, str], str], md: Markdown) -> None:
        super().__init__(WIKI_LINK.pattern, md)
        self.text = text

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        target = m[1].strip()
        link = Element("a", {"href": f"{_WIKI}:{quote(target, safe='')}"})
        link.text = AtomicString(self.text(target, _label(m)))
        return link, m.start(0), m.end(0)


class _LowerHeadings(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(6, int(element.tag[1]) + 2)}"
