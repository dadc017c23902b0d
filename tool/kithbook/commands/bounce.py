"""`kith bounce`: addresses that are dead are marked, from mail that came back or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from kithbook import store
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.certainty import make_sure
from kithbook.commands.changes import Alter, Order, answer, carry_out, writes
from kithbook.commands.screen import show
from kithbook.commands.session import Session, width
from kithbook.exchange import bounces
from kithbook.exchange.bounces import Bounce, Verdict
from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.revise import AddItem
from kithbook.views.terminal import clean, wrap
from kithbook.views.visible import visible
from kithbook.words import N_, _, ngettext

_SAID: Mapping[Verdict, str] = {
    Verdict.DEAD: N_("{address}: nobody is there any more{why}"),
    Verdict.FULL: N_("{address}: the mailbox is full, and the address is not marked{why}"),
    Verdict.REFUSED: N_("{address}: the message was refused, and the address is not marked{why}"),
    Verdict.LATER: N_("{address}: it may still arrive, and the address is not marked{why}"),
}
_REMARKS: Mapping[str, str] = {
    "many": N_("from message {number} on the rest is left out"),
    "large": N_("message {number} is very large; only its beginning was read"),
    "unreadable": N_("message {number} cannot be read as mail, and was left out"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One address: what was said of it, whose it is, and whether it is to be marked now."""

    bounce: Bounce
    address: str
    contacts: tuple[Contact, ...]
    is_known: bool = False


@click.command(name="bounce")
@click.argument("what", nargs=-1, required=True, metavar="ADDRESS|FILE...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@writes
def command(session: Session, order: Order, what: tuple[str, ...], yes: bool) -> None:
    """Mark addresses that are dead, from mail that came back.

    FILE is a message or an mbox with reports of mail servers; ADDRESS is marked at once. What may still arrive, a full
    mailbox, and a message that was only refused mark nothing. A marked address is never proposed again, and who has
    no other comes up in the plan.

    \b
    kith bounce ada@rossi.example
    kith bounce returned.eml
    """
    session.speak()
    found = [bounce for each in what for bounce in _bounces(each)]
    marked = [*_marked(session, found)]
    if marked and not order.as_json:
        show(line for each in marked for line in wrap(clean(_line(each)), width()))
    changes = [*_changes(marked)]
    people = {contact.id: contact for each in marked for contact in each.contacts if _is_new(each, contact)}
    by_hand = all("@" in each and not Path(each).exists() for each in what)
    if changes and not (yes or order.dry_run or by_hand):
        make_sure(session, changes, order, ngettext("Mark {count} address?", "Mark {count} addresses?", len(changes)))
    subject = ngettext("Mark {count} dead address", "Mark {count} dead addresses", len(changes))
    done = carry_out(session, changes, subject=subject, order=order) if changes else None
    if done is None:
        _nothing(order, marked)
        return
    count = sum(len(each.intentions) for each in changes)
    said = [ngettext("{count} address is marked as dead.", "{count} addresses are marked as dead.", count)]
    said += [_("For a new one: {command}", command=f"kith set {id} email+=ADDRESS") for id in [*people][:5]]
    answer(session, done, said, order=order, about=[*people])


def _bounces(what: str) -> Iterator[Bounce]:
    """Those of a file; an address that was typed is dead because somebody says so."""
    path = Path(what)
    if "@" in what and not path.exists():
        yield Bounce(address=what.strip().strip("<>").casefold(), verdict=Verdict.DEAD)
        return
    if not path.exists():
        raise WrongUsage(_('"{what}" is neither an address nor a file', what=visible(what)))
    report = bounces.read(store.read_foreign(path, store.REPORTS))
    for number, remark in report.remarks[:20]:
        click.echo(f"{visible(what)}: {_(_REMARKS[remark], number=number)}", err=True)
    if not report.bounces:
        click.echo(_("{path}: no report of mail that came back is in it", path=visible(what)), err=True)
    yield from report.bounces


def _marked(session: Session, found: Iterable[Bounce]) -> Iterator[Marked]:
    """Each address with whose it is; the worst that was said of it."""
    worst: dict[str, Bounce] = {}
    order = [Verdict.DEAD, Verdict.FULL, Verdict.REFUSED, Verdict.LATER]
    for bounce in found:
        known = worst.get(bounce.address)
        if known is None or order.index(bounce.verdict) < order.index(known.verdict):
            worst[bounce.address] = bounce
    owners: dict[str, list[Contact]] = {}
    for contact in session.loaded.journal.contacts.values():
        for handle in contact.emails:
            owners.setdefault(handle.value.casefold(), []).append(contact)
    for bounce in worst.values():
        address = next((each for each in (bounce.address, bounce.also) if each in owners), bounce.address)
        contacts = tuple(owners.get(address, ()))
        is_known = bool(contacts) and all(not _lacks(each, address) for each in contacts)
        yield Marked(bounce=bounce, address=address, contacts=contacts, is_known=is_known)


def _lacks(contact: Contact, address: str) -> bool:
    return address not in {each.casefold() for each in contact.bounced}


def _is_new(each: Marked, contact: Contact) -> bool:
    return each.bounce.verdict is Verdict.DEAD and _lacks(contact, each.address)


def _changes(marked: Iterable[Marked]) -> Iterator[Alter]:
    """One change for each file: the address goes into `bounced`, as it is written under `email`."""
    steps: dict[str, list[AddItem]] = {}
    for each in marked:
        for contact in each.contacts:
            if _is_new(each, contact):
                value = next(one.value for one in contact.emails if one.value.casefold() == each.address)
                steps.setdefault(contact.source.path, []).append(AddItem(key="bounced", value=value))
    yield from (Alter(path=path, intentions=tuple(intentions)) for path, intentions in steps.items())


def _line(each: Marked) -> str:
    status, why = each.bounce.status, each.bounce.why
    reason = why if status in why.split() else f"{status} {why}".strip()
    why = f" ({reason})" if reason else ""
    said = _(_SAID[each.bounce.verdict], address=each.address, why=why)
    if not each.contacts:
        return _("{said}; no contact has this address", said=said)
    if each.is_known and each.bounce.verdict is Verdict.DEAD:
        return _("{said}; {names}, marked already", said=said, names=_names(each))
    return f"{said}; {_names(each)}"


def _names(each: Marked) -> str:
    return ", ".join(contact.name for contact in each.contacts)


def _nothing(order: Order, marked: Iterable[Marked]) -> None:
    if order.as_json:
        from kithbook.views import machine

        click.echo(machine.as_json({"changed": [], "said": [_line(each) for each in marked]}))
    else:
        click.echo(_("Nothing is to be marked."))
