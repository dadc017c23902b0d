"""What earlier imports brought to a contact, as marks in its file: so that nothing that was changed since comes back.

A mark is the beginning of a digest of a field and a value. It cannot be read, only recognised, and takes a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from kithbook.model import Contact

FIELD = "x-imported"
KEPT = "x-vcard"
ALSO_UID = "x-also-uid"
"""What other files of the same person were called by foreign programs, before the files were merged."""
_MARK = re.compile(r"\b[0-9a-f]{8}\b")
_ITEM = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\[\],"\s][^\[\],]*""")
_BULLET = re.compile(r"^[ \t]*- (.*)$", re.MULTILINE)
_ESCAPED = {"n": "\n", "t": "\t"}


def mark(key: str, value: str) -> str:
    """The mark of a value in a field."""
    return sha256(f"{key}\n{value.casefold()}".encode("utf-8", "replace")).hexdigest()[:8]


def of(contact: Contact) -> set[str]:
    """The marks in a contact's file."""
    return set(_MARK.findall(contact.extras.get(FIELD, "")))


def marks(fields: Iterable[tuple[str, str]]) -> str:
    """Those of all these fields and values, as they are written."""
    return " ".join(sorted({mark(key, value) for key, value in fields}))


def kept(contact: Contact) -> tuple[str, ...]:
    """The lines of a foreign file that the contact keeps for it."""
    return _items(contact.extras.get(KEPT, ""))


def also(contact: Contact) -> tuple[str, ...]:
    """Other uids under which foreign programs know the contact."""
    return _items(contact.extras.get(ALSO_UID, ""))


def _items(text: str) -> tuple[str, ...]:
    below = _BULLET.findall(text) if text.lstrip().startswith("- ") else None  # one in a line, as other hands write it
    return tuple(_unquoted(each.strip()) for each in (_ITEM.findall(text) if below is None else below))


def _unquoted(text: str) -> str:
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), text[1:-1])
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        return text[1:-1].replace("''", "'")
    return text
