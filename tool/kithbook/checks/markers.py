"""unclosed-private, unopened-private, misspelt-private: markers of a private section are right, and come in pairs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal
from kithbook.publishing import markers, misspelt
from kithbook.text import Source
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each marker without a partner, and for each that is misspelt."""
    for source in _sources(journal):
        if "<" not in source.text:
            continue
        for marker in markers(source.text):
            span = source.span(marker.start, marker.end)
            if marker.opens:
                yield Diagnostic(
                    rule=rules.UNCLOSED_PRIVATE,
                    span=span,
                    message=_("this private section is never closed: everything to the end of the file is private"),
                    hint=_("write <!-- /private --> where it ends"),
                )
            else:
                yield Diagnostic(
                    rule=rules.UNOPENED_PRIVATE,
                    span=span,
                    message=_("this closes a private section, and none is open: what stands above it is not private"),
                    hint=_("write <!-- private --> where it begins, or delete this marker"),
                )
        for marker in misspelt(source.text):
            right = "<!-- private -->" if marker.opens else "<!-- /private -->"
            yield Diagnostic(
                rule=rules.MISSPELT_PRIVATE,
                span=source.span(marker.start, marker.end),
                message=_("this looks like a misspelt marker of a private section, and is taken for one"),
                hint=_("write {marker}, or say it in other words when nothing is to be hidden", marker=right),
            )


def _sources(journal: Journal) -> Iterator[Source]:
    for entry in (*journal.entries(), *journal.pages.values()):
        yield entry.source
    if journal.inbox:
        yield journal.inbox[0].span.source
