"""Build again after somebody logged one touch. Run as a script in a journal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    path = Path("contacts/person-00012.md")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Log\n", "## Log\n\n- 2026-02-27 call: one more\n", 1), encoding="utf-8")
    os.execv(sys.argv[1], [sys.argv[1], "build"])
