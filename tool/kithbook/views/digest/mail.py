"""The digest as a whole message (RFC 5322): text and HTML beside each other, and headers in which nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import blake2b

from kithbook.views.digest.digest import Digest
from kithbook.views.digest.html import html
from kithbook.views.digest.text import text
from kithbook.words import language


def message(digest: Digest, *, sender: str, to: Sequence[str], now: datetime) -> EmailMessage:
    """The message. `now` is an aware moment; the same digest at the same moment is the same message."""
    plain, rich = text(digest), html(digest)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = digest.subject
    made["From"] = _address(sender)
    made["To"] = [_address(one) for one in to]
    made["Date"] = format_datetime(now)
    made["Message-ID"] = _id(f"{now.isoformat()}\0{sender}\0{to}\0{plain}", sender)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(plain, cte="quoted-printable")
    made.add_alternative(rich, subtype="html", cte="quoted-printable")
    made["Content-Language"] = language()
    made.set_boundary(f"=_kith_{_digits(plain + rich)}")
    return made


def _address(written: str) -> Address:
    """A name is taken as it is written: what mail reads as comments and quotes is a part of it."""
    name, _, address = written.rpartition("<")
    return Address(display_name=name.strip(), addr_spec=address.rstrip(">"))


def _id(seed: str, sender: str) -> str:
    return f"<{_digits(seed)}@{_address(sender).domain}>"


def _digits(seed: str) -> str:
    return blake2b(seed.encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
