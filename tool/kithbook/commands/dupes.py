"""`kith dupes`: pairs that may be one person, and one key for each."""

from __future__ import annotations

from collections.abc import Mapping

import click

from kithbook.commands import merge
from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.dialogue import Dialogue, require_terminal
from kithbook.commands.matching import matching
from kithbook.commands.outcome import Alter, Order
from kithbook.commands.round import HELP, QUIT, SKIP, UNDO, Keys, Round
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width, with_session
from kithbook.commands.sitting import Sitting
from kithbook.insights.doubles import Double, doubles, kept, still
from kithbook.revise import AddItem
from kithbook.views import cards
from kithbook.views import doubles as views
from kithbook.views.ink import Ink
from kithbook.words import N_, _, ngettext

MERGE, TWO = "m", "n"
_WORDS: Mapping[str, str] = {
    MERGE: N_("merge"), TWO: N_("not the same"),
    SKIP: N_("later"), UNDO: N_("undo"), QUIT: N_("quit"), HELP: N_("help"),
}  # fmt: skip
_MEANINGS = (
    N_("merge: everything goes into one file, that of the one of whom more is known, and the other file goes."),
    N_("not the same: it is written into one of the two files, and they are not asked about again."),
    N_("later: the space bar, or k; they come again the next time."),
    N_("undo: take back the last decision."),
    N_("quit: what was decided is saved already."),
)


@click.command(name="dupes", cls=QueryCommand)
@asked
@click.option("--decide", is_flag=True, help="Go through them, and decide on each with one key.")
@click.option("--dry-run", is_flag=True, help="With --decide only try: print each diff; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--commit/--no-commit", "commit", default=None, help="Make one git commit of each decision, or none.")
@with_session
def command(
    session: Session, words: tuple[str, ...], decide: bool, dry_run: bool, as_json: bool, commit: bool | None
) -> None:
    """Find who may be in the journal twice, and say why.

    Names are compared in every order and script, with nicknames, initials and titles; so are profiles, addresses and
    numbers. The surest pair comes first. QUERY: one of the two matches it.

    \b
    kith dupes
    kith dupes tag:customer
    kith dupes --decide
    """
    found = _found(session, words)
    if as_json:
        from kithbook.views import machine

        click.echo(machine.as_json(views.as_values(session.loaded.journal, found)))
    elif decide:
        require_terminal("dupes", _("without one: {command}", command="kith dupes, kith merge, kith set"))
        _decide(session, found, Order(dry_run=dry_run, commit=commit))
    else:
        show(views.lines(session.loaded.journal, found, width=width(), ink=ink()))
        if found:
            show(
                ["", *cards.paragraph(_("To decide on each: {command}", command="kith dupes --decide"), width=width())]
            )


def _found(session: Session, words: tuple[str, ...]) -> tuple[Double, ...]:
    found = doubles(session.loaded.journal)
    if not words:
        return found
    ids = {known.contact.id for known in matching(session, known_query(session, words))}
    return tuple(pair for pair in found if pair.one.id in ids or pair.other.id in ids)


def _decide(session: Session, found: tuple[Double, ...], order: Order) -> None:
    sitting = Sitting(session=session, dialogue=Dialogue(), order=order)
    keys: Keys[Double] = Keys(
        words={key: _(word) for key, word in _WORDS.items()},
        ways={MERGE: _merge, TWO: _keep_apart},
        meanings=tuple(_(meaning) for meaning in _MEANINGS),
        aliases={"k": SKIP},
        stays=frozenset(),
    )
    round: Round[Double, Double] = Round(
        sitting=sitting,
        queue=found,
        keys=keys,
        look=lambda sitting, pair: still(sitting.journal, pair),
        show=lambda pair, width, ink: _shown(sitting, pair, width, ink),
        is_waiting=lambda _: True,
    )
    round.run()
    closing = round.closing(
        nobody=_("Nobody seems to be here twice."),
        again="kith dupes --decide",
        handled=lambda count: ngettext("{count} pair decided", "{count} pairs decided", count),
    )
    sitting.dialogue.say(["", *cards.paragraph(closing, width=sitting.dialogue.width)])


def _shown(sitting: Sitting, pair: Double, width: int, ink: Ink) -> list[str]:
    return [*views.one(pair, sitting.journal, width=width, ink=ink)]


def _keep_apart(sitting: Sitting, pair: Double) -> bool:
    """Write into the file of the first that the other is somebody else."""
    change = Alter(path=pair.one.source.path, intentions=(AddItem(key="not_same_as", value=pair.other.id),))
    return sitting.write([change], _("Tell {name} from {id}", name=pair.one.name, id=pair.other.id))


def _merge(sitting: Sitting, pair: Double) -> bool:
    """Make one of the two, as `kith merge` does."""
    stays, goes = kept(sitting.journal, pair)
    if not sitting.write(merge.plan(sitting.session, stays, goes), merge.subject(stays, goes)):
        return False
    sitting.dialogue.say(_("{other} is merged into {path}.", other=goes.id, path=stays.source.path))
    return True
