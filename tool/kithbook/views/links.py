"""Links of the journal as people read them."""

from __future__ import annotations

import re

from kithbook.frozen import replace
from kithbook.model import Journal, Page
from kithbook.plan.item import Item

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")


def unlinked(journal: Journal, text: str) -> str:
    """The text with every `[[link]]` as the name of what it points to, or as its own label."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda found: (found[2] or "").strip() or name_of(journal, found[1]), text)


def name_of(journal: Journal, target: str) -> str:
    """The name of what an id or alias stands for; the target itself when there is nothing."""
    entry = journal.entry(journal.resolve(target))
    if entry is None:
        return target.strip()
    return entry.title if isinstance(entry, Page) else entry.name


def legible(journal: Journal, item: Item) -> Item:
    """The item with its text as people read it."""
    return item if "[[" not in item.text else replace(item, text=unlinked(journal, item.text))
