"""Everything that is held about one person, as a text to hand over and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kithbook.facts import plain
from kithbook.forgetting import traces
from kithbook.forgetting.pictures import shown
from kithbook.frozen import dataclass
from kithbook.insights.discretion import Discretion, discretion
from kithbook.model import Contact, Event, Journal, Page
from kithbook.plan import Item
from kithbook.text import Source
from kithbook.views.phrases import brief
from kithbook.views.terminal import clean
from kithbook.views.words import log_day
from kithbook.words import N_, _

INBOX = "inbox.md"
ANYBODY = N_("(somebody else)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is held about one person; every text is fit for that person's eyes."""

    id: str
    name: str
    day: date
    owner: str
    parts: Mapping[str, tuple[str, ...]]


_TITLES: Mapping[str, str] = {
    "fields": N_("What is written down"),
    "notes": N_("Notes"),
    "next": N_("Next steps"),
    "log": N_("When we were in touch"),
    "mentions": N_("Where else you are mentioned"),
    "events": N_("Events"),
    "campaigns": N_("Campaigns"),
    "plan": N_("What is computed from it"),
    "pictures": N_("Pictures"),
    "history": N_("How it came about"),
    "published": N_("Where it goes"),
}
PARTS = tuple(_TITLES)


def dossier(
    journal: Journal, contact: Contact, items: Sequence[Item], today: date, *, sources: Sequence[Source],
    history: Sequence[str],
) -> Dossier:  # fmt: skip
    """Gather it all. `sources` are all files of the journal, `history` what git knows of this file, in words."""
    veil = discretion(journal, contact, _(ANYBODY))
    parts = {
        "fields": _fields(contact, veil),
        "notes": [veil.text(line) for note in contact.notes for line in note.text.split("\n") if line.strip()],
        "next": [veil.text(line) for step in contact.follow_ups for line in (step.span.text.strip(), *step.details)],
        "log": [veil.text(line) for touch in contact.log for line in (touch.span.text.strip(), *touch.details)],
        "mentions": [*_mentions(journal, contact, sources, veil)],
        "events": [*_events(journal, contact)],
        "campaigns": [*_campaigns(journal, contact)],
        "plan": [veil.text(brief(item, today)) for item in items],
        "pictures": [*_pictures(journal, contact)],
        "history": [veil.text(line) for line in history],
        "published": [*_published(journal, contact)],
    }
    return Dossier(
        id=contact.id,
        name=contact.name,
        day=today,
        owner=journal.settings.owner,
        parts={key: tuple(clean(line) for line in lines) for key, lines in parts.items()},
    )


def _fields(contact: Contact, veil: Discretion) -> list[str]:
    """The fields as they are written; an id of somebody else is nobody's business."""
    found = [(span.start, key, " ".join(span.text.split())) for key, span in contact.spans.items()]
    named = [f"{key}: {_value(key, value, contact, veil)}" for _start, key, value in sorted(found)]
    return [*named, *(f"{key}: {veil.text(' '.join(value.split()))}" for key, value in contact.extras.items())]


def _value(key: str, value: str, contact: Contact, veil: Discretion) -> str:
    if key == "referred_by" and veil.journal.resolve(contact.referred_by) != contact.id:
        return veil.word
    return veil.word if key == "not_same_as" else veil.text(value)


def _mentions(journal: Journal, contact: Contact, sources: Sequence[Source], veil: Discretion) -> Iterator[str]:
    """Sentences in other files that name the person, and in which kind of file; whose file it is stays untold."""
    found = traces(journal, contact, _of_one_word(journal, contact))

    def is_named(text: str) -> bool:
        return next(found.spans(text), None) is not None or any(found.leads_here(target) for target in _targets(text))

    for source in sources:
        if source.path == contact.source.path:
            continue
        for line in source.text.split("\n"):
            if is_named(line):
                place = _place(journal, source)
                yield from (f"{place}: {said}" for said in veil.about(line, is_named))


def _of_one_word(journal: Journal, contact: Contact) -> Iterator[str]:
    """Their names of one word that are no part of anybody else's: who says one of them means this person."""
    others = {
        word
        for each in journal.contacts.values()
        if each.id != contact.id
        for name in (each.name, *each.aliases)
        for word in plain(name).split()
    }
    yield from (name for name in (contact.name, *contact.aliases) if name.isalpha() and plain(name) not in others)


def _targets(text: str) -> Iterator[str]:
    for part in text.split("[[")[1:]:
        yield part.partition("]]")[0].partition("|")[0]
    key, colon, value = text.partition(":")
    if colon and key.strip() == "referred_by":
        yield value.strip().strip("\"'")


def _place(journal: Journal, source: Source) -> str:
    entry = journal.entry(source.path.rpartition("/")[2].removesuffix(".md"))
    if isinstance(entry, Contact):
        return _("in the file of somebody else")
    name = source.path.rpartition("/")[2]
    if entry is None and name != INBOX and source.path.startswith(f"{journal.settings.contacts}/"):
        return _("in a file beside the contacts")  # a copy may be called by somebody else's name
    if isinstance(entry, Page) or entry is None:
        return _("in {path}", path=name)
    return _("in {name}", name=entry.name)


def _events(journal: Journal, contact: Contact) -> Iterator[str]:
    event = journal.event_of(contact)
    if isinstance(event, Event):
        day = f", {log_day(event.starts)}" if event.starts else ""
        yield _("met at {name}", name=f"{event.name}{day}")


def _campaigns(journal: Journal, contact: Contact) -> Iterator[str]:
    for enrolment in contact.campaigns:
        campaign = journal.campaigns.get(journal.resolve(enrolment.campaign))
        name = campaign.name if campaign else enrolment.campaign
        yield _("{name}, since {day}", name=name, day=log_day(enrolment.since)) if enrolment.since else name


def _pictures(journal: Journal, contact: Contact) -> Iterator[str]:
    yield from shown(contact.source.text, sorted(journal.files))


def _published(journal: Journal, contact: Contact) -> Iterator[str]:
    if contact.private:
        yield _("Marked private: not on a published page, in no feed, in no export unless asked for.")
        return
    yield _("On the pages of the journal's site and in its calendar feeds, when they are made.")
    yield _("In exports, the address book and the tasks on a telephone, when they are made.")


def markdown(found: Dossier) -> str:
    """The report as Markdown: a heading for each part in which there is something."""
    title = _("What is held about {name}", name=found.name)
    lines = [f"# {title}", ""]
    keeper = found.owner or _("the keeper of this journal")
    lines += [_("On {day}, by {keeper}. Other people's names are left out.", day=log_day(found.day), keeper=keeper)]
    for key, heading in _TITLES.items():
        if found.parts[key]:
            lines += ["", f"## {_(heading)}", "", *(f"- {_escaped(line)}" for line in found.parts[key])]
    return "\n".join([*lines, ""])


def _escaped(line: str) -> str:
    """A line that stays one item of a list, whatever it begins with."""
    bare = line.removeprefix("- ").removeprefix("* ").strip()
    return "\\" + bare if bare[:1] in "#>-+*|`=" else bare


def as_values(found: Dossier) -> dict[str, Any]:
    """The same for programs."""
    return {
        "contact": found.id,
        "name": found.name,
        "today": found.day.isoformat(),
        "keeper": found.owner,
        **{key: list(found.parts[key]) for key in PARTS},
    }
