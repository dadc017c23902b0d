"""What git knows about the journal's files, and what is told to git. Only this package runs git.

What is asked on the way (`first_commits`, `last_commits`, `authors`) is empty without git, outside a repository
and before the first commit. What somebody wants (`commit`, `past`, `editions.of`, `undo.find`) raises `NoHistory`.
The modules `editions`, `undo` and `driver` are for one command each and imported there.
"""

from kithbook.history.authors import authors
from kithbook.history.chronicle import chronicle
from kithbook.history.commit import Edits, commit
from kithbook.history.commits import UNDOES
from kithbook.history.days import first_commits, last_commits
from kithbook.history.git import run
from kithbook.history.past import Past, UnknownRevision, past
from kithbook.history.repository import NoHistory
from kithbook.history.state import state

__all__ = [
    "UNDOES", "Edits", "NoHistory", "Past", "UnknownRevision",
    "authors", "chronicle", "commit", "first_commits", "last_commits", "past", "run", "state",
]  # fmt: skip
