"""The log of a build: what was found in the journal, and who hears what MkDocs says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from logging import ERROR, INFO, WARNING, Formatter, LoggerAdapter, StreamHandler, getLogger
from typing import Any

from kithbook.diagnostic import Diagnostic, Severity
from kithbook.views.report import render
from kithbook.words import _

MOST = 20
_LEVELS = {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.INFO: INFO}


def tell(found: tuple[Diagnostic, ...], log: LoggerAdapter[Any]) -> None:
    """Log the worst first and not all of many. A warning fails `mkdocs build --strict`, and no other build."""
    worst = sorted(found, key=lambda finding: -finding.severity)
    for finding in worst[:MOST]:
        log.log(_LEVELS[finding.severity], "%s", render((finding,), "concise").rstrip())
    if len(worst) > MOST:
        log.log(
            _LEVELS[worst[MOST].severity], "%s", _("and {count} more: kith check lists them", count=len(worst) - MOST)
        )


@contextmanager
def told(level: int = WARNING) -> Iterator[None]:
    """Let MkDocs say on standard error what it logs from this level on."""
    log = getLogger("mkdocs")
    before = log.level
    handler = StreamHandler()
    handler.setLevel(level)
    handler.setFormatter(Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(level)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)
