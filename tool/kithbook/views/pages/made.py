"""What is made of the tool's own templates and manual, the same in every site: made once in a run.

Builds keep it for the next run (`sites.once`). Nothing of a journal is ever in it.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from jinja2.bccache import Bucket, BytecodeCache

MADE: dict[str, bytes] = {}
"""By a key that says what it was made of."""


def once(make: Callable[[], str], *of: str) -> str:
    """The text that `make` gives; the texts that it is made of tell it from others."""
    key = blake2b("\0".join(of).encode(), digest_size=20).hexdigest()
    if key not in MADE:
        MADE[key] = make().encode()
    return MADE[key].decode()


class Compiled(BytecodeCache):
    """Compiled templates, for Jinja; `language` is the one whose words are written into them."""

    def __init__(self, language: str = "") -> None:
        self._language = language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Which template; of its text and of Python's version Jinja takes care."""
        return f"{self._language} {super().get_cache_key(name, filename)}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, when there is something for it."""
        if bucket.key in MADE:
            bucket.bytecode_from_string(MADE[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in it."""
        MADE[bucket.key] = bucket.bytecode_to_string()
