"""`kith vdir`: the contacts as an address book on the phone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kithbook.commands.arguments import QueryCommand, WrongUsage, asked, known_query
from kithbook.commands.folders import refuse_around, refuse_inside
from kithbook.commands.nested import Nested
from kithbook.commands.session import Session, with_session
from kithbook.words import _, ngettext
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.book.memory import Known, Memory
    from kithbook.book.pushed import Lying, Step
    from kithbook.model import Contact
    from kithbook.store.vdir import Folder, Item


@click.command(name="push", cls=QueryCommand)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@asked
@click.option("--with-private", is_flag=True, help="Private contacts too.")
@click.option("--with-archived", is_flag=True, help="Also those who are archived or deceased.")
@click.option("--over", is_flag=True, help="Write over what was changed on the phone.")
@click.option("--moved", is_flag=True, help="The journal lay in another folder before.")
@click.option("--dry-run", is_flag=True, help="Print the diff; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def push(session: Session, /, folder: Path, words: tuple[str, ...], **given: Any) -> None:
    """Write the contacts into a folder of cards.

    One vCard for each contact, for khard, or for vdirsyncer to bring to your phone. One way: from the journal to
    there. Cards that are not from here are never touched. With a QUERY only those whom it finds.

    \b
    kith vdir push ~/cards/kith
    kith vdir push ~/cards/customers tag:customer
    """
    from kithbook.store import vdir

    refuse_inside(session, folder)
    refuse_around(session, folder)
    if given["dry_run"]:
        steps, troubles = _planned(session, folder, words, given)
    else:
        with vdir.held(folder):
            steps, troubles = _planned(session, folder, words, given)
            troubles += _write(session, folder, steps)
    _answer(session, folder, steps, troubles, given)
    if troubles:
        sys.exit(1)


VERBS = {"push": push}


@click.command(name="vdir", cls=Nested, verbs=VERBS)
def command() -> None:
    """Keep the contacts as an address book on the phone.

    DIR is a folder that vdirsyncer brings to your server, and the server to your phone: kith help address-book

    \b
    kith vdir push ~/cards/kith
    """
    raise WrongUsage(_("what shall be done? kith vdir push DIR"))


def _planned(
    session: Session, folder: Path, words: tuple[str, ...], given: Mapping[str, Any]
) -> tuple[list[Step], list[str]]:
    from kithbook.book import pushed
    from kithbook.store import vdir

    memory = _remembered(session, folder, is_moved=given["moved"])
    loaded = session.loaded
    if not loaded.journal.contacts and memory.cards:
        raise JournalError(
            _(
                "there is no contact in the journal, and {folder} has {count} of its cards: nothing was written; "
                "is this the right folder?",
                folder=folder,
                count=len(memory.cards),
            )
        )
    found = vdir.read(folder, ".vcf") if folder.is_dir() else vdir.Folder(items={}, unreadable={})
    wanted = pushed.wanted(loaded.journal, _asked_for(session, words, given), with_private=given["with_private"])
    lying = _lying(found, memory.cards)
    taken = (*found.items, *found.unreadable)
    steps = [*pushed.steps(wanted, memory.cards, lying, taken, over=given["over"])]
    troubles = [
        _("{file} is left alone: {why}", file=known.file, why=found.unreadable[known.file])
        for known in memory.cards.values()
        if known.file in found.unreadable
    ]
    steps = [step for step in steps if step.file not in found.unreadable]
    if loaded.errors and any(step.new is None and step.old is not None for step in steps):
        troubles.append(_("No card is taken away while the journal has errors: kith check"))
        steps = [step for step in steps if step.new is not None or step.old is None]
    return steps, troubles


def _asked_for(session: Session, words: tuple[str, ...], given: Mapping[str, Any]) -> Iterator[Contact]:
    from kithbook.commands.matching import matching

    everybody: Sequence[Contact] = tuple(session.loaded.journal.contacts.values())
    if words:
        everybody = [known.contact for known in matching(session, known_query(session, words))]
    for contact in everybody:
        if (given["with_private"] or not contact.private) and (given["with_archived"] or contact.is_active):
            yield contact


def _lying(found: Folder, known: Mapping[str, Known]) -> dict[str, Lying]:
    """The cards by uid; of two with one uid the one that we wrote, else the first by name."""
    from kithbook.book import card
    from kithbook.book.pushed import Lying

    lying: dict[str, Lying] = {}
    for name, item in found.items.items():
        uid = card.uid_of(item.data)
        if uid and (uid not in lying or (uid in known and known[uid].file == name)):
            lying[uid] = Lying(file=name, data=item.data)
    return lying


def _remembered(session: Session, folder: Path, *, is_moved: bool) -> Memory:
    from kithbook import store
    from kithbook.book import memory as memories
    from kithbook.state_file import NotAsWritten

    path = folder / memories.FILE
    data = store.read_output(path) if folder.is_dir() else None
    memory = memories.Memory(cards={})
    if data is not None:
        try:
            memory = memories.read(data)
        except NotAsWritten as error:
            raise JournalError(
                _(
                    "{path} is not as it was written ({why}): restore it, or delete it, and what lies there is "
                    "looked at anew; nothing was changed",
                    path=path,
                    why=error,
                )
            ) from error
    if memory.journal not in ("", os.path.realpath(session.root)) and not is_moved:
        raise JournalError(
            _(
                "{folder} has the cards of the journal in {journal}: name another folder, "
                "or add --moved when that journal lies here now",
                folder=folder,
                journal=memory.journal,
            )
        )
    return memory


def _write(session: Session, folder: Path, steps: Sequence[Step]) -> list[str]:
    """Exchange the files; what shall lie there is remembered before it does."""
    from kithbook import store
    from kithbook.store import vdir

    after = {step.uid: step.after for step in steps}
    changes = [step for step in steps if step.is_change]
    troubles: list[str] = []
    if changes:
        _remember(session, folder, {**after, **{step.uid: step.before for step in changes}})
    items = vdir.read(folder, ".vcf").items
    for step in changes:
        try:
            _exchange(folder, step, items.get(step.file))
        except store.ChangedUnderneath:
            after[step.uid] = step.before
            troubles.append(_("{file} was changed meanwhile and is left for the next time.", file=step.file))
    _remember(session, folder, after)
    return troubles


def _exchange(folder: Path, step: Step, item: Item | None) -> None:
    """Write the card or take it away. Raises `ChangedUnderneath` when it is no longer the one that was read."""
    from kithbook import store
    from kithbook.store import vdir

    if (item.data if item else None) != step.old:
        raise store.ChangedUnderneath(step.file)
    if step.new is not None:
        vdir.put(folder, step.file, step.new, item)
    elif item is not None:
        vdir.take_away(folder, item)


def _remember(session: Session, folder: Path, cards: Mapping[str, Known | None]) -> None:
    from kithbook import store
    from kithbook.book import memory as memories

    kept = {uid: known for uid, known in cards.items() if known is not None}
    store.write_output(folder / memories.FILE, memories.as_text(os.path.realpath(session.root), kept).encode())


def _answer(
    session: Session, folder: Path, steps: Sequence[Step], troubles: Sequence[str], given: Mapping[str, Any]
) -> None:
    from kithbook.views.terminal import clean
    from kithbook.views.visible import visible

    if given["as_json"]:
        click.echo(_as_json(session, folder, steps, troubles, given))
    elif given["dry_run"]:
        click.echo("".join(_diffs(folder, steps)), nl=False)
    else:
        for step in steps:
            if step.is_theirs:
                click.echo(clean(_left(folder, step)))
        click.echo(clean(_summary(folder, steps)))
    for line in troubles:
        click.echo(f"kith: {visible(line)}", err=True)


def _left(folder: Path, step: Step) -> str:
    if not step.contact:
        return _(
            "{name}: no longer kept here, but the card was changed on the phone: it is left there.", name=step.name
        )
    command = f"kith import {folder / step.file} --dry-run"
    return _(
        "{name}: the card was changed on the phone and is left so; what differs: {command}",
        name=step.name,
        command=command,
    )


def _change(step: Step) -> str:
    return "new" if step.old is None else "removed" if step.new is None else "changed"


def _summary(folder: Path, steps: Sequence[Step]) -> str:
    found = [_change(step) for step in steps if step.is_change]
    there = sum(step.new is not None for step in steps)
    counts = (
        ngettext("{count} new card", "{count} new cards", found.count("new")) if "new" in found else "",
        ngettext("{count} card changed", "{count} cards changed", found.count("changed")) if "changed" in found else "",
        ngettext("{count} card taken away", "{count} cards taken away", found.count("removed"))
        if "removed" in found
        else "",
    )
    told = ", ".join(filter(None, counts)) or _("nothing changed")
    return _(
        "{folder}: {cards}, {changes}",
        folder=folder,
        cards=ngettext("{count} card", "{count} cards", there),
        changes=told,
    )


def _diffs(folder: Path, steps: Sequence[Step]) -> Iterator[str]:
    from kithbook.views import diff

    for step in steps:
        if step.is_change:
            old, new = ((data or b"").decode("utf-8", "replace").replace("\r\n", "\n") for data in (step.old, step.new))
            text = diff.unified(str(folder / step.file), old, new)
            yield diff.harmless(text) if sys.stdout.isatty() else text


def _as_json(
    session: Session, folder: Path, steps: Sequence[Step], troubles: Sequence[str], given: Mapping[str, Any]
) -> str:
    from kithbook.views import machine

    value = {
        "today": session.today.isoformat(),
        "folder": str(folder),
        "dry_run": given["dry_run"],
        "pushed": [
            {"uid": step.uid, "file": step.file, "contact": step.contact, "name": step.name, "change": _change(step)}
            for step in steps
            if step.is_change
        ],
        "left": [
            {"uid": step.uid, "file": step.file, "contact": step.contact, "name": step.name}
            for step in steps
            if step.is_theirs
        ],
        "troubles": list(troubles),
    }
    if given["dry_run"]:
        value["diff"] = "".join(_diffs(folder, steps))
    return machine.as_json(value)
