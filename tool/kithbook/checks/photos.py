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
    """Yield one finding for each picture of `photo` and `card_photo` that is not among the journal's files."""
    spellings: Mapping[str, str] = {}
    for contact in journal.contacts.values():
        for key, path in (("photo", contact.photo), *(("card_photo", each) for each in contact.card_photos)):
            if path and path not in journal.files:
                spellings = spellings or {fold(path): path for path in sorted(journal.files)}
                yield _finding(contact, key, path, journal, spellings)


def _finding(contact: Contact, key: str, path: str, journal: Journal, spellings: Mapping[str, str]) -> Diagnostic:
    folder = journal.settings.contacts
    message = _("there is no picture {photo} in {folder}/", photo=quoted(path), folder=folder)
    if "://" in path:
        message = _("{photo} is a web address, and no picture is fetched from the web", photo=quoted(path))
    return Diagnostic(
        rule=rules.MISSING_PHOTO,
        span=place_of(path, contact.where(key)),
        message=message,
        hint=_hint(contact, key, path, folder, spellings),
    )


def _hint(contact: Contact, key: str, path: str, folder: str, spellings: Mapping[str, str]) -> str:
    there = spellings.get(fold(path.removeprefix("./").removeprefix(f"{folder}/")))
    if there:
        return _("the picture is called {there}: write {key}: {there}", there=there, key=key)
    return _(
        "put the picture into {folder}/{place}/ and write {key}: {place}/{id}.jpg, or delete the line",
        folder=folder,
        key=key,
        place="photos" if key == "photo" else "cards",
        id=contact.id,
    )
