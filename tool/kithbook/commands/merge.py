"""`kith merge`: two files about one person become one, and everything that names the other follows."""

from __future__ import annotations

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.certainty import make_sure
from kithbook.commands.changes import Alter, Change, Order, Remove, Rewrite, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.following import naming
from kithbook.commands.people import person
from kithbook.commands.session import Session
from kithbook.model import Contact, fold
from kithbook.revise import Rename
from kithbook.views.terminal import clean
from kithbook.words import _, ngettext


@click.command(name="merge")
@click.argument("keep", metavar="KEEP", shell_complete=complete_who)
@click.argument("other", metavar="OTHER", shell_complete=complete_who)
@click.option("--yes", is_flag=True, help="Do not ask.")
@writes
def command(session: Session, order: Order, keep: str, other: str, yes: bool) -> None:
    """Make one contact of two: everything in OTHER goes into KEEP.

    Logs, next steps, addresses and lists are united. Of a field that both have, KEEP wins, and what OTHER said stays
    as a line of the notes. Links and referrals follow, the other id and name stay as aliases, and the other file goes.

    \b
    kith merge ada-rossi ada-rossi-2
    kith merge ada-rossi ada-rossi-2 --dry-run
    """
    stays, goes = person(session, keep), person(session, other)
    if stays.id == goes.id:
        _finish(session, order, stays, other)
        return
    changes = plan(session, stays, goes)
    if not (yes or order.dry_run):
        make_sure(session, changes, order, _("Merge {other} into {keep}?", other=goes.id, keep=stays.id))
    done = carry_out(session, changes, subject=subject(stays, goes), order=order)
    others = len(changes) - 2
    said = [_("{other} is merged into {path}.", other=clean(goes.id), path=stays.source.path)]
    if others:
        said.append(ngettext("{count} other file followed.", "{count} other files followed.", others))
    answer(session, done, said, order=order, about=[stays.id])


def plan(session: Session, stays: Contact, goes: Contact) -> list[Change]:
    """What makes one of the two. In this order an interruption loses nothing, and the same again completes it."""
    from kithbook import uniting

    keep, other = (session.roster.sources[each.source.path] for each in (stays, goes))
    others = [path for path in naming(session, other, goes.id) if path != keep.path]
    return [
        Rewrite(path=keep.path, compute=lambda source, settings: uniting.united(source, other, settings)),
        *(
            Rewrite(path=path, compute=lambda source, settings: uniting.follow(source, goes.id, stays.id, settings))
            for path in others
        ),
        Remove(source=other),
    ]


def subject(stays: Contact, goes: Contact) -> str:
    """The commit's first line."""
    return _("Merge {other} into {id}", other=goes.id, id=stays.id)


def _finish(session: Session, order: Order, stays: Contact, other: str) -> None:
    """Let follow what still names somebody who was merged before."""
    aliases = {fold(alias) for alias in stays.aliases}
    own = session.roster.sources[stays.source.path]
    left = [*naming(session, own, other.strip())] if fold(other.strip()) in aliases else []
    if not left:
        raise WrongUsage(_("{name} is {id} already: name two contacts", name=clean(other), id=clean(stays.id)))
    changes = [Alter(path=path, intentions=(Rename(old=other.strip(), new=stays.id),)) for path in left]
    done = carry_out(
        session, changes, subject=_("Merge {other} into {id}", other=other.strip(), id=stays.id), order=order
    )
    answer(
        session,
        done,
        [ngettext("{count} other file followed.", "{count} other files followed.", len(left))],
        order=order,
        about=[stays.id],
    )
