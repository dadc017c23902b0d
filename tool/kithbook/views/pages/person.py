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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One tap: what it does, where it leads, and whether it is the channel to use now."""

    label: str
    icon: str
    href: str
    is_preferred: bool = False


def person(edition: Edition, contact: Contact, here: str) -> Person:
    """The contact as seen from the page `here`."""
    top = edition.journal.settings.top_tier
    photo = picture(edition, contact)
    return Person(
        id=contact.id,
        name=contact.name,
        href=link.href(here, link.under(link.PEOPLE, contact.id)),
        initials=initials(contact.name),
        photo=link.href(here, photo) if photo else "",
        tier=contact.tier,
        is_top=top is not None and contact.tier == top.name,
        role=contact.role,
        organisation=edition.journal.organisation_name(contact),
    )


def picture(edition: Edition, contact: Contact) -> str:
    """The path of the contact's picture below the contacts folder; "" without one that may be shown."""
    return next(iter(_shown(edition, contact.photo)), "")


def cards(edition: Edition, contact: Contact) -> tuple[str, ...]:
    """The paths of the pictures of her business cards that may be shown, each once."""
    return tuple(dict.fromkeys(path for each in contact.card_pictures for path in _shown(edition, each)))


def _shown(edition: Edition, path: str) -> Iterator[str]:
    wanted = path.removeprefix("./")
    if wanted in edition.journal.files and wanted.casefold().endswith(PICTURES):
        yield wanted


def initials(name: str) -> str:
    """The first letters of the first and the last word: "AR" for Ada Rossi."""
    words = [word for word in name.split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()[:2] or "?"


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
        yield Action(label=_("Call"), icon="phone", href=address, is_preferred=bool(channel) and not written)
    if emails:
        yield Action(label=_("E-mail"), icon="envelope", href=link.mail(emails[0]), is_preferred=channel in _BY_MAIL)
    if mobile and (address := link.telephone(mobile, "sms")):
        yield Action(label=_("Text"), icon="bubble", href=address, is_preferred=channel == "message")
    if mobile and (address := link.whatsapp(mobile)):
        yield Action(label="WhatsApp", icon="whatsapp", href=address)
    for url in contact.urls[:1]:
        if address := link.web(url.value):
            yield Action(label=_("Web"), icon="globe", href=address, is_preferred=channel == "social")


_BY_MAIL = frozenset({"email", "video", "intro", "newsletter"})
_ON_SCREEN = _BY_MAIL | {"message", "social", "letter", "gift", "event", "note", "waiting"}
