"""Building a second time: what is known of the last build, and whether there is anything to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kithbook.frozen import dataclass
from kithbook.sites import inputs, ledger
from kithbook.sites.destination import config_file
from kithbook.sites.eyes import OWNER, Eyes
from kithbook.sites.ledger import Ledger

_KNOWN = frozenset({"kith", "search", "material/search", "offline", "material/offline"})
"""Plug-ins that read nothing but the pages they are given."""
_ELSEWHERE = ("!ENV", "INHERIT")
"""What a configuration says when it is not all there is of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is known before a build into `folder`; `made_from` is the key of everything as it stands now."""

    root: Path
    folder: Path
    versions: str
    made_from: str
    ledger: Ledger

    @property
    def is_done(self) -> bool:
        """The site stands there already, letter for letter."""
        return self.ledger.made_from == self.made_from and self.ledger.stands(self.folder)

    def close(self, keys: Mapping[str, str], also: tuple[str, ...] | None, *, problems: int) -> None:
        """Keep what was built. `also` are the files beside the contacts that it hung on; None when nobody knows."""
        from kithbook.views.pages.link import built  # at hand after a build; whether one is needed is asked without it

        is_known = also == (self.ledger.also or (_config(self.root),))
        alone = [built(path) for path in keys] if also else []  # plug-ins of others may put files beside a page
        ledger.write(
            self.root,
            self.folder,
            self.versions,
            Ledger(
                made_from=self.made_from if is_known else "",
                also=also or (),
                problems=problems,
                stamps=ledger.stamps_of(self.folder, alone),
                keys=keys,
            ),
        )


def before(root: Path, folder: Path, contacts: str, today: date, eyes: Eyes = OWNER) -> Before:
    """Look at everything that goes in, before any of it is read to be built: what is saved meanwhile is seen next time.

    What was built for other eyes counts as built by another version: nothing of it stays.

    Raises `JournalError` without a configuration.
    """
    versions = f"{inputs.versions()} {eyes.name} {eyes.key}".strip()
    known = ledger.read(root, folder, versions)
    also = known.also or (_config(root),)
    key = inputs.key(root, contacts, today, also)
    return Before(root=root, folder=folder, versions=versions, made_from=key, ledger=known)


def hangs_on(root: Path, config: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The files beside the contacts that a build with this configuration reads; None when it may read others."""
    file = _config(root)
    text = (root / file).read_text(encoding="utf-8", errors="replace")
    if not is_known(config) or any(word in text for word in _ELSEWHERE):
        return None
    own = config["theme"].custom_dir
    return (file, *([str(own)] if own else []))


def is_known(config: Mapping[str, Any]) -> bool:
    """Whether no plug-in and no hook of others has a hand in a build with this configuration."""
    return not config["hooks"] and _KNOWN.issuperset(config["plugins"])


def _config(root: Path) -> str:
    return config_file(root).name
