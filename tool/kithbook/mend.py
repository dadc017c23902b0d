"""Safe fixes -> new texts: what `kith check --fix` writes."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook import gather, settings_file
from kithbook.diagnostic import Diagnostic, Fix, Severity
from kithbook.frozen import dataclass, replace
from kithbook.settings import Settings
from kithbook.text import Edit, Source, splice


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file's new text and how many findings it mends."""

    source: Source
    text: str
    count: int


def mend(diagnostics: Iterable[Diagnostic], settings: Settings) -> tuple[Mended, ...]:
    """Return each file that safe fixes change, in the order of the diagnostics.

    Of two fixes that touch the same characters the first is applied; the other waits for the next
    run. A text that would read worse than before is left out.
    """
    fixes: dict[str, list[Fix]] = {}
    sources: dict[str, Source] = {}
    for one in diagnostics:
        if one.fix is not None and one.fix.safe:
            sources.setdefault(one.span.path, one.span.source)
            fixes.setdefault(one.span.path, []).append(one.fix)
    mended = (_mended(sources[path], fixes[path]) for path in sources)
    return tuple(each for each in mended if not _is_worse(each, settings))


def _mended(source: Source, fixes: Iterable[Fix]) -> Mended:
    kept: list[Edit] = []
    count = 0
    for fix in dict.fromkeys(fixes):
        if all(_are_apart(edit, other) for edit in fix.edits for other in kept):
            kept.extend(fix.edits)
            count += 1
    return Mended(source=source, text=splice(source.text, kept), count=count)


def _are_apart(one: Edit, other: Edit) -> bool:
    return (one.end <= other.start or other.end <= one.start) and (one.start, one.end) != (other.start, other.end)


def _is_worse(mended: Mended, settings: Settings) -> bool:
    after = replace(mended.source, text=mended.text, _starts=[])
    return _problems(after, settings) > _problems(mended.source, settings)


def _problems(source: Source, settings: Settings) -> int:
    return sum(one.severity > Severity.INFO for one in _read(source, settings))


def _read(source: Source, settings: Settings) -> tuple[Diagnostic, ...]:
    if source.path.endswith(".toml"):
        return settings_file.read(source)[1]
    return gather.journal((source,), settings)[1]
