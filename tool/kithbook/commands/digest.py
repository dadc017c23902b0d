"""`kith digest`: the day and the week as one text, for the terminal, for a timer, for the mailbox."""

from __future__ import annotations

import os
import sys
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.screen import tell_problems
from kithbook.commands.session import Session, moment, with_session
from kithbook.words import _
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.views.digest import Digest

PASSWORD = "KITH_SMTP_PASSWORD"  # noqa: S105  (the name of the variable)
SERVICE = "kithbook"
"""What the keyring knows the password by, with USER@HOST as its user."""


@click.command(name="digest")
@click.option("--format", "form", type=click.Choice(["text", "html", "mail"]), default="text", help="text if not said.")
@click.option("--days", metavar="N", type=click.IntRange(1, 366), help="How many days ahead, today among them.")
@click.option("--send", is_flag=True, help="Send it as mail, as the settings say.")
@click.option("--to", "to", metavar="ADDRESS", multiple=True, help="To whom, in place of the settings' to.")
@click.option("--quiet-when-empty", "is_quiet", is_flag=True, help="Neither print nor send when nobody waits.")
@click.option("--with-private", is_flag=True, help="Private contacts too: for a mailbox that only you read.")
@with_session
def command(
    session: Session,
    form: str,
    days: int | None,
    send: bool,
    to: tuple[str, ...],
    is_quiet: bool,
    with_private: bool,
) -> None:
    """Write what to read over coffee: today, what slipped, this week.

    \b
    kith digest
    kith digest --format html > today.html
    kith digest --send --quiet-when-empty
    """
    from kithbook.views.digest import digest
    from kithbook.views.public import public

    given = _addresses(to, is_mail=send or form == "mail")
    session.for_others = True
    settings = session.settings.digest
    shown = public(session.loaded.journal, with_private=with_private, strictly=True)
    made = digest(shown, session.plan, days or settings.days)
    tell_problems(session.loaded.diagnostics)
    if made.is_empty and (is_quiet or settings.quiet_when_empty):
        return
    if send:
        _send(session, made, given)
    elif form == "mail":
        click.echo(_message(session, made, given).as_bytes(policy=_UNIX), nl=False)
    elif form == "html":
        from kithbook.views.digest.html import html

        click.echo(html(made), nl=False)
    else:
        from kithbook.views.digest.text import text

        click.echo(text(made), nl=False)


_UNIX = SMTP.clone(linesep="\n")
"""A file and a program on this machine have lines that end as others do."""


def _addresses(to: tuple[str, ...], *, is_mail: bool) -> tuple[str, ...]:
    """To whom the command line says. Raises `WrongUsage` where there is no message, and for what is no address."""
    if not to:
        return ()
    if not is_mail:
        raise WrongUsage(_("--to goes with --send, or with --format mail: without them nothing is sent to anybody"))
    from kithbook.dates import Problem
    from kithbook.setting_values import mail_addresses

    found = mail_addresses(list(to))
    if isinstance(found, Problem):
        raise WrongUsage(f"{found.message}: {found.hint}")
    if not all(map(str.strip, to)):
        raise WrongUsage(_("behind --to there is no address"))
    return found


def _message(session: Session, made: Digest, to: tuple[str, ...]) -> EmailMessage:
    """The message, to whom the command line, the settings or the journal's owner say."""
    from kithbook.dates import Problem
    from kithbook.setting_values import mail_addresses
    from kithbook.views.digest.mail import message

    settings = session.settings
    owner = () if isinstance(mail_addresses(settings.owner), Problem) or not settings.owner else (settings.owner,)
    wanted = to or settings.digest.to or owner
    if not wanted:
        raise click.UsageError(_("say to whom: --to ADDRESS, or to under [tool.kith.digest]"))
    sender = settings.digest.from_ or next(iter(owner), wanted[0])
    return message(made, sender=sender, to=wanted, now=moment(settings.timezone))


def _send(session: Session, made: Digest, to: tuple[str, ...]) -> None:
    from kithbook import posting

    written = _message(session, made, to)
    settings = session.settings.digest
    sender = written["From"].addresses[0].addr_spec
    whom = [one.addr_spec for one in written["To"].addresses]
    if settings.smtp:
        server = posting.Server(
            host=settings.smtp,
            port=settings.port,
            security=settings.security,
            user=settings.user,
            password=_password(settings.user, settings.smtp) if settings.user else "",
        )
        posting.deliver(written.as_bytes(), sender, whom, server)
    else:
        posting.hand_over(written.as_bytes(policy=_UNIX), sender, whom)
    if sys.stderr.isatty():
        click.echo(_("Sent to {addresses}.", addresses=", ".join(whom)), err=True)


def _password(user: str, host: str) -> str:
    """From the environment, else from the keyring when it is installed: never from a file of the journal."""
    given = os.environ.get(PASSWORD, "") or _from_keyring(user, host)
    if not given:
        raise click.UsageError(
            _(
                "there is no password for {user}: set {variable}, or install keyring and type: "
                "keyring set {service} {user}@{host}",
                user=user,
                variable=PASSWORD,
                service=SERVICE,
                host=host,
            )
        )
    return given


def _from_keyring(user: str, host: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(SERVICE, f"{user}@{host}") or ""
    except KeyringError as error:
        raise JournalError(
            _("the keyring does not answer: {reason}; set {variable}", reason=error, variable=PASSWORD)
        ) from error
