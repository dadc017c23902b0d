"""A member of a campaign as somebody to whom something will be sent."""

from __future__ import annotations

from kithbook.frozen import dataclass
from kithbook.model import Campaign
from kithbook.plan import reach
from kithbook.plan.case import Case
from kithbook.plan.reach import Way
from kithbook.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A member and the way by which the campaign reaches her; without a handle there is none."""

    case: Case
    way: Way

    @classmethod
    def of(cls, case: Case, campaign: Campaign) -> Recipient:
        """The first of the campaign's channels on which she can be reached; without any, her own way."""
        ways = [reach.on(case.contact, channel, case.settings) for channel in campaign.channels]
        fallback = ways[0] if ways else case.way
        return cls(case=case, way=next((way for way in ways if _is_open(way, case.settings)), fallback))

    @property
    def is_open(self) -> bool:
        """There is a number or an address for it, or the channel needs none."""
        return _is_open(self.way, self.case.settings)


def _is_open(way: Way, settings: Settings) -> bool:
    return bool(way.handle) or (bool(way.channel) and not settings.channel(way.channel).handle)
