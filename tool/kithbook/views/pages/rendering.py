"""Our Jinja templates: everything is escaped, and a name that is not there is an error."""

from __future__ import annotations

import re
from functools import cache
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
    return _BLANK_LINES.sub("\n", _template(template, spoken()).render(values)).strip()
