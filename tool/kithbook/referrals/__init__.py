"""Who brought whom: chains of `referred_by` up to the root, the trees below, circles, and who waits for thanks."""

from kithbook.referrals.gratitude import Thanks, has_thanks, positive, thanked_on, unthanked, waits
from kithbook.referrals.trees import Kin, chain, circles, forest, lineage, referrer, tree

__all__ = [
    "Kin",
    "Thanks",
    "chain",
    "circles",
    "forest",
    "has_thanks",
    "lineage",
    "positive",
    "referrer",
    "thanked_on",
    "tree",
    "unthanked",
    "waits",
]
