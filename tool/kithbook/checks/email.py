"""email: an address that no mail program would accept. Nothing is asked over the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic
from kithbook.model import Handle, Journal
from kithbook.words import _

_PLAIN = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:[a-z]{2,3}|example)", re.I | re.A)
_PLAIN_LENGTH = 63
_WRAPPED = re.compile(r"(?:mailto:|[^<>]*<)\s*([^<>\s]+@[^<>\s]+?)\s*>?", re.I)


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each address of a contact that cannot be one."""
    for contact in journal.contacts.values():
        for handle in contact.emails:
            if not is_plain(handle.value):
                yield from _look_closer(handle)


def is_plain(address: str) -> bool:
    """Whether it is so ordinary (letters, digits, dots) that the library need not be loaded and asked."""
    return len(address) <= _PLAIN_LENGTH and _PLAIN.fullmatch(address) is not None


def _look_closer(handle: Handle) -> Iterator[Diagnostic]:
    from email_validator import EmailNotValidError, validate_email

    wrapped = _WRAPPED.fullmatch(handle.value[:320])
    if wrapped:
        yield _finding(
            handle,
            _("{value} is more than an e-mail address", value=quoted(handle.value)),
            _("write only {address}", address=wrapped[1]),
        )
        return
    try:
        validate_email(handle.value, check_deliverability=False)
    except EmailNotValidError as error:
        yield _finding(
            handle,
            _("{value} cannot be an e-mail address: {reason}", value=quoted(handle.value), reason=_reason(error)),
            _("write it as name@company.example"),
        )


def _reason(error: Exception) -> str:
    sentences = str(error).rstrip(".").split(". ")
    return "; ".join(sentence[:1].lower() + sentence[1:] for sentence in sentences)


def _finding(handle: Handle, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        rule=rules.EMAIL,
        span=handle.span,
        message=message,
        hint=hint,
    )
