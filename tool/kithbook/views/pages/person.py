"""A contact in small: the name with initials or picture, and the ways to reach her as buttons."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.views.pages import link
from kithbook.views.pages.edition import Edition
from kithbook.words import _

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
"""Kinds of file that show a picture and cannot do anything else."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a row or a header shows of a contact, seen from one page."""

    id: str
    name: str
    href: str
    initials: str
    photo: str
    tier: str
    is_top: bool
    role: str
    organisation: str

    @property
    def subtitle(self) -> str:
        """Role and organisation."""
        return ", ".join(filter(None, (self.role, self.organisation)))


@dataclass(frozen=True, slots=True)
class Action:
    """One tap: what it does, where it leads, and whether it is the channel to use now."""

    label: str
    icon: str
    href: str
    is_preferred: bool = False


def person(edition: Edition, contact: Contact, here: str) -> Person:
    """The contact as seen from the page `here`; her own one has no address of itself."""
    top = edition.journal.settings.top_tier
    photo = picture(edition, contact)
    own = link.under(link.PEOPLE, contact.id)
    return Person(
        contact.id,
        contact.name,
        link.href(here, own) if own != here else "",
        initials(contact.name),
        link.href(here, photo) if photo else "",
        contact.tier,
        top is not None and contact.tier == top.name,
        contact.role,
        edition.journal.organisation_name(contact),
    )


def picture(edition: Edition, contact: Contact) -> str:
    """The path of the contact's picture below the contacts folder; "" without one that may be shown."""
    return next(iter(_shown(edition, contact.photo)), "") if contact.photo else ""


def cards(edition: Edition, contact: Contact) -> tuple[str, ...]:
    """The paths of the pictures of her business cards that may be shown, each once."""
    found = contact.card_pictures
    return tuple(dict.fromkeys(path for each in found for path in _shown(edition, each))) if found else ()


def _shown(edition: Edition, path: str) -> Iterator[str]:
    wanted = path.removeprefix("./")
    if wanted in edition.journal.files and wanted.casefold().endswith(PICTURES):
        yield wanted


def initials(name: str) -> str:
    """The first letters of the first and the last word: "AR" for Ada Rossi."""
    letters = [letter for word in name.split() if (letter := word[0]).isalnum()]
    if len(letters) > 2:
        letters[1:-1] = ()
    return "".join(letters).upper()[:2] or "?"


def actions(contact: Contact, channel: str, handle: str) -> tuple[Action, ...]:
    """The buttons, one for each medium she can be reached on; `channel` is the one to use now."""
    return tuple(_actions(contact, channel or contact.prefers, handle))


def _actions(contact: Contact, channel: str, handle: str) -> Iterator[Action]:
    phones = [phone.value for phone in contact.phones]
    mobiles = [phone.value for phone in contact.phones if phone.label == "mobile"]
    if handle in phones:
        phones.insert(0, handle)
    mobile = next(iter(mobiles or phones), "")
    emails = [email.value for email in contact.live_emails]
    if handle in emails:
        emails.insert(0, handle)
    written = channel in _ON_SCREEN
    if phones and (address := link.telephone(phones[0])):
        yield Action(_("Call"), "phone", address, bool(channel) and not written)
    if emails:
        yield Action(_("E-mail"), "envelope", link.mail(emails[0]), channel in _BY_MAIL)
    if mobile and (address := link.telephone(mobile, "sms")):
        yield Action(_("Text"), "bubble", address, channel == "message")
    if mobile and (address := link.whatsapp(mobile)):
        yield Action("WhatsApp", "whatsapp", address)
    for url in contact.urls[:1]:
        if address := link.web(url.value):
            yield Action(_("Web"), "globe", address, channel == "social")


_BY_MAIL = frozenset({"email", "video", "intro", "newsletter"})
_ON_SCREEN = _BY_MAIL | {"message", "social", "letter", "gift", "event", "note", "waiting"}
