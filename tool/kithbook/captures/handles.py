"""What of a text reaches somebody: e-mail addresses, phone numbers, web pages; and the rest of it."""

from __future__ import annotations

import re

from kithbook.frozen import dataclass
from kithbook.late import pattern

_EMAIL = r"[^\s,;:<>()\[\]\"']+@[^\s,;:<>()\[\]\"'@]+\.[^\s,;:<>()\[\]\"'@.]+"
_URL = r"(?:https?://|www\.)[^\s,;<>()\[\]\"']*[^\s,;<>()\[\]\"'.]"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
_PHONE = rf"(?<![\w.@/+-])(?!{_DAY})(?:\+|\()?[0-9](?:[0-9]|(?:[ ().-]{{1,3}}|/)(?=[0-9(])){{5,20}}[0-9](?![\w@])"
HANDLE = pattern(f"{_URL}|{_EMAIL}|{_PHONE}", re.ASCII | re.IGNORECASE)
"""One address of any kind in a text."""
_KINDS = (("urls", re.compile(_URL, re.IGNORECASE)), ("emails", re.compile(_EMAIL)), ("phones", re.compile(_PHONE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Handles:
    """The addresses of a text by kind; `rest` is what is none, without the marks between them."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    rest: str = ""


def handles(text: str) -> Handles:
    """Sort the addresses that stand in a text."""
    found: dict[str, list[str]] = {"emails": [], "phones": [], "urls": []}
    for each in HANDLE.finditer(text):
        kind = next(kind for kind, pattern in _KINDS if pattern.fullmatch(each[0]))
        if each[0] not in found[kind]:
            found[kind].append(each[0])
    rest = " ".join(HANDLE.sub(" ", text).strip(" ,;/|-").split())
    return Handles(emails=tuple(found["emails"]), phones=tuple(found["phones"]), urls=tuple(found["urls"]), rest=rest)


def is_handle(text: str) -> bool:
    """Whether the text is addresses and nothing else."""
    return bool(text) and not re.sub(r"[\s,/|&]+|\band\b|\be\b", "", HANDLE.sub(" ", text))
