"""What tells that somebody in a foreign file is a contact of the journal: uid, profile, e-mail, phone, and the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from kithbook.exchange import memory
from kithbook.exchange.incoming import Incoming, Labelled
from kithbook.facts import plain
from kithbook.model import Contact, Handle
from kithbook.settings import Settings

_PROFILES = ("linkedin.com", "xing.com", "github.com", "facebook.com", "instagram.com", "mastodon.social")
_TITLES = frozenset({"dr", "prof", "ing", "mr", "mrs", "ms", "herr", "frau", "jr", "sr", "phd", "mba"})

SURE = ("uid", "profile")
"""Kinds of keys that nobody shares with anybody."""

_PRONOUNS = re.compile(r"\([^()]*/[^()]*\)")
"""As in (she/her), which people write behind their names."""
_TAIL = 8
_SCHEME = re.compile(r"^https?://(?:www\.)?")

Key = tuple[str, str]
"""A kind of key, and the value in the form in which it is compared."""


def of_incoming(person: Incoming, country: str) -> tuple[Key, ...]:
    """The keys of somebody in a foreign file, the surest first."""
    uid = person.fields.get("uid", "")
    return (*((("uid", uid),) if uid else ()), *_handles(person.handles, country))


def of_contact(contact: Contact, country: str) -> tuple[Key, ...]:
    """The same for a contact."""
    uids = (("uid", uid) for uid in (contact.uid, *memory.also(contact)) if uid)
    return (*uids, *_handles({"url": contact.urls, "email": contact.emails, "phone": contact.phones}, country))


def country_of(settings: Settings) -> str:
    """The country whose numbers are written without `+`; "" when none is set."""
    return settings.holidays.partition("-")[0].upper()


def _handles(
    handles: Mapping[str, tuple[Labelled, ...]] | Mapping[str, tuple[Handle, ...]], country: str
) -> Iterator[Key]:
    yield from (("profile", found) for each in handles.get("url", ()) if (found := profile(each.value)))
    yield from (("email", each.value.casefold()) for each in handles.get("email", ()))
    yield from (("phone", found) for each in handles.get("phone", ()) if (found := e164(each.value, country)))


def form_of(key: str, value: str, country: str) -> str:
    """A value of `email`, `phone` or `url` in the form in which two are the same."""
    if key == "phone":
        return e164(value, country) or "".join(filter(str.isdigit, value)) or value.casefold()
    return profile(value) or _SCHEME.sub("", value.casefold()).rstrip("/")


def unknown(key: str, there: Iterable[str], values: Iterable[Labelled], country: str) -> Iterator[Labelled]:
    """Those that are not there, nor above, however they are written: numbers also without the code of a country."""
    forms: set[str] = set()
    tails: dict[bool, set[str]] = {True: set(), False: set()}

    def is_new(value: str) -> bool:
        form = form_of(key, value, country)
        is_certain = key != "phone" or form.startswith("+")
        end = tail(form) if key == "phone" else ""
        found = form in forms or (bool(end) and (end in tails[False] or (not is_certain and end in tails[True])))
        forms.add(form)
        tails[is_certain].add(end)
        return not found

    for value in there:
        is_new(value)
    yield from (each for each in values if is_new(each.value))


def profile(url: str) -> str:
    """Host and path of somebody's own page on a network, in one form; "" for every other address."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    home = next((each for each in _PROFILES if host == each or host.endswith(f".{each}")), "")
    path = parts.path.casefold().strip("/")
    return f"{home}/{path}" if home and path else ""


@lru_cache(maxsize=50_000)
def e164(number: str, country: str) -> str:
    """The number as telephone networks know it (ITU-T E.164); "" when it is not known of which country it is."""
    import phonenumbers

    if len(number) > 60 or not (country or number.lstrip().startswith("+")):
        return ""
    try:
        read = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def tail(number: str) -> str:
    """The last digits of a number, in which it is the same with and without the code of its country; "" of a short one.

    Only somebody of the same name is known by them.
    """
    digits = "".join(filter(str.isdecimal, number))
    return digits[-_TAIL:] if len(digits) >= _TAIL else ""


def words(name: str) -> frozenset[str]:
    """The words of a name that tell people apart."""
    return frozenset(re.findall(r"\w+", _PRONOUNS.sub("", plain(name)))) - _TITLES
