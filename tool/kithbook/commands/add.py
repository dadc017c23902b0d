"""`kith add`: a new contact, from one line or a few questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import click

from kithbook import revise, sentence
from kithbook.commands import questions, touching
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Make, NotWritten, Order, answer, carry_out, writes
from kithbook.commands.people import day_decided, day_said, listener, understood
from kithbook.commands.session import Session
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import fold
from kithbook.naming import free_id, slug
from kithbook.revise import AddFollowUp, AddItem, Intention, Refusal, SetField
from kithbook.revise.wording import one_line
from kithbook.sentence import Misunderstood
from kithbook.text import Source
from kithbook.views.terminal import clean
from kithbook.words import N_, _

_EMAIL = re.compile(r"[^\s,;<>]+@[^\s,;<>]+")
_URL = re.compile(r"https?://[^\s,;<>]+")
_PHONE = re.compile(r"[+0-9(][0-9()./ -]{4,}[0-9]")
_WHOM = N_('say whom: kith add "Livia Conti; Conti Vivai; grows roses; livia@conti.example"')
_EMPTY = "---\nname:\n---\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCard:
    """What stands on a business card, and what is to come of it."""

    name: str
    organisation: str = ""
    about: str = ""
    handles: str = ""
    following: str = ""


@click.command(name="add")
@click.argument("card", nargs=-1, metavar="[CARD]")
@click.option("--tier", metavar="TIER", help="How much they matter.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; may be said several times.")
@click.option(
    "--date", "day", metavar="DAY", help="When you wrote the card: you met then; its next step is counted from there."
)
@click.option("--met", metavar="DAY", help="When you met, if it was another day.")
@click.option("--at", "met_at", metavar="EVENT", help="Where you met: an event's id, or a few words.")
@click.option("--by", "referred_by", metavar="ID", help="Who brought you together.")
@click.option("--folder", metavar="NAME", default="", help="A folder below the contacts, for the file.")
@writes
def command(
    session: Session,
    order: Order,
    card: tuple[str, ...],
    tier: str | None,
    tags: tuple[str, ...],
    day: str | None,
    met: str | None,
    met_at: str | None,
    referred_by: str | None,
    folder: str,
) -> None:
    """Add a contact.

    CARD is one line: name; organisation; what they do; e-mail, phone; next step. What stands behind may be left
    out. Without it, a few questions are asked. A file that exists is never overwritten.

    \b
    kith add "Livia Conti; Conti Vivai; grows roses; livia@conti.example; call tuesday about shears"
    kith add "Livia Conti" --tier good --tag garden --at 2026-03-fiera-dei-vivai
    """
    read = _card(" ".join(card)) if card else _asked()
    if not slug(read.name):
        raise WrongUsage(_("a contact has a name; type: kith add Livia Conti"))
    written = day_decided(session, day)
    step = _step(session, read, written)
    wishes = {"tier": tier, "met_at": met_at, "referred_by": referred_by}
    intentions = [*_fields(read, wishes, tags, day_said(session, met) or written), *([step] if step else [])]
    id = free_id(read.name, session.roster.ids())
    path = "/".join(filter(None, (session.settings.contacts, _folder(folder), f"{id}.md")))
    text = revise.revised(Source(path=path, text=_EMPTY), intentions, session.settings)
    if isinstance(text, Refusal):
        raise NotWritten(text)
    said = [_("Added {name} ({path}).", name=read.name, path=path)]
    said += [_("Promised: {what}.", what=touching.of_promise(step, session.today))] if step else []
    said += _namesakes(session, read.name)
    done = carry_out(session, [Make(path=path, text=text)], subject=_("Add {name}", name=read.name), order=order)
    answer(session, done, said, order=order, about=[id])


def _card(line: str) -> NewCard:
    parts = [one_line(part) for part in line.split(";")]
    if not parts[0] or len(parts) > 5:
        raise WrongUsage(
            _(
                "a card is: name; organisation; what they do; e-mail, phone; next step\n  as in: kith add "
                '"Livia Conti; Conti Vivai; grows roses; livia@conti.example; call tuesday"'
            )
        )
    name, organisation, about, handles, following = (*parts, "", "", "", "")[:5]
    return NewCard(name=name, organisation=organisation, about=about, handles=handles, following=following)


def _asked() -> NewCard:
    if not questions.can_ask():
        raise WrongUsage(_(_WHOM))
    name = one_line(questions.ask(_("Name?")))
    if not name:
        raise WrongUsage(_(_WHOM))
    return NewCard(
        name=name,
        organisation=one_line(questions.ask(_("Organisation?"))),
        about=one_line(questions.ask(_("What do they do?"))),
        handles=_asked_handles(),
        following=one_line(questions.ask(_("Next step? (call tuesday about the catalogue)"))),
    )


def _asked_handles() -> str:
    """Ask until it can be told what they are: what was typed before is not lost for a slip here."""
    while True:
        typed = one_line(questions.ask(_("E-mail, phone?")))
        try:
            [*_handles(typed)]
        except WrongUsage as error:
            click.echo(_("{message}; type it again, or Enter to leave it out", message=error.message), err=True)
        else:
            return typed


def _fields(card: NewCard, wishes: dict[str, str | None], tags: tuple[str, ...], met: date) -> Iterator[Intention]:
    yield SetField(key="name", value=card.name)
    if card.organisation:
        yield SetField(key="organisation", value=card.organisation)
    if card.about:
        yield SetField(key="role", value=card.about)
    yield from _handles(card.handles)
    yield SetField(key="met", value=str(met))
    for key, value in wishes.items():
        if value:
            yield SetField(key=key, value=one_line(value))
    for tag in tags:
        yield AddItem(key="tags", value=one_line(tag))


def _handles(text: str) -> Iterator[Intention]:
    """E-mail addresses, web addresses and phone numbers in one field of a card, told apart."""
    rest = text
    for key, form in (("email", _EMAIL), ("url", _URL), ("phone", _PHONE)):
        found = [match.strip() for match in form.findall(rest)]
        rest = form.sub(" ", rest)
        if len(found) == 1:
            yield SetField(key=key, value=found[0])
        elif found:
            yield SetField(key=key, value=tuple(found))
    left = rest.strip(" ,;/")
    if left:
        raise WrongUsage(_('"{text}" is neither an e-mail address nor a phone number', text=clean(left)))


def _step(session: Session, card: NewCard, written: date) -> AddFollowUp | None:
    return step(session, card.following, written) if card.following else None


def step(session: Session, following: str, written: date) -> AddFollowUp:
    """The next step of the card; one without a day gets the day by which a first touch is due."""
    ears = listener(session, ahead=True, day=written)
    said = sentence.promise_anywhere(following, ears)
    if isinstance(said, Misunderstood):
        day = session.settings.first_touch_within.after(written, is_working=session.settings.is_working)
        said = sentence.promise(f"{day} {following}", ears)
    return touching.promised(understood(sentence.meant(said, ears)))


def _folder(name: str) -> str:
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if any(part == ".." or part.startswith(".") for part in parts):
        raise WrongUsage(_('"{name}" is no folder below the contacts', name=clean(name)))
    return "/".join(slug(part) for part in parts)


def _namesakes(session: Session, name: str) -> list[str]:
    known = session.roster.people.contacts.values()
    same = [each.id for each in known if plain(each.name) == plain(name) or fold(name) in map(fold, each.aliases)]
    return [_("Somebody of that name was there already: {names}.", names=", ".join(same))] if same else []
