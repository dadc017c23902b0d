"""Reports of mail that came back in words alone: which address, and what its server said.

Exim, qmail, old Gmail, GMX, Yahoo, Sendmail, old Exchange and Domino write so, and Postfix where a gateway has taken
the part for machines away. Each is known by a sentence of its own; entries stand behind it, and the message that came
back behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from kithbook.frozen import dataclass

_ADDRESS = r"[^\s<>;,:\"'()\[\]]{1,64}@[^\s<>;,:\"'()\[\]]{1,255}"
_BELOW = r"(?:[ \t]*[^\s][^\r\n]*(?:\r?\n|\Z))+"
"""Lines up to an empty one."""
_INDENTED = r"(?:[ \t]+[^\r\n]+\r?\n?)*"
_END = re.compile(
    r"^[ \t]*-{2,}[- ]*(?:this is a copy|original message|below (?:this line )?is|forwarded|transcript|message header|"
    r"the header)"
    r"|^-{6,}[ \t]*$|^--- (?:below|enclosed|original|undelivered)|^(?:return-path|received|message-id):",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the message that came back begins."""
_MACHINE = re.compile(
    r"mailer-?daemon|postmaster|mail ?delivery|mail administrator|microsoft ?exchange|systemadministrator|"
    r"system administrator|no-?reply|complaints@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a program writes: the sentence by which it is known, and an entry as address and words."""

    head: re.Pattern[str]
    entry: re.Pattern[str]
    why: re.Pattern[str] | None = None
    """Where the words stand, when they follow all addresses."""


def _form(head: str, entry: str, why: str = "") -> _Form:
    return _Form(
        head=re.compile(head, re.IGNORECASE),
        entry=re.compile(entry, re.IGNORECASE | re.MULTILINE),
        why=re.compile(why, re.IGNORECASE | re.DOTALL) if why else None,
    )


_FORMS = (
    _form(  # qmail
        r"Hi\. This is the (?:qmail-send|MAILER-DAEMON)|This is the qmail-send program",
        rf"^<({_ADDRESS})>:[ \t]*\r?\n({_BELOW})",
    ),
    _form(  # Yahoo
        r"unable to deliver your message to the following address", rf"^<({_ADDRESS})>:[ \t]*\r?\n({_BELOW})"
    ),
    _form(  # Postfix
        r"This is the mail system at host", rf"^<({_ADDRESS})>(?: \(expanded from[^)]*\))?:([^\r\n]*\r?\n{_INDENTED})"
    ),
    _form(  # Gmail, since 2016
        r"Your message (?:wasn.t|couldn.t be) delivered to",
        rf"(?:wasn.t|couldn.t be) delivered to ({_ADDRESS})(?:[^\r\n]*?)((?: because|\.)[^\r\n]*)",
        r"response (?:from the remote server )?was:\s*(.{1,600})",
    ),
    _form(  # Gmail, before
        r"Delivery to the following recipients? failed permanently", rf"^[ \t]{{2,}}({_ADDRESS})()[ \t]*$",
        r"Technical details of permanent failure:(.{1,900}?)(?:\r?\n\r?\n|-----|\Z)",
    ),
    _form(  # GMX, WEB.DE
        r"could not be delivered to\s+(?:one or more of|all of)\s+its\s+recipients[\s\S]{1,80}?address(?:es)?\s+failed",
        rf"^[ \t]*\"({_ADDRESS})\":?[ \t]*\r?\n({_BELOW})",
    ),
    _form(  # Sendmail
        r"The following addresses had permanent (?:fatal|delivery) errors",
        rf"^(?:\d+ )?<({_ADDRESS})>[^\r\n]*\r?\n({_INDENTED})",
        r"Transcript of session follows -+\s*(.{1,600}?)(?:\r?\n\r?\n|\Z)",
    ),
    _form(  # Exchange 5.5 to 2003
        r"did not reach (?:some or all of the intended|the following) recipient",
        rf"^[ \t]+'?({_ADDRESS})'? on [^\r\n]*\r?\n({_INDENTED})",
    ),
    _form(  # Domino
        r"was not delivered to:", rf"was not delivered to:\s+({_ADDRESS})\s+because:\s+({_BELOW})"
    ),
)  # fmt: skip
_EXIM = re.compile(r"could not be delivered to (?:one or more of|all of)\s+its\s+recipients", re.IGNORECASE)
_EXIM_ENTRY = re.compile(r"^ {1,4}(\S+@\S+)[^\r\n]*\r?\n((?:[ \t]{3,}[^\r\n]+\r?\n?)*)", re.MULTILINE)
_PERMANENT = re.compile(r"permanent error|permanent failure", re.IGNORECASE)
_OPENING = 4_000


def entries(message: Message, text: str) -> Iterator[tuple[str, str]]:
    """Each address with the words about it. Of what a person wrote, nothing."""
    form = next((form for form in _FORMS if form.head.search(text[:_OPENING])), None)
    if form is not None and _is_of_a_machine(message):
        own = _own(text, form.head)
        found = form.why.search(own) if form.why else None
        more = found[1] if found else ""
        yield from ((entry[1], f"{entry[2]} {more}") for entry in form.entry.finditer(own))
    elif _EXIM.search(text[:_OPENING]) and _PERMANENT.search(text[:_OPENING]):
        yield from _of_exim(message, text)


def _own(text: str, head: re.Pattern[str]) -> str:
    """The report's own words, up to the message that came back."""
    found = head.search(text)
    start = found.end() if found else 0
    end = _END.search(text, start)
    return text[: end.start()] if end else text


def _is_of_a_machine(message: Message) -> bool:
    sender = f"{message.get('From', '')} {message.get('Sender', '')}"
    is_automatic = str(message.get("Auto-Submitted", "no")).strip().casefold() not in ("", "no")
    nobody = str(message.get("Return-Path", "")).strip() == "<>"
    return nobody or is_automatic or bool(_MACHINE.search(sender)) or not sender.strip()


def _of_exim(message: Message, text: str) -> Iterator[tuple[str, str]]:
    """Exim may name the addresses in a header as well."""
    head = text.partition("\n------")[0]
    told = {entry[1].casefold().strip("<>"): entry[2] for entry in _EXIM_ENTRY.finditer(head)}
    failed = re.findall(_ADDRESS, str(message.get("X-Failed-Recipients", ""))[:20_000])
    for address in dict.fromkeys([*(each.casefold() for each in failed), *told]):
        if re.fullmatch(_ADDRESS, address):
            yield address, told.get(address, "")
