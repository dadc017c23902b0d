"""From a journal as it was loaded to everything that its site consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kithbook import checks, feeds, history, manual, plan
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.load import Loaded, with_authors
from kithbook.plan import Plan
from kithbook.sites import secret
from kithbook.sites.assets import assets
from kithbook.views.pages import Draft, Page, cautious, drafted, link, pictures, publish, trouble
from kithbook.views.pages.past import MOST
from kithbook.views.public import public
from kithbook.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a site is made of: the journal, everything that falls due, and everything that was found in it."""

    loaded: Loaded
    plan: Plan
    findings: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`pages` by path, `files` as bytes by path, `pictures` as paths below the contacts folder.

    `drafts` are pages that are not made yet. `trouble` has to be told on every page; it is "" when all is well.
    """

    pages: Mapping[str, Page]
    files: Mapping[str, bytes] = field(repr=False)
    drafts: tuple[Draft, ...] = ()
    pictures: frozenset[str] = frozenset()
    trouble: str = ""

    def made(self) -> Site:
        """The same with every page made."""
        made = (draft.make() for draft in self.drafts)
        return replace(self, pages={**self.pages, **{page.path: page for page in made}}, drafts=())


def basis(loaded: Loaded, today: date) -> Basis:
    """Plan and check the journal; the findings stand in one order."""
    found = (*loaded.diagnostics, *checks.run(loaded.journal, today))
    return Basis(
        loaded=loaded,
        plan=plan.make(loaded.journal, today),
        findings=tuple(sorted(found, key=lambda finding: finding.sort_key)),
    )


def make(basis: Basis, previous: Mapping[str, bytes], *, is_local: bool = False) -> Site:
    """The whole site. `previous` holds the feeds that lie at the destination, whose stamps are to be kept.

    Private contacts are in none of it; nor, unless the site stays on this machine, are those whose file is so broken
    that nobody knows. Raises `JournalError` when the journal is empty and those feeds were not.
    """
    journal, findings = basis.loaded.journal, basis.findings
    if not is_local:
        journal, findings = cautious(journal, findings)
    journal = with_authors(basis.loaded.root, journal)
    shown = public(journal)
    past = history.chronicle(basis.loaded.root, journal.settings.contacts, MOST)
    offered = secret.offered(journal.settings)
    edition = publish(
        journal,
        basis.plan,
        findings=findings,
        manual=manual.pages(),
        outgoing=shown,
        past=past,
        feeds=tuple(offer for offer in offered if not offer.is_secret),
    )
    loaded = replace(basis.loaded, journal=journal)
    made = feeds.make(loaded, basis.plan.today, previous, offered=offered, planned=basis.plan, shown=shown)
    found = drafted(edition)
    return Site(
        pages={page.path: page for page in found.pages},
        drafts=found.drafts,
        files=assets() | {feed.file: feed.data for feed in made},
        pictures=pictures(edition),
        trouble=_trouble(edition.findings),
    )


def troubled(message: str) -> Site:
    """A site of one page that says what is wrong: what a server shows until the journal can be read again."""
    return Site(pages={link.TODAY: trouble.page(message)}, files=assets(), trouble=message)


def _trouble(found: tuple[Diagnostic, ...]) -> str:
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if not errors:
        return ""
    first = errors[0]
    more = _(" (and {count} more)", count=len(errors) - 1) if len(errors) > 1 else ""
    return f"{first.span.path}:{first.span.line}: {first.message}{more}"
