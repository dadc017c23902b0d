"""What the search finds a page by: the words on it, and the forms in which people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from kithbook.facts import plain
from kithbook.model import Contact, Note
from kithbook.views.pages.desk import Desk

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_SIGNS = re.compile(r"[*_`#>|]+|^[ \t]*[-+][ \t]|-{3,}", re.MULTILINE)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss"})


def by_contact(desk: Desk, contact: Contact) -> str:
    """One contact's entry, as HTML: names as written, folded and spelt out, then everything that is known."""
    journal = desk.edition.journal
    names = (contact.name, *contact.aliases)
    organisation = journal.organisation_name(contact)
    touches = journal.touches.get(contact.id, ())
    return _joined(
        (
            *names,
            contact.role,
            organisation,
            contact.town,
            contact.address,
            *(form for name in (*names, organisation, contact.town) for form in other_spellings(name)),
            *contact.needs,
            *contact.offers,
            desk.plain(contact.why),
            *_texts(desk, contact.notes),
            *(desk.plain(touch.text) for touch in touches),
            *(desk.plain(follow_up.text) for follow_up in contact.follow_ups if not follow_up.done),
            *(email.value for email in contact.emails),
            *(form for phone in contact.phones for form in numbers(phone.value)),
        )
    )


def by_words(desk: Desk, name: str, words: Iterable[str], notes: Iterable[Note]) -> str:
    """The entry of an event, an organisation or a campaign."""
    return _joined((name, *other_spellings(name), *words, *_texts(desk, notes)))


def other_spellings(name: str) -> tuple[str, ...]:
    """How a name is typed on another keyboard: "muller" and "mueller" for Müller; nothing for Ada."""
    if name.isascii():
        return ()
    lowered = name.casefold()
    forms = (plain(name), plain(lowered.translate(_SPELT_OUT)))
    return tuple(dict.fromkeys(form for form in forms if form != lowered))


def numbers(number: str) -> tuple[str, ...]:
    """A phone number as written, its digits in one piece, and those without a country code, however long that is."""
    digits = "".join(character for character in number if character.isdecimal())
    if not number.lstrip().startswith("+"):
        return tuple(dict.fromkeys((number, digits, digits.removeprefix("0"))))
    lengths = (1,) if digits.startswith(("1", "7")) else (2, 3)
    return (number, digits, *(digits[length:] for length in lengths))


def _texts(desk: Desk, notes: Iterable[Note]) -> tuple[str, ...]:
    """The notes' words without the signs that only shape them, and without what links and pictures point to."""
    return tuple(_SIGNS.sub(" ", _unlinked(desk.plain(note.text))) for note in notes)


def _unlinked(text: str) -> str:
    return _LINK.sub(r"\1", text) if "](" in text else text


def _joined(words: Iterable[str]) -> str:
    text = " ".join(" ".join(word.split()) for word in dict.fromkeys(words) if word)
    return f"<p>{escape(text, quote=False)}</p>"
