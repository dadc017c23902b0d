"""dangling-event, dangling-organisation, dangling-campaign: what a contact is said to belong to is not there.

`met_at` and `organisation` are ids or free text. Only what looks like an id, or is one slip of the
finger away from one, is reported.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date

from kithbook import rules
from kithbook.checks.nearest import Nearest
from kithbook.checks.places import place_of, replacement
from kithbook.checks.wording import did_you_mean, quoted
from kithbook.diagnostic import Diagnostic, Rule
from kithbook.model import Campaign, Contact, Event, Journal, Organisation, Page
from kithbook.text import Span
from kithbook.words import N_, _

_SLUG = re.compile(r"\w+(?:-\w+)+")
_SHORTEST = 5
_KINDS = {
    Contact: N_("a contact"),
    Event: N_("an event"),
    Organisation: N_("an organisation"),
    Campaign: N_("a campaign"),
    Page: N_("a page"),
}
_MISSING = {
    "event": N_("there is no event with the id {word}"),
    "organisation": N_("there is no organisation with the id {word}"),
    "campaign": N_("there is no campaign with the id {word}"),
}
_OTHERS = {
    "event": N_("{word} is {what}, no event"),
    "organisation": N_("{word} is {what}, no organisation"),
    "campaign": N_("{word} is {what}, no campaign"),
}


def check_events(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each `met_at` that means an event of the journal and misses it."""
    return _check_words(journal, rules.DANGLING_EVENT, "met_at", "event", journal.events)


def check_organisations(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each `organisation` that means one of the journal and misses it."""
    return _check_words(journal, rules.DANGLING_ORGANISATION, "organisation", "organisation", journal.organisations)


def _check_words(
    journal: Journal, rule: Rule, key: str, kind: str, entries: Mapping[str, Event] | Mapping[str, Organisation]
) -> Iterator[Diagnostic]:
    nearest = Nearest(entries.values())
    for contact in journal.contacts.values():
        word: str = getattr(contact, key)
        if word and _is_missed(word, journal, entries, nearest):
            yield _finding(rule, kind, word, contact.where(key), journal, nearest)


def check_campaigns(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each campaign that a contact is enrolled in and that does not exist."""
    nearest = Nearest(journal.campaigns.values())
    for contact in journal.contacts.values():
        for enrolment in contact.campaigns:
            word = enrolment.campaign
            if journal.resolve(word) not in journal.campaigns:
                yield _finding(rules.DANGLING_CAMPAIGN, "campaign", word, enrolment.span, journal, nearest)


def _is_missed(word: str, journal: Journal, kind: Container[str], nearest: Nearest) -> bool:
    found = journal.resolve(word)
    if found in kind:
        return False
    if looks_like_id(word):
        return True
    return not found and len(word) >= _SHORTEST and len(word.split()) == 1 and bool(nearest.slip_of(word))


def looks_like_id(word: str) -> bool:
    """`2026-10-fiera-milano`: small letters and digits, a hyphen between them, no space."""
    return _SLUG.fullmatch(word) is not None and word == word.lower() and any(map(str.isalpha, word))


def _finding(rule: Rule, kind: str, word: str, span: Span, journal: Journal, nearest: Nearest) -> Diagnostic:
    other = journal.entry(journal.resolve(word))
    ids = () if other else nearest.to(word)
    place = place_of(word, span)
    message = _(_MISSING[kind], word=quoted(word))
    if other is not None:
        message = _(_OTHERS[kind], word=quoted(word), what=_(_KINDS[type(other)]))
    return Diagnostic(
        rule=rule,
        span=place,
        message=message,
        hint=did_you_mean(ids) or _what_to_do(kind, word, journal),
        fix=replacement(word, place, ids),
    )


def _what_to_do(kind: str, word: str, journal: Journal) -> str:
    stem = word if looks_like_id(word) or word.isalnum() else "ID"
    file = f"{journal.settings.contacts}/{kind}s/{stem}.md"
    if kind == "campaign":
        return _("make the file {file}, or take it out of campaigns:", file=file)
    words = word.replace("-", " ").title()
    return _("make the file {file}, or write it in plain words: {words}", file=file, words=words)
