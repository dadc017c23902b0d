"""Which format a file has, by what is in it; and everybody it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kithbook.exchange import (
    decoding,
    friends,
    google,
    linkedin,
    monica,
    outlook,
    own_json,
    own_table,
    tables,
    vcard,
)
from kithbook.exchange.incoming import Read

Reader = Callable[[bytes], Read]

READERS: Mapping[str, Reader] = {
    vcard.FORMAT: vcard.read,
    linkedin.FORMAT: linkedin.read,
    google.FORMAT: google.read,
    outlook.FORMAT: outlook.read,
    own_table.FORMAT: own_table.read,
    own_json.FORMAT: own_json.read,
    monica.FORMAT: monica.read,
    friends.FORMAT: friends.read,
}
"""The formats, by the names that `--as` takes."""
_HEADERS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    own_table.FORMAT: own_table.is_header,
    linkedin.FORMAT: linkedin.is_header,
    google.FORMAT: google.is_header,
    outlook.FORMAT: outlook.is_header,
}
_TEXTS: Mapping[str, Callable[[bytes], bool]] = {
    own_json.FORMAT: own_json.is_ours,
    monica.FORMAT: monica.is_ours,
    friends.FORMAT: friends.is_ours,
}
_HEAD = 65_536


def format_of(data: bytes) -> str:
    """The name of the format; "" when it is none of ours."""
    if linkedin.is_archive(data):
        return linkedin.FORMAT
    head = data[:_HEAD]
    if "begin:vcard" in decoding.text(head).casefold().replace(" ", ""):
        return vcard.FORMAT
    found = next((name for name, is_ours in _TEXTS.items() if is_ours(head)), "")
    if found:
        return found
    return next((name for name, is_header in _HEADERS.items() if tables.read(head, is_header) is not None), "")
