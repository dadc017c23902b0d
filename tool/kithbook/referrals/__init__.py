"""Who brought whom: chains of `referred_by` up to the root, the trees below, circles, and who waits for thanks."""

from kithbook.referrals.gratitude import Thanks, unthanked
from kithbook.referrals.trees import Kin, chain, circles, forest, lineage, referrer, tree

__all__ = ["Kin", "Thanks", "chain", "circles", "forest", "lineage", "referrer", "tree", "unthanked"]
