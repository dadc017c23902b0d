"""What the search finds a page by: the words on it, and the forms in which people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from kithbook.facts import plain
from kithbook.model import Contact, Note
from kithbook.views.pages.desk import Desk

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_SIGNS = "*_`#>|"
_BULLET = re.compile(r"\n[ \t]*[-+][ \t]")
_RULE = re.compile("-{3,}")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss"})


def by_contact(desk: Desk, contact: Contact) -> str:
    """One contact's entry, as HTML: names as written, folded and spelt out, then everything that is known."""
    journal = desk.edition.journal
    names = (contact.name, *contact.aliases)
    organisation = journal.organisation_name(contact)
    said = [
        contact.why,
        *[note.text for note in contact.notes],
        *[touch.text for touch in journal.touches.get(contact.id, ())],
        *[follow_up.text for follow_up in contact.follow_ups if not follow_up.done],
    ]
    why, *rest = map(desk.plain, said) if "[[" in "\n".join(said) else said
    notes = len(contact.notes)
    return _joined(
        (
            *names,
            contact.role,
            organisation,
            contact.town,
            contact.address,
            *[
                form
                for name in (*names, organisation, contact.town)
                if not name.isascii()
                for form in other_spellings(name)
            ],
            *contact.needs,
            *contact.offers,
            why,
            *map(shapeless, rest[:notes]),
            *rest[notes:],
            *[email.value for email in contact.emails],
            *[form for phone in contact.phones for form in numbers(phone.value)],
        )
    )


def by_words(desk: Desk, name: str, words: Iterable[str], notes: Iterable[Note]) -> str:
    """The entry of an event, an organisation or a campaign."""
    return _joined((name, *other_spellings(name), *words, *(shapeless(desk.plain(note.text)) for note in notes)))


def other_spellings(name: str) -> tuple[str, ...]:
    """How a name is typed on another keyboard: "muller" and "mueller" for Müller; nothing for Ada."""
    if name.isascii():
        return ()
    lowered = name.casefold()
    forms = (plain(name), plain(lowered.translate(_SPELT_OUT)))
    return tuple(dict.fromkeys(form for form in forms if form != lowered))


def numbers(number: str) -> tuple[str, ...]:
    """A phone number as written, its digits in one piece, and those without a country code, however long that is."""
    digits = "".join(filter(str.isdecimal, number))
    if not number.lstrip().startswith("+"):
        return tuple(dict.fromkeys((number, digits, digits.removeprefix("0"))))
    lengths = (1,) if digits.startswith(("1", "7")) else (2, 3)
    return (number, digits, *(digits[length:] for length in lengths))


def shapeless(text: str) -> str:
    """A note's words without the signs that only shape them, and without what links and pictures point to.

    One expression for all signs would stop at every letter.
    """
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "-" in text or "+" in text:
        text = _BULLET.sub("\n ", f"\n{text}")[1:]
        text = _RULE.sub(" ", text) if "---" in text else text
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, " ")
    return " ".join(text.split())


def _joined(words: Iterable[str]) -> str:
    text = " ".join(filter(None, dict.fromkeys(words)))
    if not text.isprintable() or "  " in text or text.startswith(" ") or text.endswith(" "):
        text = " ".join(text.split())
    return f"<p>{escape(text, quote=False)}</p>"
