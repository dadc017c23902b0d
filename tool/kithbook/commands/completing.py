"""What a shell may put behind what was typed: the keys of queries and fields, and the values that the journal has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kithbook import load, query, store
from kithbook.commands.arguments import complete_who, names
from kithbook.fields import CONTACT
from kithbook.world import JournalError

_FOLDERS = {"event": "events", "organisation": "organisations", "campaign": "campaigns"}
_APART = re.compile(r"""[\s"'`$&|;<>()*?\\]""")
"""What a shell would part or expand."""


def of_query(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The keys of the filter language that begin so, with their colon; behind it what the journal has."""
    sign, word = ("-", incomplete[1:]) if incomplete.startswith("-") else ("", incomplete)
    key, colon, begun = word.partition(":")
    if colon:
        *before, last = begun.split(",")
        head = f"{sign}{key}:" + "".join(f"{value}," for value in before)
        return [CompletionItem(f"{head}{value}") for value in _values(ctx, key) if value.startswith(last)]
    return [CompletionItem(f"{sign}{key}:") for key in query.KEYS if key.startswith(word)]


def complete_fields(ctx: click.Context, argument: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """First whom, by id or a query; then the fields with their sign, and behind it what the journal has."""
    if not ctx.params.get(argument.name or ""):
        return [*complete_who(ctx, argument, incomplete), *of_query(ctx, incomplete)]
    key, sign, begun = incomplete.partition("=")
    if sign:
        values = _values(ctx, key.rstrip("+-").removesuffix("s"))
        return [CompletionItem(f"{key}={value}") for value in values if value.startswith(begun)]
    return [CompletionItem(f"{key}=") for key in CONTACT if key.startswith(incomplete)]


def _values(ctx: click.Context, key: str) -> list[str]:
    """What can stand behind a key, as far as it is one word; the whole journal is read for tags and towns only."""
    if key == "state":
        return list(query.STATES)
    if key in _FOLDERS:
        return [id for id, _name in names(ctx, _FOLDERS[key])]
    found = _loaded(ctx)
    if found is None:
        return []
    settings, contacts = found.journal.settings, found.journal.contacts.values()
    known: dict[str, Iterable[str]] = {
        "tier": settings.tiers,
        "channel": settings.channels,
        "prefer": settings.channels,
        "tag": sorted({tag for each in contacts for tag in each.tags}),
        "town": sorted({each.town for each in contacts}),
    }
    return [value for value in known.get(key, ()) if value and not _APART.search(value)]


def _loaded(ctx: click.Context) -> load.Loaded | None:
    given = ctx.find_root().params.get("journal")
    try:
        return load.load(store.find_root(Path(given or "."), climb=not given))
    except JournalError:
        return None
