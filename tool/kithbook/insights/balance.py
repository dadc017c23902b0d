"""Help that was exchanged with a contact: what the marks `gave` and `got` add up to."""

from __future__ import annotations

from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How often we gave and got. A touch counts for the contact in whose file it stands."""

    gave: int
    got: int

    @property
    def owed(self) -> int:
        """How many we owe; below zero how many are owed to us."""
        return self.got - self.gave


def balance(contact: Contact, today: date) -> Balance:
    """What was exchanged up to today."""
    touches = [touch for touch in contact.log if touch.date <= today and not touch.is_attempt]
    return Balance(
        gave=sum("gave" in touch.exchange for touch in touches), got=sum("got" in touch.exchange for touch in touches)
    )
