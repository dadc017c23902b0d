"""The keys of the filter language, each turning its values into a test over `Facts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter, ge, gt, le, lt
from types import MappingProxyType

from kithbook.dates import Interval, Problem, parse_interval
from kithbook.facts import STATES, Facts, plain
from kithbook.suggest import listed, nearest
from kithbook.words import _

Test = Callable[[Facts], bool]
Maker = Callable[[tuple[str, ...]], Test | Problem]

NEVER = "never"


def _one_of(*paths: str) -> Maker:
    """Compare whole values with what the facts say under one of these names."""
    getters = [attrgetter(path) for path in paths]

    def make(values: tuple[str, ...]) -> Test:
        wanted = frozenset(map(plain, values))
        return lambda facts: any(plain(given) in wanted for get in getters for given in _several(get(facts)))

    return make


def _several(value: str | tuple[str, ...] | frozenset[str]) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value


def _state(values: tuple[str, ...]) -> Test | Problem:
    for value in values:
        if plain(value) not in STATES:
            near = nearest(plain(value), STATES)
            hint = (
                _("did you mean {name}?", name=f"state:{near}")
                if near
                else _("write one of {names}", names=listed(STATES))
            )
            return Problem(kind="unreadable", message=_('there is no state "{value}"', value=value), hint=hint)
    return _one_of("state")(values)


def _presence(values: tuple[str, ...], *, wanted: bool) -> Test | Problem:
    getters = []
    for value in values:
        name = plain(value).replace(" ", "_").replace("-", "_")
        get = FIELDS.get(_ALSO.get(name, name))
        if get is None:
            near = nearest(name, (*FIELDS, *_ALSO))
            hint = _("did you mean {name}?", name=near) if near else _("write one of {names}", names=listed(FIELDS))
            return Problem(kind="unreadable", message=_('no field is called "{value}"', value=value), hint=hint)
        getters.append(get)
    return lambda facts: any(_is_there(get(facts)) is wanted for get in getters)


def _has(values: tuple[str, ...]) -> Test | Problem:
    return _presence(values, wanted=True)


def _lacks(values: tuple[str, ...]) -> Test | Problem:
    return _presence(values, wanted=False)


def _is_there(value: object) -> bool:
    return isinstance(value, float) or bool(value)


def _last(values: tuple[str, ...]) -> Test | Problem:
    return _any_distance("last", values)


def _due(values: tuple[str, ...]) -> Test | Problem:
    return _any_distance("due", values)


def _any_distance(key: str, values: tuple[str, ...]) -> Test | Problem:
    tests: list[Test] = []
    for value in values:
        test = _distance(key, value)
        if isinstance(test, Problem):
            return test
        tests.append(test)
    return lambda facts: any(test(facts) for test in tests)


def _distance(key: str, value: str) -> Test | Problem:
    get = attrgetter(key)
    if plain(value) == NEVER:
        return lambda facts: get(facts) is None
    sign = next((sign for sign in _AHEAD if value.startswith(sign)), "")
    if sign in ("", value):
        return Problem(
            kind="unreadable",
            message=_('"{key}:{value}" does not say more or less', key=key, value=value),
            hint=_(
                "write {key}:>90d for more than 90 days, {key}:<2w for less than two weeks, or {key}:never", key=key
            ),
        )
    interval = parse_interval(value.removeprefix(sign))
    if isinstance(interval, Problem):
        return interval
    if interval.unit == "working day":
        return Problem(
            kind="unreadable",
            message=_("a query does not count working days"),
            hint=_("write {what}", what=f"{key}:{sign}7d"),
        )
    return _beside(get, sign, interval, back=key == "last")


def _beside(get: Callable[[Facts], date | None], sign: str, interval: Interval, *, back: bool) -> Test:
    """Compare a day with today and the interval; a day that is not there is neither near nor far."""
    compare = (_BACK if back else _AHEAD)[sign]
    times = -1 if back else 1

    def test(facts: Facts) -> bool:
        day = get(facts)
        return day is not None and compare(day, interval.after(facts.today, times=times))

    return test


_AHEAD: Mapping[str, Callable[[date, date], bool]] = {"<=": le, ">=": ge, "<": lt, ">": gt}
_BACK: Mapping[str, Callable[[date, date], bool]] = {"<=": ge, ">=": le, "<": gt, ">": lt}


def _word(values: tuple[str, ...]) -> Test:
    wanted = tuple(map(plain, values))
    return lambda facts: any(word in text for text in map(plain, _texts(facts)) for word in wanted)


def _texts(facts: Facts) -> Iterator[str]:
    contact = facts.contact
    yield contact.name
    yield from contact.aliases
    yield contact.organisation
    yield facts.organisation_name
    yield from contact.tags
    yield from (note.text for note in contact.notes)


def _promises(facts: Facts) -> bool:
    return any(not follow_up.done for follow_up in facts.contact.follow_ups)


_OWN = (
    "address", "town", "organisation", "role", "language", "photo", "tier", "cadence", "prefers", "why", "met",
    "met_at", "referred_by", "owner", "birthday", "needs", "offers", "value", "verified", "imported", "bounced",
    "not_same_as", "consent", "snoozed", "archived", "deceased", "private", "notes", "log",
)  # fmt: skip
_UNDER_ANOTHER_NAME = {
    "email": "contact.emails", "phone": "contact.phones", "url": "contact.urls", "card_photo": "contact.card_photos",
    "alias": "contact.aliases",
    "tag": "contact.tags", "occasion": "contact.occasions", "event": "events", "campaign": "campaigns",
    "touch": "last",
}  # fmt: skip
_ALSO = {
    "aliases": "alias", "tags": "tag", "occasions": "occasion", "campaigns": "campaign", "note": "notes",
    "snoozed_until": "snoozed", "need": "needs", "offer": "offers", "follow_up": "next", "touches": "touch",
}  # fmt: skip

FIELDS: Mapping[str, Callable[[Facts], object]] = MappingProxyType(
    {name: attrgetter(f"contact.{name}") for name in _OWN}
    | {name: attrgetter(path) for name, path in _UNDER_ANOTHER_NAME.items()}
    | {"next": _promises}
)
"""What `has:` and `no:` ask for; `next` is an open follow-up, `touch` a touch that counts."""

BARE: Maker = _word

KEYS: Mapping[str, tuple[Maker, str]] = MappingProxyType(
    {
        "tag": (_one_of("contact.tags"), "tag:customer"),
        "tier": (_one_of("contact.tier"), "tier:inner"),
        "town": (_one_of("contact.town"), "town:Milano"),
        "organisation": (_one_of("organisation", "organisation_name", "contact.organisation"), "organisation:acme"),
        "event": (_one_of("events", "event_names", "contact.met_at"), "event:2026-10-fiera-milano"),
        "campaign": (_one_of("campaigns", "campaign_names"), "campaign:spring-launch"),
        "referred_by": (
            _one_of("referred_by", "referred_by_name", "contact.referred_by"),
            "referred_by:bruno-conti",
        ),
        "owner": (_one_of("contact.owner"), "owner:irene"),
        "channel": (_one_of("channels"), "channel:call"),
        "state": (_state, "state:overdue"),
        "last": (_last, "last:>90d"),
        "due": (_due, "due:<7d"),
        "has": (_has, "has:email"),
        "no": (_lacks, "no:phone"),
    }
)
"""Every key, with what makes its test and an example of its use."""
