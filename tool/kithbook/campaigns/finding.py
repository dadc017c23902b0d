"""What a look before a send can find."""

from __future__ import annotations

from enum import StrEnum

from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.text import Span


class Kind(StrEnum):
    """What was found. The values are the names in `--json`: promised stable."""

    DRAFT = "draft"
    OVER = "over"
    NOBODY = "nobody"
    UNREACHABLE = "unreachable"
    BOUNCED = "bounced"
    NO_CONSENT = "no-consent"
    SAME_ADDRESS = "same-address"
    OTHER_CAMPAIGN = "other-campaign"
    EARLY = "early"
    UNVERIFIED = "unverified"

    @property
    def stops(self) -> bool:
        """Nothing should be sent before it is settled; the others are worth a look."""
        return self not in (Kind.EARLY, Kind.UNVERIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to settle, about the campaign itself or about a contact: what is so, and what to do (`hint`)."""

    kind: Kind
    text: str
    hint: str
    span: Span
    contact: Contact | None = None
