"""`kith serve`: the site on this machine, alive."""

from __future__ import annotations

import gc
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import click

from kithbook.commands.session import Session, with_session
from kithbook.words import _
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.sites.wish import Wish

HOST = "127.0.0.1"
FIRST_PORT = 8000
MOST_TRIES = 20


@click.command(name="serve")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="Serve on this port; else 8000 or the next.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@with_session
def command(session: Session, port: int | None, is_opened: bool) -> None:
    """Serve the site on this machine and reload it on every change.

    Nobody else can reach it: it listens on 127.0.0.1 only. Ctrl-C ends it.

    \b
    kith serve
    kith serve --port 8001 --open
    """
    from kithbook.sites.wish import Wish

    chosen = port or _free_port()
    if port and not _is_free(port):
        raise JournalError(
            _("port {port} is taken by another program: name another one, or leave --port out", port=port)
        )
    _run(
        session.root,
        Wish(today=session.given_today, language=session.language),
        f"{HOST}:{chosen}",
        is_opened=is_opened,
    )


def _run(root: Path, wish: Wish, address: str, *, is_opened: bool) -> None:
    """Let MkDocs serve until it is interrupted. Raises `JournalError` when it cannot."""
    gc.enable()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import ConfigurationError

    from kithbook.sites import destination
    from kithbook.sites.telling import told
    from kithbook.sites.wish import wishing

    config_file = destination.config_file(root)
    click.echo(_("The site: {address}  (Ctrl-C ends it)", address=f"http://{address}/"))
    try:
        with wishing(wish), told(logging.INFO):
            serve(str(config_file), dev_addr=address, open_in_browser=is_opened)
    except ConfigurationError as error:
        raise JournalError(_("mkdocs.yml cannot be used: {reason}", reason=error)) from error
    except SystemExit as error:
        raise JournalError(_("the site cannot be served: {reason}", reason=error)) from error


def _free_port() -> int:
    """The first free port from 8000 on. Raises `JournalError` when there is none near it."""
    for port in range(FIRST_PORT, FIRST_PORT + MOST_TRIES):
        if _is_free(port):
            return port
    raise JournalError(
        _(
            "the ports {first} to {last} are all taken: name one with --port",
            first=FIRST_PORT,
            last=FIRST_PORT + MOST_TRIES - 1,
        )
    )


def _is_free(port: int) -> bool:
    """Whether nobody listens there: asked by listening there for a moment, as the server will."""
    try:
        WSGIServer((HOST, port), WSGIRequestHandler).server_close()
    except OSError:
        return False
    return True
