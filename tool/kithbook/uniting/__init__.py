"""Two files about one person become one: `united(keep, other, settings)`, pure; nothing of either is lost."""

from kithbook.uniting.following import follow
from kithbook.uniting.whole import united

__all__ = ["follow", "united"]
