"""Which format a file has, by what is in it; and everybody it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kithbook.exchange import decoding, vcard
from kithbook.exchange.incoming import Read

Reader = Callable[[bytes], Read]

READERS: Mapping[str, Reader] = {vcard.FORMAT: vcard.read}
"""The formats, by the names that `--as` takes."""
_HEAD = 65_536


def format_of(data: bytes) -> str:
    """The name of the format; "" when it is none of ours."""
    head = decoding.text(data[:_HEAD]).casefold()
    return vcard.FORMAT if "begin:vcard" in head.replace(" ", "") else ""
