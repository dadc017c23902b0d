"""Feeds handed to the calendars of this machine: made anew when the day or the journal is another one, never written.

The application knows the names of the feeds and nothing else; no address becomes a path.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from kithbook.frozen import dataclass
from kithbook.world import JournalError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

METHODS = ("GET", "HEAD")
PATIENCE = 60
"""Seconds after which to ask again when there is no feed to be had."""
_PLAIN = ("Content-Type", "text/plain; charset=utf-8")
_ALWAYS = (("Cache-Control", "private, no-cache"), ("X-Content-Type-Options", "nosniff"))

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One feed as it is handed out: its bytes, what tells them from others, and since when they are these."""

    data: bytes
    packed: bytes
    tag: str
    changed: datetime


def copy_of(data: bytes, changed: datetime) -> Copy:
    """The same bytes make the same copy, packed and tagged."""
    tag = blake2b(data, digest_size=16).hexdigest()
    return Copy(data=data, packed=gzip.compress(data, mtime=0), tag=tag, changed=changed.replace(microsecond=0))


class Shelf:
    """The feeds of today.

    `key` says what they are made from: while it stays the same they do. `make` is given those that were handed out
    before. When it raises `JournalError` they stay as they were, and `tell` is told why, once for each reason.
    """

    def __init__(
        self,
        key: Callable[[], str],
        make: Callable[[Files], Files],
        now: Callable[[], datetime],
        tell: Callable[[str], None],
    ) -> None:
        self._key, self._make, self._now, self._tell = key, make, now, tell
        self._lock = threading.Lock()
        self._made_from: str | None = None
        self._trouble = ""
        self._copies: dict[str, Copy] = {}

    def get(self, name: str) -> Copy | None:
        """The feed of that name; None when there is none. Raises `JournalError` when there is no feed at all."""
        with self._lock:
            self._refresh()
            return self._copies.get(name)

    def names(self) -> tuple[str, ...]:
        """The names of all feeds. Raises `JournalError` when there is none to be had."""
        with self._lock:
            self._refresh()
            return tuple(self._copies)

    def _refresh(self) -> None:
        try:
            key = self._key()
            if key == self._made_from and not self._trouble:
                return
            made = self._make({name: copy.data for name, copy in self._copies.items()})
        except JournalError as error:
            if str(error) != self._trouble:
                self._tell(str(error))
            self._trouble = str(error)
            if not self._copies:
                raise
            return
        self._made_from, self._trouble = key, ""
        self._copies = {name: self._copy(name, data) for name, data in made.items()}

    def _copy(self, name: str, data: bytes) -> Copy:
        """The one that is there when it is the same; else one that is at least a second newer."""
        known = self._copies.get(name)
        if known is None:
            return copy_of(data, self._now().astimezone(UTC))
        if known.data == data:
            return known
        return copy_of(data, max(self._now().astimezone(UTC), known.changed + timedelta(seconds=1)))


class Calendars:
    """The application: only reads, only feeds (WSGI; RFC 9110 for the headers)."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method = environ["REQUEST_METHOD"]
        if method not in METHODS:
            return _say(start_response, "405 Method Not Allowed", "Feeds are only read.", ("Allow", ", ".join(METHODS)))
        try:
            copy = self._shelf.get(environ.get("PATH_INFO", "").removeprefix("/"))
        except JournalError as error:
            return _say(start_response, "503 Service Unavailable", str(error), ("Retry-After", str(PATIENCE)))
        if copy is None:
            return _say(start_response, "404 Not Found", "There is no such feed.")
        return _hand_out(copy, environ, start_response, with_body=method == "GET")


def _hand_out(
    copy: Copy, environ: WSGIEnvironment, start_response: StartResponse, *, with_body: bool
) -> Iterable[bytes]:
    is_packed = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = copy.packed if is_packed else copy.data
    headers = [
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("ETag", _tags(copy)[is_packed]),
        ("Last-Modified", format_datetime(copy.changed, usegmt=True)),
        ("Vary", "Accept-Encoding"),
        *([("Content-Encoding", "gzip")] if is_packed else []),
        *_ALWAYS,
    ]
    is_known = knows(environ, copy)
    start_response("304 Not Modified" if is_known else "200 OK", headers)
    return [] if is_known or not with_body else [body]


def _tags(copy: Copy) -> tuple[str, str]:
    """That of the plain bytes and that of the packed ones: they are two representations."""
    return f'"{copy.tag}"', f'"{copy.tag}-gzip"'


def knows(environ: Mapping[str, str], copy: Copy) -> bool:
    """Whether whoever asks has these bytes already; the day counts only where no tag is given (RFC 9110, 13.2.2)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        given = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in given or not given.isdisjoint(_tags(copy))
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since:
        return False
    try:
        day = parsedate_to_datetime(since)
    except ValueError:
        return False
    return copy.changed <= (day if day.tzinfo else day.replace(tzinfo=UTC))


def takes_gzip(accepted: str) -> bool:
    """Whether a packed answer is wanted (RFC 9110, 12.5.3): named, or meant by a star, and not with a weight of 0."""
    weights = {}
    for part in accepted.casefold().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = _number(weight)
    return weights.get("gzip", weights.get("*", 0)) > 0


def _number(weight: str) -> float:
    """What `q=0.5` says; 1 where nothing is said, 0 where nobody can read it."""
    written = "".join(weight.split()).removeprefix("q=")
    try:
        return float(written or 1)
    except ValueError:
        return 0


def _say(start_response: StartResponse, status: str, words: str, *headers: tuple[str, str]) -> list[bytes]:
    body = f"{words}\n".encode()
    start_response(status, [_PLAIN, ("Content-Length", str(len(body))), *headers, *_ALWAYS])
    return [body]
