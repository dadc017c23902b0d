"""The whole contact for other programs, as `kith show --json` promises it."""

from __future__ import annotations

from datetime import date
from typing import Any

from kithbook.insights.balance import balance
from kithbook.model import FollowUp, Handle, Journal, Touch
from kithbook.referrals import chain, tree
from kithbook.views.machine import as_json, item_as_json, place
from kithbook.views.portrait import Portrait


def portrait_as_json(portrait: Portrait) -> str:
    """Every field under its own name, then state, items, follow-ups, touches, notes and referrals."""
    contact, journal, facts = portrait.contact, portrait.journal, portrait.facts
    exchanged = balance(contact, portrait.today)
    return as_json(
        {
            "today": portrait.today.isoformat(),
            "id": contact.id,
            "path": contact.source.path,
            "name": contact.name,
            "aliases": contact.aliases,
            "organisation": {
                "id": facts.organisation if facts.organisation in journal.organisations else None,
                "name": facts.organisation_name,
            }
            if contact.organisation
            else None,
            "role": contact.role,
            "email": [_handle(handle) for handle in contact.emails],
            "phone": [_handle(handle) for handle in contact.phones],
            "url": [_handle(handle) for handle in contact.urls],
            "address": contact.address,
            "town": contact.town,
            "language": contact.language,
            "photo": contact.photo,
            "card_photo": contact.card_photos,
            "tags": contact.tags,
            "tier": contact.tier,
            "cadence": str(contact.cadence) if contact.cadence else None,
            "prefers": contact.prefers,
            "why": contact.why,
            "met": _day(contact.met),
            "met_at": contact.met_at,
            "campaigns": {one.campaign: _day(one.since) for one in contact.campaigns},
            "occasions": {occasion.name: str(occasion.day) for occasion in contact.days},
            "needs": contact.needs,
            "offers": contact.offers,
            "value": contact.value,
            "verified": _day(contact.verified),
            "imported": _day(contact.imported),
            "bounced": contact.bounced,
            "consent": {purpose: _day(day) for purpose, day in contact.consent.items()},
            "snoozed_until": _day(contact.snoozed.until) if contact.snoozed else None,
            "archived": _day(contact.archived),
            "archived_because": contact.archived_because,
            "deceased": _day(contact.deceased),
            "private": contact.private,
            "extras": dict(contact.extras),
            "state": facts.state,
            "last": _day(facts.last),
            "due": _day(facts.due),
            "items": [item_as_json(item, portrait.today) for item in portrait.items],
            "follow_ups": [_follow_up(one) for one in contact.follow_ups],
            "touches": [_touch(journal, touch) for touch in journal.touches.get(contact.id, ())],
            "balance": {"gave": exchanged.gave, "got": exchanged.got},
            "notes": [note.text for note in contact.notes],
            "referrals": {
                "up": [{"contact": one.id, "name": one.name} for one in chain(journal, contact)],
                "down": [
                    {"contact": kin.contact.id, "name": kin.contact.name, "depth": kin.depth}
                    for kin in tree(journal, contact)[1:]
                ],
            },
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _handle(handle: Handle) -> dict[str, str]:
    return {"value": handle.value, "label": handle.label}


def _follow_up(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "done": follow_up.done,
        "date": _day(follow_up.date),
        "channel": follow_up.channel,
        "text": follow_up.text,
        "details": follow_up.details,
        "cause": place(follow_up.span),
    }


def _touch(journal: Journal, touch: Touch) -> dict[str, Any]:
    return {
        "contact": touch.contact,
        "date": touch.date.isoformat(),
        "time": touch.time.strftime("%H:%M") if touch.time else None,
        "channel": touch.channel,
        "with": [journal.resolve(link.target) or link.target for link in touch.with_],
        "direction": touch.direction,
        "outcome": touch.outcome,
        "exchange": touch.exchange,
        "text": touch.text,
        "details": touch.details,
        "by": journal.author_of(touch) or None,
        "cause": place(touch.span),
    }
