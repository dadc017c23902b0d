"""`kith card`: the photograph of a business card becomes a contact, with the picture beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from kithbook import revise, scan
from kithbook.captures.cards import quoted
from kithbook.commands import add, importing, touching
from kithbook.commands.changes import Alter, Change, Make, NotWritten, Order, Place, answer, carry_out, writes
from kithbook.commands.dialogue import Dialogue, Stopped
from kithbook.commands.people import day_decided
from kithbook.commands.screen import show
from kithbook.commands.session import Session
from kithbook.exchange import card_codes, card_text, comparing, pictures, previews
from kithbook.exchange.found import Doubtful, Found
from kithbook.exchange.incoming import HANDLES, Incoming, distinct
from kithbook.exchange.pictures import Picture
from kithbook.forgetting.pictures import shown as shown_in
from kithbook.model import Contact
from kithbook.naming import free_id
from kithbook.revise import AddFollowUp, AddItem, Intention, Refusal, SetEntry, SetField
from kithbook.revise.wording import one_line
from kithbook.text import Source
from kithbook.views.terminal import clean
from kithbook.views.visible import visible
from kithbook.words import _
from kithbook.world import JournalError

LARGEST = 20_000_000
FOLDER = "cards"
FIELD = "card_photo"
_SINGLE = ("organisation", "role", "address", "town", "birthday")
_INSTALL = "pip install pillow zxing-cpp"


@click.command(name="card")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--next", "following", metavar="STEP", help='The next step: --next "tuesday call: the catalogue".')
@click.option("--at", "met_at", metavar="EVENT", help="Where you met: an event's id, or a few words.")
@click.option("--date", "day", metavar="DAY", help="When you met, if it was not today.")
@click.option("--tier", metavar="TIER", help="How much they matter.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; may be said several times.")
@click.option("--name", metavar="NAME", default="", help="What they are called, if the card was misread.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@writes
def command(
    session: Session,
    order: Order,
    file: Path,
    following: str | None,
    met_at: str | None,
    day: str | None,
    tier: str | None,
    tags: tuple[str, ...],
    name: str,
    yes: bool,
) -> None:
    """Add a contact from the picture of a business card.

    A code on the card (vCard, MeCard) is read, and with `tesseract` installed the printed text. What was understood is
    shown before it is written, and the picture is filed with the contact. Somebody who is here already gets only what
    is missing; a picture that is filed already is not read again.

    \b
    kith card card.png --next "tuesday call: the catalogue" --yes
    kith card card.png --at 2026-03-fiera-dei-vivai --dry-run
    """
    session.speak()
    picture = _picture(file)
    path, owner = _filed(session, picture)
    wishes = {"tier": tier, "met_at": met_at}
    if owner is not None:
        step = add.step(session, following, day_decided(session, day)) if following else None
        steps = _steps(wishes, tags, step)
        if steps and not (yes or order.dry_run) and importing.confirmed(order, 1) != importing.YES:
            return
        _add_wishes(session, order, owner, steps, step)
        return
    person, printed = _read(file, picture)
    person = replace(person, name=one_line(name)) if name else person
    asks = not (yes or order.dry_run or order.as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    if not order.as_json and not order.dry_run:
        show(_shown(person, printed))
    if asks:
        try:
            person = _corrected(person)
            following = following or one_line(Dialogue().line(_("Next step? (call tuesday about the catalogue)")))
        except Stopped:
            click.echo(_("Nothing was written."))
            return
    if not (yes or order.dry_run) and importing.confirmed(order, 2) != importing.YES:
        return
    _write(session, order, person, picture, path, day_decided(session, day), following or "", wishes, tags)


def _picture(file: Path) -> Picture:
    """The picture of the card. Raises `JournalError` for everything else."""
    from kithbook import store

    picture = pictures.of_bytes(store.read_foreign(file, store.PICTURE, most=LARGEST), LARGEST)
    if picture is None:
        message = _(
            "{path} is no picture: a JPEG, PNG, GIF or WebP of at most {size} MB", path=visible(str(file)), size=20
        )
        raise JournalError(message)
    return picture


def _filed(session: Session, picture: Picture) -> tuple[str, Contact | None]:
    """Where the same picture lies already, below the contacts' folder, and who shows it there; else "" and None."""
    from kithbook import store

    journal, folder = session.loaded.journal, session.root / session.settings.contacts
    for path in sorted(journal.files):
        if path.startswith(f"{FOLDER}/") and store.is_same(folder / path, picture.data):
            owners = (each for each in journal.contacts.values() if path in shown_in(each.source.text, [path]))
            return path, next(owners, None)
    return "", None


def _add_wishes(
    session: Session,
    order: Order,
    owner: Contact,
    steps: list[Intention],
    step: AddFollowUp | None,
) -> None:
    """The card of somebody whose picture is here: nothing changes but what was said besides."""
    name, path = clean(owner.name), owner.source.path
    said = [_("This picture is the card of {name} already ({path}).", name=name, path=path)]
    said += [_("Promised: {what}.", what=touching.of_promise(step, session.today))] if step else []
    changes = [Alter(path=path, intentions=tuple(steps))] if steps else []
    done = carry_out(session, changes, subject=_("Add the card of {name}", name=owner.name), order=order)
    answer(session, done, said, order=order, about=[owner.id] if steps else [])


def _steps(wishes: dict[str, str | None], tags: tuple[str, ...], step: Intention | None) -> list[Intention]:
    """What was said besides the picture."""
    steps: list[Intention] = [SetField(key=key, value=one_line(value)) for key, value in wishes.items() if value]
    steps += [AddItem(key="tags", value=one_line(tag)) for tag in tags]
    return [*steps, step] if step else steps


def _read(file: Path, picture: Picture) -> tuple[Incoming, list[str]]:
    """Whoever is on the picture, and the lines that were read. Raises `JournalError` when there is nobody."""
    shown = visible(str(file))
    try:
        image = scan.opened(picture.data)
        codes = scan.codes(image)
    except scan.NotInstalled as error:
        message = _("to look at pictures, two libraries are missing; to install them, type: {how}", how=_INSTALL)
        raise JournalError(message) from error
    except scan.Unreadable as error:
        raise JournalError(_("{path} cannot be opened as a picture: {why}", path=shown, why=error)) from error
    found = card_codes.person(codes)
    if found is not None:
        return found, []
    if not scan.can_read_text():
        message = _(
            "there is no vCard or MeCard in a code on {path}; to read what is printed, install the program tesseract",
            path=shown,
        )
        raise JournalError(message)
    printed = scan.text(image)
    lines = [line for each in printed.splitlines() if (line := one_line(each))]
    found = card_text.person(printed)
    if found is None:
        raise JournalError(_("nothing on {path} could be read as a name or an address", path=shown))
    more = card_codes.handles(codes)
    handles = {key: distinct((*found.handles.get(key, ()), *more.get(key, ()))) for key in HANDLES}
    return replace(found, handles={key: several for key, several in handles.items() if several}), lines


def _shown(person: Incoming, printed: list[str]) -> list[str]:
    """What was read, and what was understood of it."""
    told = [_("On the card:"), *(f"  {clean(line)}" for line in printed), ""] if printed else []
    told += [_("Understood:"), f"  name: {clean(person.name)}"]
    told += [f"  {key}: {clean(person.fields[key])}" for key in _SINGLE if key in person.fields]
    for key in HANDLES:
        for each in person.handles.get(key, ()):
            label = f" ({clean(each.label)})" if each.label else ""
            told.append(f"  {key}{label}: {clean(each.value)}")
    return told


def _corrected(person: Incoming) -> Incoming:
    """Ask for what a card is most often misread in; Enter keeps what was understood."""
    name = one_line(Dialogue().line(_("Name? (Enter: {name})", name=clean(person.name)))) or person.name
    fields = dict(person.fields)
    for key, asked in (("organisation", _("Organisation?")), ("role", _("What do they do?"))):
        there = fields.get(key, "")
        hint = _("(Enter: {text})", text=clean(there)) if there else ""
        typed = one_line(Dialogue().line(f"{asked} {hint}".strip()))
        fields |= {key: typed} if typed else {}
    return replace(person, name=name, fields=fields)


def _write(
    session: Session,
    order: Order,
    person: Incoming,
    picture: Picture,
    filed: str,
    met: date,
    following: str,
    wishes: dict[str, str | None],
    tags: tuple[str, ...],
) -> None:
    journal, contacts = session.loaded.journal, session.settings.contacts.strip("/")
    step = add.step(session, following, met) if following else None
    known = _known(session, person)
    id = known.contact.id if known else free_id(person.name, session.roster.ids())
    path = filed or pictures.free_path(id, picture.kind, journal.files, folder=FOLDER)
    steps = [AddItem(key=FIELD, value=path), *_steps(wishes, tags, step)]
    change: Change
    if known:
        whole = (*comparing.intentions(journal, known), *steps)
        change = Alter(path=known.contact.source.path, intentions=whole)
        said = [_("Added what was missing to {name} ({path}).", name=known.contact.name, path=change.path)]
    else:
        change = Make(path=f"{contacts}/{id}.md", text=_text(session, person, id, met, steps))
        said = [_("Added {name} ({path}).", name=person.name, path=change.path)]
    said += [_("Promised: {what}.", what=touching.of_promise(step, session.today))] if step else []
    changes = [change, *([] if filed else [Place(path=f"{contacts}/{path}", data=picture.data)])]
    done = carry_out(session, changes, subject=_("Add the card of {name}", name=person.name), order=order)
    answer(session, done, said, order=order, about=[id])


def _known(session: Session, person: Incoming) -> Found | None:
    """The contact who is meant; a namesake of whom nothing else is known is somebody else."""
    found = previews.preview(session.loaded.journal, [person])
    doubt: Doubtful | None = next(iter(found.doubtful), None)
    if doubt is not None:
        ids = ", ".join(each.id for each in doubt.contacts)
        click.echo(_("{because}: {ids}; this card makes a new contact", because=doubt.because, ids=ids), err=True)
    return next(iter((*found.changed, *found.same)), None)


def _text(session: Session, person: Incoming, id: str, met: date, steps: list[Intention]) -> str:
    """The new contact's file; what stands on the card and has no field is a note."""
    notes = "".join(f"{quoted(line)}\n" for line in person.notes)
    empty = "---\nname:\n---\n" + (f"\n{notes}" if notes else "")
    path = f"{session.settings.contacts.strip('/')}/{id}.md"
    intentions = [*_fields(person), SetField(key="met", value=str(met)), *steps]
    text = revise.revised(Source(path=path, text=empty), intentions, session.settings)
    if isinstance(text, Refusal):
        raise NotWritten(text)
    return text


def _fields(person: Incoming) -> Iterator[Intention]:
    yield SetField(key="name", value=person.name)
    yield from (SetField(key=key, value=person.fields[key]) for key in _SINGLE if key in person.fields)
    for key in HANDLES:
        several = person.handles.get(key, ())
        if any(each.label for each in several):
            for number, each in enumerate(several, 1):
                yield SetEntry(
                    key=key, label=each.label or ("other" if number == 1 else f"other {number}"), value=each.value
                )
        elif len(several) == 1:
            yield SetField(key=key, value=several[0].value)
        elif several:
            yield SetField(key=key, value=tuple(each.value for each in several))
    for key, values in person.lists.items():
        yield from (AddItem(key=key, value=value) for value in values)
