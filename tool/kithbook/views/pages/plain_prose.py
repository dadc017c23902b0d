"""The plainest notes as HTML without a parser: what the parser makes of them, in a twentieth of the time, or None.

Paragraphs and short lists of words, with `**bold**` and `[[wiki links]]` in them. Whatever is not surely the same
is left to the parser; a test with any text holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Link = Callable[[str, str], tuple[str, str]]
"""Given a wiki link's target and label: what it says, and where it leads ("" for nowhere)."""

_LETTER = r"[^\s\\`*_\[\]<>&|\x00-\x1f\x7f-\x9f]"
_SIGN = f"(?: |{_LETTER})"
_SAYS = re.compile(f"{_SIGN}*")
_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_STRONG = rf"(?<!\*)\*\*[^\W_](?:{_SIGN}*[^\W_])?\*\*(?!\*)"
# What begins like a list, a title or a fence may be one; a space at the end of a line may break it.
_LINE = rf"(?![-+=#~: ]|\d+\.)(?:{_LETTER}++| |{_STRONG}|(?<!!)\[\[[^\[\]\n*_]+\]\])+(?<! )"
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*")
_LIST = re.compile(rf"- {_LINE}(?:\n- {_LINE})*")
_BETWEEN = re.compile("\n\n+")


def blocks(text: str, link: Link) -> str | None:
    """The paragraphs and lists of a note; None when it is not that plain."""
    if "://" in text:
        return None
    found: list[str] = []
    for block in _BETWEEN.split(text.strip("\n")):
        if _PARAGRAPH.fullmatch(block):
            found.append(f"<p>{block}</p>")
        elif _LIST.fullmatch(block) and not (found and found[-1].endswith("</ul>")):
            items = "".join(f"<li>{item}</li>\n" for item in block[2:].split("\n- "))
            found.append(f"<ul>\n{items}</ul>")
        else:
            return None
    html = "\n".join(found)
    if "**" in html:  # always in pairs by now
        html = "".join([f"<strong>{piece}</strong>" if at % 2 else piece for at, piece in enumerate(html.split("**"))])
    return _linked(html, link) if "[[" in html else html


def _linked(html: str, link: Link) -> str | None:
    pieces: list[str] = []
    place = 0
    for one in _LINK.finditer(html):
        said, address = link(one[1].strip(), (one[2] or "").strip())
        if not _SAYS.fullmatch(said) or '"' in address:
            return None
        leads = f' href="{address.replace("&", "&amp;")}"' if address else ""
        pieces += html[place : one.start()], f'<a{leads} rel="noopener noreferrer">{said}</a>'
        place = one.end()
    return "".join((*pieces, html[place:]))
