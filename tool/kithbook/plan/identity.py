"""What makes an item the same item tomorrow: its permanent uid, never made of a date that can move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

try:
    # No stubs know it. `hashlib` loads OpenSSL for it, which takes longer than the plan of a small journal.
    from _sha1 import sha1  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha1

NAMESPACE = "5f0c9d2e-7b41-5c86-9a3d-2e8f61b0a7d4"
"""Ours alone, and never to be changed: calendars would see every entry as a new one."""
_SEED = sha1(bytes.fromhex(NAMESPACE.replace("-", "")), usedforsecurity=False)


def uid(owner: str, reason: str, subject: str) -> str:
    """The uid of what `reason` says about its owner, told apart by `subject` (RFC 9562, version 5).

    The owner is a contact by `uid:` or id, an event or a campaign by its id; "" is the journal itself.
    """
    return _version_5("\n".join((owner, reason, subject)))


def numbered(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each key with its number among equal ones, from 1."""
    seen: dict[str, int] = {}
    for key in keys:
        seen[key] = number = seen.get(key, 0) + 1
        yield key, number


def _version_5(key: str) -> str:
    """What `uuid.uuid5` gives, in a third of its time; a journal asks for tens of thousands.

    A file's name may hold bytes that are no text: they are spelled out, where `uuid5` would raise.
    """
    digest = _SEED.copy()
    digest.update(key.encode("utf-8", "backslashreplace"))
    text = digest.hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"
