"""duplicate-alias: a link by this alias leads to somebody else, or takes the link by somebody else's full name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.places import place_of
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic, Related
from kithbook.model import Entry, Journal, Page, fold
from kithbook.text import Span
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each alias to which something else answers first, or would answer by its name."""
    names: dict[str, list[Entry]] = {}
    for entry in journal.entries():
        names.setdefault(fold(entry.name), []).append(entry)
    for entry in journal.entries():
        for alias in entry.aliases:
            holder = journal.entry(journal.resolve(alias))
            if holder is not None and holder.id != entry.id:
                yield _finding(entry, alias, holder)
            elif named := [other for other in names.get(fold(alias), ()) if other.id != entry.id]:
                yield _taken(entry, alias, named[0])


def _taken(entry: Entry, alias: str, named: Entry) -> Diagnostic:
    return Diagnostic(
        rule=rules.DUPLICATE_ALIAS,
        span=place_of(alias, entry.where("aliases")),
        message=_(
            "{alias} is also the full name of {id}, and a link by that name leads here",
            alias=quoted(alias),
            id=named.id,
        ),
        hint=_("write another alias; [[{id}]] always works", id=named.id),
        related=(Related(span=named.where("name"), message=_("the name of {id}", id=named.id)),),
    )


def _finding(entry: Entry, alias: str, holder: Entry | Page) -> Diagnostic:
    kind = "id" if fold(holder.id) == fold(alias) else "alias"
    name = holder.title if isinstance(holder, Page) else holder.name
    return Diagnostic(
        rule=rules.DUPLICATE_ALIAS,
        span=place_of(alias, entry.where("aliases")),
        message=_(
            "{alias} is also the {kind} of {name}, and a link by that name leads there",
            alias=quoted(alias),
            kind=kind,
            name=name,
        ),
        hint=_("write another alias; [[{id}]] always works", id=entry.id),
        related=(Related(span=_where(holder, alias, kind), message=_("the {kind} of {name}", kind=kind, name=name)),),
    )


def _where(holder: Entry | Page, alias: str, kind: str) -> Span:
    if isinstance(holder, Page):
        return holder.source.span(holder.source.body_start, holder.source.body_start)
    if kind == "id":
        return holder.where("name")
    same = next((other for other in holder.aliases if fold(other) == fold(alias)), "")
    return place_of(same, holder.where("aliases")) if same else holder.where("name")
