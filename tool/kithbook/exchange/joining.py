"""Two entries of a foreign file that are one person: what the second says besides is added to the first.

Where they contradict each other the first is right. What the second says otherwise goes where there is room (another
name among the aliases, another uid); for a field with one value it is told, with the line where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from kithbook.dates import PartialDate, Problem, parse_partial_date
from kithbook.exchange import keys
from kithbook.exchange.incoming import HANDLES, LISTS, Incoming, Labelled, Rival, distinct
from kithbook.frozen import replace

_DAY = "birthday"
_PUT_AWAY = "archived"
_Value = TypeVar("_Value")
_ROOM = ("uid",)
"""Single fields of which the other value has a place of its own."""


def joined(first: Incoming, second: Incoming, country: str) -> Incoming:
    """The first, with what only the second knows, and with what the second says otherwise among the rivals."""
    days = {each.label for each in first.days}
    return replace(
        first,
        fields=_fields(first, second),
        handles={key: _handles(key, first, second, country) for key in HANDLES},
        lists={**{key: _united(first.lists.get(key, ()), second.lists.get(key, ())) for key in LISTS}}
        | _other_name(first, second),
        days=(*first.days, *(each for each in second.days if each.label not in days)),
        notes=_united(first.notes, second.notes),
        words=_united(first.words, second.words),
        kept=_united(first.kept, second.kept),
        picture=first.picture or second.picture,
        referrer=first.referrer or second.referrer,
        ties=(*first.ties, *(each for each in second.ties if each not in first.ties)),
        known_as=_united(first.known_as, second.sources),
        also_uids=_united(first.also_uids, _other_uids(first, second)),
        rivals=_united(first.rivals, (*rivals(first, second), *second.rivals)),
    )


def beside(first: Incoming, second: Incoming) -> Incoming:
    """The first, with everything that the second says otherwise among the rivals, and nothing added.

    A row of our own table says everything, and what stands below it nothing more.
    """
    listed = (
        Rival(key=key, taken=taken, left=left, line=second.line, file=second.file)
        for key in (*HANDLES, *LISTS)
        if (left := _listed(second, key)) and left != (taken := _listed(first, key))
    )
    name = (
        (Rival(key="name", taken=first.name, left=second.name, line=second.line, file=second.file),)
        if second.name != first.name
        else ()
    )
    alone = (
        Rival(key=key, taken="", left=value, line=second.line, file=second.file)
        for key, value in _said(second.fields).items()
        if not first.fields.get(key)
    )
    return replace(first, rivals=_united(first.rivals, (*name, *rivals(first, second), *alone, *listed)))


def rivals(first: Incoming, second: Incoming) -> Iterator[Rival]:
    """What the second says otherwise than the first, and has no room beside it."""
    for key, left in _said(second.fields).items():
        taken = first.fields.get(key, "")
        if taken and key not in _ROOM and not _is_same(key, taken, left):
            yield Rival(key=key, taken=taken, left=left, line=second.line, file=second.file)
    if bool(first.fields.get(_PUT_AWAY)) != bool(second.fields.get(_PUT_AWAY)):
        away = first if first.fields.get(_PUT_AWAY) else second
        yield Rival(key=_PUT_AWAY, taken="", left=away.fields[_PUT_AWAY], line=away.line, file=away.file)
    days = {each.label: each.value for each in first.days}
    for each in second.days:
        if days.get(each.label, each.value) != each.value:
            yield Rival(
                key="occasions",
                label=each.label,
                taken=days[each.label],
                left=each.value,
                line=second.line,
                file=second.file,
            )
    if first.picture and second.picture and first.picture != second.picture:
        yield Rival(key="photo", taken=first.picture.kind, left=second.picture.kind, line=second.line, file=second.file)


def may_be_two(first: Incoming, second: Incoming) -> bool:
    """Whether they cannot have been born on one day, and no uid and no profile says that they are one all the same."""
    mine, theirs = (_birthday(each.fields.get(_DAY, "")) for each in (first, second))
    if mine is None or theirs is None or _united_day(mine, theirs) is not None:
        return False
    return not _sure(first) & _sure(second)


def _sure(person: Incoming) -> set[keys.Key]:
    found = {key for key in keys.of_incoming(person, "") if key[0] in keys.SURE}
    return found | {("uid", uid) for uid in person.also_uids}


def _fields(first: Incoming, second: Incoming) -> dict[str, str]:
    """The single fields of both; whoever is put away in one entry and not in the other is not put away."""
    found = {**_said(second.fields), **_said(first.fields), **_fuller(first, second)}
    if _PUT_AWAY in found and not (first.fields.get(_PUT_AWAY) and second.fields.get(_PUT_AWAY)):
        del found[_PUT_AWAY]
    return found


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in fields.items() if value}


def _is_same(key: str, taken: str, left: str) -> bool:
    if key == _DAY:
        mine, theirs = _birthday(taken), _birthday(left)
        return mine is not None and theirs is not None and _united_day(mine, theirs) is not None
    return " ".join(taken.split()).casefold() == " ".join(left.split()).casefold()


def _birthday(text: str) -> PartialDate | None:
    found = parse_partial_date(text) if text else None
    return None if isinstance(found, Problem) else found


def _united_day(one: PartialDate, other: PartialDate) -> PartialDate | None:
    """What both say together; None when they contradict each other."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    if any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs):
        return None
    year, month, day = (theirs if mine is None else mine for mine, theirs in pairs)
    found = PartialDate(year=year, month=month, day=day)
    return None if isinstance(parse_partial_date(str(found)), Problem) else found


def _fuller(first: Incoming, second: Incoming) -> dict[str, str]:
    """The birthday, when the second knows a part of it that the first does not."""
    mine, theirs = (_birthday(each.fields.get(_DAY, "")) for each in (first, second))
    both = _united_day(mine, theirs) if mine is not None and theirs is not None else None
    return {_DAY: str(both)} if both is not None and both != mine else {}


def _other_name(first: Incoming, second: Incoming) -> dict[str, tuple[str, ...]]:
    """The second's name among the aliases, when it is made of other words."""
    aliases = _united(first.lists.get("aliases", ()), second.lists.get("aliases", ()))
    known = [keys.words(name) for name in (first.name, *aliases)]
    more = () if keys.words(second.name) in known else (second.name,)
    return {"aliases": (*(each for each in aliases if each != first.name), *more)}


def _other_uids(first: Incoming, second: Incoming) -> tuple[str, ...]:
    mine, theirs = first.fields.get("uid", ""), second.fields.get("uid", "")
    return tuple(uid for uid in (theirs, *second.also_uids) if uid and mine and uid != mine)


def _listed(person: Incoming, key: str) -> str:
    values = (each.value for each in person.handles.get(key, ())) if key in HANDLES else person.lists.get(key, ())
    return "; ".join(values)


def _handles(key: str, first: Incoming, second: Incoming, country: str) -> tuple[Labelled, ...]:
    """Each address and number once, however it is written."""
    return distinct(keys.unknown(key, (), (*first.handles.get(key, ()), *second.handles.get(key, ())), country))


def _united(first: tuple[_Value, ...], second: tuple[_Value, ...]) -> tuple[_Value, ...]:
    there = set(first)
    return (*first, *(each for each in second if each not in there)) if second else first
