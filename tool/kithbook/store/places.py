"""Where a path leads, whether there is anything yet or not."""

from __future__ import annotations

import os
from pathlib import Path


def lies_in(path: Path, folder: Path) -> bool:
    """Whether the path is the folder or below it: as it is written, or where links lead it."""
    return any(
        _is_same(each, folder)
        for way in (Path(os.path.abspath(path)), Path(os.path.realpath(path)))
        for each in (way, *way.parents)
    )


def _is_same(path: Path, folder: Path) -> bool:
    """Whether both are one folder, also where upper and lower case are one."""
    try:
        return os.path.samefile(path, folder)
    except OSError:  # one of them is not there yet
        return os.path.abspath(path) == os.path.abspath(folder)
