"""Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from kithbook import __version__
from kithbook.diagnostic import Diagnostic, Fix, Rule, Severity
from kithbook.text import Edit, Span
from kithbook.views.report.machine import end_of
from kithbook.views.visible import visible

Value = dict[str, object]
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def log(diagnostics: Sequence[Diagnostic]) -> str:
    """One run with the rules that were broken and a result for each diagnostic."""
    rules = {one.rule.code: one.rule for one in diagnostics}
    codes = sorted(rules)
    driver = {"name": "kith", "version": __version__, "rules": [_rule(rules[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.rule.code)) for one in diagnostics],
    }
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=2) + "\n"


def _rule(rule: Rule) -> Value:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(one: Diagnostic, index: int) -> Value:
    result: Value = {
        "ruleId": one.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": _message(f"{one.message}; {one.hint}" if one.hint else one.message),
        "locations": [{"physicalLocation": _location(one.span)}],
    }
    if one.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(other.span), "message": _message(other.message)}
            for number, other in enumerate(one.related, 1)
        ]
    if one.fix and one.fix.safe:
        result["fixes"] = [_fix(one.fix, one.span)]
    return result


def _message(text: str) -> Value:
    return {"text": visible(text)}


def _location(span: Span) -> Value:
    return {"artifactLocation": _artifact(span), "region": _region(span)}


def _artifact(span: Span) -> Value:
    return {"uri": quote(span.path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> Value:
    end_line, end_column = end_of(span)
    return {"startLine": span.line, "startColumn": span.column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix, span: Span) -> Value:
    change = {
        "artifactLocation": _artifact(span),
        "replacements": [_replacement(edit, span) for edit in fix.edits],
    }
    return {"description": _message(fix.title), "artifactChanges": [change]}


def _replacement(edit: Edit, span: Span) -> Value:
    return {
        "deletedRegion": _region(span.source.span(edit.start, edit.end)),
        "insertedContent": {"text": edit.text},
    }
