"""A look before a send on a terminal: what stops it, what is worth a look, and for how many the way is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kithbook.campaigns.finding import Finding
from kithbook.campaigns.preflight import Preflight
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, wrap
from kithbook.views.words import full_day
from kithbook.words import _, ngettext


def render(seen: Preflight, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """The findings by contact, those that stop the send first."""
    head = _("{campaign}, on {day}", campaign=clean(seen.campaign.name), day=full_day(seen.on))
    lines = [ink.strong(line) for line in wrap(head, width)]
    for stops, title, style in ((True, _("Settle first"), ink.strong_late), (False, _("Worth a look"), ink.strong_due)):
        found = [finding for finding in seen.findings if finding.kind.stops is stops]
        if found:
            lines += ["", f"{style(title)}  {ink.faint(str(len(found)))}", *_group(found, width, ink)]
    return [*lines, "", *wrap(closing(seen), width)]


def _group(found: Sequence[Finding], width: int, ink: Ink) -> Iterator[str]:
    for name, own in groupby(found, key=lambda one: clean(one.contact.name) if one.contact else _("The campaign")):
        yield f"  {ink.strong(name)}"
        for finding in own:
            where = ink.faint(clean(f"{finding.span.path}:{finding.span.line}"))
            said = clean(f"{finding.text}: {finding.hint}")
            yield from (f"    {line}" for line in wrap(said[:1].upper() + said[1:], width - 4))
            yield f"    {where}"


def closing(seen: Preflight) -> str:
    """For how many nothing stands in the way."""
    if not seen.members:
        return _("There is nobody to send anything to.")
    count, free = len(seen.members), len(seen.clear)
    if not seen.stops:
        return ngettext("Nothing stops it: {count} member.", "Nothing stops it: {count} members.", count)
    if any(finding.contact is None and finding.kind.stops for finding in seen.findings):
        return ngettext(
            "The campaign itself is not ready; the way is free to {free} of {count} member.",
            "The campaign itself is not ready; the way is free to {free} of {count} members.",
            count,
            free=free,
        )
    return ngettext(
        "The way is free to {free} of {count} member.",
        "The way is free to {free} of {count} members.",
        count,
        free=free,
    )
