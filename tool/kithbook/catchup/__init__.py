"""After a lapse: a place for everybody who is ready for a word, and whom one might let go."""

from kithbook.catchup.letting_go import lateness
from kithbook.catchup.proposal import CatchUp, Day, Waiting, propose

__all__ = ["CatchUp", "Day", "Waiting", "lateness", "propose"]
