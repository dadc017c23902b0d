"""Text of a user made harmless to print: what would act, or hide, is shown as an escape instead.

A line break in a name would forge a line of a report, ESC drives the terminal, and a bidirectional
override makes a line read otherwise than it is. Joiners (U+200C, U+200D) stay: Persian and emoji
need them.
"""

from __future__ import annotations

import re

from kithbook.late import pattern

_ACTS_OR_HIDES = pattern(
    "[\x00-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Unicode's property Bidi_Control
    "\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # line breaks and the invisible
    "\ud800-\udfff]"  # bytes of a file name that are no UTF-8
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    r"""Return `text` on one line: control, bidirectional and invisible characters as `\n`, `\x1b`, `\u202e`."""
    return text if text.isprintable() else _ACTS_OR_HIDES.sub(_escape, text)  # what is printable is none of these


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
