"""Mail that came back: which addresses a delivery-status message gives up, and why.

Read are messages after RFC 3464, also inside other messages and with several recipients, and those that have only words
(`bounce_words`). What may still arrive (4.x.x, "delayed") says nothing; a full mailbox is no dead address, and
neither is one whose server only refused this message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, message_from_string, policy
from email.message import Message
from enum import Enum
from itertools import islice

from kithbook.exchange import bounce_words
from kithbook.exchange.incoming import tidy
from kithbook.frozen import dataclass

LARGEST = 5_000_000
"""Bytes of one message that are looked at; the report stands at its beginning."""
MOST_DEPTH = 20
MOST_MESSAGES = 100_000
MOST_RECIPIENTS = 1_000
_FROM = re.compile(rb"(?m)^From [^\r\n]*\r?\n")
_ADDRESS = re.compile(r"[^\s<>;,:\"()\[\]]{1,64}@[^\s<>;,:\"()\[\]]{1,255}")
_TYPED = re.compile(r"\A[\w-]{1,20}[ \t]*;[ \t]*", re.ASCII)
"""What kind of words they are, before the words: `smtp; 550 …`."""
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"\b([245])\d\d\b")
_UNKNOWN = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|address|person)|does ?n[o']t exist|not exist"
    r"|recipnotfound|recipient not found|address not found|unknown (?:recipient|address|mailbox)|no mailbox"
    r"|invalid (?:recipient|mailbox)|mailbox (?:not found|unavailable|disabled)|account (?:is )?(?:disabled|inactive)"
    r"|unrouteable address|couldn.t be found|not listed in"
    r"|host (?:or domain name )?not found|domain not found|not our customer|sconosciut|unbekannt",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"quota|mailbox (?:is )?full|over ?quota|insufficient (?:storage|space)|casella piena", re.IGNORECASE
)
_EMPTY = re.compile(r"(?:\r?\n){2,}")
_KINDS = ("message/delivery-status", "message/global-delivery-status")
"""As RFC 3464 has them, and RFC 6533 for addresses beyond ASCII."""


class Verdict(Enum):
    """What a report means for an address."""

    DEAD = "dead"
    FULL = "full"
    REFUSED = "refused"
    LATER = "later"


_DEAD = frozenset({(1, 0), (1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1), (4, 1), (4, 4)})
"""Status codes (RFC 3463 and IANA's list) by which nobody is there: class 5 aside, subject and detail.

5.4.1 is what Exchange Online says of an address that it does not know, and 5.4.4 that no host takes its mail.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One address of a report; `also` is under which address the mail was sent, where that is another."""

    address: str
    verdict: Verdict
    status: str = ""
    why: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a file gave, and what about it could not be read, each with the number of the message."""

    bounces: tuple[Bounce, ...]
    messages: int
    remarks: tuple[tuple[int, str], ...] = ()


def read(data: bytes) -> Report:
    """All reports in a message or an mbox. Raises nothing, whatever the bytes are."""
    found: list[Bounce] = []
    remarks: list[tuple[int, str]] = []
    count = 0
    for number, message in enumerate(_messages(data), 1):
        count = number
        if number > MOST_MESSAGES:
            remarks.append((number, "many"))
            break
        if len(message) > LARGEST:
            remarks.append((number, "large"))
            message = message[:LARGEST]
        try:
            found += _of_message(message_from_bytes(message, policy=policy.compat32), 0)
        except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
            remarks.append((number, "unreadable"))
    return Report(bounces=tuple(dict.fromkeys(found)), messages=count, remarks=tuple(remarks))


def _messages(data: bytes) -> Iterator[bytes]:
    """The messages of an mbox; a file that does not begin as one is one message."""
    if not data.startswith(b"From "):
        yield data
        return
    starts = [found.span() for found in _FROM.finditer(data)]
    if not starts:
        yield data
        return
    ends = [start for start, _end in starts[1:]] + [len(data)]
    yield from (data[begin:end] for (_start, begin), end in zip(starts, ends, strict=True))


def _of_message(message: Message, depth: int, sender: Message | None = None) -> Iterator[Bounce]:
    """The reports in a message and in those inside it; the message that came back is not looked into."""
    if depth > MOST_DEPTH:
        return
    sender = message if sender is None or "From" in message else sender
    kind = message.get_content_type()
    if kind in _KINDS:
        yield from _of_status(message)
        return
    if message.is_multipart():
        parts = [part for part in message.get_payload() if isinstance(part, Message)][:MOST_RECIPIENTS]
        is_report = any(part.get_content_type() in _KINDS for part in parts)
        for part in parts:
            if not is_report or part.get_content_type() in _KINDS:
                yield from _of_message(part, depth + 1, sender)
    elif kind.startswith("text/"):
        yield from _of_words(sender, _text(message))


def _of_status(message: Message) -> Iterator[Bounce]:
    """The groups of headers, one for each recipient (RFC 3464, 2.3)."""
    for group in _groups(message)[: MOST_RECIPIENTS + 1]:
        final, original = (_address(group.get(name)) for name in ("Final-Recipient", "Original-Recipient"))
        action = _field(group, "Action").partition(" ")[0].casefold()
        address = final or original
        if not address or action not in ("failed", ""):
            continue
        status, why = _field(group, "Status"), _TYPED.sub("", _field(group, "Diagnostic-Code"))
        other = original if original and original != address else ""
        yield Bounce(address=address, also=other, verdict=_verdict(status, why), status=_short(status), why=why)


def _groups(message: Message) -> list[Message]:
    """The groups, also where they came encoded, which RFC 3464 does not allow and gateways do."""
    payload = message.get_payload()
    parts = [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    is_plain = str(message.get("Content-Transfer-Encoding", "7bit")).strip().casefold() in (
        "7bit",
        "8bit",
        "binary",
        "",
    )
    if message.get_content_type() == _KINDS[0] and is_plain:
        return parts
    data = parts[0].as_bytes() if parts else str(payload).encode("utf-8", "replace")
    if not is_plain:
        whole = Message()
        whole["Content-Transfer-Encoding"] = message["Content-Transfer-Encoding"]
        whole.set_payload(data.decode("ascii", "replace").strip())
        decoded = whole.get_payload(decode=True)
        data = decoded if isinstance(decoded, bytes) else b""
    return [message_from_string(each) for each in _EMPTY.split(data.decode("utf-8", "replace").strip())]


def _field(group: Message, name: str) -> str:
    return tidy(str(group.get(name, "")), 500)


def _address(value: object) -> str:
    """The address of a field as `rfc822; ada@rossi.example`, in small letters."""
    text = tidy(str(value or ""), 500)
    kind, part, rest = text.partition(";")
    found = _ADDRESS.search(rest if part else kind)
    return found[0].casefold().rstrip(".") if found else ""


def _short(status: str) -> str:
    found = _STATUS.search(status)
    return found[0] if found else ""


def _verdict(status: str, why: str) -> Verdict:
    """The status decides; where it says only that it failed, the words of the server do."""
    found = _STATUS.search(status) or _STATUS.search(why)
    code = _CODE.search(why)
    kind = found[1] if found else code[1] if code else ""
    if kind in ("4", "2"):
        return Verdict.LATER
    detail = (int(found[2]), int(found[3])) if found else (0, 0)
    if detail == (0, 0) and (exact := _STATUS.search(why)) and exact[1] == "5":
        detail = int(exact[2]), int(exact[3])
    if detail == (2, 2) or (_FULL.search(why) and detail not in _DEAD):
        return Verdict.FULL
    if detail in _DEAD:
        return Verdict.DEAD
    return Verdict.DEAD if detail[0] in (0, 2, 5) and _UNKNOWN.search(why) else Verdict.REFUSED


def _text(message: Message) -> str:
    payload = message.get_payload(decode=True)
    return payload[:200_000].decode("utf-8", "replace").replace("\0", "") if isinstance(payload, bytes) else ""


def _of_words(message: Message, text: str) -> Iterator[Bounce]:
    """Reports that have only words."""
    for address, why in islice(bounce_words.entries(message, text), MOST_RECIPIENTS):
        yield _in_words(address, why)


def _in_words(address: str, why: str) -> Bounce:
    said = tidy(" ".join(why.split()), 500)
    return Bounce(address=address.casefold(), verdict=_verdict("", said), status=_short(said), why=said)
