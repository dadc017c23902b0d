"""Somebody who becomes a contact: what is asked about her, and the file that is made of the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kithbook.captures import newcomer
from kithbook.captures.handles import handles
from kithbook.captures.newcomer import Newcomer
from kithbook.captures.steps import proposal
from kithbook.commands.outcome import Make
from kithbook.commands.sitting import Sitting
from kithbook.naming import free_id
from kithbook.revise import Refusal
from kithbook.revise.wording import one_line
from kithbook.sentence import Promised
from kithbook.words import N_, _

MISSING = N_("Nothing was written: who is kept has what they do, and a next step with a day.")


def asked(
    sitting: Sitting, known: Newcomer, noted: str, *, written: date, keeps_source: bool = False
) -> Newcomer | None:
    """Complete what is known with what they do and the next step; None when one of the two stays open.

    `noted` is the next step as it was noted down on the day `written`. `known.source` goes into the notes, unless
    everything that stands in it is taken over as it is.
    """
    dialogue = sitting.dialogue
    typed = dialogue.line(
        _("What do they do? (Enter: {about})", about=known.about) if known.about else _("What do they do?")
    )
    about = one_line(typed) or known.about
    if not about:
        dialogue.say(MISSING)
        return None
    proposed = propose(sitting, noted, written, known.met)
    promised = dialogue.next_step(sitting.listener, _("What is next, and when?"), proposed)
    if promised is None:
        dialogue.say(MISSING)
        return None
    is_whole = about == known.about and promised is proposed and not handles(known.handle).rest
    is_said = is_whole and len(known.source) == 1 and not keeps_source
    return replace(known, about=about, promised=promised, source=() if is_said else known.source)


def propose(sitting: Sitting, noted: str, written: date, met: date | None) -> Promised | None:
    """The next step that was noted; without a day it is due as a first touch would be."""
    settings, today = sitting.session.settings, sitting.session.today
    otherwise = settings.first_touch_within.after(met or today, is_working=settings.is_working)
    return proposal(noted, sitting.listener, written=written, otherwise=otherwise)


def file_for(sitting: Sitting, found: Newcomer) -> Make | Refusal:
    """The new contact's file, under an id that nobody has."""
    id = free_id(found.name, sitting.session.roster.ids())
    path = f"{sitting.session.settings.contacts.strip('/')}/{id}.md"
    text = newcomer.text(found, path, sitting.session.settings)
    return text if isinstance(text, Refusal) else Make(path=path, text=text)
