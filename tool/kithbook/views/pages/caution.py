"""When a file is broken, nobody knows whether it said `private: true`: what goes out is only what surely may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from kithbook import rules
from kithbook.diagnostic import Diagnostic
from kithbook.model import Entry, Journal

_UNSURE = frozenset(
    {
        rules.CONFLICT_MARKERS,
        rules.UNCLOSED_FRONTMATTER,
        rules.YAML_SYNTAX,
        rules.YAML_FEATURE,
        rules.YAML_DEPTH,
        rules.NOT_FIELDS,
        rules.DUPLICATE_KEY,
        rules.CONTROL_CHARACTER,
    }
)
"""Findings after which a line of the frontmatter may be missing."""

E = TypeVar("E", bound=Entry)


def cautious(journal: Journal, findings: tuple[Diagnostic, ...]) -> tuple[Journal, tuple[Diagnostic, ...]]:
    """The journal with every entry marked private whose frontmatter is broken, and the findings about known files.

    A Markdown file that became no entry at all is not even named: its name may be what is private.
    """
    unsure = {found.span.path for found in findings if found.rule in _UNSURE}
    known = {entry.source.path for entry in (*journal.entries(), *journal.pages.values())}
    told = tuple(found for found in findings if not found.span.path.endswith(".md") or found.span.path in known)
    if unsure:
        journal = replace(
            journal,
            contacts=_marked(journal.contacts, unsure),
            events=_marked(journal.events, unsure),
            organisations=_marked(journal.organisations, unsure),
            campaigns=_marked(journal.campaigns, unsure),
        )
    return journal, told


def _marked(entries: Mapping[str, E], unsure: set[str]) -> dict[str, E]:
    return {id: replace(entry, private=True) if entry.source.path in unsure else entry for id, entry in entries.items()}
