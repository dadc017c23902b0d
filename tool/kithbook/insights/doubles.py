"""Who may be in the journal twice: the same profile, address or number, or a name that may be one.

Nobody is compared with everybody: contacts go into drawers by what tells a person, and only those of one drawer are
looked at together. So the work grows with the contacts, not with their pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from itertools import combinations

from kithbook.exchange.keys import country_of, e164, profile
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.insights.name_forms import Form, Likeness, blocks, form, likeness, slip_of
from kithbook.insights.slips import Slip
from kithbook.late import pattern
from kithbook.model import Contact, Journal, fold

_NO_DIGITS = pattern(r"\D+")
SHARED = 3
"""An address, number or name that more contacts have is that of an office, or a common one, and says nothing alone."""
CROWD = 40
"""Of a drawer with more contacts nobody is looked at: what they have in common is a word, and no person."""
DIGITS = 9
"""Digits at a number's end that are the same with and without a country code."""
FEWEST = 6
_USUAL = 2
"""A word that more contacts have is spelt as they spell it."""
_LONG = 7
"""Letters of a word in which another letter is more likely a slip than another name."""
_AT_OFFICES = """
info office sales contact hello mail admin support service team kontakt vertrieb buero ufficio vendite
amministrazione segreteria contatti ventas accueil
"""
_OFFICES = frozenset(_AT_OFFICES.split())
"""Beginnings of addresses behind which sits whoever is on duty."""


class Sign(Enum):
    """What speaks for two contacts being one person, and how loud."""

    PROFILE = "profile"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    ORDER = "order"
    SPELLING = "spelling"
    DIVIDED = "divided"
    SLIP = "slip"
    NICKNAME = "nickname"
    LONGER = "longer"
    INITIAL = "initial"
    BIRTHDAY = "birthday"
    ORGANISATION = "organisation"
    TOWN = "town"


WEIGHTS: Mapping[Sign, int] = {
    Sign.PROFILE: 100, Sign.EMAIL: 90, Sign.PHONE: 70, Sign.NAME: 60, Sign.ORDER: 55, Sign.SPELLING: 45,
    Sign.DIVIDED: 45, Sign.SLIP: 30,
    Sign.NICKNAME: 45, Sign.LONGER: 40, Sign.INITIAL: 25, Sign.BIRTHDAY: 40, Sign.ORGANISATION: 15, Sign.TOWN: 5,
}  # fmt: skip
_OF_ADDRESSES = ("profile", "email", "phone")
_SURE = (*_OF_ADDRESSES, "whole", "letters")
"""Drawers in which everybody is compared; in the others only who has a short name."""
_ADDRESSES = (Sign.PROFILE, Sign.EMAIL, Sign.PHONE)
_CERTAIN = (Sign.NAME, Sign.ORDER, Sign.SPELLING, Sign.DIVIDED, Sign.NICKNAME)
_BY_LIKENESS: Mapping[Likeness, Sign] = {
    Likeness.SAME: Sign.NAME, Likeness.ORDER: Sign.ORDER, Likeness.SPELLING: Sign.SPELLING,
    Likeness.NICKNAME: Sign.NICKNAME, Likeness.LONGER: Sign.LONGER, Likeness.INITIAL: Sign.INITIAL,
    Likeness.DIVIDED: Sign.DIVIDED, Likeness.SLIP: Sign.SLIP,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for it. `value` is what they share; where they write it differently, `other` has it."""

    sign: Sign
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Two contacts that may be one person, in the order of their ids, and why: the strongest reason first."""

    one: Contact
    other: Contact
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        return sum(WEIGHTS[reason.sign] for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Everybody's names as they are compared, who has a `short` one, and who shares which drawer."""

    journal: Journal
    country: str
    forms: dict[str, tuple[Form, ...]] = field(default_factory=dict)
    short: set[str] = field(default_factory=set)
    times: Counter[str] = field(default_factory=Counter)
    drawers: dict[tuple[str, str], list[Contact]] = field(default_factory=dict)
    """Those with more than one in them: most have a contact to themselves."""


def doubles(journal: Journal) -> tuple[Double, ...]:
    """Every pair once, the one for which most speaks first; without those of whom it is written that they are two."""
    known = _opened(journal)
    found: dict[tuple[str, str], Double] = {}
    for (kind, _value), contacts in known.drawers.items():
        if len(contacts) > CROWD:
            continue
        if kind not in _SURE and known.short.isdisjoint([one.id for one in contacts]):
            continue
        for one, other in _pairs(contacts):
            if (one.id, other.id) in found or not (kind in _SURE or one.id in known.short or other.id in known.short):
                continue
            if len(contacts) <= SHARED or kind not in _OF_ADDRESSES:
                pair = _looked_at(known, one, other)
                if pair is not None and (len(contacts) <= SHARED or _is_supported(pair)):
                    found[one.id, other.id] = pair
    kept = _without_guesses(found.values())
    return tuple(sorted(kept, key=lambda pair: (-pair.weight, pair.one.id, pair.other.id)))


def still(journal: Journal, pair: Double) -> Double | None:
    """The pair as its files stand now; None when one is gone, or somebody has told them apart."""
    one, other = journal.contacts.get(pair.one.id), journal.contacts.get(pair.other.id)
    if one is None or other is None or _are_told_apart(journal, one, other):
        return None
    return Double(one=one, other=other, reasons=pair.reasons)


def kept(journal: Journal, pair: Double) -> tuple[Contact, Contact]:
    """The one of whom more is known, into whose file the other goes; then the other."""
    ranked = sorted(
        (pair.one, pair.other),
        key=lambda one: (not one.is_active, -len(journal.touches.get(one.id, ())), -len(one.spans), one.id),
    )
    return ranked[0], ranked[1]


def _is_short(name: Form) -> bool:
    """It may stand for a longer one: it has two words, or an initial."""
    return len(name.formal) < 3 or bool(name.initials)


def _pairs(contacts: Iterable[Contact]) -> Iterator[tuple[Contact, Contact]]:
    return combinations(sorted({each.id: each for each in contacts}.values(), key=lambda each: each.id), 2)


def _opened(journal: Journal) -> _Known:
    known = _Known(journal=journal, country=country_of(journal.settings))
    words: list[str] = []
    first: dict[tuple[str, str], Contact] = {}
    for contact in journal.contacts.values():
        names = [contact.name, *[alias for alias in contact.aliases if " " in alias.strip()]]
        forms = known.forms[contact.id] = tuple(map(form, names))
        if any(map(_is_short, forms)):
            known.short.add(contact.id)
        words += {word for each in forms for word in each.formal}
        for drawer in dict.fromkeys(_drawers(contact, forms)):
            other = first.setdefault(drawer, contact)
            if other is not contact:
                known.drawers.setdefault(drawer, [other]).append(contact)
    known.times.update(words)
    return known


def _drawers(contact: Contact, forms: Sequence[Form]) -> Iterator[tuple[str, str]]:
    for url in contact.urls:
        if own := profile(url.value):
            yield "profile", own
    for email in contact.emails:
        yield "email", email.value.casefold()
    for phone in contact.phones:
        if len(digits := _digits(phone.value)) >= FEWEST:
            yield "phone", digits[-DIGITS:]
    for each in forms:
        yield from blocks(each)


def _digits(number: str) -> str:
    return _NO_DIGITS.sub("", number)


def _looked_at(known: _Known, one: Contact, other: Contact) -> Double | None:
    """Everything that speaks for the two being one; None when that is too little, or something speaks against it."""
    if _are_told_apart(known.journal, one, other):
        return None
    name = _of_names(known, one, other)
    reasons = [*_of_addresses(known, one, other, name), *([name] if name else [])]
    if not reasons:
        return None
    reasons += _of_circumstances(known.journal, one, other)
    is_only_a_name = not any(reason.sign in _ADDRESSES for reason in reasons)
    if is_only_a_name and (_have_other_birthdays(one, other) or _is_far(known.journal, one, other, reasons)):
        return None
    if is_only_a_name and name is not None and name.sign is Sign.SLIP and not _is_slip(known, name, reasons):
        return None
    reasons.sort(key=lambda reason: -WEIGHTS[reason.sign])
    return Double(one=one, other=other, reasons=tuple(reasons))


def _are_told_apart(journal: Journal, one: Contact, other: Contact) -> bool:
    """Somebody has written that they are two, or archived the one because it is the other."""
    named = {journal.resolve(name) or name for name in one.not_same_as}
    if other.id in named or one.id in {journal.resolve(name) or name for name in other.not_same_as}:
        return True
    return _is_settled(one, other) or _is_settled(other, one)


def _is_settled(one: Contact, other: Contact) -> bool:
    return fold(one.archived_because) == fold(f"is {other.id}")


def _of_addresses(known: _Known, one: Contact, other: Contact, name: Reason | None) -> Iterator[Reason]:
    for own in dict.fromkeys(profile(url.value) for url in one.urls):
        if own and own in {profile(url.value) for url in other.urls} and _is_rare(known, "profile", own):
            yield Reason(sign=Sign.PROFILE, value=own)
    for address in dict.fromkeys(email.value.casefold() for email in one.emails):
        is_theirs = address in {email.value.casefold() for email in other.emails}
        if is_theirs and not (_is_office(address) and name is None) and _is_rare(known, "email", address):
            yield Reason(sign=Sign.EMAIL, value=address)
    if name is not None or _share_first_name(known, one, other):
        yield from _of_numbers(known, one, other)


def _of_numbers(known: _Known, one: Contact, other: Contact) -> Iterator[Reason]:
    """A family shares a number, and so does an office: the names must go together, too."""
    there = {_digits(phone.value)[-DIGITS:]: phone.value for phone in other.phones}
    for phone in one.phones:
        end = _digits(phone.value)[-DIGITS:]
        if len(end) < FEWEST or end not in there or not _is_rare(known, "phone", end):
            continue
        here, yonder = e164(phone.value, known.country), e164(there[end], known.country)
        if not (here and yonder) or here == yonder:
            yield Reason(sign=Sign.PHONE, value=here or yonder or end)


def _is_rare(known: _Known, kind: str, value: str) -> bool:
    return len(known.drawers.get((kind, value), ())) <= SHARED


def _is_office(address: str) -> bool:
    return address.partition("@")[0] in _OFFICES


def _share_first_name(known: _Known, one: Contact, other: Contact) -> bool:
    """A word that is not the last in both names: the last is that of the family."""
    here, there = known.forms[one.id][0].formal, known.forms[other.id][0].formal
    common = set(here) & set(there)
    return any(not (word == here[-1] and word == there[-1]) for word in common)


def _of_names(known: _Known, one: Contact, other: Contact) -> Reason | None:
    """The surest way in which one of their names may be one."""
    best: Reason | None = None
    for here in known.forms[one.id]:
        for there in known.forms[other.id]:
            found = likeness(here, there)
            if found is None:
                continue
            sign = _BY_LIKENESS[found]
            if best is None or WEIGHTS[sign] > WEIGHTS[best.sign]:
                best = Reason(sign=sign, value=here.text, other=there.text)
    return best


def _of_circumstances(journal: Journal, one: Contact, other: Contact) -> Iterator[Reason]:
    if one.birthday is not None and one.birthday == other.birthday and one.birthday.day:
        yield Reason(sign=Sign.BIRTHDAY)
    place = journal.organisation_name(one)
    if place and plain(place) == plain(journal.organisation_name(other)):
        yield Reason(sign=Sign.ORGANISATION, value=place)
    if one.town and plain(one.town) == plain(other.town):
        yield Reason(sign=Sign.TOWN, value=one.town)


def _have_other_birthdays(one: Contact, other: Contact) -> bool:
    """A father and his son have one name."""
    if one.birthday is None or other.birthday is None:
        return False
    return any(
        getattr(one.birthday, part) and getattr(other.birthday, part)
        and getattr(one.birthday, part) != getattr(other.birthday, part)
        for part in ("year", "month", "day")
    )  # fmt: skip


def _is_far(journal: Journal, one: Contact, other: Contact, reasons: Sequence[Reason]) -> bool:
    """Names that are only alike, of two who work and live in different places."""
    if any(reason.sign in _CERTAIN for reason in reasons):
        return False
    places = journal.organisation_name(one), journal.organisation_name(other)
    return all(places) and plain(places[0]) != plain(places[1]) and plain(one.town) != plain(other.town)


def _is_slip(known: _Known, name: Reason, reasons: Sequence[Reason]) -> bool:
    """A letter is wrong, when they share a place; that two names are one letter apart says nothing alone.

    Words that several others have are names that there are. For another letter a town is enough in a long word only.
    """
    found = slip_of(form(name.value), form(name.other))
    if found is None or len(reasons) < 2:
        return False
    here, there, how = found
    if min(known.times[here], known.times[there]) > _USUAL:
        return False
    if how is Slip.OTHER and min(len(here), len(there)) < _LONG:
        return any(reason.sign in (Sign.ORGANISATION, Sign.BIRTHDAY) for reason in reasons)
    return True


def _is_supported(pair: Double) -> bool:
    """More than a name speaks for it."""
    return len([reason for reason in pair.reasons if reason.sign is not Sign.TOWN]) > 1


def _without_guesses(pairs: Iterable[Double]) -> Iterator[Double]:
    """An initial that may be several people is nobody's, unless more speaks for one of them."""
    found = list(pairs)
    fits = [pair for pair in found if any(reason.sign is Sign.INITIAL for reason in pair.reasons)]
    times = Counter(id for pair in fits for id in (pair.one.id, pair.other.id))
    return (
        pair
        for pair in found
        if pair.reasons[0].sign is not Sign.INITIAL
        or _is_supported(pair)
        or max(times[pair.one.id], times[pair.other.id]) == 1
    )
