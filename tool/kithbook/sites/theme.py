"""The theme's own words in the language of the site: its interface, and what its switch of colours is called."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from kithbook import locale, words
from kithbook.words import N_, _

SCHEMES = (N_("Follow the system"), N_("Light"), N_("Dark"))
"""What `mkdocs.yml` calls the positions of the switch, as `kith init` writes it; other names are somebody's own."""


SECTIONS = N_("Sections")
"""What the bar at the foot of a telephone is called for those who hear it; `extra.kith_sections` of `mkdocs.yml`."""


def say(theme: MutableMapping[str, Any], extra: MutableMapping[str, Any], language: str) -> None:
    """Let the theme speak this language; for English what the configuration says stays."""
    if language in ("", locale.ENGLISH):
        return
    theme["language"] = language
    with words.speaking(locale.catalogue(language)):
        extra.setdefault("kith_sections", _(SECTIONS))
        for toggle in _toggles(theme.get("palette")):
            if toggle.get("name") in SCHEMES:
                toggle["name"] = _(toggle["name"])


def _toggles(palettes: Any) -> Iterable[dict[str, Any]]:
    found = (one.get("toggle") for one in palettes or () if isinstance(one, dict))
    return [toggle for toggle in found if isinstance(toggle, dict)]
