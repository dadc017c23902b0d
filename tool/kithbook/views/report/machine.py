"""Diagnostics for programs: a JSON array that is promised stable, and GitHub's workflow commands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kithbook.diagnostic import Diagnostic, Severity
from kithbook.text import Span
from kithbook.views.visible import visible

_COMMANDS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def objects(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON array, one object for each. Lines and columns count from 1, in characters; the end is exclusive.

    Everything outside ASCII is escaped, so that the values are exact and the bytes harmless.
    """
    return json.dumps([as_object(one) for one in diagnostics], indent=2) + "\n"


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """`::error file=…,line=…,col=…,title=CODE::MESSAGE`: an annotation beside the line in a pull request."""
    return "".join(_command(one) for one in diagnostics)


def end_of(span: Span) -> tuple[int, int]:
    """Line and column of the first character behind the span."""
    return span.source.position(span.end)


def as_object(one: Diagnostic) -> dict[str, object]:
    """One finding with exactly these keys in this order."""
    end_line, end_column = end_of(one.span)
    return {
        "code": one.rule.code,
        "severity": one.severity.word,
        **_place(one.span),
        "end_line": end_line,
        "end_column": end_column,
        "message": one.message,
        "hint": one.hint,
        "fixable": one.fix is not None and one.fix.safe,
        "related": [{**_place(other.span), "message": other.message} for other in one.related],
    }


def _place(span: Span) -> dict[str, object]:
    return {"path": span.path, "line": span.line, "column": span.column}


def _command(one: Diagnostic) -> str:
    listed = ",".join(f"{name}={_property(value)}" for name, value in _properties(one).items())
    lines = "%0A".join(_data(text) for text in (one.message, one.hint) if text)
    return f"::{_COMMANDS[one.severity]} {listed}::{lines}\n"


def _properties(one: Diagnostic) -> dict[str, object]:
    """Where and what; the end only within one line, GitHub takes no columns over several."""
    place = {"file": one.span.path, "line": one.span.line, "col": one.span.column}
    end_line, end_column = end_of(one.span)
    end = {"endLine": end_line, "endColumn": end_column} if end_line == one.span.line else {}
    return {**place, **end, "title": one.rule.code}


def _data(text: object) -> str:
    return visible(str(text)).replace("%", "%25")


def _property(value: object) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
