"""One way for every command that writes: plan all, show or write all, put it on record, say what follows.

A command makes `Change` values and calls `carry_out`; then it calls `answer`. Nothing is written when one of the
changes cannot be made; what was written is taken back when a later one fails. `writes` gives a command the
options that all of them share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import click

from kithbook import revise, store
from kithbook.commands import replies
from kithbook.commands.outcome import (
    Alter,
    Change,
    Discard,
    Done,
    Make,
    Move,
    NotWritten,
    Order,
    Place,
    Record,
    Remove,
    Rewrite,
    Written,
)
from kithbook.commands.screen import watched
from kithbook.commands.session import Session, with_session
from kithbook.revise import Refusal
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.views.visible import visible
from kithbook.words import N_, _
from kithbook.world import JournalError

__all__ = [
    "Alter", "Change", "Discard", "Done", "Make", "Move", "NotWritten", "Order", "Place", "Record", "Remove", "Rewrite",
    "Written", "answer", "carry_out", "on_record", "writes",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")


def writes(function: Callable[Concatenate[Session, Order, P], R]) -> Callable[P, R]:
    """Give a command `--dry-run`, `--json`, `--commit`, `--today`, a `Session` and an `Order` as first arguments."""

    @click.option("--dry-run", is_flag=True, help="Print the diff; write nothing.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @click.option("--commit/--no-commit", "commit", default=None, help="Make one git commit of it, or none.")
    @with_session
    @wraps(function)
    def run(session: Session, dry_run: bool, as_json: bool, commit: bool | None, *args: Any, **kwargs: Any) -> R:
        order = Order(dry_run=dry_run, as_json=as_json, commit=commit)
        return function(session, order, *args, **kwargs)

    return cast("Callable[P, R]", run)


def carry_out(session: Session, changes: Sequence[Change], *, subject: str, order: Order) -> Done:
    """Make all changes, or none. `subject` is the commit's first line, with what the reader of a history wants.

    Raises `NotWritten` when a file cannot be edited faithfully and `JournalError` when the world refuses; in both
    cases everything is as before. Under `--dry-run` nothing is written.
    """
    settings = session.settings
    if order.dry_run or len(changes) > 1:
        planned = tuple(_plan(session, change, settings) for change in changes)
        if order.dry_run:
            return Done(files=planned, dry_run=True)
    done: list[Written] = []
    try:
        for change in watched(changes, N_("{number} of {count} written")):
            done.append(_do(session, change, settings))
    except BaseException as error:
        _take_back(session, done, error)
        raise
    return on_record(session, tuple(done), subject, order)


def _plan(session: Session, change: Change, settings: Settings) -> Written:
    match change:
        case Alter(path=path):
            source = store.read(session.root, path)
            return Written(path=path, before=source.text, after=_revised(source, change, settings))
        case Rewrite(path=path):
            source = store.read(session.root, path)
            return Written(path=path, before=source.text, after=_rewritten(source, change, settings))
        case Remove(source=source):
            return Written(path=source.path, before=store.read(session.root, source.path).text, after="", is_gone=True)
        case Discard(path=path):
            before = (store.read_output(session.root / path) or b"").decode("utf-8", "surrogateescape")
            return Written(path=path, before=before, after="", is_gone=True)
        case Make(path=path, text=text) | Place(path=path, text=text):
            if (session.root / path).exists() or (session.root / path).is_symlink():
                raise JournalError(_("{path} exists already and is left as it is", path=path))
            return Written(path=path, before="", after=text)
        case Record(path=path):
            before = store.read(session.root, path).text if (session.root / path).exists() else ""
            return Written(path=path, before=before, after=change.text(before))
        case Move(path=path, new=new):
            if (session.root / new).exists():
                raise JournalError(_("{path} exists already and is left as it is", path=new))
            text = store.read(session.root, path).text
            return Written(path=new, before=text, after=text, moved_from=path)


def _revised(source: Source, change: Alter, settings: Settings) -> str:
    text = revise.revised(source, change.intentions, settings)
    if isinstance(text, Refusal):
        raise NotWritten(text)
    return text


def _rewritten(source: Source, change: Rewrite, settings: Settings) -> str:
    text = change.compute(source, settings)
    if isinstance(text, Refusal):
        raise NotWritten(text)
    return text


def _do(session: Session, change: Change, settings: Settings) -> Written:
    root = session.root
    match change:
        case Alter(path=path):
            before, after = store.change(root, path, lambda source: _revised(source, change, settings))
            return Written(path=path, before=before, after=after)
        case Rewrite(path=path):
            before, after = store.change(root, path, lambda source: _rewritten(source, change, settings))
            return Written(path=path, before=before, after=after)
        case Remove(source=source):
            store.remove(root, source)
            return Written(path=source.path, before=source.text, after="", is_gone=True)
        case Place(path=path, data=data):
            store.create(root / path, data)
            return Written(path=path, before="", after=change.text)
        case Discard(path=path):
            data = store.discard(root, path)
            return Written(path=path, before=data.decode("utf-8", "surrogateescape"), after="", is_gone=True)
        case Make(path=path, text=text):
            store.create(root / path, text.encode())
            return Written(path=path, before="", after=text)
        case Record(path=path):
            return _record(root, change)
        case Move(path=path, new=new):
            store.move(root, path, new)
            text = store.read(root, new).text
            return Written(path=new, before=text, after=text, moved_from=path)


def _record(root: Path, change: Record) -> Written:
    if not (root / change.path).exists():
        text = change.text("")
        store.create(root / change.path, text.encode())
        return Written(path=change.path, before="", after=text)
    before, after = store.change(root, change.path, lambda source: change.text(source.text))
    return Written(path=change.path, before=before, after=after)


def _take_back(session: Session, done: Iterable[Written], error: BaseException) -> None:
    """Undo what was written, the last first. What cannot be undone is said with the error."""
    for each in reversed([*done]):
        try:
            _undo(session, each)
        except JournalError as trouble:
            error.add_note(str(trouble))
            click.echo(
                _(
                    "kith: {path} is changed already and stays so: {reason}",
                    path=visible(each.path),
                    reason=visible(str(trouble)),
                ),
                err=True,
            )


def _undo(session: Session, each: Written) -> None:
    if each.moved_from:
        store.move(session.root, each.path, each.moved_from)
    elif each.is_gone:
        store.create(session.root / each.path, each.before.encode("utf-8", "surrogateescape"))
    elif not each.before:
        store.remove(session.root, Source(path=each.path, text=each.after))
    elif each.before != each.after:
        store.write(session.root, Source(path=each.path, text=each.after), each.before)


def on_record(session: Session, files: tuple[Written, ...], subject: str, order: Order, *, undoes: str = "") -> Done:
    """Commit exactly what was changed, when that is wanted; `undoes` is the commit that it takes back."""
    wanted = order.commit if order.commit is not None else session.settings.commit
    if not wanted or all(each.before == each.after and not each.moved_from for each in files):
        return Done(files=files, dry_run=False)
    from kithbook import history

    edits: dict[str, tuple[str, str]] = {}
    for each in files:
        if each.moved_from:
            edits[each.moved_from] = (edits.get(each.moved_from, (each.before, ""))[0], "")
        if each.moved_from or each.before != each.after:
            first = edits.get(each.path, ("" if each.moved_from else each.before, ""))[0]
            edits[each.path] = (first, each.after)
    try:
        moved = {each.path: each.moved_from for each in files if each.moved_from}
        committed = history.commit(
            session.root,
            list(edits),
            subject,
            command=_command(),
            edits=edits,
            moved=moved,
            trailers=[f"{history.UNDOES}: {undoes}"] if undoes else (),
            tell=lambda said: click.echo(f"kith: {said}", err=True),
        )
    except history.NoHistory as error:
        return Done(files=files, dry_run=False, trouble=str(error))
    return Done(files=files, dry_run=False, committed=committed)


def _command() -> str:
    """The command that runs, with its verb: kith event add."""
    words: list[str] = []
    context = click.get_current_context(silent=True)
    while context is not None and context.parent is not None:
        words.insert(0, context.info_name or "")
        context = context.parent
    return " ".join(["kith", *words])


def answer(
    session: Session,
    done: Done,
    said: Sequence[str],
    *,
    order: Order,
    about: Sequence[str] = (),
) -> None:
    """Say what changed and what falls due next for these contacts; under `--dry-run` print the diff instead.

    When the change was to be committed and could not be, that is said last: exit code 3 under `--commit`, a
    message on standard error when only the settings ask for it.
    """
    if order.as_json:
        click.echo(replies.as_json(session, done, said, about))
    elif order.dry_run:
        click.echo(replies.diff(done), nl=False)
    else:
        for line in replies.lines(session, done, said, about):
            click.echo(line)
    if done.trouble and order.commit:
        raise JournalError(done.trouble)
    if done.trouble:
        click.echo(f"kith: {visible(done.trouble)}", err=True)
