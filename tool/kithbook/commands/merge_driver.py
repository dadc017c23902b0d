"""`kith merge-driver`: what git calls when two people have changed one file."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook import store
from kithbook.commands.session import Session, with_session
from kithbook.history import NoHistory
from kithbook.merge import Merged
from kithbook.views.visible import visible
from kithbook.words import _
from kithbook.world import JournalError

CONFLICTS = 1
"""What git takes for "merged, but somebody has to look"; more is "not merged"."""


@click.command(name="merge-driver")
@click.argument("base", default="", metavar="[BASE")
@click.argument("ours", default="", metavar="OURS")
@click.argument("theirs", default="", metavar="THEIRS")
@click.argument("size", default=7, metavar="SIZE")
@click.argument("path", default="", metavar="PATH]")
@click.option("--install", is_flag=True, help="Tell git to use it in this repository.")
@with_session
def command(session: Session, base: str, ours: str, theirs: str, size: int, path: str, install: bool) -> None:
    """Merge two versions of a contact's file; git calls this.

    Fields are merged one by one, log and next steps as sets of lines. The result goes into OURS; the exit code is 1
    when a conflict is marked in it. Type it once in each clone, with --install.

    \b
    kith merge-driver --install
    """
    if install:
        _install(session)
    elif theirs:
        click.get_current_context().exit(_merge(Path(base), Path(ours), Path(theirs), path or ours, size))
    else:
        raise click.UsageError(_("git calls this with three files; to tell git so, type: kith merge-driver --install"))


def _install(session: Session) -> None:
    """Both halves: the line that is shared, and the setting of this clone."""
    from kithbook.history import driver

    driver.configure(session.root)
    contacts = session.settings.contacts
    if driver.write_attributes(session.root, contacts):
        click.echo(_("Written: {file}. Commit it, so that everybody's git knows.", file=driver.ATTRIBUTES))
    click.echo(_("Git merges the files in {folder}/ field by field and line by line now.", folder=visible(contacts)))


def _merge(base: Path, ours: Path, theirs: Path, path: str, size: int) -> int:
    """Merge into `ours`; git's own merge takes over when ours cannot be done, and else nothing is written."""
    texts = _text(base), _text(ours), _text(theirs)
    try:
        merged = _merged(*texts, path, size)
    except NoHistory as error:
        click.echo(
            "kith: " + _("{path} is left as it is: {reason}", path=visible(path), reason=visible(str(error))), err=True
        )
        return CONFLICTS
    store.write_output(ours, merged.text.encode("utf-8", "surrogateescape"))
    return CONFLICTS if merged.conflicts else 0


def _merged(base: str, ours: str, theirs: str, path: str, size: int) -> Merged:
    from kithbook.history.plain_merge import by_git
    from kithbook.merge import merge

    merge_text = by_git(size=size)
    try:
        return merge(base, ours, theirs, path=path, merge_text=merge_text, size=size)
    except (ValueError, LookupError, ArithmeticError, RecursionError):
        return merge_text(base, ours, theirs)


def _text(path: Path) -> str:
    """The file's text; bytes that are no UTF-8 stay in disguise and come out again as they were."""
    data = store.read_output(path)
    if data is None:
        raise JournalError(_("{path} is not there", path=path))
    return data.decode("utf-8", "surrogateescape")
