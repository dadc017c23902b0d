"""The theme's own words in the language of the site: its interface, and what its switch of colours is called."""

from __future__ import annotations

import os
from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader

from kithbook import locale, words
from kithbook.words import N_, _

if TYPE_CHECKING:
    from mkdocs.theme import Theme

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


def hide_icons(theme: Theme) -> None:
    """Let nobody who asks which files the theme has look through its ten thousand icons, to leave out each of them.

    MkDocs lists all files of hidden folders too, and takes none.
    """
    with_all = theme.get_env

    def without_hidden() -> Environment:
        environment = with_all()
        environment.loader = Visible(theme.dirs)
        return environment

    theme.get_env = without_hidden  # type: ignore[method-assign]  # there is no event before the files are listed


class Visible(FileSystemLoader):
    """Finds every template, and lists those that are in no hidden folder at the top."""

    def list_templates(self) -> list[str]:
        """Their names, as they lie in any of the folders."""
        found: set[str] = set()
        for folder in filter(os.path.isdir, self.searchpath):
            for entry in os.scandir(folder):
                if not entry.is_dir():
                    found.add(entry.name)
                elif not (entry.name.startswith(".") or entry.is_symlink()):
                    found.update(f"{entry.name}/{name}" for name in FileSystemLoader(entry.path).list_templates())
        return sorted(found)


def without(nav: Any, absent: frozenset[str]) -> Any:
    """The navigation, as deep as it goes, without these pages; None or nothing where all of it goes."""
    if isinstance(nav, dict):
        return {title: left for title, part in nav.items() if (left := without(part, absent))}
    if isinstance(nav, list):
        return [left for part in nav if (left := without(part, absent))]
    return None if nav in absent else nav
