"""`dataclass` for values: to the type checker the standard one, at run time one that is made in a quarter of the time.

The standard `@dataclass(frozen=True, slots=True, kw_only=True)` compiles seven methods for every class, half a
millisecond each time a command starts, and sets every attribute of a frozen value twice as slowly. Here equality,
hash and representation are three functions for all classes, `__init__` is compiled when the first value of a class is
made, which most commands do of few classes, and that nothing is assigned to a value is held by the type checker alone.
`dataclasses.replace` and `dataclasses.fields` work as always; the `replace` here gives the same in half the time.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:
        """Make a class of values; the first two options are as the house has them, and said for the type checker."""
        if not (frozen and slots):
            raise TypeError("values are frozen and have slots")
        return _with_keywords if kw_only else _made

    def replace(value: Any, /, **changes: Any) -> Any:
        """Make another value of the same class, with some attributes changed."""
        kind = type(value)
        names, written = _FORMS[kind]
        return kind(**{**dict(zip(names, written(value), strict=True)), **changes})


def _with_keywords(cls: type) -> type:
    return _made(cls, kw_only=True)


def _made(cls: type, *, kw_only: bool = False) -> type:
    for name, method in _METHODS.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)
    made: Any = dataclasses.dataclass(init=False, slots=True, kw_only=kw_only, eq=False, repr=False)(cls)
    made.__init__ = _begin
    return made  # type: ignore[no-any-return]


def _begin(self: Any, /, *given: Any, **values: Any) -> None:
    """Make the first value of a class: compile its `__init__`, put it in this one's place and go on there."""
    kind: Any = next(each for each in type(self).__mro__ if each.__dict__.get("__init__") is _begin)
    kind.__init__ = _init(kind)
    kind.__init__(self, *given, **values)


def _init(kind: Any) -> Any:
    """`__init__` of a class of values, taken from a standard one with the same fields."""
    fields = {
        each.name: dataclasses.field(
            default=each.default, default_factory=each.default_factory, init=each.init, kw_only=each.kw_only
        )
        for each in dataclasses.fields(kind)
    }
    like: Any = type(
        kind.__name__, (), {"__annotations__": dict.fromkeys(fields, object), "__doc__": kind.__doc__, **fields}
    )
    written = dataclasses.dataclass(eq=False, repr=False)(like).__dict__["__init__"]
    written.__qualname__ = f"{kind.__qualname__}.__init__"
    return written


def _is_equal(value: Any, other: object) -> Any:
    if type(other) is not type(value):
        return NotImplemented
    meaning = _MEANINGS[type(value)]
    return meaning(value) == meaning(other)


def _hash(value: Any) -> int:
    return hash(_MEANINGS[type(value)](value))


def _show(value: Any) -> str:
    written, values = _SHOWS[type(value)]
    return written(*values(value))


_METHODS: dict[str, Any] = {"__eq__": _is_equal, "__hash__": _hash, "__repr__": _show}


class _Forms(dict[type, "tuple[tuple[str, ...], Callable[[Any], Any]]"]):
    """What a value of a class is made from, and how to take that from one, found out when first asked."""

    def __missing__(self, kind: Any) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
        names = tuple(field.name for field in dataclasses.fields(kind) if field.init)
        if not names:
            self[kind] = (), _nothing
        else:  # the first is said twice, because of one name alone no tuple comes out
            self[kind] = (names[0], *names), attrgetter(names[0], *names)
        return self[kind]


_FORMS = _Forms()


def _nothing(_value: object) -> tuple[()]:
    return ()


class _Meanings(dict[type, "Callable[[Any], Any]"]):
    """What two values of a class are compared by, found out when first asked."""

    def __missing__(self, kind: Any) -> Callable[[Any], Any]:
        names = [field.name for field in dataclasses.fields(kind) if field.compare]
        self[kind] = attrgetter(*names) if names else _nothing
        return self[kind]


_MEANINGS = _Meanings()


class _Shows(dict[type, "tuple[Callable[..., str], Callable[[Any], Any]]"]):
    """How a value of a class is represented, and how to take what is shown from one, found out when first asked."""

    def __missing__(self, kind: Any) -> tuple[Callable[..., str], Callable[[Any], Any]]:
        names = [field.name for field in dataclasses.fields(kind) if field.repr]
        written = f"{kind.__qualname__}({', '.join(f'{name}={{!r}}' for name in names)})".format
        # Of one name alone no tuple comes out; what is too much is not written.
        self[kind] = written, attrgetter(names[0], *names[1:], names[0]) if names else _nothing
        return self[kind]


_SHOWS = _Shows()
