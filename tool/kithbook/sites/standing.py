"""What stands of the last build, asked page by page by the one that runs now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kithbook.sites.ledger import INDEX, Ledger, stamp_of
from kithbook.views.pages import Draft
from kithbook.views.pages.link import built


class Standing:
    """`kept` are the files of pages that may stay, `keys` those of all pages by their paths."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.folder = folder
        self.kept: set[str] = set()
        self.keys: dict[str, str] = {}
        self._ledger = ledger
        self._entries: Mapping[str, dict[str, Any]] | None = None

    def entry(self, draft: Draft, key: str) -> dict[str, Any] | None:
        """The search's entry of a page that stays; None when it has to be made, and counts as made from now on."""
        self.keys[draft.path] = key
        if self._ledger.keys.get(draft.path) != key:
            return None
        files = (built(draft.path), *draft.beside)
        if not all(map(self._is_as_left, files)):
            return None
        found = self._found().get(files[0])
        if found is not None:
            self.kept.update(files)
        return found

    def _is_as_left(self, name: str) -> bool:
        known = self._ledger.stamps.get(name)
        return known is not None and stamp_of(self.folder / name) == known

    def _found(self) -> Mapping[str, dict[str, Any]]:
        """The entries of the last build by their file."""
        if self._entries is None:
            self._entries = self._read() if self._is_as_left(INDEX) else {}
        return self._entries

    def _read(self) -> Mapping[str, dict[str, Any]]:
        entries = json.loads((self.folder / INDEX).read_text(encoding="utf-8"))["docs"]
        return {unquote(entry["location"]): entry for entry in entries}
