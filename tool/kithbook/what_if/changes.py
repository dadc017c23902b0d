"""KEY=VALUE -> the journal as if that were written: a setting, a tier, a tag, a channel, or one contact's cadence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kithbook import settings_file
from kithbook.dates import Problem, parse_cadence
from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Entry, Journal
from kithbook.setting_values import Reader
from kithbook.settings import Settings
from kithbook.suggest import listed, nearest
from kithbook.words import N_, _

SETTINGS: Mapping[str, Reader] = {key: settings_file.PLAIN[key] for key in ("per_day", "first_touch_within")}
GROUPS: Mapping[str, Mapping[str, Reader]] = {
    "tier": {key: settings_file.TIER[key] for key in ("cadence", "weight")},
    "tag": {"cadence": settings_file.TAG["cadence"]},
    "channel": {key: settings_file.CHANNEL[key] for key in ("weight", "minutes")},
}
"""What can be tried of a group: `tier.NAME.cadence`."""
NUMBERS = ("per_day", ".weight", ".minutes")
"""How the keys of those end that are whole numbers."""
OF_CONTACT = ("cadence", "tier")
EXAMPLES = N_("per_day=3, tier.key.cadence=4 weeks or ada-rossi.cadence=2 months")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is tried: a key as it was written, and its value."""

    key: str
    value: str

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


def read(words: Iterable[str]) -> tuple[Change, ...] | Problem:
    """The changes in what was typed; a word without `=` belongs to the value before it."""
    found: list[list[str]] = []
    for word in words:
        key, equals, value = word.partition("=")
        if equals and key.strip():
            found.append([key.strip(), value])
        elif found:
            found[-1].append(word)
        else:
            return _problem(
                _('"{word}" says no key', word=word),
                _("write {what}", what=f"KEY=VALUE: {_(EXAMPLES)}"),
            )
    return tuple(Change(key=key, value=" ".join(" ".join(parts).split())) for key, *parts in found)


def applied(journal: Journal, changes: Iterable[Change]) -> Journal | Problem:
    """The journal as if all of them were written; the first that cannot be is told."""
    for change in changes:
        changed = _applied(journal, change)
        if isinstance(changed, Problem):
            return changed
        journal = changed
    return journal


def _applied(journal: Journal, change: Change) -> Journal | Problem:
    head, _dot, rest = change.key.partition(".")
    group = head.removesuffix("s")
    if change.key in SETTINGS:
        value = _read(SETTINGS[change.key], change)
        return value if isinstance(value, Problem) else _with_settings(journal, **{change.key: value})
    if group in GROUPS and rest:
        return _in_group(journal, group, rest, change)
    return _in_entry(journal, change)


def _read(reader: Reader, change: Change) -> Any:
    """What the setting's own reader makes of the text."""
    value = reader(change.value)
    if isinstance(value, Problem) and _is_number(change):
        number = reader(int(change.value))
        value = value if isinstance(number, Problem) and not change.key.endswith(NUMBERS) else number
    if not isinstance(value, Problem):
        return value
    hint = value.hint
    if change.key.endswith(NUMBERS):
        example = f"{change.key}=3"
        hint = f"{value.hint}: {example}" if _is_number(change) else _("write a number: {example}", example=example)
    return _problem(f"{change.key}: {value.message}", hint)


def _is_number(change: Change) -> bool:
    return change.value.isascii() and change.value.isdigit() and len(change.value) < 10


def _in_group(journal: Journal, group: str, rest: str, change: Change) -> Journal | Problem:
    name, _dot, key = rest.rpartition(".")
    reader = GROUPS[group].get(key)
    if reader is None:
        return _problem(
            _('"{key}" cannot be tried', key=change.key),
            _("write {what}", what=f"{group}.NAME.{listed(GROUPS[group])}"),
        )
    value = _read(reader, change)
    if isinstance(value, Problem):
        return value
    settings = journal.settings
    if group == "tag":
        return _with_settings(journal, tags=MappingProxyType({**settings.tags, name: value}))
    known: Mapping[str, Any] = settings.tiers if group == "tier" else settings.channels
    if name not in known:
        near = nearest(name, known)
        message = N_('there is no tier "{name}"') if group == "tier" else N_('there is no channel "{name}"')
        return _problem(_(message, name=name), _("did you mean {name}?", name=near) if near else listed(known))
    table = MappingProxyType({**known, name: replace(known[name], **{key: value})})
    return _with_settings(journal, **{f"{group}s": table})


def _with_settings(journal: Journal, **given: Any) -> Journal:
    settings: Settings = replace(journal.settings, **given)
    return replace(journal, settings=settings)


def _in_entry(journal: Journal, change: Change) -> Journal | Problem:
    """A field of a contact, or the cadence that an organisation or a campaign lends."""
    name, dot, key = change.key.rpartition(".")
    id = journal.resolve(name) if dot else ""
    for kind in ("contacts", "organisations", "campaigns"):
        entries: Mapping[str, Entry] = getattr(journal, kind)
        if id in entries:
            value = _value(journal, entries[id], key, change)
            if isinstance(value, Problem):
                return value
            given: dict[str, Any] = {kind: MappingProxyType({**entries, id: replace(entries[id], **{key: value})})}
            return replace(journal, **given)
    return _unknown(journal, change)


def _value(journal: Journal, entry: Entry, key: str, change: Change) -> Any:
    if key == "cadence":
        return _read(parse_cadence_of, change)
    if key == "tier" and isinstance(entry, Contact):
        tiers = journal.settings.tiers
        if change.value in tiers or not change.value:
            return change.value
        return _problem(_('there is no tier "{name}"', name=change.value), _("write {what}", what=listed(tiers)))
    keys = listed(OF_CONTACT) if isinstance(entry, Contact) else "cadence"
    return _problem(
        _('"{key}" cannot be tried', key=change.key), _("of {name} one can try {keys}", name=entry.name, keys=keys)
    )


def parse_cadence_of(value: Any) -> Any:
    """A cadence as it is written in a file; a number alone has no unit."""
    return parse_cadence(str(value))


def _unknown(journal: Journal, change: Change) -> Problem:
    near = nearest(change.key, _keys(journal))
    hint = _("did you mean {name}?", name=f"{near}=") if near else _("write {what}", what=_(EXAMPLES))
    return _problem(_('"{key}" is nothing that can be tried', key=change.key), hint)


def _keys(journal: Journal) -> Iterator[str]:
    yield from keys(journal.settings)
    for contact in journal.contacts:
        yield from (f"{contact}.{key}" for key in OF_CONTACT)
    for entries in (journal.organisations, journal.campaigns):
        yield from (f"{id}.cadence" for id in entries)


def keys(settings: Settings) -> Iterator[str]:
    """What can be tried of the settings."""
    yield from SETTINGS
    named: Mapping[str, Iterable[str]] = {"tier": settings.tiers, "tag": settings.tags, "channel": settings.channels}
    for group, names in named.items():
        yield from (f"{group}.{name}.{key}" for name in names for key in GROUPS[group])


def _problem(message: str, hint: str) -> Problem:
    return Problem(kind="unreadable", message=message, hint=hint)
