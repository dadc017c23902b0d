"""Build a site where there is none, and nothing is remembered of an earlier one. Run as a script in a journal.

`afresh.py [--first] FOLDER,FOLDER... COMMAND...`: the folders of an earlier build are only put aside, whoever builds.
To delete them is no part of building, and file systems make the files that come next dearer for a while. With
`--first` nothing is kept of other journals either: templates are compiled, and the manual is read from Markdown.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    _script, *arguments = sys.argv
    is_first = arguments[0] == "--first"
    folders, *command = arguments[is_first:]
    aside = Path("..", f"earlier-{os.getpid()}")
    aside.mkdir()
    for number, folder in enumerate(map(Path, folders.split(","))):
        if folder.exists():
            folder.rename(aside / f"{number}")
    if is_first:
        os.environ["XDG_CACHE_HOME"] = str(aside / "cache")
    os.execv(command[0], command)
