"""When things fall due: `make(journal, today)`, a pure function of the files, the settings and the day."""

from kithbook.plan.engine import make
from kithbook.plan.item import Item, Move, Plan, Reason

__all__ = ["Item", "Move", "Plan", "Reason", "make"]
