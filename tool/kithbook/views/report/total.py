"""The last line of a report: how many of what, in how many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kithbook.diagnostic import Diagnostic, Severity
from kithbook.words import _, ngettext


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Write "3 errors, 2 warnings in 34 files; 2 can be mended by kith check --fix"; remarks are no problems."""
    counts = Counter(one.severity for one in diagnostics)
    errors, warnings, remarks = (counts[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    problems = [
        *([ngettext("{count} error", "{count} errors", errors)] if errors else []),
        *([ngettext("{count} warning", "{count} warnings", warnings)] if warnings else []),
    ]
    said = ", ".join(problems) or _("No problems")
    text = ngettext("{problems} in {count} file", "{problems} in {count} files", files, problems=said)
    if remarks:
        text += "; " + ngettext("{count} remark", "{count} remarks", remarks)
    mendable = sum(one.fix is not None and one.fix.safe for one in diagnostics)
    return f"{text}; " + _("{count} can be mended by kith check --fix", count=mendable) if mendable else f"{text}."
