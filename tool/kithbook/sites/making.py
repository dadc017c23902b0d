"""From a journal as it was loaded to everything that its site consists of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from kithbook import checks, feeds, history, manual, plan, store
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.frozen import dataclass, replace
from kithbook.load import Loaded
from kithbook.model import Journal
from kithbook.plan import Plan
from kithbook.publishing import published
from kithbook.sites import secret
from kithbook.sites.assets import assets
from kithbook.sites.eyes import MARK, OTHERS, OWNER, Eyes
from kithbook.sites.eyes import incognito as incognito_eyes
from kithbook.views.bare_picture import bare
from kithbook.views.calendar.offer import Offer, offers
from kithbook.views.pages import Draft, Page, cautious, drafted, first, link, pictures, publish, trouble
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.past import MOST, Past
from kithbook.views.public import Public, public
from kithbook.words import _

_NEEDS: Mapping[str, frozenset[str]] = {
    "plan": frozenset({"plan"}),
    "log": frozenset({"log"}),
    "tags": frozenset({"tags"}),
    "tier": frozenset({"tier"}),
    "guests": frozenset({"met_at"}),
    "harvest": frozenset({"met_at", "cards", "log", "next"}),
    "standing": frozenset({"audience", "campaigns", "cadence", "channels", "steps", "reactions", "notes", "log"}),
}
"""What pages speak of, and the fields that others must see for it to be true; among them the guests of an event and
what it brought, where a campaign stands and what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a site is made of: the journal, everything that falls due, and everything that was found in it.

    For other eyes than the owner's `pictures` are those that they see, without what a camera wrote into them, and
    `behind` is what was found in the journal and only the owner is told.
    """

    loaded: Loaded
    plan: Plan
    findings: tuple[Diagnostic, ...]
    eyes: Eyes = OWNER
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    behind: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in (*self.findings, *self.behind))

    @property
    def hidden(self) -> frozenset[str]:
        """Parts of the journal of which pages for others do not speak."""
        if self.eyes != OTHERS:
            return frozenset()
        return frozenset({"prep", *(part for part, fields in _NEEDS.items() if not fields <= self._listed)})

    @property
    def absent(self) -> frozenset[str]:
        """Pages that others do not get: how the journal is kept, what to mend in it, and what nothing is known for."""
        if self.eyes != OTHERS:
            return frozenset()
        of_log = () if "log" in self._listed else (link.INSIGHTS, link.JOURNAL)
        of_referrals = () if "referred_by" in self._listed else (link.REFERRALS,)
        return frozenset({link.CARE, link.SYSTEM, *of_log, *of_referrals})

    @property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.loaded.journal.settings.publish.fields)

    @property
    def beside(self) -> dict[str, bytes]:
        """What a site for other eyes has beside its pages: whose it is, and the pictures."""
        return {} if self.eyes.is_owner else {MARK: self.eyes.mark, **self.pictures}


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


def for_others(basis: Basis) -> Basis:
    """The basis of a site of the same journal in which only what is listed to be published was ever written."""
    journal = basis.loaded.journal
    unsure = {entry.source.path for entry in cautious(journal, basis.findings)[0].entries() if entry.private}
    shown = published(journal, unsure)
    return _for(basis, shown, OTHERS, has_plan="plan" in journal.settings.publish.fields)


def for_nobody(basis: Basis, key: str) -> Basis:
    """The basis of a site of the same journal with invented names; with the same key the same ones."""
    from kithbook.incognito import incognito  # most sites show the names that there are

    journal, _ = cautious(basis.loaded.journal, basis.findings)
    shown = incognito(journal, key)
    settings = replace(shown.settings, contacts=journal.settings.contacts)  # where MkDocs is to look; no page names it
    made = _for(basis, replace(shown, settings=settings), incognito_eyes(key))
    return replace(made, findings=tuple(checks.run(made.loaded.journal, basis.plan.today)))


def _for(basis: Basis, journal: Journal, eyes: Eyes, *, has_plan: bool = True) -> Basis:
    """Nobody but the owner is told what to mend, and what falls due comes from what is shown alone."""
    today = basis.plan.today
    seen = public(journal, strictly=True).journal
    items = tuple(item for item in plan.make(seen, today).items if item.contact or item.entry) if has_plan else ()
    photos = dict(_pictures(basis.loaded, journal.files))
    journal = replace(journal, files=frozenset(photos))
    return Basis(
        loaded=replace(basis.loaded, journal=journal, diagnostics=(), settings_source=None, sources=()),
        plan=Plan(today=today, items=items, per_day=journal.settings.per_day),
        findings=(),
        eyes=eyes,
        pictures=photos,
        behind=basis.findings,
    )


def _pictures(loaded: Loaded, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Those of which it is known how to take away what does not belong to the picture."""
    for path in sorted(paths):
        data = store.read_output(loaded.root / loaded.journal.settings.contacts / path)
        if data is not None and (picture := bare(data)) is not None:
            yield path, picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a site is going to show, and the page with which it opens."""

    basis: Basis
    journal: Journal = field(repr=False)
    shown: Public = field(repr=False)
    offered: tuple[Offer, ...]
    desk: Desk = field(repr=False)
    opening: Page = field(repr=False)

    @property
    def trouble(self) -> str:
        """What has to be told on every page; "" when all is well."""
        return _trouble(self.desk.edition.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """What git knows of a journal's files: who logged what, and what happened to each."""

    authors: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    past: Past | None = field(default=None, repr=False)


def witness(root: Path, contacts: str) -> Witness:
    """Ask git; as long as `history.state` says the same, so does the answer."""
    return Witness(authors=history.authors(root, contacts), past=history.chronicle(root, contacts, MOST))


def sight(basis: Basis, *, is_local: bool = False, told: Witness | None = None) -> Sight:
    """Everything up to the first page; what git is known to say it need not be asked.

    Private contacts are in none of it; nor, unless the site stays on this machine, are those whose file is so broken
    that nobody knows.
    """
    journal, findings = basis.loaded.journal, basis.findings
    if not is_local:
        journal, findings = cautious(journal, findings)
    is_owner = basis.eyes.is_owner
    if is_owner:
        told = told or witness(basis.loaded.root, journal.settings.contacts)
        journal = replace(journal, logged_by=told.authors) if told.authors else journal
    shown = public(journal, strictly=not is_owner)
    offered = secret.offered(journal.settings) if is_owner else offers(journal.settings)
    edition = publish(
        journal,
        basis.plan,
        findings=findings,
        manual=manual.pages(),
        outgoing=shown,
        past=told.past if told and is_owner else None,
        feeds=tuple(offer for offer in offered if not offer.is_secret),
        hidden=basis.hidden,
    )
    desk = Desk(edition)
    return Sight(basis=basis, journal=journal, shown=shown, offered=offered, desk=desk, opening=first(desk))


def make(basis: Basis, previous: Mapping[str, bytes], *, is_local: bool = False) -> Site:
    """The whole site. `previous` holds the feeds that lie at the destination, whose stamps are to be kept.

    Raises `JournalError` when the journal is empty and those feeds were not.
    """
    return whole(sight(basis, is_local=is_local), previous)


def whole(seen: Sight, previous: Mapping[str, bytes]) -> Site:
    """The rest of a site whose first page is made; `previous` and errors as for `make`."""
    basis, edition = seen.basis, seen.desk.edition
    is_owner = basis.eyes.is_owner
    loaded = replace(basis.loaded, journal=seen.journal)
    made = feeds.make(
        loaded,
        basis.plan.today,
        previous,
        offered=seen.offered,
        planned=basis.plan,
        shown=seen.shown if seen.shown.is_strict else None,
        asks_git=is_owner,
    )
    found = drafted(edition, seen.desk, seen.opening)
    return Site(
        pages={page.path: page for page in found.pages if page.path not in basis.absent},
        drafts=found.drafts,
        files=assets() | {feed.file: feed.data for feed in made} | basis.beside,
        pictures=pictures(edition) if is_owner else frozenset(),
        trouble=seen.trouble,
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
