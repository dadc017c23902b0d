"""A guard before the local server: a page elsewhere on the web must not be able to read it under a name of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

NAMES = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


def local_only(application: WSGIApplication) -> WSGIApplication:
    """The application, refusing requests whose Host header names anything but this machine."""

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _name(environ.get("HTTP_HOST", "")) in NAMES:
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"This server answers only to 127.0.0.1 and localhost.\n"]

    return guarded


def is_reachable(address: str) -> bool:
    """Whether somebody on another machine could open a site that is served there."""
    host = _name(urlsplit(address).netloc.rpartition("@")[2].casefold())
    return bool(host) and host not in NAMES and not host.startswith("127.") and not host.endswith(".localhost")


def _name(host: str) -> str:
    """The host without its port."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
