"""Two entries of a foreign file that are one person: what the second says besides is added to the first."""

from __future__ import annotations

from collections.abc import Mapping

from kithbook.exchange import keys
from kithbook.exchange.incoming import HANDLES, LISTS, Incoming, Labelled, distinct
from kithbook.frozen import replace


def joined(first: Incoming, second: Incoming, country: str) -> Incoming:
    """The first, with what only the second knows. Where they contradict each other the first is right."""
    days = {each.label for each in first.days}
    return replace(
        first,
        fields={**_said(second.fields), **_said(first.fields)},
        handles={key: _handles(key, first, second, country) for key in HANDLES},
        lists={key: _united(first.lists.get(key, ()), second.lists.get(key, ())) for key in LISTS},
        days=(*first.days, *(each for each in second.days if each.label not in days)),
        notes=_united(first.notes, second.notes),
        kept=_united(first.kept, second.kept),
        picture=first.picture or second.picture,
    )


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in fields.items() if value}


def _handles(key: str, first: Incoming, second: Incoming, country: str) -> tuple[Labelled, ...]:
    """Each address and number once, however it is written."""
    found: dict[str, Labelled] = {}
    for each in (*first.handles.get(key, ()), *second.handles.get(key, ())):
        found.setdefault(keys.form_of(key, each.value, country), each)
    return distinct(found.values())


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, *(each for each in second if each not in first))
