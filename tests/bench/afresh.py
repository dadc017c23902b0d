"""Build a site where there is none, and nothing is remembered of an earlier one. Run as a script in a journal.

With `--first` nothing is kept of other journals either: templates are compiled, and the manual is read from Markdown.
The earlier one is only put aside: to delete it is no part of building, and makes the files that come next dearer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    aside = Path("..", f"earlier-{os.getpid()}")
    aside.mkdir()
    for name in ("site", ".cache"):
        if Path(name).exists():
            Path(name).rename(aside / name)
    if "--first" in sys.argv:
        os.environ["XDG_CACHE_HOME"] = str(aside / "cache")
    os.execv(sys.argv[1], [sys.argv[1], "build"])
