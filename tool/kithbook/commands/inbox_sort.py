"""`kith inbox sort`: a decision on every line of the drawer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import click

from kithbook.captures.cards import settled_capture
from kithbook.captures.newcomer import Newcomer, organisation_for
from kithbook.captures.typed import understand
from kithbook.commands.deciding import Matter
from kithbook.commands.dialogue import require_terminal
from kithbook.commands.sitting import Sitting, sits
from kithbook.commands.sorting import Sorting
from kithbook.model import InboxLine, Journal
from kithbook.revise import AddTouch, RemoveLine, SetAside
from kithbook.revise.wording import one_line
from kithbook.views import cards as views
from kithbook.words import _, ngettext

CHANNEL = "note"


@click.command(name="sort")
@sits
def command(sitting: Sitting) -> None:
    """Decide on the lines of the inbox.

    They come one after the other. Keep: it becomes a contact. Log: it belongs to a contact who is here
    already. Drop: with a reason. What is not decided stays there. Every decision is saved at once.

    \b
    kith inbox sort
    """
    require_terminal(
        "inbox sort", _("without one: kith inbox lists the lines, and they are lines of contacts/inbox.md")
    )
    sitting.open(_("The inbox"))
    sorting = Sorting(sitting=sitting, look=captures, make=matter)
    sorting.run()
    left = sorting.open
    said = (
        ngettext("{count} line stays in the inbox.", "{count} lines stay in the inbox.", left)
        if left
        else _("The inbox is empty.")
    )
    sitting.dialogue.say(["", *views.paragraph(said, width=sitting.dialogue.width)])


def captures(journal: Journal) -> tuple[InboxLine, ...]:
    """The lines as they are now."""
    return journal.inbox


def matter(sitting: Sitting, capture: InboxLine) -> Matter:
    """How decisions on one line are written."""
    typed = understand(capture.text, sitting.session.settings.channels)
    line = capture.span.text
    day = capture.date or sitting.session.today
    return Matter(
        path=capture.span.path,
        words=capture.text,
        shown=partial(_shown, capture),
        known=Newcomer(
            name=typed.name,
            organisation=organisation_for(sitting.journal, typed.organisation),
            about=typed.about,
            handle=typed.handle,
            source=(capture.text,),
        ),
        noted=typed.next_step,
        written=day,
        touch=AddTouch(date=min(day, sitting.session.today), channel=CHANNEL, text=one_line(capture.text)),
        take_out=RemoveLine(line=line),
        set_aside=lambda reason: SetAside(line=line, remark=f"dropped {reason}"),
        settled=settled_capture(sitting.journal, capture),
    )


def _shown(capture: InboxLine, sitting: Sitting) -> Iterable[str]:
    width, ink = sitting.dialogue.width, sitting.dialogue.ink
    yield from views.labelled("", capture.text, width=width, ink=ink)
    yield from views.remark(views.age(capture, sitting.session.today), width=width, ink=ink)
