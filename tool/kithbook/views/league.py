"""All events side by side, and the gate in front of the next: who still waits from those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.insights.harvest import AFTER, Harvest, Met, first_day
from kithbook.model import Event
from kithbook.views import table
from kithbook.views.amounts import amount, percent
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.table import Column
from kithbook.views.terminal import clean, columns, pad, wrap
from kithbook.views.words import log_day, named_day
from kithbook.words import _, ngettext, pgettext


def render(found: Sequence[Harvest], *, width: int, ink: Ink = PLAIN) -> list[str]:
    """A line for each event, the best follow-up rate first, those to come last."""
    if not found:
        return [_("There is no event yet: make a file in events/.")]
    rows = [_cells(one) for one in sorted(found, key=rank)]
    lines = table.render(_head(), rows, width=width, ink=ink)
    return [*(line.rstrip() for line in lines), "", ngettext("{count} event.", "{count} events.", len(found))]


def _head() -> tuple[Column, ...]:
    return (
        Column(title=_("Event"), least=14, keep=9),
        Column(title=_("Day"), least=11, keep=2),
        Column(title=pgettext("column", "Met"), least=6, keep=7),
        *(Column(title=pgettext("column", "{count} days", count=days), least=7, keep=4) for days in AFTER),
        Column(title=_("Rate"), least=7, keep=8),
        Column(title=_("First"), least=6, keep=3),
        Column(title=_("Went on"), least=7, keep=5),
        Column(title=_("Each"), least=6, keep=1),
        Column(title=pgettext("column", "Wait"), least=4, keep=6),
    )


def rank(found: Harvest) -> tuple[bool, float, int, str]:
    """The best follow-up rate first, what is to come last."""
    return (not found.is_over, -(found.rate or 0), -first_day(found.event).toordinal(), found.event.id)


def _cells(found: Harvest) -> tuple[str, ...]:
    event = found.event
    day = event.starts or event.ends
    name, when = clean(event.name), log_day(day) if day else ""
    if not found.is_over:
        return (name, when, amount(len(found.people)), "", "", "", _("to come"), "", "", "", "")
    return (
        name,
        when,
        met_told(found),
        *(amount(found.touched_within(days)) for days in AFTER),
        "" if found.rate is None else percent(found.rate),
        "" if found.median_days is None else _("{days} d", days=amount(found.median_days)),
        amount(found.conversations),
        "" if found.cost_per_conversation is None else amount(round(found.cost_per_conversation)),
        amount(len(found.waiting)),
    )


def met_told(found: Harvest) -> str:
    """How many were met, beside the goal."""
    met = amount(len(found.people))
    return _("{count} of {whole}", count=met, whole=amount(found.event.goal)) if found.event.goal else met


def gate(found: Sequence[Harvest], event: Event | None, *, today: date, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """Who from these events has neither touch nor next step; one line when nobody has."""
    waiting = [(one, met) for one in found for met in one.waiting]
    if not waiting:
        yield _("Nobody from earlier events waits.")
        return
    said = ngettext(
        "{count} person from earlier events still waits.",
        "{count} people from earlier events still wait.",
        len(waiting),
    )
    yield from (ink.strong(line) for line in wrap(_before(event, today) + said, width))
    yield ""
    name = min(max(columns(clean(met.name)) for _event, met in waiting), 24, max(width - 14, 1))
    for one, met in waiting:
        first, *more = wrap(f"{clean(one.event.name)}: {_where(met)}", max(width - name - 4, 10))
        yield f"  {pad(clean(met.name), name)}  {first}"
        yield from (f"{' ' * (name + 4)}{line}" for line in more)


def _before(event: Event | None, today: date) -> str:
    if event is None:
        return ""
    day = event.starts or event.ends
    if day is None:
        return _("Before {event}: ", event=clean(event.name))
    return _("Before {event} on {day}: ", event=clean(event.name), day=named_day(day, today))


def _where(met: Met) -> str:
    """What to look at: the contact's own file, or the line of the card."""
    if met.card is not None:
        return f"{clean(met.card.span.path)}:{met.card.span.line}"
    return clean(met.contact.source.path) if met.contact else ""
