"""The page of a contact whose file was just saved, and Today, at once: a large journal takes long to be built again.

Her page is made of her file as it is now and of those that have to do with her, and shown until the next whole site is
there. The day's load of other people and what git knows are left to that one. Today is made of the whole journal, as
the next site will have it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from posixpath import dirname
from typing import TYPE_CHECKING, Any

from kithbook import plan, read, store
from kithbook.diagnostic import Severity
from kithbook.load import Loaded
from kithbook.model import Contact, Journal
from kithbook.referrals import chain
from kithbook.roster import Roster
from kithbook.sites.live import Live, Version
from kithbook.sites.shell import Shell
from kithbook.text import Source
from kithbook.views.pages import Page, drafts, link, publish, trouble
from kithbook.views.pages.desk import path
from kithbook.views.pages.link import PEOPLE, built
from kithbook.world import JournalError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    LiveReloadServer = Any
    """MkDocs' own, which gives no other way to its script and its epochs than two names with an underscore."""

_WAITING = re.compile(r"/livereload/([0-9]+)/([0-9]+)")
_NUMBER = re.compile(rb"livereload\([0-9]+, ([0-9]+)\);")
_MOST_SHOWN = 500
_PATIENCE = 55
_PAUSE = 0.1
_CALM = 0.00005
"""Seconds for each file after which all of them are looked at again: looking takes a twentieth of that."""
State = str | Version | None
"""What a page is made of: the text of one file, or all of them."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The last whole site: what it was made from, on which day, and the frame of a contact's page.

    `version` is that of the journal it shows. `front` is its first page with another text in it, and with what has to
    be told on every page.
    """

    loaded: Loaded
    today: date
    shells: Mapping[str, Shell]
    paths: Mapping[str, str]
    version: Version | None = None
    front: Callable[[Page, str], str] | None = None

    @staticmethod
    def of(
        loaded: Loaded,
        today: date,
        shells: Mapping[str, Shell],
        version: Version | None = None,
        front: Callable[[Page, str], str] | None = None,
    ) -> Whole:
        """With the contact of each address."""
        found = {f"{dirname(built(path(one)))}/": one.id for one in loaded.journal.contacts.values()}
        return Whole(loaded=loaded, today=today, shells=shells, paths=found, version=version, front=front)

    def saved(self, address: str) -> str | None:
        """The text of the file behind an address, when it is another one than the site shows; else None."""
        contact = self.loaded.journal.contacts.get(self.paths.get(address, ""))
        if contact is None:
            return None
        try:
            text = store.read(self.loaded.root, contact.source.path).text
        except JournalError:
            return None
        return text if text != contact.source.text else None

    def page(self, address: str, text: str) -> str | None:
        """The whole page with this text as the contact's file; None when she has none any more."""
        id, journal = self.paths[address], self.loaded.journal
        file = journal.contacts[id].source.path
        roster = Roster(
            root=self.loaded.root,
            settings=journal.settings,
            sources={source.path: source for source in self.loaded.sources},
            people=journal,
        )
        source = Source(path=file, text=text)
        near = replace(roster.around(_company(journal, id, source), {file: text}), files=journal.files)
        page = _page(near, self.today, source, link.under(PEOPLE, id))
        return self.shells[PEOPLE.removesuffix(".md")].filled(page).decode() if page else None


def _company(journal: Journal, id: str, file: Source) -> set[str]:
    """Whom her page names: those she links to and who link to her, who came by her, and who brought us together."""
    entry, _ = read.read(file, journal.settings)
    named = {journal.resolve(one.target) for one in entry.links}
    if isinstance(entry, Contact) and (by := journal.resolve(entry.referred_by)) in journal.contacts:
        named |= {by, *(one.id for one in chain(journal, journal.contacts[by]))}
    for other in journal.contacts.values():
        if journal.resolve(other.referred_by) == id or any(journal.resolve(one.target) == id for one in other.links):
            named.add(other.id)
    return {id, *(one for one in named if one in journal.contacts)}


def _page(near: Journal, today: date, file: Source, path: str) -> Page | None:
    """Her page, or the one that says why there is none; None when there is to be none."""
    _, found = read.read(file, near.settings)
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    edition = publish(near, plan.make(near, today), findings=errors)
    if errors:
        return next((page for page in trouble.pages(edition, ()) if page.path == path), None)
    return next((draft.make() for draft in drafts(edition) if draft.path == path), None)


class AtOnce:
    """The server's application, with saved pages and Today shown before the whole site is built again.

    `site` is the last whole one, `live` the journal as it is now. A browser that waits for news of such a page is told
    to load it again; MkDocs gives each page that it serves a number, by which it is known here what that browser shows.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        site: Callable[[], Whole | None],
        live: Callable[[], Live | None] = lambda: None,
    ) -> None:
        self._server = server
        self._site = site
        self._live = live
        self._shown: dict[str, tuple[str, State]] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        place = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
        waiting = _WAITING.fullmatch(place)
        if waiting and (shown := self._shown.get(waiting[2])) and self._has_news(*shown, int(waiting[1])):
            return _answer(start_response, "text/plain", str(int(waiting[1]) + 1).encode())
        address = self._below(place)
        if address is None or not self._is_followed(address):
            passed_on: Iterable[bytes] = self._server.serve_request(environ, start_response)
            return passed_on
        state, page = self._now(address)
        if page is None:
            body = b"".join(self._server.serve_request(environ, start_response))
        else:
            body = self._server._inject_js_into_html(page.encode(), self._epoch)
            _answer(start_response, "text/html; charset=utf-8", body)
        self._remember(address, state, body)
        return [body]

    def _below(self, place: str) -> str | None:
        """The address within the site, which may be served below a folder; None outside of it."""
        top: str = self._server.mount_path
        return place.removeprefix(top) if place.startswith(top) else None

    def _is_followed(self, address: str) -> bool:
        standing = self._site()
        return standing is not None and (address in standing.paths or (not address and self._live() is not None))

    def _now(self, address: str) -> tuple[State, str | None]:
        """What the page behind an address is made of, and the page, where it is another one than the site has."""
        standing, live = self._site(), self._live()
        if standing is None or (not address and live is None):
            return None, None
        if live is not None and not address:
            return _today(standing, live)
        text = standing.saved(address)
        if text is None:
            return None, None
        make = partial(standing.page, address, text)
        return text, live.in_language(make) if live else make()

    def _state(self, address: str) -> State:
        """What the page behind an address would be made of now."""
        standing, live = self._site(), self._live()
        if not address:
            return live.version() if live else None
        return standing.saved(address) if standing else None

    @property
    def _epoch(self) -> int:
        epoch: int = self._server._visible_epoch
        return epoch

    def _has_news(self, address: str, state: State, epoch: int) -> bool:
        """Wait until the page would be made of something else, or the whole site is newer."""
        pause = max(_PAUSE, _CALM * len(state.files)) if isinstance(state, Version) else _PAUSE
        for _ in range(int(_PATIENCE / pause)):
            if self._site() is None or self._epoch > epoch:
                return False
            if self._state(address) not in (state, None):
                return True
            threading.Event().wait(pause)
        return False

    def _remember(self, address: str, state: State, body: bytes) -> None:
        if len(self._shown) > _MOST_SHOWN:
            self._shown.pop(next(iter(self._shown)))
        if found := _NUMBER.search(body):
            self._shown[found[1].decode()] = address, state


def _today(standing: Whole, live: Live) -> tuple[State, str | None]:
    """Today's version, and the page where the last site has another one.

    While nothing can be read, or when the settings are new ones, which may change the frame too, that site's is shown.
    """
    version = live.version()
    if standing.front is None or version == standing.version:
        return version, None
    try:
        version, sight = live.sight()
    except JournalError:
        return version, None
    if sight.basis.loaded.settings_source != standing.loaded.settings_source:
        return version, None
    return version, live.in_language(partial(standing.front, sight.opening, sight.trouble))


def _answer(start_response: StartResponse, kind: str, body: bytes) -> list[bytes]:
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
