"""What a build need not make again in any journal: compiled templates, and the pages of the manual.

They are the tool's own, and nothing of a journal is in them. So they lie where programs keep what can be made again:
`$XDG_CACHE_HOME/kithbook`, which is `~/.cache/kithbook` when nobody says another.
"""

from __future__ import annotations

import contextlib
import marshal
import os
from hashlib import blake2b
from pathlib import Path

from kithbook.sites import inputs
from kithbook.views.pages.made import MADE

_NAME = "made"
_SEAL = 16
"""Bytes before the content: another seal for another content, and for another tool."""


def recall() -> dict[str, bytes]:
    """Know again what an earlier build of this very tool kept, and return it; nothing when there is none to be read.

    Compiled templates are code, so what somebody else on this machine has put there is left alone.
    """
    try:
        path = _folder() / _NAME
        if path.stat().st_uid != _user():
            return {}
        sealed = path.read_bytes()
    except (OSError, RuntimeError):  # the second when nobody knows where the user is at home
        return {}
    seal, content = sealed[:_SEAL], sealed[_SEAL:]
    if seal != _seal(content):
        return {}
    known: dict[str, bytes] = marshal.loads(content)  # noqa: S302  (sealed by this very tool)
    MADE.update(known)
    return known


def keep(known: dict[str, bytes]) -> None:
    """Keep what is made by now, unless it is what is `known`. Where nothing can be written, nothing is kept."""
    if known == MADE:
        return
    content = marshal.dumps(MADE)
    with contextlib.suppress(OSError, RuntimeError):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = folder / f"{_NAME}.{os.getpid()}"
        new.write_bytes(_seal(content) + content)
        new.replace(folder / _NAME)


def _user() -> int:
    """Who runs this, as the owners of files are counted; 0, as all of them there, where nobody counts them."""
    return os.geteuid() if hasattr(os, "geteuid") else 0


def _seal(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SEAL, key=bytes.fromhex(inputs.tool())).digest()


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache", "kithbook").expanduser()
