"""How often we intend to be in touch, counted from the newest touch that counts, else from the day of the import.

A campaign's cadence holds while the campaign runs, and as long as it falls due before its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.frozen import dataclass
from kithbook.plan import pace
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason
from kithbook.plan.pace import Claim


@dataclass(frozen=True, slots=True)
class Held:
    """The cadence that holds, and the window that it gives."""

    claim: Claim
    anchor: date
    due: date
    latest: date


def items(case: Case) -> Sequence[Item]:
    """One, once there is something to count from and a cadence that is not "never"."""
    found = held(case)
    if found is None:
        return ()
    newest = case.newest
    anchor = found.anchor.isoformat()
    of_campaign = found.claim.origin == pace.CAMPAIGN
    item = case.item(
        Reason.CAMPAIGN if of_campaign else Reason.CADENCE,
        subject=f"{found.claim.name}\n{anchor}" if of_campaign else anchor,
        due=found.due,
        latest=found.latest,
        text=newest.text if newest else "",
        anchor=found.anchor,
        cause=newest.span if newest else case.contact.where("imported"),
    )
    return (item,)


def begins(case: Case) -> date | None:
    """The newest counting touch; without any, the day on which an import brought her, when we did not meet."""
    if case.newest is not None:
        return case.newest.date
    return None if case.contact.met else case.contact.imported


def claims(case: Case) -> Iterator[Claim]:
    """Everything that lends her a cadence now, the strongest first."""
    if not case.parts:
        yield from pace.claims(case.journal, case.contact)
        return
    ends = {part.campaign.id: part.campaign.ends for part in case.running}
    for claim in pace.claims(case.journal, case.contact, case.running):
        end = ends.get(claim.name) if claim.origin == pace.CAMPAIGN else None
        if end is None or case.newest is None or _window(case, claim)[0] <= end:
            yield claim


def winner(case: Case) -> Claim | None:
    """The strongest of the claims: the cadence that holds."""
    return next(claims(case), None) if case.parts else pace.winner(case.journal, case.contact)


def held(case: Case) -> Held | None:
    """The cadence that holds; None without a touch or an import, without a cadence, and for "never"."""
    anchor = begins(case)
    claim = winner(case) if anchor else None
    if anchor is None or claim is None or claim.cadence.is_never:
        return None
    due, latest = claim.cadence.window(anchor, case.workdays.is_working)
    return Held(claim, anchor, due, latest)


def _window(case: Case, claim: Claim) -> tuple[date, date]:
    return claim.cadence.window(begins(case) or case.today, case.workdays.is_working)
