"""Messages as touches, from their heads alone: who wrote to whom on which day, and under which subject.

One touch for each person and day, however many messages went back and forth. Left out are mailing lists, automatic
and bulk mail, whatever comes from an address that takes no answer, and mail to so many that it was for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from kithbook.exchange.incoming import Happening, tidy
from kithbook.frozen import dataclass

MOST_RECIPIENTS = 10
"""Somebody who writes to more people than these at once has written to nobody of them."""
_MOST_SUBJECTS = 2
_SILENT = re.compile(
    r"(no|do[-_.]?not)[-_.]?(reply|respond)|mailer-daemon|postmaster|bounces?\b|notifications?\b", re.IGNORECASE
)
_LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "X-Mailing-List", "Feedback-ID")
_REPLY = re.compile(r"\s*(?:(?:re|fwd?|aw|wg|r|i|tr|rv|sv|vs|antw|odp)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_ENCODED = re.compile(r"=\?")
_PARSER = BytesHeaderParser(policy=policy.compat32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message: its key, its day, who is meant, and whether I wrote it."""

    key: str
    date: date
    moment: datetime
    people: tuple[str, ...]
    is_mine: bool
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Why a message is no touch: "list", "automatic", "many", "stranger" or "undated"."""

    why: str


def letter(head: bytes, mine: Collection[str], known: Collection[str], zone: tzinfo | None) -> Letter | Skipped:
    """The message with those of its people whose addresses are `known`, in small letters; or why it is none."""
    message = _PARSER.parsebytes(head)
    senders, receivers = _addresses(message, "From"), _addresses(message, "To", "Cc", "Bcc")
    is_mine = any(address in mine for address in senders)
    people = tuple(dict.fromkeys(each for each in (receivers if is_mine else senders) if each in known))
    if not people:
        return Skipped(why="stranger")
    if _is_of_a_list(message):
        return Skipped(why="list")
    if _is_automatic(message) or any(_SILENT.search(address.partition("@")[0]) for address in senders):
        return Skipped(why="automatic")
    if len({*receivers}) > MOST_RECIPIENTS:
        return Skipped(why="many")
    moment = _moment(message)
    if moment is None:
        return Skipped(why="undated")
    name = tidy(str(message.get("Message-ID", "")), 500)
    subject = _subject(message)
    return Letter(
        key=f"mail {name or f'{moment.isoformat()} {senders} {subject}'}",
        date=moment.astimezone(zone).date(),
        moment=moment,
        people=people,
        is_mine=is_mine,
        subject=subject,
    )


def _addresses(message: Message, *names: str) -> tuple[str, ...]:
    wanted = {name.casefold() for name in names}
    values = [value[:20_000] for name, value in message.raw_items() if name.casefold() in wanted]
    try:
        found = getaddresses(values)
    except (ValueError, TypeError, IndexError, RecursionError):
        return ()
    return tuple(address.strip().casefold() for _, address in found if "@" in address)


def _is_of_a_list(message: Message) -> bool:
    return any(name in message for name in _LISTS) or _word(message, "Precedence") in ("bulk", "list", "junk")


def _is_automatic(message: Message) -> bool:
    return (
        _word(message, "Auto-Submitted") not in ("", "no")
        or any(name in message for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress-From"))
        or _word(message, "Precedence") == "auto_reply"
        or _word(message, "Return-Path") == "<>"
        or _word(message, "X-Spam-Flag") == "yes"
        or _word(message, "Content-Type").startswith("multipart/report")
    )


def _word(message: Message, name: str) -> str:
    """The first word of a header, in small letters."""
    return str(message.get(name, "")).partition(";")[0].strip().casefold()


def _moment(message: Message) -> datetime | None:
    """When it was sent; a time without a zone counts as one of Greenwich."""
    try:
        found = parsedate_to_datetime(str(message.get("Date", ""))[:200])
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return moment if 1970 <= moment.year <= 2100 else None


def _subject(message: Message) -> str:
    """The subject in words, without what mail programs put in front of an answer."""
    raw = next((value for name, value in message.raw_items() if name.casefold() == "subject"), "")
    subject = _decoded(raw[:2000])
    answered = _REPLY.match(subject)
    return tidy(subject[answered.end() :] if answered else subject, 200)


def _decoded(raw: str) -> str:
    """Encoded words decoded (RFC 2047), bare bytes as UTF-8 or what Western Windows writes."""
    if _ENCODED.search(raw) is None:
        return _text(raw.encode("utf-8", "surrogateescape"))
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return "".join(part if isinstance(part, str) else _text(part, charset or "") for part, charset in parts)


def _text(data: bytes, charset: str = "") -> str:
    from kithbook.exchange import decoding

    return decoding.unmarked(data, charset)


def happenings(letters: Iterable[Letter], contacts: Mapping[str, str]) -> Iterator[Happening]:
    """One touch for each person and day. `contacts` are ids by address.

    It is mine when I wrote on that day at all: whoever wrote first, nobody waits for me.
    """
    by_day: dict[tuple[str, date], list[tuple[datetime, str, bool, str]]] = {}
    for each in letters:
        for address in each.people:
            key = (contacts[address], each.date)
            by_day.setdefault(key, []).append((each.moment, f"{each.key} {address}", each.is_mine, each.subject))
    for (contact, day), several in by_day.items():
        several.sort()
        subjects = [*dict.fromkeys(subject for *_, subject in several if subject)]
        yield Happening(
            keys=tuple(dict.fromkeys(key for _, key, _, _ in several)),
            people=(contact,),
            date=day,
            channel="email",
            direction="out" if any(is_mine for _, _, is_mine, _ in several) else "in",
            text="; ".join(subjects[:_MOST_SUBJECTS]),
            once_a_day=True,
        )
