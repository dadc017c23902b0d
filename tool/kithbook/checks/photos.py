"""missing-photo: the page would show no picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kithbook import rules
from kithbook.checks.places import place_of
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic
from kithbook.model import Contact, Journal, fold
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each `photo` that is not among the journal's files."""
    spellings: Mapping[str, str] = {}
    for contact in journal.contacts.values():
        if contact.photo and contact.photo not in journal.files:
            spellings = spellings or {fold(path): path for path in sorted(journal.files)}
            yield _finding(contact, journal, spellings)


def _finding(contact: Contact, journal: Journal, spellings: Mapping[str, str]) -> Diagnostic:
    folder = journal.settings.contacts
    message = _("there is no picture {photo} in {folder}/", photo=quoted(contact.photo), folder=folder)
    if "://" in contact.photo:
        message = _("{photo} is a web address, and no picture is fetched from the web", photo=quoted(contact.photo))
    return Diagnostic(
        rule=rules.MISSING_PHOTO,
        span=place_of(contact.photo, contact.where("photo")),
        message=message,
        hint=_hint(contact, folder, spellings),
    )


def _hint(contact: Contact, folder: str, spellings: Mapping[str, str]) -> str:
    there = spellings.get(fold(contact.photo.removeprefix("./").removeprefix(f"{folder}/")))
    if there:
        return _("the picture is called {there}: write photo: {there}", there=there)
    return _(
        "put the picture into {folder}/photos/ and write photo: photos/{id}.jpg, or delete the line",
        folder=folder,
        id=contact.id,
    )
