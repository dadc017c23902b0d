"""email: an address that no mail program would accept. Nothing is asked over the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic
from kithbook.model import Handle, Journal
from kithbook.words import N_, _

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


def bare(text: str) -> str:
    """The address in it, as `name@company.example` of `Name <name@company.example>`; "" when there is none."""
    if is_plain(text):
        return text
    from email_validator import EmailNotValidError, validate_email

    wrapped = _WRAPPED.fullmatch(text[:320])
    address = wrapped[1] if wrapped else text.strip()
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return ""
    return address


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


REASONS = (
    N_("an email address must have an @-sign"),
    N_("there must be something before the @-sign"),
    N_("there must be something after the @-sign"),
    N_("the part after the @-sign is not valid"),
    N_("it should have a period"),
    N_("it is not within a valid top-level domain"),
    N_("an email address cannot have two periods in a row"),
    N_("an email address cannot start with a period"),
    N_("an email address cannot end with a period"),
    N_("an email address cannot have a period immediately before the @-sign"),
    N_("an email address cannot have a period immediately after the @-sign"),
    N_("an email address cannot have a hyphen immediately after the @-sign"),
    N_("the email address contains invalid characters before the @-sign"),
    N_("the part after the @-sign contains invalid characters"),
    N_("the part after the @-sign is a special-use or reserved name that cannot be used with email"),
)
"""What the library says of most mistakes, without the characters that it names; the rest stays as it says it."""


def _reason(error: Exception) -> str:
    return "; ".join(map(_said, str(error).rstrip(".").split(". ")))


def _said(sentence: str) -> str:
    what, colon, which = sentence.partition(": ")
    return _(what[:1].lower() + what[1:]) + colon + which


def _finding(handle: Handle, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        rule=rules.EMAIL,
        span=handle.span,
        message=message,
        hint=hint,
    )
