"""`kith forget`: somebody goes, from their own file and from everybody else's; imports do not bring them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kithbook.commands import forgetting
from kithbook.commands.arguments import WrongUsage, who
from kithbook.commands.certainty import make_sure
from kithbook.commands.changes import Order, answer, carry_out, writes
from kithbook.commands.forgetting import Wish
from kithbook.commands.people import person
from kithbook.commands.screen import show
from kithbook.commands.session import Session, width
from kithbook.forgetting.around import Place
from kithbook.forgetting.redaction import WORD
from kithbook.views.cards import paragraph
from kithbook.views.visible import visible
from kithbook.words import _, ngettext
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.history.repository import Repository

MOST = 20
"""So many places that may mean somebody else are listed."""


@click.command(name="forget")
@who
@click.option("--also", multiple=True, metavar="TEXT", help="A word to take out everywhere, too: a first name.")
@click.option("--rewrite", is_flag=True, help="Take them out of the whole history of git as well; nothing undoes it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@writes
def command(
    session: Session, order: Order, words: tuple[str, ...], also: tuple[str, ...], rewrite: bool, yes: bool
) -> None:
    """Remove somebody's file, and every mention of them in other files.

    Links, full names, addresses and numbers elsewhere become (forgotten); referrals, cards and pictures go. A mark
    that nobody can read stays, so that imports do not bring them back. --rewrite takes them out of git's history.

    \b
    kith forget ada-rossi
    kith forget ada-rossi --dry-run
    """
    if rewrite and order.dry_run:
        raise WrongUsage(_("--rewrite cannot be tried with --dry-run: look at the files first, without --rewrite"))
    place = None
    if rewrite:
        from kithbook.history import rewriting

        place = rewriting.ready(session.root)
    wish = _of_files(session, order, " ".join(words), also, yes=yes, place=place)
    if place is not None:
        from kithbook.commands import rewritten

        rewritten.carry_out(session, place, wish, yes=yes, as_json=order.as_json)
        if not order.as_json:
            show(_left(forgetting.left(session, wish.traces, wish.pictures)))


def _of_files(
    session: Session, order: Order, name: str, also: tuple[str, ...], *, yes: bool, place: Repository | None
) -> Wish:
    """Forget somebody in the files; who is gone already comes from the history, when that is to be rewritten."""
    rewrite = place is not None
    known = session.roster.people.contacts
    if place is not None and name not in known:
        from kithbook.commands import rewritten

        gone = rewritten.gone(session, place, name, also)
        if gone is not None:
            return gone
    contact = session.loaded.journal.contacts[person(session, name).id]
    if rewrite:
        from kithbook.commands import rewritten

        contact = rewritten.as_ever(session, contact)
    wish = forgetting.wish(session, contact, also)
    left = forgetting.left(session, wish.traces, wish.pictures)
    if order.dry_run or not yes:
        _look_out(wish, left)
    if not (yes or order.dry_run):
        make_sure(session, wish.changes, order, _("Forget {name}?", name=visible(contact.name)))
    done = carry_out(
        session, wish.changes, subject=_(forgetting.SUBJECT), order=Order(
            dry_run=order.dry_run, as_json=order.as_json, commit=True if rewrite else order.commit
        )
    )  # fmt: skip
    if rewrite and done.trouble:
        raise JournalError(done.trouble)
    if not rewrite or not order.as_json:
        answer(session, done, [*_said(wish), *(_left(left) if order.as_json else [])], order=order)
    if not (order.as_json or order.dry_run):
        show(["", *_what_stays(session, wish, rewrite=rewrite), *([] if rewrite else _left(left))])
    return wish


def _said(wish: Wish) -> list[str]:
    said = [_("Forgotten: the file is gone.")]
    if wish.mentioning:
        count = len(wish.mentioning)
        said.append(
            ngettext(
                "{count} other file says {word} where it named them.",
                "{count} other files say {word} where they named them.",
                count,
                word=WORD,
            )
        )
    if wish.pictures:
        said.append(ngettext("{count} picture is deleted.", "{count} pictures are deleted.", len(wish.pictures)))
    return said


def _left(left: Sequence[Place]) -> list[str]:
    """The lines of other files that name them, for the user to change."""
    if not left:
        return []
    head = _("Left to you: these files are no part of the journal's contacts, and still name them:")
    more = len(left) - MOST
    rest = ["  " + _("and {count} more", count=more)] if more > 0 else []
    return [head, *(f"  {visible(str(place))}" for place in left[:MOST]), *rest]


def _look_out(wish: Wish, left: Sequence[Place]) -> None:
    """Places that may mean somebody else are named, and stay."""
    for line in _left(left):
        click.echo(line, err=True)
    if not wish.doubtful:
        return
    click.echo(_("These may mean them or somebody else, and stay; --also TEXT takes a word out:"), err=True)
    for place in wish.doubtful[:MOST]:
        click.echo(f"  {visible(place)}", err=True)
    if len(wish.doubtful) > MOST:
        click.echo("  " + _("and {count} more", count=len(wish.doubtful) - MOST), err=True)


def _what_stays(session: Session, wish: Wish, *, rewrite: bool) -> list[str]:
    """What no file of the journal says any more and other places still do."""
    told = [_("What was made of the journal still names them: build the site, the feeds and the address book anew.")]
    if not rewrite and _is_in_git(session):
        told.append(
            _(
                "Git still has them in its history, and so has every clone and backup. To take them out of yours: "
                "{command}; kith help cleaning tells the rest.",
                command="kith forget ID --rewrite",
            )
        )
    if wish.doubtful:
        told.append(
            ngettext(
                "{count} line may still mean them: {places}", "{count} lines may still mean them: {places}",
                len(wish.doubtful), places="; ".join(place.partition(": ")[0] for place in wish.doubtful[:5]),
            )
        )  # fmt: skip
    return [line for text in told for line in paragraph(text, width=width())]


def _is_in_git(session: Session) -> bool:
    from kithbook import history

    return bool(history.run(session.root, "rev-parse", "--verify", "--quiet", "HEAD"))
