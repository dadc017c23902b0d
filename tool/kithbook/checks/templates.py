"""template-field: braces in a template that nothing will be put into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.campaigns.drafting import FIELDS, is_known
from kithbook.campaigns.templates import fields_in
from kithbook.checks.wording import did_you_mean, quoted
from kithbook.diagnostic import Diagnostic, Fix
from kithbook.model import Journal, Template
from kithbook.suggest import nearest
from kithbook.text import Edit, Span
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each field of each template that is called like none."""
    for campaign in journal.campaigns.values():
        for template in campaign.templates:
            yield from unknown_fields(template)


def unknown_fields(template: Template) -> Iterator[Diagnostic]:
    """Yield the findings of one template, in the order of its text."""
    for span, name in _fields(template.span):
        if not is_known(name):
            yield _finding(span, name)


def _fields(section: Span) -> Iterator[tuple[Span, str]]:
    """Where the fields of a section stand, its heading left out."""
    text = section.source.text
    heading = text.find("\n", section.start, section.end)
    if heading >= 0:
        for found in fields_in(text, heading, section.end):
            yield Span(section.source, *found.span()), found[1]


def _finding(span: Span, name: str) -> Diagnostic:
    near = nearest(name.casefold().replace(" ", "_").replace("-", "_"), FIELDS)
    question = did_you_mean((f"{{{near}}}",)) if near else ""
    edit = Edit(start=span.start, end=span.end, text=f"{{{near}}}")
    return Diagnostic(
        rule=rules.TEMPLATE_FIELD,
        span=span,
        message=_(
            "no field is called {name}, so the message will say {text}", name=quoted(name), text=quoted(span.text)
        ),
        hint=question
        or _("kith help campaigns lists the fields; for one of your own write {x-NAME}, for braces { text }"),
        fix=Fix(title=_("write {what}", what=f"{{{near}}}"), edits=(edit,), safe=False) if near else None,
    )
