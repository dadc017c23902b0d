"""`kith triage`: those whom an import brought, one after the other, and one key for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from kithbook.commands import forgetting, handling
from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.dialogue import require_terminal
from kithbook.commands.handling import Way
from kithbook.commands.matching import matching
from kithbook.commands.outcome import Alter
from kithbook.commands.round import HELP, QUIT, SKIP, UNDO, Keys, Round
from kithbook.commands.sitting import Sitting, sits
from kithbook.model import Contact
from kithbook.revise import SetField
from kithbook.settings import Settings, Tier
from kithbook.views import cards
from kithbook.views import newcomer as views
from kithbook.views.ink import Ink
from kithbook.views.turn import Turn
from kithbook.words import N_, _, pgettext

ARCHIVE, DROP, NEXT, OPEN = "a", "d", "n", "o"
ALSO_SKIP = "k"
MOST_TIERS = 9
_MEANINGS: Mapping[str, str] = {
    ARCHIVE: N_("archive: nothing is planned, and the file stays, so that no import brings them back."),
    DROP: N_("drop: the file goes, and a mark that nobody can read keeps imports from bringing them back."),
    NEXT: N_("next: promise a next step; then say how much they matter."),
    OPEN: N_("open: the file, in your editor."),
    SKIP: N_("later: the space bar, or k; they come again the next time."),
    UNDO: N_("undo: take back the last decision."),
    QUIT: N_("quit: what was decided is saved already."),
}


@click.command(name="triage", cls=QueryCommand)
@asked
@sits
def command(sitting: Sitting, words: tuple[str, ...]) -> None:
    """Decide how much those matter whom an import brought.

    They come one after the other, and one key decides: a digit gives that tier, a archives, d drops, n promises
    a next step, space leaves it for later, u takes the last decision back. Every decision is saved at once.
    QUERY limits it: kith help queries.

    \b
    kith triage
    kith triage has:email
    """
    query = known_query(sitting.session, words)
    require_terminal(
        "triage", _("without one: kith list has:imported no:tier, kith set WHO tier=TIER, kith archive WHO")
    )
    queue = tuple(each.contact.id for each in matching(sitting.session, query) if is_undecided(each.contact))
    keys = keys_for(sitting.session.settings)
    round = Round(sitting=sitting, queue=queue, keys=keys, look=_look, show=_shown, is_waiting=lambda _: True)
    round.run()
    closing = round.closing(nobody=_("Nobody waits for a decision."), again="kith triage")
    sitting.dialogue.say(["", *cards.paragraph(closing, width=sitting.dialogue.width)])


def is_undecided(contact: Contact) -> bool:
    """An import brought them, and nobody has said how much they matter, nor been in touch."""
    has_place = contact.tier or contact.cadence or contact.log
    return contact.imported is not None and contact.is_active and not has_place


def keys_for(settings: Settings) -> Keys[Turn]:
    """A digit for each tier, then the letters."""
    tiers = {str(number): name for number, name in enumerate([*settings.tiers][:MOST_TIERS], 1)}
    letters = {
        ARCHIVE: pgettext("key", "archive"),
        DROP: pgettext("key", "drop"),
        NEXT: pgettext("key", "next"),
        OPEN: pgettext("key", "open"),
        SKIP: pgettext("key", "later"),
        UNDO: pgettext("key", "undo"),
        QUIT: pgettext("key", "quit"),
        HELP: pgettext("key", "help"),
    }
    return Keys(
        words={**tiers, **letters},
        ways={
            **{key: _keeper(tier) for key, tier in tiers.items()},
            ARCHIVE: _archive,
            DROP: _drop,
            NEXT: handling.promise,
            OPEN: handling.open_file,
        },
        meanings=(
            *(_keeping(key, settings.tiers[name]) for key, name in tiers.items()),
            *map(_, _MEANINGS.values()),
        ),
        aliases={ALSO_SKIP: SKIP},
        stays=frozenset({NEXT, OPEN}),
    )


def _keeping(key: str, tier: Tier) -> str:
    if tier.cadence is None:
        return _("{key}: keep with the tier {name}.", key=key, name=tier.name)
    return _("{key}: keep with the tier {name}, {cadence}.", key=key, name=tier.name, cadence=tier.cadence.said)


def _keeper(tier: str) -> Way:
    def keep(sitting: Sitting, her: Turn) -> bool:
        change = Alter(path=her.contact.source.path, intentions=(SetField(key="tier", value=tier),))
        return sitting.write([change], _("Give {name} the tier {tier}", name=her.contact.name, tier=tier))

    return keep


def _archive(sitting: Sitting, her: Turn) -> bool:
    value = f"{sitting.decided or sitting.session.today} " + _("not kept at the triage")
    change = Alter(path=her.contact.source.path, intentions=(SetField(key="archived", value=value),))
    return sitting.write([change], _("Archive {name}", name=her.contact.name))


def _drop(sitting: Sitting, her: Turn) -> bool:
    """Forget them, as `kith forget` does."""
    return sitting.write(forgetting.wish(sitting.session, her.contact).changes, _(forgetting.SUBJECT))


def _look(sitting: Sitting, id: str) -> Turn | None:
    contact = sitting.journal.contacts.get(id)
    if contact is None or not is_undecided(contact):
        return None
    return Turn(journal=sitting.journal, contact=contact, items=[], today=sitting.session.today)


def _shown(her: Turn, width: int, ink: Ink) -> Iterable[str]:
    return views.render(her.journal, her.contact, width=width, ink=ink)
