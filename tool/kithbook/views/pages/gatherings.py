"""Events, organisations and campaigns: a list of each, and a page for every one with its people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from kithbook.model import Campaign, Event, Organisation, QuietTime, Step
from kithbook.views.pages import found, link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import person
from kithbook.views.pages.rendering import render
from kithbook.views.words import MONTHS, full_day, log_day, plural

Gathering = Event | Organisation | Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lines of a card: each a lead ("positive"), words, and a remark on the right."""

    title: str
    rows: Sequence[tuple[str, Markup, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one kind adds to the page that all share: facts for its head, a purpose, tables."""

    icon: str
    facts: tuple[str, ...]
    purpose: str = ""
    url: str = ""
    tables: tuple[Table, ...] = field(default=())


def pages(desk: Desk) -> Iterator[Page]:
    """All of them, each kind's list first."""
    journal, edition = desk.edition.journal, desk.edition
    events = sorted(journal.events.values(), key=lambda event: event.starts or event.ends or date.min, reverse=True)
    yield from _kind(desk, link.EVENTS, "Events", "Where people were met, or will be", events, edition.met)
    organisations = [*journal.organisations.values()]
    yield from _kind(desk, link.ORGANISATIONS, "Organisations", "What people belong to", organisations, edition.members)
    campaigns = [*journal.campaigns.values()]
    yield from _kind(desk, link.CAMPAIGNS, "Campaigns", "Lines of communication", campaigns, edition.enrolled)


def _kind(
    desk: Desk,
    section: str,
    title: str,
    lead: str,
    entries: Sequence[Gathering],
    groups: Mapping[str, tuple[str, ...]],
) -> Iterator[Page]:
    profiles = [(entry, profile(desk, entry)) for entry in entries]
    cards = [
        (entry.name, link.href(section, path(entry)), about, plural(len(groups.get(entry.id, ())), "contact"))
        for entry, about in profiles
    ]
    html = render("gatherings", title=title, lead=lead, cards=cards, section=section.removesuffix(".md"))
    yield Page(path=section, title=title, html=html, section=section)
    for entry, about in profiles:
        yield _page(desk, section, entry, about, groups.get(entry.id, ()))


def _page(desk: Desk, section: str, entry: Gathering, about: Profile, ids: tuple[str, ...]) -> Page:
    here = path(entry)
    edition = desk.edition
    items = {id: edition.items.get(id, ())[:1] for id in ids}
    html = render(
        "gathering",
        name=entry.name,
        about=about,
        url=link.web(about.url),
        tags=entry.tags,
        notes=[desk.prose.blocks(note.text, here) for note in entry.notes],
        people=[
            (person(edition, contact, here), [desk.row(item, here).saying for item in items[contact.id]])
            for contact in edition.contacts(ids)
        ],
        file=entry.source.path,
    )
    return Page(
        path=here,
        title=entry.name,
        html=html,
        search=found.by_words(desk, entry.name, (*about.facts, about.purpose), entry.notes),
        tags=entry.tags,
        edit=entry.source.path.partition("/")[2],
        section=section,
    )


def profile(desk: Desk, entry: Gathering) -> Profile:
    """What is special about this one."""
    match entry:
        case Event():
            return _event(desk, entry)
        case Organisation():
            return _organisation(entry)
        case Campaign():
            return _campaign(desk, entry)


def _event(desk: Desk, event: Event) -> Profile:
    cards = tuple(
        (
            card.name,
            desk.prose.line(card.about, path(event)),
            ", ".join(filter(None, (card.organisation, card.next_step))),
        )
        for card in event.cards
    )
    goal = f"{event.goal:g} people to meet" if event.goal else ""
    cost = f"cost {event.cost:,.0f} {desk.edition.journal.settings.currency}" if event.cost else ""
    return Profile(
        icon="ticket",
        facts=tuple(filter(None, (_days(event), event.town, goal, cost))),
        purpose=event.purpose,
        url=event.url,
        tables=(Table(title="Cards not yet contacts", rows=cards),) if cards else (),
    )


def _days(event: Event) -> str:
    first, last = event.starts or event.ends, event.ends or event.starts
    if first is None or last is None:
        return ""
    return full_day(first) if first == last else f"{exact_day(first, last)} to {log_day(last)}"


def _organisation(organisation: Organisation) -> Profile:
    quiet = ", ".join(map(_quiet, organisation.quiet))
    cadence = f"every {organisation.cadence}" if organisation.cadence and not organisation.cadence.is_never else ""
    return Profile(
        icon="house",
        facts=tuple(filter(None, (organisation.town, cadence, f"quiet {quiet}" if quiet else ""))),
        url=organisation.url,
    )


def _quiet(time: QuietTime) -> str:
    ends = [f"{day} {MONTHS[month - 1][:3]}" for month, day in (time.first, time.last)]
    return " to ".join(dict.fromkeys(ends))


def _campaign(desk: Desk, campaign: Campaign) -> Profile:
    here, today = path(campaign), desk.edition.today
    span = " to ".join(exact_day(day, today) for day in (campaign.starts, campaign.ends) if day)
    steps = [_step(desk, step, here) for step in campaign.steps]
    reactions = [
        (outcome, desk.prose.line(f"{step.channel}: {step.text}", here), f"after {step.wait}")
        for outcome, step in campaign.reactions.items()
    ]
    templates = [(template.name, desk.prose.blocks(template.text, here), "") for template in campaign.templates]
    tables = (("Steps", steps), ("What to do on each reaction", reactions), ("Templates", templates))
    return Profile(
        icon="bubble",
        facts=tuple(filter(None, (span, f"every {campaign.cadence}" if campaign.cadence else "", *campaign.channels))),
        purpose=f"For {campaign.audience}" if campaign.audience else "",
        tables=tuple(Table(title=title, rows=rows) for title, rows in tables if rows),
    )


def _step(desk: Desk, step: Step, here: str) -> tuple[str, Markup, str]:
    return step.channel, desk.prose.line(step.text, here), f"after {step.wait}"
