"""Whom a writing command is about, found by name among the contacts; who is ambiguous is asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from kithbook import sentence
from kithbook.commands import questions
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.session import Session
from kithbook.model import Contact
from kithbook.moments import Calendar
from kithbook.sentence import Listener, Misunderstood
from kithbook.views.terminal import clean, columns, pad
from kithbook.who import Match, among, answering
from kithbook.words import _

T = TypeVar("T")


def person(session: Session, words: str) -> Contact:
    """The one contact that is meant, by id, alias or name. Whoever it could be is asked about on a terminal.

    Only the names of the contact that comes back are known. Raises `WrongUsage` when nobody or several are meant.
    """
    known = session.roster.people.contacts
    match = among(known, words)
    if match.found:
        return known[match.found]
    if match.candidates and questions.can_ask():
        chosen = questions.pick(
            _('Who is "{name}"?', name=clean(words)), {id: known[id].name for id in match.candidates}
        )
        if chosen:
            return known[chosen]
    raise WrongUsage(_explain(known, words, match))


def _explain(known: Mapping[str, Contact], name: str, match: Match) -> str:
    shown = clean(name)
    if match.candidates:
        head, ids = _several(shown, len(match.candidates)), match.candidates
    elif match.alike:
        head, ids = _('nobody is called "{name}"; did you mean:', name=shown), match.alike
    else:
        return _('nobody is called "{name}"; all names: {command}', name=shown, command="kith list")
    width = max(columns(clean(id)) for id in ids)
    return "\n".join([head, *(f"  {pad(clean(id), width)}  {clean(known[id].name)}" for id in ids)])


def _several(name: str, count: int) -> str:
    return _('"{name}" could be {count} contacts; type the id of one:', name=name, count=count)


def contact_of(session: Session, person: Contact) -> Contact:
    """The whole contact as its file has it now."""
    return session.roster.around([person.id], {}).contacts[person.id]


def listener(session: Session, *, ahead: bool = False, day: date | None = None) -> Listener:
    """What it takes to understand a sentence in this journal, said on this day; today if none is given."""
    people, channels = session.roster.people, session.settings.channels
    return Listener(people=people, channels=channels, calendar=calendar(session, ahead=ahead, day=day))


def calendar(session: Session, *, ahead: bool = False, day: date | None = None) -> Calendar:
    """How words become days here, when they are said on this day; today if none is given."""
    return Calendar(today=day or session.today, ahead=ahead, language=session.settings.language or "en")


def understood(said: T | Misunderstood) -> T:
    """What was understood. Raises `WrongUsage` with what to type."""
    if isinstance(said, Misunderstood):
        raise WrongUsage(f"{clean(said.message)}\n  {clean(said.hint)}")
    return said


def day_said(session: Session, words: str | None, *, ahead: bool = False) -> date | None:
    """The day of an option; None when it is not given."""
    return understood(sentence.day_of(words, calendar(session, ahead=ahead))) if words else None


def day_decided(session: Session, words: str | None) -> date:
    """The day of an option that says when something was done or decided; today when it is not given.

    Raises `WrongUsage` for a day that is still to come.
    """
    day = day_said(session, words) or session.today
    if day > session.today:
        raise WrongUsage(_("{day} is still to come; --date says when it was done or decided", day=day))
    return day


def split(
    session: Session, words: Sequence[str], read: Callable[[str], T | Misunderstood], what: str
) -> tuple[Contact, T]:
    """Part `WHO rest`: as many words as are somebody's name, while the rest can be read."""
    known = session.roster.people.contacts
    every = " ".join(words).split()
    problem: Misunderstood | None = None
    for count in range(min(len(every), 6), 0, -1):
        name = " ".join(every[:count])
        if not answering(known, name):
            continue
        rest = read(" ".join(every[count:]))
        if not isinstance(rest, Misunderstood):
            return person(session, name), rest
        problem = rest
    if problem is not None:
        return person(session, every[0]), understood(problem)
    person(session, every[0])
    raise WrongUsage(what)
