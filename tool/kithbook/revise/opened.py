"""A file made ready for edits: parsed, read, and found sound; or the reason why it is not touched."""

from __future__ import annotations

from kithbook import read
from kithbook.body import CARDS, LOG, NEXT, Section, cut
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.document import Document, parse
from kithbook.fields import FOLDERS
from kithbook.frozen import dataclass
from kithbook.model import Contact, Entry, Event, InboxLine, Page
from kithbook.nodes import Fields
from kithbook.revise.refusal import Refusal, because
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.values import Reading

Meaning = Entry | Page | tuple[InboxLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A source with everything that edits need to know about it. `meaning` is what the reader makes of it."""

    source: Source
    settings: Settings
    document: Document
    meaning: Meaning
    findings: tuple[Diagnostic, ...]

    @property
    def fields(self) -> Fields | None:
        """The frontmatter; None in a file without."""
        return self.document.fields

    @property
    def section_names(self) -> tuple[str, ...]:
        """The sections that mean something in a file of this kind."""
        if isinstance(self.meaning, Contact):
            return (LOG, NEXT)
        return (CARDS,) if isinstance(self.meaning, Event) else ()

    @property
    def sections(self) -> dict[str, Section]:
        """The sections by name, as they stand now."""
        return cut(Reading(self.source, self.settings), self.document, self.section_names).sections


def open_file(source: Source, settings: Settings, by_hand: str = "") -> Opened | Refusal:
    """Read the source; a file that does not parse, or in which a merge was left undone, is refused."""
    document = parse(source)
    for finding in document.findings:
        if finding.severity is Severity.ERROR:
            return because(finding, by_hand)
    meaning, findings = _read(source, settings)
    return Opened(source=source, settings=settings, document=document, meaning=meaning, findings=findings)


def _read(source: Source, settings: Settings) -> tuple[Meaning, tuple[Diagnostic, ...]]:
    below = source.path.removeprefix(settings.contacts.strip("/") + "/")
    if below == "inbox.md":
        return read.inbox(source, settings)
    folder = below.partition("/")[0] if "/" in below else ""
    return read.read(source, settings, folder if folder in FOLDERS else "")
