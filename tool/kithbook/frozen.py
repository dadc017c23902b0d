"""`dataclass` for values: to the type checker the standard one, at run time one that is made in a quarter of the time.

The standard `@dataclass(frozen=True, slots=True, kw_only=True)` compiles seven methods for every class, half a
millisecond each time a command starts, and sets every attribute of a frozen value twice as slowly. Here equality,
hash and representation are three functions for all classes, and that nothing is assigned to a value is held by
the type checker alone. `dataclasses.replace` and `dataclasses.fields` work as always; the `replace` here gives the
same in half the time.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool) -> Any:
        """Make a class of values; all three options are as the house has them, and said for the type checker."""
        if not (frozen and slots and kw_only):
            raise TypeError("values are frozen, have slots and take keywords only")
        return _made

    def replace(value: Any, /, **changes: Any) -> Any:
        """Make another value of the same class, with some attributes changed."""
        kind = type(value)
        names, written = _FORMS[kind]
        return kind(**{**dict(zip(names, written(value), strict=True)), **changes})


def _made(cls: type) -> type:
    for name, method in _METHODS.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)
    return dataclasses.dataclass(slots=True, kw_only=True, eq=False, repr=False)(cls)


def _is_equal(value: Any, other: object) -> Any:
    if type(other) is not type(value):
        return NotImplemented
    meaning = _MEANINGS[type(value)]
    return meaning(value) == meaning(other)


def _hash(value: Any) -> int:
    return hash(_MEANINGS[type(value)](value))


def _show(value: Any) -> str:
    shown = (f"{field.name}={getattr(value, field.name)!r}" for field in dataclasses.fields(value) if field.repr)
    return f"{value.__class__.__qualname__}({', '.join(shown)})"


_METHODS: dict[str, Any] = {"__eq__": _is_equal, "__hash__": _hash, "__repr__": _show}


class _Forms(dict[type, "tuple[tuple[str, ...], attrgetter[Any]]"]):
    """What a value of a class is made from, and how to take that from one, found out when first asked."""

    def __missing__(self, kind: Any) -> tuple[tuple[str, ...], attrgetter[Any]]:
        names = tuple(field.name for field in dataclasses.fields(kind) if field.init)
        first = names[0]  # said twice, because of one name alone no tuple comes out
        self[kind] = (first, *names), attrgetter(first, *names)
        return self[kind]


_FORMS = _Forms()


class _Meanings(dict[type, "attrgetter[Any]"]):
    """What two values of a class are compared by, found out when first asked."""

    def __missing__(self, kind: Any) -> attrgetter[Any]:
        self[kind] = attrgetter(*(field.name for field in dataclasses.fields(kind) if field.compare))
        return self[kind]


_MEANINGS = _Meanings()
