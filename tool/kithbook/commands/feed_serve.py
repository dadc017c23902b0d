"""`kith feed --serve`: the feeds for calendars on this machine, as they are on the day that it is."""

from __future__ import annotations

import contextlib
import contextvars
import gc
from collections.abc import Callable
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import click

from kithbook.commands.session import Session, moment
from kithbook.sites.calendars import Calendars, Files, Shelf
from kithbook.sites.loopback import local_only
from kithbook.words import _
from kithbook.world import JournalError

HOST = "127.0.0.1"
PORT = 8090
"""Always the same: it stands in the address to which a calendar has subscribed."""


def run(session: Session, make: Callable[[Session, Files], Files], port: int) -> None:
    """Serve until interrupted. Raises `JournalError` when the port is taken, or there is no feed to begin with."""
    gc.enable()
    offered = shelf(session, make)
    names = offered.names()
    with server(offered, port) as serving:
        for name in names:
            click.echo(f"http://{HOST}:{serving.server_port}/{name}")
        click.echo(_("For calendars on this machine; Ctrl-C ends it."))
        with contextlib.suppress(KeyboardInterrupt):
            serving.serve_forever()
        click.echo()


def shelf(session: Session, make: Callable[[Session, Files], Files]) -> Shelf:
    """The feeds that `make` makes of a session, given those that were handed out before; made anew when need be."""
    context = contextvars.copy_context()

    def afresh(before: Files) -> Files:
        """In the language that is spoken, which a thread of its own would not know."""
        return context.copy().run(make, session.afresh(), before)

    return Shelf(lambda: _key(session), afresh, moment, lambda why: click.echo(f"kith: {why}", err=True))


def server(offered: Shelf, port: int) -> WSGIServer:
    """A server that listens on this machine only. Raises `JournalError` when the port is taken."""
    try:
        made = _Server((HOST, port), _Handler)
    except OSError as error:
        raise JournalError(
            _("port {port} is taken by another program: name another one with --port", port=port)
        ) from error
    made.set_app(local_only(Calendars(offered)))
    return made


def _key(session: Session) -> str:
    """What the feeds are made from: the day, the settings, every text and the commit."""
    from kithbook.sites import inputs

    fresh = session.afresh()
    return inputs.key(session.root, fresh.settings.contacts, fresh.today, ())


class _Server(ThreadingMixIn, WSGIServer):
    """One that nobody holds up by asking slowly."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever goes away in the middle, or never says what is wanted, is no news."""


class _Handler(WSGIRequestHandler):
    """Quiet, and not patient for ever."""

    timeout = 20

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: calendars come by all day."""
