"""What Monica knows to have happened with somebody: touches, promises, and words for the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kithbook.exchange.incoming import Happening, paragraphs, tidy
from kithbook.exchange.monica_values import Values, day, listed, properties, said, text, uuids
from kithbook.exchange.monica_words import word
from kithbook.exchange.wording import noted
from kithbook.words import N_, _, ngettext

_LONGEST_NUMBER = 6
_CHANNELS = {
    "email": "email", "phone": "message", "whatsapp": "message", "telegram": "message", "sms": "message",
    "facebook": "social", "twitter": "social", "linkedin": "social", "lunch": "lunch", "dinner": "lunch",
    "coffee": "coffee", "drinks": "coffee", "ate at": "lunch", "visited": "visit", "party": "event",
}  # fmt: skip


def activities(
    contacts: Iterable[Values], activities: Iterable[Values], kinds: Mapping[str, str]
) -> Iterator[Happening]:
    """Activities, each once, with everybody who took part."""
    people: dict[str, list[str]] = {}
    for number, contact in enumerate(contacts, 1):
        for uuid in uuids(contact, "activity"):
            people.setdefault(uuid, []).append(text(contact, "uuid") or str(number))
    for each in activities:
        own, uuid = properties(each), text(each, "uuid")
        written = day(text(own, "happened_at"))
        if written and uuid in people:
            kind = kinds.get(text(own, "type"), "")
            yield Happening(
                keys=(f"monica activity {uuid}",),
                people=tuple(people[uuid]),
                date=date.fromisoformat(written),
                channel=_channel(f"{kind} {text(own, 'summary')}", "meeting"),
                text=_joined(text(own, "summary") or kind, text(own, "description")),
            )


def _channel(words: str, otherwise: str) -> str:
    plain = words.casefold()
    return next((channel for word, channel in _CHANNELS.items() if word in plain), otherwise)


def _joined(*parts: str) -> str:
    return ": ".join(filter(None, map(tidy, parts)))


def calls(source: str, calls: Iterable[Values]) -> Iterator[Happening]:
    """Calls. Whoever called, both have talked: no answer is owed."""
    for each in calls:
        own = properties(each)
        written = day(text(own, "called_at"))
        if written:
            theirs = noted(N_("they called")) if own.get("contact_called") else ""
            yield Happening(
                keys=(_key("call", source, each, written, text(own, "content")),),
                people=(source,),
                date=date.fromisoformat(written),
                channel="call",
                text=_joined(theirs, text(own, "content")),
            )


def conversations(source: str, conversations: Iterable[Values], kinds: Mapping[str, str]) -> Iterator[Happening]:
    """Conversations: one touch for the day, with the first words that were said."""
    for each in conversations:
        own = properties(each)
        written = day(text(own, "happened_at"))
        messages = listed(own.get("messages"))
        words = [properties(message) for message in messages]
        if written:
            is_mine = not words or bool(words[-1].get("written_by_me", True))
            kind = kinds.get(text(own, "contact_field_type"), "")
            first = next((found for found in (tidy(text(one, "content"), 120) for one in words) if found), "")
            yield Happening(
                keys=(_key("conversation", source, each, written, first),),
                people=(source,),
                date=date.fromisoformat(written),
                channel=_channel(kind, "message"),
                direction="out" if is_mine else "in",
                text=first,
            )


def gifts(source: str, gifts: Iterable[Values]) -> Iterator[Happening]:
    """Gifts that were given or received on a day; ideas stand in the notes."""
    for each in gifts:
        own = properties(each)
        written = day(text(own, "date"))
        status = text(own, "status")
        if written and status in ("offered", "received"):
            yield Happening(
                keys=(_key("gift", source, each, written, text(own, "name")),),
                people=(source,),
                date=date.fromisoformat(written),
                channel="gift",
                exchange=("gave",) if status == "offered" else ("got",),
                text=_joined(text(own, "name"), text(own, "comment")),
            )


def reminders(source: str, reminders: Iterable[Values]) -> Iterator[Happening]:
    """Reminders for one day; those that are past are left out where they are written."""
    for each in reminders:
        own = properties(each)
        written = day(text(own, "initial_date"))
        is_open = own.get("delible", True) and not own.get("inactive")
        if written and is_open and text(own, "frequency_type") in ("one_time", ""):
            yield Happening(
                keys=(_key("reminder", source, each, written, text(own, "title")),),
                people=(source,),
                date=date.fromisoformat(written),
                text=_joined(text(own, "title"), text(own, "description")),
                is_promise=True,
            )


def _key(kind: str, source: str, each: Values, *parts: str) -> str:
    own = text(each, "uuid")
    return f"monica {kind} {own}" if own else "\n".join(("monica", kind, source, *parts))


def notes(own: Values, data: Mapping[str, list[Values]], life: Mapping[str, str]) -> Iterator[str]:
    """Everything that is words: the description, notes, and what has no place of its own."""
    yield from paragraphs(text(own, "description"))
    if text(own, "food_preferences"):
        yield _("Food: {food}", food=tidy(text(own, "food_preferences")))
    every = text(own, "stay_in_touch_frequency")
    if every.isdecimal() and len(every) < _LONGEST_NUMBER:
        yield ngettext("Stay in touch: every {count} day", "Stay in touch: every {count} days", int(every))
    yield from _written_notes(data)
    yield from filter(None, (_life_event(properties(each), life) for each in data.get("life_event", ())))
    yield from filter(None, (_gift_idea(properties(each)) for each in data.get("gift", ())))
    yield from (_debt(properties(each)) for each in data.get("debt", ()))
    yield from (_task(properties(each)) for each in data.get("task", ()))
    yield from (_pet(properties(each)) for each in data.get("pet", ()))
    yield from filter(None, (_repeated(properties(each)) for each in data.get("reminder", ())))


def words(own: Values, data: Mapping[str, list[Values]]) -> Iterator[str]:
    """What somebody wrote of them: the description and the notes."""
    yield from paragraphs(text(own, "description"))
    yield from _written_notes(data)


def _written_notes(data: Mapping[str, list[Values]]) -> Iterator[str]:
    for each in data.get("note", ()):
        written = day(text(each, "created_at"))
        first, *rest = paragraphs(text(properties(each), "body")) or ("",)
        yield from filter(None, (_joined(written, first) if first else "", *rest))


def _life_event(own: Values, kinds: Mapping[str, str]) -> str:
    name = said(own, "name") or kinds.get(text(own, "type"), "")
    return _joined(day(text(own, "happened_at")), name, text(own, "note"))


def _gift_idea(own: Values) -> str:
    if text(own, "status") in ("offered", "received") and day(text(own, "date")):
        return ""
    return _joined(_("Gift"), word(text(own, "status")), text(own, "name"), text(own, "comment"), text(own, "url"))


def _debt(own: Values) -> str:
    amount = " ".join(filter(None, (text(own, "amount"), text(own, "currency"))))
    whose = (
        _("I owe them {amount}", amount=tidy(amount))
        if own.get("in_debt")
        else _("They owe me {amount}", amount=tidy(amount))
    )
    return _joined(_("Debt"), whose, text(own, "reason"), word(text(own, "status")))


def _task(own: Values) -> str:
    state = _("Task, done") if own.get("completed") else _("Task, open")
    return _joined(state, text(own, "title"), text(own, "description"))


def _pet(own: Values) -> str:
    return _joined(_("Pet"), word(text(own, "category")), text(own, "name"))


def _repeated(own: Values) -> str:
    """A reminder that comes again more often than once a year has no place here but the notes."""
    kind, number = text(own, "frequency_type"), text(own, "frequency_number")
    if kind not in ("week", "month", "day") or own.get("inactive") or not own.get("delible", True):
        return ""
    count = int(number) if number.isdecimal() and len(number) < _LONGEST_NUMBER else 1
    every = {
        "day": ngettext("Reminder every day", "Reminder every {count} days", count),
        "week": ngettext("Reminder every week", "Reminder every {count} weeks", count),
        "month": ngettext("Reminder every month", "Reminder every {count} months", count),
    }
    return _joined(every[kind], text(own, "title"), text(own, "description"))
