"""Diagnostics for people: `concise`, one line each as compilers write them, and `full`, with the line underlined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from kithbook.diagnostic import Diagnostic, Severity
from kithbook.text import Span
from kithbook.views.ink import Ink
from kithbook.views.report.excerpt import excerpt
from kithbook.views.visible import visible
from kithbook.words import N_, _

MOST = 20
"""So many findings of one kind in one file are shown; programs get all."""
_Shade = Callable[[Ink, str], str]
_SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("info")}
_SHADES: Mapping[Severity, _Shade] = {Severity.ERROR: Ink.late, Severity.WARNING: Ink.due, Severity.INFO: Ink.link}


def concise(diagnostics: Sequence[Diagnostic], ink: Ink) -> str:
    """`PATH:LINE:COLUMN: SEVERITY CODE: MESSAGE; HINT`, one line each."""
    return "".join(
        f"{one if isinstance(one, str) else _headline(one, ink) + _joined(one.hint)}\n" for one in _first(diagnostics)
    )


def full(diagnostics: Sequence[Diagnostic], ink: Ink) -> str:
    """What is wrong, the line where it stands with the place underlined, then what to do or type."""
    shown = ([one] if isinstance(one, str) else _paragraph(one, ink) for one in _first(diagnostics))
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in shown)


def _first(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic | str]:
    """Of one kind in one file the first `MOST`, and a line that counts the rest, where the last of them stood."""
    kinds = [(one.rule.code, one.span.path) for one in diagnostics]
    counts, seen = Counter(kinds), Counter[tuple[str, str]]()
    for one, kind in zip(diagnostics, kinds, strict=True):
        seen[kind] += 1
        if seen[kind] <= MOST:
            yield one
        elif seen[kind] == counts[kind]:
            more, path = counts[kind] - MOST, visible(one.span.path)
            yield _("and {count} more of this kind in {path}: {code}", count=more, path=path, code=one.rule.code)


def place(span: Span) -> str:
    """`PATH:LINE:COLUMN`, which editors and terminals open on a click."""
    return f"{visible(span.path)}:{span.line}:{span.column}"


def _headline(one: Diagnostic, ink: Ink) -> str:
    severity = _SHADES[one.severity](ink, _(_SEVERITIES[one.severity]))
    return f"{ink.strong(place(one.span))}: {severity} {ink.faint(one.rule.code)}: {visible(one.message)}"


def _joined(hint: str) -> str:
    return f"; {visible(hint)}" if hint else ""


def _paragraph(one: Diagnostic, ink: Ink) -> Iterator[str]:
    yield _headline(one, ink)
    yield from _shown(one.span, _SHADES[one.severity], ink)
    if one.hint:
        label = _("hint:")
        yield f"  {ink.fine(label)} {visible(one.hint)}"
    if one.fix and one.fix.safe:
        label, what = _("fix:"), _("kith check --fix will {do}", do=visible(one.fix.title))
        yield f"  {ink.fine(label)} {what}"
    for other in one.related:
        yield f"  {ink.strong(place(other.span))}: {visible(other.message)}"
        yield from _shown(other.span, Ink.link, ink)


def _shown(span: Span, shade: _Shade, ink: Ink) -> Iterator[str]:
    found = excerpt(span)
    if found is None:
        return
    number = str(span.line)
    yield f"  {ink.faint(number + ' |')} {found.text}"
    yield f"  {ink.faint(' ' * len(number) + ' |')} {found.indent}{shade(ink, found.underline)}"
