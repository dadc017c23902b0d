"""What stands beside a draft: to whom and how, at which step, in which tone, and what could not be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.campaigns.choice import Turn
from kithbook.campaigns.drafting import Draft
from kithbook.campaigns.templates import Message
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Journal
from kithbook.plan.reach import Way
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.links import unlinked
from kithbook.views.terminal import clean, clean_lines, clip, wrap
from kithbook.words import _

RULE = "─"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """Everything that is told beside a message. `others` are the names of further templates."""

    journal: Journal
    contact: Contact
    campaign: Campaign
    way: Way
    message: Message
    turn: Turn | None
    takes_part: bool
    others: Sequence[str] = ()


def render(margin: Margin, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """The lines above the message, the last of them a rule."""
    head = [*wrap(_to_whom(margin), width), *(line for said in _about(margin) for line in wrap(said, width))]
    tone = unlinked(margin.journal, margin.campaign.guidelines)
    guidelines = [line for given in clean_lines(tone) for line in (wrap(given, width) if given.strip() else [""])]
    body = ["", *guidelines] if tone.strip() else []
    return [ink.strong(clip(head[0], width)), *head[1:], *(ink.faint(line) for line in body), RULE * width]


def _to_whom(margin: Margin) -> str:
    how = " ".join(filter(None, map(clean, (margin.way.channel, margin.way.handle))))
    return f"{clean(margin.contact.name)}: {how}" if how else clean(margin.contact.name)


def _about(margin: Margin) -> Iterator[str]:
    turn, name = margin.turn, clean(margin.campaign.name)
    if turn is None:
        yield name
    elif turn.outcome:
        yield _("{name}, on {outcome}: {text}", name=name, outcome=turn.outcome, text=clean(turn.step.text))
    else:
        yield _(
            "{name}, step {number} of {count}: {text}",
            name=name,
            number=turn.number,
            count=turn.total,
            text=clean(turn.step.text),
        )
    if not margin.takes_part:
        yield _("{name} takes no part in this campaign.", name=clean(margin.contact.name))
    template = _('Template "{name}"', name=clean(margin.message.name))
    language = f" [{margin.message.language}]" if margin.message.language else ""
    others = "; " + _("others: {names}", names=", ".join(map(clean, margin.others))) if margin.others else ""
    yield f"{template}{language}{others}"


def left_open(draft: Draft, contact: Contact) -> Iterator[str]:
    """A sentence for each field that was left as it is written."""
    for name in draft.empty:
        path = clean(contact.source.path)
        yield _("{field} stays: nothing is written for it in {path}", field=f"{{{clean(name)}}}", path=path)
    for name in draft.unknown:
        yield _("{field} stays: no field is called that; kith help campaigns lists them", field=f"{{{clean(name)}}}")
