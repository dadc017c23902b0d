"""What a code host is told to do every morning: write the feeds, publish them under a secret name, keep the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

from kithbook.late import pattern
from kithbook.words import _
from kithbook.world import JournalError

PATHS: Mapping[str, str] = {"github": ".github/workflows/calendar.yml", "gitlab": ".gitlab-ci.yml"}
"""Where each host looks for it, from the top of the repository."""
_PLAIN = pattern(r"[\w .+/-]+")


def workflow(host: str, *, branch: str, folder: str) -> str:
    """The file's text, for a journal in this folder of the repository ("." is its top).

    Raises `JournalError` for a name that the host might read as more than a name.
    """
    for name in (branch, folder):
        if not _PLAIN.fullmatch(name):
            raise JournalError(_('"{name}" cannot stand in a workflow: use letters, digits and hyphens', name=name))
    text = (files("kithbook") / "starter" / "ci" / f"{host}.yml").read_text(encoding="utf-8")
    return text.replace("@BRANCH@", json.dumps(branch)).replace("@FOLDER@", json.dumps(folder, ensure_ascii=False))
