"""The configuration of a site in which nothing of the user's own is: no name, no address, no template, no plug-in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from kithbook.views.pages.link import SECTIONS

NAME = "Kithbook"
_CONFIG = Path(__file__).parent / "folder.yml"
_EMPTY_TEXTS = (
    "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "edit_uri",
    "edit_uri_template",
)  # fmt: skip
_EMPTY_LISTS = ("extra_css", "extra_javascript", "extra_templates", "hooks", "watch")


def plain_frame() -> dict[str, Any]:
    """What takes the place of everything that the user's `mkdocs.yml` says about the site."""
    standard = yaml_load(_CONFIG.read_text(encoding="utf-8"))
    theme = {key: value for key, value in standard["theme"].items() if key != "custom_dir"}
    return {
        **dict.fromkeys(_EMPTY_TEXTS, ""),
        **{name: [] for name in _EMPTY_LISTS},
        "site_name": NAME,
        "theme": theme,
        "plugins": ["kith", *standard["plugins"], "offline"],
        "nav": [*SECTIONS],
        "extra": {},
    }
