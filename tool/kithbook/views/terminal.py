"""Text for a terminal: cleaned of everything that could drive it, and measured in columns.

A column is what one Latin letter takes; a Chinese character takes two, a combining mark none.
Only what may be somebody's text goes through `clean`; all other functions expect cleaned text
without colour. Colour is put on last, by `views.ink`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.late import pattern

_BREAKS = pattern("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_DANGEROUS = pattern(
    "[\x00-\x1f\x7f-\x9f"  # control characters, ESC and the eight-bit CSI among them
    "\u00ad"  # soft hyphen: no two terminals agree on its width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, overrides and isolates of writing direction
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible format characters
    "\ud800-\udfff"  # halves of characters: no stream can write them
    "\U000e0001-\U000e007f]"  # tags: invisible letters
)
_NARROW = pattern("[ -~\u00a0-\u02ff\u2010-\u2027]*")
"""Latin letters and their punctuation: one column each, known without loading the tables for everything else."""
_JOINERS = "\u200c\u200d"
ELLIPSIS = "…"


def clean(text: str) -> str:
    """One line of harmless text: no control, escape or direction characters; line breaks and tabs become a space.

    Marks and joiners at its beginning are left out too: they would change the character before it.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _DANGEROUS.sub("", _BREAKS.sub(" ", text)).rstrip(_JOINERS)
    place = next((place for place, letter in enumerate(text) if not _joins(letter)), len(text))
    return text[place:]


def _joins(letter: str) -> bool:
    """It has no column of its own, or only behind another character."""
    if _NARROW.fullmatch(letter):
        return False
    from wcwidth import wcwidth

    return wcwidth(letter) == 0


def clean_lines(text: str) -> list[str]:
    """The same for a text of several lines: its lines end at LF, tabs become spaces."""
    return [clean(line.removesuffix("\r").expandtabs(4)) for line in text.split("\n")]


def columns(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def clip(text: str, width: int) -> str:
    """The text in at most `width` columns; when it is longer it ends in "…", never in half a character."""
    if columns(text) <= width:
        return text
    if width < 1:
        return ""
    kept = ""
    for piece in _pieces(text):
        if columns(kept + piece) > width - 1:
            break
        kept += piece
    return kept.rstrip() + ELLIPSIS


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to `width` columns, in front when it goes to the `right`; longer text is clipped."""
    text = clip(text, width)
    fill = " " * (width - columns(text))
    return fill + text if right else text + fill


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words, inside a word only when it must be."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if columns(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *broken, line = _broken(word, width)
        lines.extend(broken)
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: int) -> list[str]:
    lines = [""]
    for piece in _pieces(word):
        if lines[-1] and columns(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str) -> Iterator[str]:
    """The text in characters as people see them: a letter with its marks, an emoji with what is joined to it."""
    if text.isascii() or _NARROW.fullmatch(text):
        yield from text
        return
    from wcwidth import wcwidth

    piece = ""
    for character in text:
        if piece and wcwidth(character) > 0 and not piece.endswith("\u200d"):
            yield piece
            piece = ""
        piece += character
    yield piece
