"""dangling-link: `[[somebody]]` who is not in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from kithbook import rules
from kithbook.checks.nearest import Nearest
from kithbook.checks.places import place_of, replacement
from kithbook.checks.wording import did_you_mean, quoted
from kithbook.diagnostic import Diagnostic
from kithbook.model import Contact, Journal, Link
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each link in notes, touches and pages that leads nowhere."""
    nearest = Nearest(chain(journal.entries(), journal.pages.values()))
    for link in _links(journal):
        if not journal.resolve(link.target) and not _is_picture(link, journal):
            yield _finding(link, nearest)


def _links(journal: Journal) -> Iterator[Link]:
    """Every link once, wherever the reader keeps it: touches have theirs in `with_`."""
    for entry in chain(journal.entries(), journal.pages.values()):
        links = (*entry.links, *_companions(entry)) if isinstance(entry, Contact) else entry.links
        seen: set[int] = set()
        for link in links:
            if link.span.start not in seen:
                seen.add(link.span.start)
                yield link


def _companions(contact: Contact) -> list[Link]:
    return [link for touch in contact.log for link in touch.with_]


def _is_picture(link: Link, journal: Journal) -> bool:
    """`![[photos/ada.jpg]]`, as Obsidian shows a picture."""
    return link.target.strip() in journal.files


def _finding(link: Link, nearest: Nearest) -> Diagnostic:
    target = link.target.strip()
    if not target:
        return Diagnostic(
            rule=rules.DANGLING_LINK,
            span=link.span,
            message=_("this link names nobody"),
            hint=_("write an id between the brackets, as [[ada-rossi]]"),
        )
    ids = nearest.to(target)
    place = place_of(target, link.span)
    return Diagnostic(
        rule=rules.DANGLING_LINK,
        span=place,
        message=_("nothing in the journal is called {target}", target=quoted(target)),
        hint=did_you_mean(ids)
        or _("make a contact with this id, or take the brackets away: {plain}", plain=_plain(link)),
        fix=replacement(target, place, ids),
    )


def _plain(link: Link) -> str:
    return quoted(link.label or link.target)[1:-1]
