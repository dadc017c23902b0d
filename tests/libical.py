"""libical, the C library behind GNOME's and Thunderbird's calendars, as a second reader of our feeds.

It shares no line with the library that writes them. Debian has it as `libical3`. Under CI it must be
there; elsewhere the tests that need it are skipped, and say how to get it.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_int, c_long, c_void_p
from ctypes.util import find_library
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from needing import need

HOW_TO_GET_IT = "libical is not installed: apt-get install libical3 (Debian), brew install libical (macOS)"
_ANY_PROPERTY = 0
_SIGNATURES = {
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalcomponent_free": (None, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_property": (c_void_p, c_void_p, c_int),
    "icalproperty_get_property_name": (c_char_p, c_void_p),
    "icalproperty_get_value": (c_void_p, c_void_p),
    "icalproperty_get_value_as_string": (c_char_p, c_void_p),
    "icalproperty_get_parameter_as_string": (c_char_p, c_void_p, c_char_p),
    "icalvalue_isa": (c_int, c_void_p),
    "icalvalue_string_to_kind": (c_int, c_char_p),
    "icalvalue_get_text": (c_char_p, c_void_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalrecur_expand_recurrence": (c_int, c_char_p, c_long, c_int, POINTER(c_long)),
}


@dataclass(frozen=True)
class Property:
    """One property as libical understood it; `text` is the unescaped text, the written value of other types."""

    name: str
    text: str
    value_type: str


@dataclass(frozen=True)
class Component:
    """A component with those inside it."""

    properties: tuple[Property, ...]
    components: tuple[Component, ...] = ()

    def __getitem__(self, name: str) -> str:
        return next(found.text for found in self.properties if found.name == name)

    @property
    def names(self) -> set[str]:
        return {found.name for found in self.properties} | {name for part in self.components for name in part.names}


def parse(feed: bytes) -> Component:
    """Read one VCALENDAR; fails when libical finds a line that it does not understand, or one too many or too few."""
    library = _library()
    root = library.icalparser_parse_string(feed)
    assert root, "libical finds no component in it"
    try:
        assert library.icalrestriction_check(root), "libical finds that it breaks the rules of RFC 5545"
        assert library.icalcomponent_count_errors(root) == 0, "libical finds errors in it"
        return _component(library, root)
    finally:
        library.icalcomponent_free(root)


def expand(rule: str, first: datetime, count: int) -> list[datetime]:
    """The first `count` moments of a rule that begins at `first` (in UTC)."""
    moments = (c_long * count)()
    assert _library().icalrecur_expand_recurrence(rule.encode(), int(first.timestamp()), count, moments)
    return [datetime.fromtimestamp(moment, UTC) for moment in moments]


@cache
def _find() -> ctypes.CDLL | None:
    name = find_library("ical")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    for function, (result, *arguments) in _SIGNATURES.items():
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library


def _library() -> ctypes.CDLL:
    library = _find()
    need(library is not None, HOW_TO_GET_IT)
    assert library is not None
    return library


def _component(library: ctypes.CDLL, handle: int) -> Component:
    every = library.icalcomponent_string_to_kind(b"ANY")
    return Component(
        properties=tuple(
            _property(library, found)
            for found in _each(
                handle,
                _ANY_PROPERTY,
                library.icalcomponent_get_first_property,
                library.icalcomponent_get_next_property,
            )
        ),
        components=tuple(
            _component(library, found)
            for found in list(
                _each(
                    handle,
                    every,
                    library.icalcomponent_get_first_component,
                    library.icalcomponent_get_next_component,
                )
            )
        ),
    )


def _each(handle, kind, first, following):
    found = first(handle, kind)
    while found:
        yield found
        found = following(handle, kind)


def _property(library: ctypes.CDLL, handle: int) -> Property:
    value = library.icalproperty_get_value(handle)
    is_text = value and library.icalvalue_isa(value) == library.icalvalue_string_to_kind(b"TEXT")
    read = library.icalvalue_get_text(value) if is_text else library.icalproperty_get_value_as_string(handle)
    return Property(
        name=library.icalproperty_get_property_name(handle).decode(),
        text=(read or b"").decode(),
        value_type=(library.icalproperty_get_parameter_as_string(handle, b"VALUE") or b"").decode(),
    )
