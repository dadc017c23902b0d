"""The last line of a report: how many of what, in how many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kithbook.diagnostic import Diagnostic, Severity
from kithbook.views.words import plural

_PROBLEMS = (Severity.ERROR, Severity.WARNING)


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Write "3 errors, 2 warnings in 34 files; 2 can be mended by kith check --fix"; remarks are no problems."""
    counts = Counter(one.severity for one in diagnostics)
    problems = [plural(counts[severity], severity.word) for severity in _PROBLEMS if counts[severity]]
    text = f"{', '.join(problems) or 'No problems'} in {plural(files, 'file')}"
    if counts[Severity.INFO]:
        text += f"; {plural(counts[Severity.INFO], 'remark')}"
    mendable = sum(one.fix is not None and one.fix.safe for one in diagnostics)
    return f"{text}; {mendable} can be mended by kith check --fix" if mendable else f"{text}."
