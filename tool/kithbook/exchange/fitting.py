"""What a foreign file calls an address, a number or a language, and what `kith check` would not accept as one.

Several addresses in one cell become several; what is none goes where it is not read as one: of a card under `x-vcard`,
so that an export gives it back, of everything else into the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.checks import email, phones, urls
from kithbook.exchange.incoming import HANDLES, Incoming, Labelled, Remark, distinct, tidy
from kithbook.frozen import replace
from kithbook.values import is_language
from kithbook.words import N_, _

_SEVERAL = re.compile(r"\s*[;,|\n]\s*|\s+(?:[-–/]|or|and|o|e|oder|und)\s+")
_STROKE = re.compile(r"\s*/\s*")
_FEWEST_DIGITS = 8
_NONE = {"email": N_('"{value}" is no e-mail address'), "phone": N_('"{value}" is no telephone number')}
_WRITTEN = {"email": ("mailto:",), "phone": ("tel:", "sms:", "callto:")}


def fitted(person: Incoming, country: str, remarks: list[Remark]) -> Incoming:
    """The person as the journal can hold her. What our own export says of a contact stays as it is."""
    if person.id:
        return person
    handles: dict[str, tuple[Labelled, ...]] = {}
    others: list[tuple[str, Labelled]] = []
    for key in HANDLES:
        found = [(each, good) for each in person.handles.get(key, ()) for good in _fitting(key, each, country)]
        handles[key] = distinct(good for _each, good in found if good is not None)
        others += [(key, each) for each, good in found if good is None]
    language = person.fields.get("language", "")
    is_known = not language or is_language(language)
    if is_known and not others and handles == {key: person.handles.get(key, ()) for key in HANDLES}:
        return person
    if not is_known:
        others.append(("language", Labelled(value=language)))
    for key, each in others:
        if key in _NONE:
            message = _(_NONE[key], value=tidy(each.value, 60))
            remarks.append(Remark(line=person.line, message=message))
    notes = (f"{each.label or key}: {each.value}" for key, each in others if not each.lines)
    return replace(
        person,
        fields={key: value for key, value in person.fields.items() if key != "language" or is_known},
        handles={key: values for key, values in handles.items() if values},
        notes=(*person.notes, *notes),
        kept=(*person.kept, *dict.fromkeys(tidy(line) for _key, each in others for line in each.lines)),
    )


def _fitting(key: str, each: Labelled, country: str) -> Iterator[Labelled | None]:
    """What the journal can hold of one value, None for what it cannot."""
    value = each.value
    for start in _WRITTEN.get(key, ()):
        value = value[len(start) :] if value[: len(start)].casefold() == start else value
    whole = _good(key, value, country)
    if whole and (key != "phone" or value.isdecimal()):
        yield replace(each, value=whole)
        return
    for between in (_SEVERAL, _STROKE):
        parts = [part for part in between.split(value) if part]
        good = [_good(key, part, country) for part in parts]
        if len(parts) > 1 and all(good) and (key != "phone" or all(map(_is_whole_number, parts))):
            yield from (replace(each, value=part) for part in good)
            return
    yield replace(each, value=whole) if whole else None


def _good(key: str, value: str, country: str) -> str:
    """The value as it is written here; "" when it is none."""
    if key == "url":
        return urls.whole(value)
    if key == "email":
        return email.bare(value)
    return value if phones.can_be(value, country) else ""


def _is_whole_number(part: str) -> bool:
    return sum(map(str.isdigit, part)) >= _FEWEST_DIGITS


def all_fitted(people: Iterable[Incoming], country: str, remarks: list[Remark]) -> tuple[Incoming, ...]:
    """Everybody."""
    return tuple(fitted(person, country, remarks) for person in people)
