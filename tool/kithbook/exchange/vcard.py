"""vCard: the address books of phones and mail programs, as people.

A reader of our own: on the corpus of the tests vobject 0.9.9 loses what stands behind a byte-order mark, garbles
folds inside a character and Windows character sets, ends at an unfinished picture, and takes twice as long
(`make bench`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kithbook.dates import PartialDate, Problem, parse_partial_date
from kithbook.exchange import incoming, pictures
from kithbook.exchange.incoming import (
    HANDLES,
    LONGEST_NAME,
    Incoming,
    Labelled,
    Read,
    Remark,
    distinct,
    paragraphs,
    tidy,
)
from kithbook.exchange.pictures import Picture
from kithbook.exchange.vcard_lines import Property, properties
from kithbook.exchange.wording import DEPARTMENT, day_named, noted
from kithbook.words import _

FORMAT = "vcard"
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LABELS = {"cell": "mobile", "homepage": "web", "internet": "", "voice": "", "x-internet": "", "iphone": "mobile"}
_KNOWN_LABELS = ("work", "home", "cell", "mobile", "fax", "pager", "main", "other", "school", "car", "iphone")
_DAY = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?|(\d{4})-(\d\d)|(\d{4})|--(\d\d)", re.ASCII)
_HANDLES = {"EMAIL": "email", "TEL": "phone", "URL": "url"}
_CHATS = ("IMPP", "X-SOCIALPROFILE")
_SCHEMES = {
    "http": "url", "https": "url", "tel": "phone", "sms": "phone", "callto": "phone", "mailto": "email",
}  # fmt: skip
"""Addresses for messages that have a place of their own here; skype, xmpp, sip and the like have none."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_READ = frozenset(
    {
        "BEGIN", "END", "VERSION", "FN", "N", "NICKNAME", "ORG", "TITLE", "ADR", "LANG", "CATEGORIES",
        "BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-ABDATE", "NOTE", "UID", "X-ABLABEL", "X-ABADR", "PHOTO",
        "PRODID", "REV", "KIND", "X-ADDRESSBOOKSERVER-KIND", "AGENT",
        *_HANDLES,
    }
)  # fmt: skip
"""What is understood here, or belongs to the file and not to the person."""
_DAYS = ("BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-ABDATE")
_ONCE = frozenset({"ORG", "TITLE", "LANG", "ADR", "BDAY"})
"""What has one place here: a second one is kept as it is."""
_LONGEST_KEPT = 2000


def read(data: bytes) -> Read:
    """Everybody in the file; whatever the bytes are, they end in people and remarks."""
    people: list[Incoming] = []
    remarks: list[Remark] = []
    for card, is_whole in _cards(data, remarks):
        if len(people) == incoming.MOST_PEOPLE:
            remarks.append(incoming.too_many(card[0].line))
            break
        if not is_whole:
            remarks.append(Remark(line=card[0].line, message=_("this card has no END:VCARD; what there is was read")))
        found = _person(card, remarks)
        if found is not None:
            people.append(found)
    return Read(format=FORMAT, people=tuple(people), remarks=tuple(remarks))


def _cards(data: bytes, remarks: list[Remark]) -> Iterator[tuple[list[Property], bool]]:
    """The properties of each card; a card inside a card (AGENT of vCard 2.1) is passed over."""
    card: list[Property] = []
    depth = 0
    for each in properties(data):
        if isinstance(each, int):
            if depth:
                remarks.append(Remark(line=each, message=_("this line is no property of a vCard; it was left out")))
            continue
        mark = (each.name, each.text.strip().upper())
        if mark == ("BEGIN", "VCARD"):
            if depth and not _is_agent(card):
                yield card, False
                depth, card = 0, []
            depth += 1
        if depth == 1:
            card.append(each)
        if mark == ("END", "VCARD") and depth:
            depth -= 1
            if not depth:
                yield card, True
                card = []
    if card:
        yield card, False


def _is_agent(card: list[Property]) -> bool:
    return bool(card) and card[-1].name == "AGENT" and not card[-1].value.strip()


def _person(card: list[Property], remarks: list[Remark]) -> Incoming | None:
    first = card[0].line
    kinds = {each.text.strip().casefold() for each in card if each.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    if "group" in kinds:
        remarks.append(
            Remark(line=first, message=_('"{name}" is a group, not a person', name=tidy(_text(card, "FN"), 60)))
        )
        return None
    labels = {each.group: each for each in card if each.name == "X-ABLABEL" and each.group}
    handles = {key: distinct(_handle(each, key, labels) for each in card if _key(each) == key) for key in HANDLES}
    name = _name(card) or next((each.value for values in handles.values() for each in values), "")
    if not name:
        remarks.append(Remark(line=first, message=_("this card has neither a name nor an address; it was left out")))
        return None
    fields = dict(_fields(card, name))
    birthday = _birthday(card, remarks)
    if birthday:
        fields["birthday"] = birthday
    notes = tuple(line for each in card if each.name == "NOTE" for line in paragraphs(each.text))
    return Incoming(
        picture=_picture(card, name, remarks),
        line=first,
        name=name,
        fields=fields,
        handles={key: values for key, values in handles.items() if values},
        lists={key: values for key, values in (("aliases", _aliases(card, name)), ("tags", _tags(card))) if values},
        days=distinct(_days(card, labels, remarks)),
        notes=(*notes, *_department(card)),
        words=notes,
        kept=_kept(card, labels, remarks),
    )


def _text(card: list[Property], *names: str) -> str:
    return next((each.text.strip() for name in names for each in card if each.name == name and each.text.strip()), "")


def _name(card: list[Property]) -> str:
    """What the card calls them; without that the parts of the name in the order in which they are said."""
    written = tidy(_text(card, "FN"), LONGEST_NAME)
    if written:
        return written
    for each in card:
        if each.name == "N":
            family, given, middle, prefix, suffix = (*each.parts(), "", "", "", "", "")[:5]
            written = tidy(" ".join(filter(None, (prefix, given, middle, family, suffix))), LONGEST_NAME)
            if written:
                return written
    return tidy(_text(card, "NICKNAME", "ORG").replace(";", " "), LONGEST_NAME)


def _fields(card: list[Property], name: str) -> Iterator[tuple[str, str]]:
    for each in card:
        if each.name == "ORG" and any(map(tidy, each.parts())):
            organisation, _units = _employer(each)
            if organisation != name:
                yield "organisation", organisation
            break
    plain = {"role": ("TITLE", "ROLE"), "language": ("LANG",), "uid": ("UID",)}
    for key, names in plain.items():
        value = tidy(_text(card, *names))
        if value and (key != "language" or re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value)):
            yield key, value.removeprefix("urn:uuid:") if key == "uid" else value
    for each in card:
        if each.name == "ADR" and any(each.parts()):
            box, extended, street, town, region, code, country = (*each.parts(), *[""] * 7)[:7]
            place = "" if not code and town in street else " ".join(filter(None, (code, town)))
            lines = (street, extended, box, place, region, country)
            if any(map(tidy, (street, extended, box, code, region, country))):
                yield "address", ", ".join(filter(None, map(tidy, lines)))
            if tidy(town):
                yield "town", tidy(town)
            break


def _employer(each: Property) -> tuple[str, str]:
    """The organisation, and its units as one text; the first unit where the organisation itself has no name."""
    first, *units = filter(None, map(tidy, each.parts()))
    return first, ", ".join(units)


def _department(card: list[Property]) -> Iterator[str]:
    """The line of the notes that names the units of the organisation: people of one firm are to be found together."""
    for each in card:
        if each.name == "ORG" and any(map(tidy, each.parts())):
            _organisation, units = _employer(each)
            if units:
                yield f"{noted(DEPARTMENT)}: {units}"
            break


def _key(each: Property) -> str:
    """The field in which an address stands; "" for what is none, or has no place here."""
    if each.name not in _CHATS:
        return _HANDLES.get(each.name, "")
    scheme = _SCHEME.match(each.text.strip())
    if scheme is None:
        return "url" if "." in each.text and "@" not in each.text else ""
    return _SCHEMES.get(scheme[1].casefold(), "")


def _handle(each: Property, key: str, labels: Mapping[str, Property]) -> Labelled:
    value = tidy(each.text)
    if key == "phone":
        value = re.sub(r"^(?:tel|sms|callto):", "", value, flags=re.IGNORECASE)
    if key == "email":
        value = re.sub(r"^mailto:", "", value, flags=re.IGNORECASE).strip("<> ")
    label = _label(each, labels)
    types = [word for word in _KNOWN_LABELS if word in each.types]
    words = " ".join(_LABELS.get(word, word) for word in sorted(types, key=lambda word: word in ("fax", "pager")))
    return Labelled(value=value, label=label or words.strip(), lines=_lines(each, labels))


def _lines(each: Property, labels: Mapping[str, Property]) -> tuple[str, ...]:
    """The line of a property, with that of its label, as they came."""
    return (each.raw, labels[each.group].raw) if each.group and each.group in labels else (each.raw,)


def _label(each: Property, labels: Mapping[str, Property]) -> str:
    """What somebody called it in Apple's address book."""
    return _apple_label(labels[each.group].text) if each.group and each.group in labels else ""


def _apple_label(text: str) -> str:
    found = _APPLE_LABEL.fullmatch(text.strip())
    label = tidy(found[1] if found else text, 40)
    return _LABELS.get(label.casefold(), label.casefold()) if found else label


def _aliases(card: list[Property], name: str) -> tuple[str, ...]:
    found = [tidy(part) for each in card if each.name == "NICKNAME" for part in each.parts(",")]
    return tuple(dict.fromkeys(alias for alias in found if alias and alias != name))


def _tags(card: list[Property]) -> tuple[str, ...]:
    found = [tidy(part) for each in card if each.name == "CATEGORIES" for part in each.parts(",")]
    return tuple(dict.fromkeys(tag for tag in found if tag and tag.casefold() != "mycontacts"))


def _birthday(card: list[Property], remarks: list[Remark]) -> str:
    for each in card:
        if each.name == "BDAY" and each.text.strip():
            day = day_of(each)
            if not day:
                remarks.append(
                    Remark(line=each.line, message=_('"{text}" is no birthday that is known', text=tidy(each.text, 40)))
                )
            return day
    return ""


def _days(card: list[Property], labels: Mapping[str, Property], remarks: list[Remark]) -> Iterator[Labelled]:
    for each in card:
        if each.name in _DAYS[1:] and each.text.strip():
            day = day_of(each)
            if day:
                yield Labelled(value=day, label=day_named(_label(each, labels)))
            else:
                remarks.append(
                    Remark(line=each.line, message=_('"{text}" is no day that is known', text=tidy(each.text, 40)))
                )


def day_of(each: Property) -> str:
    """A day as the journal writes it, the year left out where it is unknown; "" when it is none."""
    return day_of_text(each.text, next(iter(each.parameters.get("X-APPLE-OMIT-YEAR", ())), "1604"))


def day_of_text(text: str, omitted: str = "1604") -> str:
    """The same of a text; `omitted` is the year that stands for none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return ""
    year, month, day = found[1] or found[4] or found[6] or "--", found[2] or found[5] or found[7], found[3]
    if year == omitted and month:
        year = "--"
    written = "-".join(filter(None, ("-" if year == "--" else year, month, day)))
    read: PartialDate | Problem = parse_partial_date(written)
    return "" if isinstance(read, Problem) else written


def _picture(card: list[Property], name: str, remarks: list[Remark]) -> Picture | None:
    """The first picture in the card, decoded; why there is none is told."""
    for each in card:
        if each.name == "PHOTO" and each.value.strip():
            found = pictures.of_text(each.text)
            if isinstance(found, Picture):
                return found
            message = _("the picture of {name} is not taken over: {why}", name=tidy(name, 60), why=found)
            remarks.append(Remark(line=each.line, message=message))
            return None
    return None


def _kept(card: list[Property], labels: Mapping[str, Property], remarks: list[Remark]) -> tuple[str, ...]:
    """The lines that mean nothing here, or have no room: given back when the contact is written out again."""
    found: list[str] = []
    seen: set[str] = set()
    for each in card:
        if _is_taken(each, card, seen) or not each.value.strip():
            continue
        lines = [tidy(line, _LONGEST_KEPT + 1) for line in _lines(each, labels)]
        if any(len(line) > _LONGEST_KEPT for line in lines):
            remarks.append(Remark(line=each.line, message=_("{name} is too long to be kept", name=tidy(each.name, 40))))
        else:
            found += lines
    return tuple(dict.fromkeys(found))


def _is_taken(each: Property, card: list[Property], seen: set[str]) -> bool:
    """Whether it is read, or belongs to the file; of what has one place the first one is, and `seen` afterwards."""
    if each.name in _ONCE:
        is_second = each.name in seen
        if any(map(str.strip, each.parts())):
            seen.add(each.name)
        return not is_second and (each.name != "BDAY" or bool(day_of(each)))
    if each.name in _DAYS:
        return bool(day_of(each))
    if each.name in _CHATS:
        return bool(_key(each))
    return each.name in _READ or (each.name == "ROLE" and not _text(card, "TITLE"))
