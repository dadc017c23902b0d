"""Build a site where there is none, and nothing is remembered of an earlier one. Run as a script in a journal."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

if __name__ == "__main__":
    for name in ("site", ".cache"):
        shutil.rmtree(Path(name), ignore_errors=True)
    os.execv(sys.argv[1], [sys.argv[1], "build"])
