"""The content security policy of a built page: nothing is loaded from elsewhere, and only scripts known here run."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'


def guarded(page: str, body: str = "") -> str:
    """The page with its policy in the head, before anything that it governs.

    The frame's own inline scripts are allowed by their hashes. `body` is the part of the page that was made from
    the journal: a script in there would never be allowed.
    """
    frame = page.replace(body, "") if body else page
    hashes = tuple(dict.fromkeys(map(_hash, _INLINE.findall(frame))))
    return page.replace(_CHARSET, f"{_CHARSET}\n{_meta(hashes)}", 1)


@lru_cache(maxsize=256)
def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@lru_cache(maxsize=256)
def _meta(hashes: tuple[str, ...]) -> str:
    rules = (
        "default-src 'none'",
        " ".join(("script-src 'self'", *hashes)),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
