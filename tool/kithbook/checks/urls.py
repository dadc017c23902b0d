"""url: without https:// in front it is text, and the page cannot make a link of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from kithbook import rules
from kithbook.checks.places import place_of
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic, Fix
from kithbook.model import Event, Journal, Organisation
from kithbook.text import Edit, Span
from kithbook.words import _

_WEB = re.compile(r"https?://[^\s/]+\S*", re.I)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,20}(?:/[a-z0-9/._~%+-]*)?", re.I | re.A)


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each web address of a contact, an event or an organisation that is none."""
    for address, span in _addresses(journal):
        if not _WEB.fullmatch(address):
            yield _finding(address, place_of(address, span))


def whole(address: str) -> str:
    """The address as it has to be written, with https:// in front; "" when it is none."""
    if _WEB.fullmatch(address):
        return address
    return f"https://{address}" if _BARE.fullmatch(address) else ""


def _addresses(journal: Journal) -> Iterator[tuple[str, Span]]:
    for contact in journal.contacts.values():
        for handle in contact.urls:
            yield handle.value, handle.span
    for entry in chain[Event | Organisation](journal.events.values(), journal.organisations.values()):
        if entry.url:
            yield entry.url, entry.where("url")


def _finding(address: str, place: Span) -> Diagnostic:
    whole, fix = "https://rossi.example", None
    if _BARE.fullmatch(address):
        whole = f"https://{address}"
        if place.text == address:
            fix = Fix(
                title=_("write {whole}", whole=whole),
                edits=(Edit(start=place.start, end=place.start, text="https://"),),
            )
    return Diagnostic(
        rule=rules.URL,
        span=place,
        message=_("{address} is not a web address", address=quoted(address)),
        hint=_("write it whole, as {whole}", whole=whole),
        fix=fix,
    )
