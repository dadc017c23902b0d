"""What we say about a text: data only; `views.report` turns it into words for a terminal."""

from __future__ import annotations

from enum import IntEnum

from kithbook.frozen import dataclass
from kithbook.text import Edit, Span


class Severity(IntEnum):
    """How much a finding matters. Errors make `kith check` exit with 1, warnings do under `--strict`."""

    ERROR = 3
    WARNING = 2
    INFO = 1

    @property
    def word(self) -> str:
        """`error`, `warning` or `info`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of finding: its code in words, its severity, and what it protects in one sentence."""

    code: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A repair as edits on the text of the span. Only `safe` ones are applied by `--fix`."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that belongs to the finding, and what it has to do with it."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A finding: what is wrong in the reader's words, then what to do or type about it (`hint`)."""

    rule: Rule
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, place, code, message: one order on every machine."""
        return (self.span.path, self.span.start, self.span.end, self.rule.code, self.message)
