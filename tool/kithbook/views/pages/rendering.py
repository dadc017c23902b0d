"""Our Jinja templates: everything is escaped, and a name that is not there is an error."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kithbook.views.pages.icons import channel_icon, icon
from kithbook.views.words import MONTHS, full_day, plural

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kithbook.views.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(icon=icon, channel_icon=channel_icon)
    environment.filters.update(full_day=full_day, plural=plural, month=_month)
    return environment


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html")


def render(template: str, /, **values: Any) -> str:
    """The template filled in, without blank lines, so that it is one block of HTML to any Markdown."""
    return _BLANK_LINES.sub("\n", _template(template).render(values)).strip()
