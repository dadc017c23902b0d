"""`kith rename`: another id, and everything that names it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Change, Move, Order, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.following import naming
from kithbook.commands.people import person
from kithbook.commands.session import Session
from kithbook.model import fold
from kithbook.naming import TAKEN, slug
from kithbook.revise import AddItem, Intention, Rename, SetField
from kithbook.text import Source
from kithbook.views.terminal import clean
from kithbook.words import _, ngettext


@click.command(name="rename")
@click.argument("old", metavar="OLD", shell_complete=complete_who)
@click.argument("new", metavar="NEW")
@writes
def command(session: Session, order: Order, old: str, new: str) -> None:
    """Give a file another id, and let everything follow.

    Every link to it is written anew, and so are referred_by, met_at, organisation and campaigns. The old id stays
    as an alias, so that old links keep working. OLD may also be an event, an organisation or a campaign.

    \b
    kith rename ada-rossi ada-bianchi
    kith rename sabine-keller sabine-keller-graz --dry-run
    """
    if not any(map(str.isalnum, new)):
        raise WrongUsage(_("an id has letters or digits: kith rename ada-rossi ada-bianchi"))
    source = _source(session, old)
    id = source.path.rpartition("/")[2].removesuffix(".md")
    if fold(slug(new)) == fold(id):
        _finish(session, order, source, old.strip(), id)
        return
    wanted = _wanted(session, id, new)
    target = f"{source.path.rpartition('/')[0]}/{wanted}.md"
    others = [Alter(path=path, intentions=(Rename(old=id, new=wanted),)) for path in naming(session, source, id)]
    own = Alter(path=source.path, intentions=tuple(_own(session, source, id, wanted)))
    changes: list[Change] = [own, Move(path=source.path, new=target), *others]
    done = carry_out(session, changes, subject=_("Rename {old} to {new}", old=id, new=wanted), order=order)
    said = [
        ngettext(
            "Renamed {old} to {new} ({path}); {count} other file followed.",
            "Renamed {old} to {new} ({path}); {count} other files followed.",
            len(others),
            old=id,
            new=wanted,
            path=target,
        )
    ]
    answer(session, done, said, order=order)


def _finish(session: Session, order: Order, source: Source, old: str, id: str) -> None:
    """Let follow what still names the old id: the rest of a rename that was interrupted, or a link typed by habit."""
    contact = session.roster.people.contacts.get(id)
    aliases = {fold(alias) for alias in contact.aliases} if contact else set()
    left = [*naming(session, source, old)] if fold(old) in aliases else []
    if not left:
        raise WrongUsage(_("{id} is called so already", id=clean(id)))
    changes = [Alter(path=path, intentions=(Rename(old=old, new=id),)) for path in left]
    done = carry_out(session, changes, subject=_("Rename {old} to {new}", old=old, new=id), order=order)
    said = ngettext(
        "{id} is called so already; {count} file that still said {old} followed.",
        "{id} is called so already; {count} files that still said {old} followed.",
        len(left),
        id=id,
        old=old,
    )
    answer(session, done, [said], order=order)


def _source(session: Session, old: str) -> Source:
    """The file of this id, of whatever kind; else of the contact of that name."""
    for path, source in session.roster.sources.items():
        if fold(path.rpartition("/")[2].removesuffix(".md")) == fold(old.strip()):
            return source
    return session.roster.sources[session.roster.path_of(person(session, old).id)]


def _wanted(session: Session, id: str, new: str) -> str:
    wanted = slug(new)
    aliases = {fold(alias): each.id for each in session.roster.people.contacts.values() for alias in each.aliases}
    if wanted in session.roster.ids() or wanted in TAKEN or aliases.get(wanted, id) != id:
        raise WrongUsage(_("{id} is taken already; choose another id", id=wanted))
    return wanted


def _own(session: Session, source: Source, id: str, wanted: str) -> Iterator[Intention]:
    yield Rename(old=id, new=wanted)
    if not source.text[source.body_start :].startswith("---"):
        return
    yield AddItem(key="aliases", value=id)
    if id in session.roster.people.contacts and not re.search(r"^uid:", source.text, re.MULTILINE):
        yield SetField(key="uid", value=id)
