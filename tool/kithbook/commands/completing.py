"""What a shell may put behind what was typed: the keys of queries and fields, and the values that the journal has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kithbook.facts import STATES, plain
from kithbook.late import pattern
from kithbook.views.terminal import clean
from kithbook.world import JournalError

if TYPE_CHECKING:
    from kithbook.load import Loaded

_KINDS = {"event": "events", "organisation": "organisations", "campaign": "campaigns"}
_APART = pattern(r"""[\s"'`$&|;<>()*?\\]""")
"""What a shell would part or expand."""
_NAME = pattern(r"""^name:[ \t]*["']?(.*?)["']?[ \t]*\r?$""", re.MULTILINE)
_FOLDERS = frozenset({"events", "organisations", "campaigns"})
_HEAD = 2000
"""Characters of a file within which its name is looked for."""


def complete_who(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids whose id or name has a word beginning with what was typed. Reads names only, parses nothing."""
    return _completed(_names(ctx), incomplete)


def complete_event(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for events, and the verbs that a command about events has."""
    verbs = [] if ctx.params.get("words") else [(name, "") for name in getattr(ctx.command, "verbs", {})]
    return [*_completed(verbs, incomplete), *_completed(_names(ctx, "events"), incomplete)]


def complete_campaign(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for campaigns."""
    return _completed(_names(ctx, "campaigns"), incomplete)


def _completed(names: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    wanted = plain(incomplete)
    found = []
    for id, name in names:
        words = (plain(id), plain(name), *plain(name).split())
        if any(word.startswith(wanted) for word in words):
            found.append(CompletionItem(id, help=clean(name)))
    return sorted(found, key=lambda item: str(item.value))


def _names(ctx: click.Context, folder: str = "") -> Iterator[tuple[str, str]]:
    """Ids and names of contacts, or of what lies in the folder of another kind."""
    from kithbook import settings_file, store

    given = ctx.find_root().params.get("journal")
    try:
        root = store.find_root(Path(given or "."), climb=not given)
        settings, _ = settings_file.read(store.settings_source(root)[0])
        sources = store.read_all(root, settings.contacts).sources
    except JournalError:
        return
    for source in sources:
        parts = source.path.split("/")
        head = source.text[source.body_start :][:_HEAD]
        if head.startswith("---") and _FOLDERS.intersection(parts[1:-1]) == frozenset({folder} - {""}):
            name = _NAME.search(head)
            yield parts[-1].removesuffix(".md"), name[1] if name else ""


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of the filter language that begin so, with their colon; behind it what the journal has."""
    sign, word = ("-", incomplete[1:]) if incomplete.startswith("-") else ("", incomplete)
    key, colon, begun = word.partition(":")
    if colon:
        *before, last = begun.split(",")
        head = f"{sign}{key}:" + "".join(f"{value}," for value in before)
        return [CompletionItem(f"{head}{value}") for value in _values(ctx, key) if value.startswith(last)]
    from kithbook.query import KEYS

    return [CompletionItem(f"{sign}{key}:") for key in KEYS if key.startswith(word)]


def complete_fields(ctx: click.Context, argument: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """First whom, by id or a query; then the fields with their sign, and behind it what the journal has."""
    if not ctx.params.get(argument.name or ""):
        return [*complete_who(ctx, argument, incomplete), *complete_query(ctx, argument, incomplete)]
    key, sign, begun = incomplete.partition("=")
    if sign:
        values = _values(ctx, key.rstrip("+-").removesuffix("s"))
        return [CompletionItem(f"{key}={value}") for value in values if value.startswith(begun)]
    from kithbook.fields import CONTACT

    return [CompletionItem(f"{key}=") for key in CONTACT if key.startswith(incomplete)]


def _values(ctx: click.Context, key: str) -> list[str]:
    """What can stand behind a key, as far as it is one word; the whole journal is read for tags and towns only."""
    if key == "state":
        return list(STATES)
    if key in _KINDS:
        return [id for id, _name in _names(ctx, _KINDS[key])]
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


def _loaded(ctx: click.Context) -> Loaded | None:
    from kithbook import load, store

    given = ctx.find_root().params.get("journal")
    try:
        return load.load(store.find_root(Path(given or "."), climb=not given))
    except JournalError:
        return None
