"""A mail server that takes messages (RFC 6409): encrypted unless it is on this machine, and never half told."""

from __future__ import annotations

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import field

from kithbook.frozen import dataclass
from kithbook.words import _
from kithbook.world import JournalError, reason

_PATIENCE = 30
"""Seconds."""
_WELCOME = 235
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where to; `security` is "starttls", "tls" or "none". Without a `user` nobody logs in."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)


def deliver(message: bytes, sender: str, to: Sequence[str], server: Server) -> None:
    """Hand it over. Raises `JournalError`, in which everything it knows is said but the password."""
    if server.user and server.security == "none" and server.host not in _HERE:
        raise JournalError(
            _(
                "a password is not sent to {host} for everybody to read: write security under [tool.kith.digest]; "
                "nothing was sent",
                host=server.host,
            )
        )
    try:
        with _connection(server) as connection:
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                _log_in(connection, server)
            refused = connection.sendmail(sender, list(to), message)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise JournalError(
            _(
                "{host} did not take the digest: {reason}; nothing is lost, send it again later",
                host=f"{server.host}:{server.port}",
                reason=_told(error),
            )
        ) from error
    if refused:
        raise JournalError(
            _(
                "{host} took the digest, but not for {addresses}",
                host=f"{server.host}:{server.port}",
                addresses=", ".join(sorted(refused)),
            )
        )


def _log_in(connection: smtplib.SMTP, server: Server) -> None:
    """Log in; `login` takes ASCII alone, and RFC 4616 has UTF-8."""
    if f"{server.user}{server.password}".isascii():
        connection.login(server.user, server.password)
        return
    connection.ehlo_or_helo_if_needed()
    known = b64encode(f"\0{server.user}\0{server.password}".encode()).decode()
    code, said = connection.docmd("AUTH", f"PLAIN {known}")
    if code != _WELCOME:
        raise smtplib.SMTPAuthenticationError(code, said)


def _connection(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_PATIENCE, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=_PATIENCE)


def _told(error: Exception) -> str:
    """What went wrong in a few words; a server's own words are kept, what was sent to it is not."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("it does not know this user with this password")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _("it does not offer what the settings ask for ({reason})", reason=error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        refused = error.recipients.items()
        return ", ".join(f"{address}: {_words(said)}" for address, (_code, said) in sorted(refused))
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("its certificate cannot be trusted ({reason})", reason=error.verify_message)
    return reason(error)


def _words(said: bytes | str) -> str:
    return " ".join((said.decode("utf-8", "replace") if isinstance(said, bytes) else said).split())
