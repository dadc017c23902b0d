"""Two people's versions of one file become one: `merge(base, ours, theirs, …)`, a pure function."""

from kithbook.merge.outcome import Merged, MergeText
from kithbook.merge.whole import merge

__all__ = ["MergeText", "Merged", "merge"]
"""Additions of both are kept; only where both changed the same thing differently a conflict is marked, just there."""
