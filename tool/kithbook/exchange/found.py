"""What a comparison of a foreign file with the journal finds: who is new, the same, changed, or in doubt."""

from __future__ import annotations

from kithbook.exchange.incoming import Incoming
from kithbook.frozen import dataclass
from kithbook.model import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field in which the file says something else.

    `old` is "" where the contact says nothing, and `new` where the value was deleted in the file.
    """

    key: str
    old: str
    new: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Somebody in the file who is a contact already.

    `changes` are proposed; `held` are fields that were written by hand and differ: they stay unless asked for.
    """

    person: Incoming
    contact: Contact
    changes: tuple[Difference, ...] = ()
    held: tuple[Difference, ...] = ()

    @property
    def deletions(self) -> tuple[Difference, ...]:
        """What would be gone afterwards."""
        return tuple(each for each in self.changes if not each.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """Somebody who may be one of these contacts or not; a person decides."""

    person: Incoming
    because: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do. `doubles` are entries of the file that are somebody above them again.

    What these say otherwise stands with the person above, as `rivals`.

    `forgotten` is how many were left out because they were forgotten; who they are is said nowhere.
    """

    new: tuple[Incoming, ...] = ()
    same: tuple[Found, ...] = ()
    changed: tuple[Found, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    doubles: tuple[Incoming, ...] = ()
    forgotten: int = 0

    @property
    def people(self) -> tuple[Incoming, ...]:
        """Everybody of the file who is known for certain, those who are here first."""
        return (*(each.person for each in (*self.changed, *self.same)), *self.new)

    @property
    def deletions(self) -> int:
        """How many values would be gone afterwards."""
        return sum(len(each.deletions) for each in self.changed)
