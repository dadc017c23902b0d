"""Identities made of names: the UUIDs of RFC 9562, version 5."""

from __future__ import annotations

from collections.abc import Callable

try:
    # No stubs know it. `hashlib` loads OpenSSL for it, which takes longer than the plan of a small journal.
    from _sha1 import sha1  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha1

URL = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"
"""The namespace of addresses (RFC 9562, 6.6)."""


def within(namespace: str) -> Callable[[str], str]:
    """What makes the UUIDs of names in a namespace, itself a UUID: what `uuid.uuid5` gives, in a third of its time.

    A journal asks for tens of thousands. A file's name may hold bytes that are no text: they are spelled out, where
    `uuid5` would raise.
    """
    seed = sha1(bytes.fromhex(namespace.replace("-", "")), usedforsecurity=False)

    def named(name: str) -> str:
        digest = seed.copy()
        digest.update(name.encode("utf-8", "backslashreplace"))
        text = digest.hexdigest()
        variant = "89ab"[int(text[16], 16) & 3]
        return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"

    return named
