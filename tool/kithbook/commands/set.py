"""`kith set`: fields of one contact or of many at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date

import click

from kithbook import sentence
from kithbook.commands import questions, replies
from kithbook.commands.arguments import QueryCommand, WrongUsage, known_query
from kithbook.commands.changes import Alter, Order, answer, carry_out, writes
from kithbook.commands.completing import complete_fields
from kithbook.commands.matching import matching
from kithbook.commands.people import calendar, day_decided, understood
from kithbook.commands.session import Session
from kithbook.fields import CONTACT, DATE, DATES, HANDLES, TEXTS
from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.revise import AddItem, Intention, RemoveField, RemoveItem, SetEntry, SetField
from kithbook.revise.wording import one_line
from kithbook.suggest import nearest
from kithbook.views.terminal import clean
from kithbook.words import N_, _, ngettext

_ASSIGNMENT = re.compile(r"([\w-]*\w)(?:\.([^=]+?))?([+-]?)=(.*)", re.DOTALL)
_SAY = N_('say whom, and what: kith set tag:garden tier=good; or kith set ada-rossi town="San Remo"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One KEY=VALUE of the command line."""

    key: str
    label: str
    sign: str
    value: str


@click.command(name="set", cls=QueryCommand)
@click.argument("words", nargs=-1, metavar="QUERY KEY=VALUE...", shell_complete=complete_fields)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--date", "day", metavar="DAY", help="From when days are counted: verified=today is that day then.")
@writes
def command(session: Session, order: Order, words: tuple[str, ...], yes: bool, day: str | None) -> None:
    """Set fields of one contact or many.

    QUERY is an id, or a query that matches everybody who is meant. KEY=VALUE sets, KEY= removes; KEY+=VALUE and
    KEY-=VALUE change a list; KEY.NAME=VALUE sets one of several names. The change to more than one file is shown
    first, and asked about.

    \b
    kith set ada-rossi verified=today phone.mobile="+39 333 5550100"
    kith set tag:garden tags+=shears --dry-run
    kith set tier:wide cadence="8 months" --yes
    """
    asked = [word for word in words if not _ASSIGNMENT.fullmatch(word)]
    given = [_assignment(word) for word in words if _ASSIGNMENT.fullmatch(word)]
    _refuse_twice(given)
    if not asked or not given:
        raise WrongUsage(_(_SAY))
    contacts = _contacts(session, asked)
    if not contacts:
        raise WrongUsage(_("nobody matches; to see who would: kith list with the same query"))
    decided = day_decided(session, day)
    intentions = tuple(_intention(session, each, decided) for each in given)
    changes = [Alter(path=contact.source.path, intentions=intentions) for contact in contacts]
    if len(contacts) > 1 and not (yes or order.dry_run):
        _make_sure(session, changes, order)
    what = ", ".join(word for word in words if _ASSIGNMENT.fullmatch(word))
    whom = contacts[0].name if len(contacts) == 1 else ngettext("{count} contact", "{count} contacts", len(contacts))
    done = carry_out(session, changes, subject=_("Set {what} for {name}", what=what, name=whom), order=order)
    changed = [each for each in done.files if each.before != each.after]
    said = [
        _("Set {what} for {name}.", what=what, name=whom)
        if changed
        else _("Nothing to change: {what} is so already for {name}.", what=what, name=whom)
    ]
    if len(contacts) > 1:
        said = [
            ngettext(
                "Set {what}: {count} file changed, {others} were so already.",
                "Set {what}: {count} files changed, {others} were so already.",
                len(changed),
                what=what,
                others=len(contacts) - len(changed),
            )
        ]
    answer(session, done, said, order=order, about=[contact.id for contact in contacts])


def _assignment(word: str) -> Assignment:
    found = _ASSIGNMENT.fullmatch(word)
    key, label, sign, value = found.groups() if found else ("", "", "", "")
    if key not in CONTACT and not key.startswith("x-"):
        near = nearest(key, CONTACT)
        said = _('there is no field "{key}"; all fields: kith help format', key=clean(key))
        if near:
            said = _(
                'there is no field "{key}"; did you mean {name}? All fields: kith help format',
                key=clean(key),
                name=near,
            )
        raise WrongUsage(said)
    return Assignment(key=key, label=one_line(label or ""), sign=sign, value=one_line(value))


def _refuse_twice(given: Sequence[Assignment]) -> None:
    """A list may be changed several times; one value may not be two."""
    places = [(each.key, each.label) for each in given if not each.sign]
    for key, label in places:
        if places.count((key, label)) > 1:
            shown = f"{key}.{label}" if label else key
            raise WrongUsage(_("{key} is said twice; say it once", key=clean(shown)))


def _contacts(session: Session, asked: Sequence[str]) -> Sequence[Contact]:
    known = session.loaded.journal.contacts
    if len(asked) == 1 and asked[0] in known:
        return [known[asked[0]]]
    return [facts.contact for facts in matching(session, known_query(session, tuple(asked)))]


def _intention(session: Session, given: Assignment, day: date) -> Intention:
    key, value = given.key, given.value
    field = CONTACT.get(key)
    if field is not None and field.schema is DATE and value:
        value = str(understood(sentence.day_of(value, calendar(session, day=day))))
    if given.label and (field is None or field.schema not in (DATES, HANDLES)):
        raise WrongUsage(_("{key} is one value; write {what}", key=key, what=f"{key}={value}"))
    if given.label:
        return SetEntry(key=key, label=given.label, value=value)
    if given.sign == "+":
        return AddItem(key=key, value=value)
    if given.sign == "-":
        return RemoveItem(key=key, value=value)
    if not value:
        return RemoveField(key=key)
    if field is not None and field.schema in (DATES, HANDLES) and value.startswith("{"):
        raise WrongUsage(_("{key} has names; say them one by one: {key}.NAME=VALUE", key=key))
    if field is not None and (field.schema is TEXTS or (field.schema is HANDLES and value.startswith("["))):
        listed = _listed(value)
        return SetField(key=key, value=listed) if listed else RemoveField(key=key)
    return SetField(key=key, value=value)


def _listed(value: str) -> tuple[str, ...]:
    """What commas part, in brackets and quotes or without, as people know it from the file."""
    inside = value[1:-1] if value.startswith("[") and value.endswith("]") else value
    parts = (part.strip() for part in next(csv.reader([inside], skipinitialspace=True), []))
    return tuple(part.strip("'") if part.startswith("'") else part for part in parts if part)


def _make_sure(session: Session, changes: Sequence[Alter], order: Order) -> None:
    """Show what many files would become, and let somebody say yes."""
    if order.as_json or not questions.can_ask():
        raise WrongUsage(
            ngettext(
                "this changes {count} contact: look with --dry-run, then type it again with --yes",
                "this changes {count} contacts: look with --dry-run, then type it again with --yes",
                len(changes),
            )
        )
    shown = carry_out(session, changes, subject="", order=Order(dry_run=True))
    click.echo(replies.diff(shown))
    if not questions.confirm(ngettext("Change {count} contact?", "Change {count} contacts?", len(changes))):
        raise questions.stopped()
