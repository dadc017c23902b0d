"""What the list is still worth: details grow old and people forget, and both can be mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest

from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import History
from kithbook.model import Contact
from kithbook.settings import Tier
from kithbook.words import N_, _

DETAILS_HALVE_IN = 730
"""Days after which half of all addresses, numbers and offices are taken to be wrong."""
WORDS_HALVE_IN = 365
"""Days after which half of what the last talk left is taken to be gone."""
SHOWN = 5

MEANING = Meaning(
    name="list-worth",
    title=N_("Worth of the list"),
    definition=N_(
        "The average worth of contacts, archived and deceased ones left out: one half of a "
        "contact's worth are the details, whose worth halves every 730 days since they were "
        "verified, the other half is the relationship, whose worth halves every 365 days "
        "since the last two-way touch; what never happened is worth nothing."
    ),
    unit="share",
    counted=N_("contacts"),
    least=10,
)
BANDS = ((0.5, N_("half or more")), (0.25, N_("a quarter to half")), (0.0, N_("less than a quarter")))


def figure(seen: Evidence) -> Figure:
    """The average worth, how many stand where, and who matters most among those that lost most."""
    people = [history.contact for history in seen.active]
    worths = {history.contact.id: worth(history, seen.today) for history in seen.active}
    bands = Counter(map(_band, worths.values()))
    return Figure(
        meaning=MEANING,
        sample=len(worths),
        value=share(sum(sorted(worths.values())), len(worths)),
        parts=(
            *(Part(label=_(label), value=bands[label], of=len(worths)) for _least, label in BANDS),
            *(
                Part(
                    group=_("to restore first"),
                    label=contact.name,
                    id=contact.id,
                    value=round(worths[contact.id], 2),
                    unit="share",
                )
                for contact in _to_restore(seen.journal.settings.tiers, people, worths)
            ),
        ),
    )


def worth(history: History, today: date) -> float:
    """What a contact is still worth, 0 to 1."""
    details = _left(history.contact.verified, today, DETAILS_HALVE_IN)
    return (details + _left(history.last_two_way, today, WORDS_HALVE_IN)) / 2


def _left(day: date | None, today: date, half_life: int) -> float:
    """What time left of 1 since that day; a day to come counts as today."""
    return 0.0 if day is None else float(0.5 ** (max(0, (today - day).days) / half_life))


def _band(worth: float) -> str:
    return next(label for least, label in BANDS if worth >= least)


def _to_restore(tiers: Mapping[str, Tier], people: Sequence[Contact], worths: Mapping[str, float]) -> Iterator[Contact]:
    """Those of whom most is lost, by the weight of their tier."""
    weights = {name: tier.weight for name, tier in tiers.items()}
    losses = ((weights.get(contact.tier, 0) * (1 - worths[contact.id]), contact) for contact in people)
    lost = nsmallest(SHOWN, ((-loss, contact.id, contact) for loss, contact in losses if loss > 0))
    return (contact for _loss, _id, contact in lost)
