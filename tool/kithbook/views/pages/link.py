"""Addresses inside the site and out of it: the one place that makes a `href`."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

TODAY = "index.md"
PEOPLE = "people.md"
EVENTS = "events.md"
ORGANISATIONS = "organisations.md"
CAMPAIGNS = "campaigns.md"
REFERRALS = "referrals.md"
INSIGHTS = "insights.md"
CARE = "care.md"
JOURNAL = "journal.md"
SYSTEM = "system.md"
HELP = "help.md"
PREP = "prep.md"
"""No page of its own: below it are those of the meetings to come."""
SECTIONS = (TODAY, PEOPLE, ORGANISATIONS, EVENTS, CAMPAIGNS, REFERRALS, INSIGHTS, CARE, JOURNAL, SYSTEM, HELP)
"""The pages that stand in the navigation, in its order."""

_TAKEN = ("index", "readme")
_SAFE = "/~()!*',;=:@$&+"
_PLAIN = re.compile(r"[A-Za-z0-9_./-]*")
"""Nothing in it has to be quoted."""


def under(section: str, id: str) -> str:
    """The path of one entry's page below a section: `people.md` and `ada` make `people/ada.md`.

    A generator gives `index.md` and `readme.md` to the folder itself, so those two ids get a folder of their own.
    """
    folder = section.removesuffix(".md")
    return f"{folder}/{id}/index.md" if id.casefold() in _TAKEN else f"{folder}/{id}.md"


@lru_cache(maxsize=4096)  # a page is asked for its own several times, and for those that it leads to
def built(path: str) -> str:
    """The file that a page becomes: `people/ada.md` is `people/ada/index.html`, whatever generator builds it."""
    if not path.endswith(".md"):
        return path
    page = path.removesuffix(".md")
    folder, slash, name = page.rpartition("/")
    return f"{folder}{slash}index.html" if name.casefold() in _TAKEN else f"{page}/index.html"


def href(here: str, there: str) -> str:
    """The relative address of a page or a file, seen from a page; it works on a server and from the disk."""
    start, target = _steps(here)[:-1], _steps(there)
    shared = 0
    for ours, theirs in zip(start, target[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    rest = "/".join(target[shared:])
    return "../" * (len(start) - shared) + (rest if _PLAIN.fullmatch(rest) else quote(rest, safe=_SAFE))


@lru_cache(maxsize=4096)
def _steps(path: str) -> list[str]:
    return built(path).split("/")


_DIGITS = re.compile("[0-9]+")


@lru_cache(maxsize=64)  # a page has several addresses of the same number
def _digits(number: str) -> str:
    return "".join(_DIGITS.findall(number))


def telephone(number: str, scheme: str = "tel") -> str:
    """`tel:` or `sms:` with the digits and a leading plus; "" when there is no digit."""
    digits = _digits(number)
    plus = "+" if number.lstrip().startswith("+") else ""
    return f"{scheme}:{plus}{digits}" if digits else ""


def whatsapp(number: str) -> str:
    """WhatsApp's address of a number with its country code; "" without one, because nobody knows the country."""
    digits = _digits(number)
    return f"https://wa.me/{digits}" if number.lstrip().startswith("+") and digits else ""


def card(id: str) -> str:
    """The path of a contact's card for the address book."""
    return f"people/{id}.vcf"


@lru_cache(maxsize=64)
def mail(address: str) -> str:
    """`mailto:` with everything escaped that could add a header."""
    return f"mailto:{quote(address, safe='@+._-')}"


def web(address: str) -> str:
    """The address itself when a browser may open it, else ""."""
    return address if address.casefold().startswith(("https://", "http://")) else ""
