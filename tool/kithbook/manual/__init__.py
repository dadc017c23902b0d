"""The manual: pages in Markdown, shown by `kith help` and built into the site. One source for both."""

from __future__ import annotations

from importlib.resources import files

FIRST = (
    "first-steps", "importing", "cleaning", "writing", "habits", "review", "events", "campaigns", "format",
    "cadence", "catching-up", "queries", "settings", "insights", "commands", "programs", "diagnostics", "feed",
    "tasks", "address-book", "digest", "site", "sharing", "privacy", "glossary",
)  # fmt: skip


def pages() -> dict[str, str]:
    """Every page's text by its topic, in the order in which a newcomer reads."""
    found = {
        page.name.removesuffix(".md"): page.read_text(encoding="utf-8")
        for page in files("kithbook.manual").iterdir()
        if page.name.endswith(".md")
    }
    order = [*(topic for topic in FIRST if topic in found), *sorted(found.keys() - set(FIRST))]
    return {topic: found[topic] for topic in order}
