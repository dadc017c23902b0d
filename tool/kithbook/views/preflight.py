"""A look before a send on a terminal: what stops it, what is worth a look, and for how many the way is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kithbook.campaigns.finding import Finding
from kithbook.campaigns.preflight import Preflight
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, wrap
from kithbook.views.words import full_day, plural


def render(seen: Preflight, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """The findings by contact, those that stop the send first."""
    head = f"{clean(seen.campaign.name)}, on {full_day(seen.on)}"
    lines = [ink.strong(line) for line in wrap(head, width)]
    for stops, title, style in ((True, "Settle first", ink.strong_late), (False, "Worth a look", ink.strong_due)):
        found = [finding for finding in seen.findings if finding.kind.stops is stops]
        if found:
            lines += ["", f"{style(title)}  {ink.faint(str(len(found)))}", *_group(found, width, ink)]
    return [*lines, "", *wrap(closing(seen), width)]


def _group(found: Sequence[Finding], width: int, ink: Ink) -> Iterator[str]:
    for name, own in groupby(found, key=lambda one: clean(one.contact.name) if one.contact else "The campaign"):
        yield f"  {ink.strong(name)}"
        for finding in own:
            where = ink.faint(clean(f"{finding.span.path}:{finding.span.line}"))
            said = clean(f"{finding.text}: {finding.hint}")
            yield from (f"    {line}" for line in wrap(said[:1].upper() + said[1:], width - 4))
            yield f"    {where}"


def closing(seen: Preflight) -> str:
    """For how many nothing stands in the way."""
    if not seen.members:
        return "There is nobody to send anything to."
    people = plural(len(seen.members), "member")
    if not seen.stops:
        return f"Nothing stops it: {people}."
    free = f"the way is free to {len(seen.clear)} of {people}."
    if any(finding.contact is None and finding.kind.stops for finding in seen.findings):
        return f"The campaign itself is not ready; {free}"
    return free.capitalize()
