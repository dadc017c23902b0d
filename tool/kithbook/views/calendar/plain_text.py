"""Text of a user made fit for a calendar: readable everywhere, driving nothing.

The one rule of the feed, in three steps: what ends a line in any reader (CR, LF, VT, FF, U+001C to
U+001E, U+0085, U+2028, U+2029) becomes a line break; a tab becomes a space; other control
characters, byte-order marks, and the characters that reorder foreign text (bidirectional embeddings,
overrides and isolates) are left out, halves of surrogate pairs become U+FFFD. Spaces at both ends are
stripped. Every other character arrives as it was written.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_HALVES = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    """Apply the rule to a text of several lines."""
    if text.replace("\n", "").isprintable():  # nothing that the rule is about: the usual text
        return text.strip(" \n")
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", lines)).strip()


def one_line(text: str) -> str:
    """Apply the rule, then join the lines with a space each: for titles, names and parts of a sentence."""
    if text.isprintable():
        return text.strip(" ")
    return " ".join(filter(None, (line.strip() for line in normalise(text).split("\n"))))
