"""Our Jinja templates: everything is escaped, and a name that is not there is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from kithbook.dates import short_month
from kithbook.views.pages.icons import channel_icon, icon
from kithbook.views.pages.made import Compiled
from kithbook.views.pages.terse import Terse
from kithbook.views.words import full_day
from kithbook.words import _, language, ngettext, pgettext, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue

_FIELD = re.compile("\0([0-9]+)\0")
"""Where a field of a form is to be: no text of a template has that sign."""
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@cache
def _environment(_language: Catalogue | None) -> Environment:
    """One for each language, because its fixed words are part of the compiled templates."""
    environment = Terse(
        {"_": said, "icon": icon},
        loader=PackageLoader("kithbook.views.pages"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(language()),
    )
    environment.globals.update(
        icon=icon, channel_icon=channel_icon, code=_code, bdi=_bdi, _=said, ngettext=_counted, pgettext=pgettext
    )
    environment.filters.update(full_day=full_day, month=short_month)
    return environment


def said(message: str, **values: Any) -> Markup:
    """A message that is ours, so that it may have HTML in it; what is filled in is escaped."""
    return Markup(_(message, **{name: escape(value) for name, value in values.items()}))


def _counted(one: str, many: str, count: int, **values: Any) -> Markup:
    return Markup(ngettext(one, many, count, **{name: escape(value) for name, value in values.items()}))


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)


def _bdi(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


@cache
def _template(name: str, language: Catalogue | None) -> Template:
    return _environment(language).get_template(f"{name}.html")


def render(template: str, /, **values: Any) -> str:
    """The template filled in, without blank lines, so that it is one block of HTML to any Markdown."""
    return one_block(_template(template, spoken()).render(values)).strip()


def one_block(html: str) -> str:
    """The same without blank lines, at which a block of HTML ends in Markdown."""
    return _BLANK_LINES.sub("\n", html)


def form(template: str, fields: Mapping[str, bool], /, **values: Any) -> Callable[[tuple[str, ...]], str]:
    """The template filled in but for its fields: a function of all of them in their order, as HTML.

    A field that is False is the empty text, so that the template leaves out what belongs to it. For what pages have so
    often that the template would be filled in with nearly the same values thousands of times.
    """
    places = {name: Markup(f"\0{at}\0") if has else "" for at, (name, has) in enumerate(fields.items())}
    first, *rest = _FIELD.split(render(template, **values, **places))
    wanted = [int(at) for at in rest[::2]]
    if wanted == [at for at, has in enumerate(fields.values()) if has]:  # as a rule: what is empty may be filled in too
        behind = dict(zip(wanted, rest[1::2], strict=True))
        return partial(_filled, [first, *chain.from_iterable(("", behind.get(at, "")) for at in range(len(places)))])
    pieces = [first, *rest]
    return lambda given: _filled(pieces, [given[at] for at in wanted])


def _filled(pieces: list[str], given: Sequence[str]) -> str:
    """Joined with what belongs at every other place: a sum would make room for each piece anew."""
    whole = pieces.copy()
    whole[1::2] = given
    return "".join(whole)


class Form:
    """A template with places to be filled in with HTML, in their order: one form for each set of those that are empty.

    A place that is empty is left out with what belongs to it. What is `fixed` has few values, because for each there
    are forms of their own.
    """

    _MOST = 4096

    def __init__(self, template: str, *places: str, fixed: tuple[str, ...] = ()) -> None:
        self.template = template
        self.places = places
        self.fixed = fixed
        self._kept: dict[tuple[object, ...], Callable[[tuple[str, ...]], str]] = {}

    def __call__(self, fixed: tuple[object, ...], /, *values: str, **named: str) -> str:
        """The template filled in, as HTML; values all come in their order, or all by name in that order."""
        if named:
            values = (*named.values(),)
        key = (fixed, spoken()) if all(values) else (fixed, spoken(), *map(bool, values))
        filled_in = self._kept.get(key)
        if filled_in is None:
            if len(self._kept) >= self._MOST:
                self._kept.clear()
            has = dict(zip(named or self.places, map(bool, values), strict=True))
            if (*has,) != self.places:
                raise TypeError(f"{self.template}: {(*has,)} are not {self.places}")
            filled_in = form(self.template, has, **dict(zip(self.fixed, fixed, strict=True)))
            self._kept[key] = filled_in
        return filled_in(values)


html: Callable[[str], str] = Terse.shown
"""Escaped as templates do it; HTML stays as it is."""


def lines(filled_in: Iterable[str]) -> Markup:
    """What forms gave, one a line."""
    return Markup("\n".join(filled_in))
