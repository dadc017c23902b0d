"""`kith import mail`: touches from the heads of messages; what was written in them is never read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kithbook.commands.changes import Order
from kithbook.commands.import_touches import Asked, known_addresses, my_addresses, propose, proposes, zone_of
from kithbook.commands.session import Session
from kithbook.exchange import mail
from kithbook.exchange.mail import Letter, Skipped
from kithbook.words import _, ngettext

_STEP = 500


@click.command(name="mail")
@proposes("MBOX|MAILDIR...")
def command(session: Session, order: Order, asked: Asked) -> None:
    """Propose touches from mail with people of the journal.

    Only the heads of messages are read: who wrote to whom, when, and the subject. One touch for each person and day;
    mailing lists, automatic mail and mail to more than ten people are left out. Each message counts once, whatever
    you do to its touch afterwards. Your own addresses are `owner` and `addresses` of the settings.

    \b
    kith import mail inbox.mbox --since 2025-01-01
    kith import mail inbox.mbox --dry-run
    """
    mine = my_addresses(session, asked.me)
    known = known_addresses(session, mine)
    counted: Counter[str] = Counter()
    letters = _letters(session, asked.files, mine, known, counted)
    found = [*mail.happenings(letters, known)]
    propose(
        session,
        order,
        asked,
        found,
        remarks=_told(counted),
        subject=lambda count: ngettext("Import {count} touch from mail", "Import {count} touches from mail", count),
    )


def _letters(
    session: Session, files: Iterable[Path], mine: frozenset[str], known: dict[str, str], counted: Counter[str]
) -> Iterator[Letter]:
    """The messages one by one, so that a mailbox of gigabytes takes no memory; the others are counted."""
    from kithbook import store

    zone = zone_of(session)
    seen = sys.stderr.isatty()
    number = 0
    for path in files:
        for head in store.heads(path):
            number += 1
            if seen and number % _STEP == 0:
                click.echo("\r" + ngettext("{count} message", "{count} messages", number), err=True, nl=False)
            read = mail.letter(head.data, mine, known.keys(), zone)
            if isinstance(read, Letter) and read.date > session.today:
                read = Skipped(why="undated")  # the clock of a machine was wrong
            counted[read.why if isinstance(read, Skipped) else "read"] += 1
            if isinstance(read, Letter):
                yield read
    if seen and number >= _STEP:
        click.echo(err=True)


def _told(counted: Counter[str]) -> list[str]:
    """What became of all the messages, in a line each."""
    stranger, undated = counted["stranger"], counted["undated"]
    lines = {
        "read": ngettext(
            "{count} message with people of the journal.",
            "{count} messages with people of the journal.",
            counted["read"],
        ),
        "stranger": ngettext(
            "{count} with nobody of the journal, left out.",
            "{count} with nobody of the journal, left out.",
            stranger,
        ),
        "list": ngettext("{count} of mailing lists, left out.", "{count} of mailing lists, left out.", counted["list"]),
        "automatic": ngettext("{count} automatic, left out.", "{count} automatic, left out.", counted["automatic"]),
        "many": ngettext(
            "{count} to more than {most} people, left out.",
            "{count} to more than {most} people, left out.",
            counted["many"],
            most=mail.MOST_RECIPIENTS,
        ),
        "undated": ngettext("{count} without a date, left out.", "{count} without a date, left out.", undated),
    }
    return [line for why, line in lines.items() if counted[why]] or [_("There is no message in it.")]
