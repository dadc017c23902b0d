"""Monica 4's export of an account as JSON: people with their fields, and what was noted about them.

After the source of Monica 4.1 (app/ExportResources): what has a number of entries is `{count, type, values}`, what
belongs to an entry stands under its `properties`. Touches are activities, calls and conversations; a reminder for one
day that is still to come is a promise; notes, debts, gifts, tasks, pets and life events are words in the notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from kithbook.exchange import decoding, incoming, monica_story, pictures
from kithbook.exchange.incoming import LONGEST_NAME, Happening, Incoming, Labelled, Read, Remark, distinct, tidy
from kithbook.exchange.monica_values import Values, collections, day, listed, properties, said, text, texts
from kithbook.exchange.monica_words import relation
from kithbook.exchange.pictures import Picture
from kithbook.exchange.wording import in_journal, noted
from kithbook.words import N_, _, ngettext

FORMAT = "monica"
_CHANNELS = {"email": "email", "phone": "phone"}
_URLS = ("http://", "https://")
_PLACE = ("street", "code town", "province", "country")
_DEAD, _ARCHIVED = N_("deceased"), N_("archived in Monica")
_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+")
_UUID = re.compile(r'"uuid"\s*:\s*"([^"\\]{1,80})"')
_LEFT = ("document", "addressbook", "addressbook_subscription")


def is_ours(data: bytes) -> bool:
    """Whether a text that begins like this is an export of Monica."""
    head = decoding.text(data)[:2000]
    return head.lstrip().startswith("{") and '"version"' in head and '"app_version"' in head and '"account"' in head


def read(data: bytes) -> Read:
    """Everybody in the account, with what happened."""
    said = decoding.text(data)
    try:
        whole = json.loads(said)
    except (ValueError, RecursionError):
        return _nothing(_("the file cannot be read: this is not JSON"))
    account = whole.get("account") if isinstance(whole, dict) else None
    if not isinstance(account, dict):
        return _nothing(_("this is no export of Monica: there is no account in it"))
    return _Account(account, _lines(said)).read()


def _lines(said: str) -> dict[str, int]:
    """The line in which each uuid is said to be that of an entry."""
    found: dict[str, int] = {}
    line, counted = 1, 0
    for uuid in _UUID.finditer(said):
        line, counted = line + said.count("\n", counted, uuid.start()), uuid.start()
        found.setdefault(uuid[1], line)
    return found


def _nothing(message: str) -> Read:
    return Read(format=FORMAT, remarks=(Remark(line=1, message=message),))


class _Account:
    """The account, with its entries by uuid."""

    def __init__(self, account: Values, lines: Mapping[str, int]) -> None:
        self.lines = lines
        self.data = collections(account)
        instance = account.get("instance")
        self.instance = instance if isinstance(instance, dict) else {}
        self.fields = self._named("contact_field_types")
        self.kinds = {text(each, "uuid"): properties(each) for each in listed(self.instance.get("contact_field_types"))}
        self.remarks: list[Remark] = []

    def _named(self, key: str) -> Mapping[str, str]:
        """The names of types, by uuid."""
        named = ((text(each, "uuid"), properties(each)) for each in listed(self.instance.get(key)))
        return {uuid: said(found, "name", "translation_key").replace("_", " ") for uuid, found in named}

    def read(self) -> Read:
        people: list[Incoming] = []
        happenings: list[Happening] = []
        for number, contact in enumerate(self.data.get("contact", ()), 1):
            if len(people) == incoming.MOST_PEOPLE:
                self.remarks.append(incoming.too_many(1))
                break
            found = self._person(number, contact)
            if found is not None:
                people.append(found)
                happenings += self._happenings(found.source, contact)
        happenings += monica_story.activities(
            self.data.get("contact", ()), self.data.get("activity", ()), self._named("activity_types")
        )
        self._tell_left()
        return Read(format=FORMAT, people=tuple(people), remarks=tuple(self.remarks), happenings=tuple(happenings))

    def _tell_left(self) -> None:
        for kind in _LEFT:
            count = len(self.data.get(kind, ()))
            if count:
                message = ngettext(
                    "{count} entry of the kind {kind} is not taken over",
                    "{count} entries of the kind {kind} are not taken over",
                    count,
                    kind=kind,
                )
                self.remarks.append(Remark(line=1, message=message))

    def _person(self, number: int, contact: Values) -> Incoming | None:
        own, uuid = properties(contact), text(contact, "uuid")
        name = tidy(" ".join(filter(None, (text(own, key) for key in ("first_name", "middle_name", "last_name")))))
        name = (name or tidy(text(own, "nickname")))[:LONGEST_NAME]
        if not name:
            message = _("contact {number} has no name; it was left out", number=number)
            self.remarks.append(Remark(line=1, message=message))
            return None
        data = collections(contact)
        nickname = tidy(text(own, "nickname"))
        birthday = _special(own, "birthdate")
        with in_journal():
            days = distinct(_days(data))
            notes = tuple(monica_story.notes(own, data, self._named("life_event_types")))
        return Incoming(
            line=self.lines.get(uuid, 1),
            name=name,
            source=uuid or str(number),
            fields=_filled({**_fields(own, uuid), **_place(data), "birthday": birthday}),
            handles=self._handles(data),
            lists={
                key: values
                for key, values in (
                    ("aliases", (nickname,) if nickname and nickname != name else ()),
                    ("tags", _tags(own)),
                )
                if values
            },
            days=days,
            notes=notes,
            words=tuple(monica_story.words(own, data)),
            picture=self._picture(own),
            referrer=text(own, "first_met_through"),
            ties=tuple(self._ties(uuid)),
        )

    def _picture(self, own: Values) -> Picture | None:
        """The portrait that was chosen among the photos."""
        chosen = text(own.get("avatar"), "avatar_photo")
        photo = next((each for each in self.data.get("photo", ()) if chosen and text(each, "uuid") == chosen), {})
        found = pictures.of_text(text(properties(photo), "dataUrl"))
        return found if isinstance(found, Picture) else None

    def _handles(self, data: Mapping[str, list[Values]]) -> dict[str, tuple[Labelled, ...]]:
        found: dict[str, list[Labelled]] = {"email": [], "phone": [], "url": []}
        for each in data.get("contact_field", ()):
            own = properties(each)
            kind = self.kinds.get(text(own, "type"), {})
            value, label = tidy(text(own, "data")), tidy(self.fields.get(text(own, "type"), ""), 40).casefold()
            key = _CHANNELS.get(text(kind, "type"), "")
            if not key:
                key = "email" if _MAIL.fullmatch(value) else "url"
                protocol = text(kind, "protocol")
                is_whole = value.startswith(_URLS) or not protocol.startswith(_URLS)
                value = value if is_whole or key == "email" else f"{protocol}{value}"
            found[key].append(Labelled(value=value, label="" if label in ("email", "phone") else label))
        return {key: distinct(values) for key, values in found.items() if values}

    def _ties(self, uuid: str) -> Iterator[Labelled]:
        for each in self.data.get("relationship", ()):
            own = properties(each)
            if uuid and text(own, "of_contact") == uuid and text(own, "contact_is"):
                yield Labelled(label=relation(text(own, "type")), value=text(own, "contact_is"))

    def _happenings(self, source: str, contact: Values) -> Iterator[Happening]:
        data = collections(contact)
        yield from monica_story.calls(source, data.get("call", ()))
        yield from monica_story.conversations(source, data.get("conversation", ()), self.fields)
        yield from monica_story.reminders(source, data.get("reminder", ()))
        yield from monica_story.gifts(source, data.get("gift", ()))


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in fields.items() if value}


def _fields(own: Values, uuid: str) -> dict[str, str]:
    found = {"organisation": tidy(text(own, "company")), "role": tidy(text(own, "job")), "uid": uuid}
    met, died = _special(own, "first_met_date"), _special(own, "deceased_date")
    found |= {"met": met} if met[:2] != "--" else {}
    if died and died[:2] != "--":
        return found | {"deceased": died}
    since = day(text(own, "last_consulted_at")) or "1970-01-01"
    if own.get("is_dead"):
        return found | {"archived": f"{since} {noted(_DEAD)}"}
    if own.get("is_active") is False:
        return found | {"archived": f"{since} {noted(_ARCHIVED)}"}
    return found


def _special(own: Values, key: str) -> str:
    """A special date; the year is left out where Monica only guessed it, and the day where it knows an age."""
    found = own.get(key)
    written = day(text(found, "date")) if isinstance(found, dict) else ""
    if not written or not isinstance(found, dict):
        return ""
    if found.get("is_age_based"):
        return written[:4]
    return f"--{written[5:]}" if found.get("is_year_unknown") else written


def _place(data: Mapping[str, list[Values]]) -> dict[str, str]:
    for each in data.get("address", ()):
        own = properties(each)
        town = tidy(text(own, "city"))
        parts = {key: tidy(text(own, key)) for key in ("street", "province", "country")}
        parts["code town"] = " ".join(filter(None, (tidy(text(own, "postal_code")), town)))
        lines = [parts[key] for key in _PLACE if parts[key]]
        if lines:
            return {"address": ", ".join(lines) if lines != [town] else "", "town": town}
    return {}


def _tags(own: Values) -> tuple[str, ...]:
    tags = own.get("tags")
    return tuple(dict.fromkeys(found for each in texts(tags) if (found := tidy(each))))


def _days(data: Mapping[str, list[Values]]) -> Iterator[Labelled]:
    """Reminders of every year are days to think of somebody; the birthday's own is not one more."""
    for each in data.get("reminder", ()):
        own = properties(each)
        written = day(text(own, "initial_date"))
        is_of_user = own.get("delible", True) and not own.get("inactive")
        if text(own, "frequency_type") == "year" and written and is_of_user:
            yield Labelled(label=tidy(text(own, "title"), 40) or _("reminder"), value=f"--{written[5:]}")
