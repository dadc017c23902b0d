"""The text of `pyproject.toml` or `kith.toml` -> `Settings` and what is wrong in it.

A setting that cannot be read keeps its default; nothing here is ever raised.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from keyword import iskeyword
from typing import Any

from kithbook import rules
from kithbook import setting_values as values
from kithbook.dates import Problem
from kithbook.diagnostic import Diagnostic, Rule
from kithbook.model import WAITING
from kithbook.setting_values import Reader
from kithbook.settings import DEFAULT_CHANNELS, Channel, Digest, Feed, OwnFeed, Publish, Settings, Tier
from kithbook.suggest import nearest
from kithbook.text import Source, Span
from kithbook.toml_places import Path, Place, explain, locate
from kithbook.words import LANGUAGES, _

KITH_TOML = "kith.toml"
ROOT: Path = ("tool", "kith")

PLAIN: Mapping[str, Reader] = {
    "owner": values.text,
    "addresses": values.addresses,
    "timezone": values.zone,
    "language": values.one_of(*LANGUAGES),
    "contacts": values.folder,
    "output": values.folder,
    "today": values.day,
    "first_touch_within": values.interval,
    "per_day": values.number(1, 1000),
    "working_days": values.weekdays,
    "holidays": values.country,
    "url": values.url,
    "currency": values.currency,
    "leap_day": values.one_of(*values.LEAP_DAYS),
    "commit": values.yes_or_no,
}
FEED: Mapping[str, Reader] = {
    "detail": values.one_of("full", "names", "initials", "count"),
    "overdue": values.one_of("roll", "digest", "keep"),
    "alarm": values.alarm,
    "early_alarm": values.early_alarm,
    "secret": values.secret,
}
OWN_FEED: Mapping[str, Reader] = {
    "name": values.file_name,
    "query": values.asked,
    "holds": values.one_of(*values.TAKEN),
    "title": values.text,
    "colour": values.colour,
    **{key: reader for key, reader in FEED.items() if key != "secret"},
    "secret": values.own_secret,
}
DIGEST: Mapping[str, Reader] = {
    "to": values.mail_addresses,
    "from": values.mail_address,
    "days": values.number(1, 366),
    "quiet_when_empty": values.yes_or_no,
    "smtp": values.host,
    "port": values.number(1, 65535),
    "security": values.one_of("starttls", "tls", "none"),
    "user": values.text,
}
PUBLISH: Mapping[str, Reader] = {
    "fields": values.published,
    "output": values.folder,
    "everything": values.yes_or_no,
}
TIER: Mapping[str, Reader] = {
    "cadence": values.cadence,
    "weight": values.number(0, 1000),
    "limit": values.number(0),
}
CHANNEL: Mapping[str, Reader] = {
    "handle": values.one_of(*values.HANDLES),
    "sign": values.sign,
    "weight": values.number(0, 1000),
    "answer_within": values.interval,
    "patience": values.interval,
    "awaits_reply": values.yes_or_no,
    "together": values.yes_or_no,
    "minutes": values.number(0, 1440),
}
TAG: Mapping[str, Reader] = {"cadence": values.cadence}
_DEFAULTS = Settings()
JUDGED_LATER = ("holidays",)
"""What can only be judged with a library that costs time to load; a check does it."""
TABLES = ("tiers", "channels", "tags", "feed", "feeds", "publish", "digest")


def read(source: Source | None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read the settings of a journal; `None`, an empty file and a file without our table give the defaults."""
    if source is None:
        return Settings(), ()
    try:
        data = tomllib.loads(source.text[source.body_start :])
    except (ValueError, RecursionError) as error:
        return Settings(), (_not_toml(source, error),)
    reading = _Reading(source)
    settings = reading.settings(reading.roots(data))
    return settings, tuple(sorted(reading.found, key=lambda diagnostic: diagnostic.sort_key))


def _not_toml(source: Source, error: Exception) -> Diagnostic:
    place, reason = explain(source.text[source.body_start :], error)
    start = place + source.body_start
    return Diagnostic(
        rule=rules.SETTINGS_SYNTAX,
        span=source.span(start, min(start + 1, len(source.text))),
        message=_("the settings cannot be read: {reason}", reason=reason),
        hint=_('write NAME = VALUE, with texts in quotes: timezone = "Europe/Rome"; until then the defaults are used'),
    )


class _Reading:
    """One reading of one file: collects what is found wrong on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self._places: Mapping[Path, Place] | None = None

    def roots(self, data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Where our keys stand: below `[tool.kith]`, in `kith.toml` also at the top."""
        if self.source.path.rpartition("/")[2] == KITH_TOML:
            yield (), {key: value for key, value in data.items() if key != "tool"}
        tool = data.get("tool", {})
        kith = tool.get("kith", {}) if isinstance(tool, dict) else {}
        if self._is_table(ROOT, kith):
            yield ROOT, kith

    def settings(self, roots: Iterator[tuple[Path, Mapping[str, Any]]]) -> Settings:
        """Everything that could be read, over the defaults."""
        given: dict[str, Any] = {}
        paths: dict[str, Path] = {}
        for root, table in roots:
            plain = {key: value for key, value in table.items() if key not in TABLES}
            given |= self._fields(root, plain, PLAIN, also=TABLES)
            given |= self._tables(root, table)
            paths |= {key: (*root, key) for key in table}
        spans = {key: self._span(paths[key], of="value") for key in JUDGED_LATER if given.get(key)}
        return Settings(**self._published_apart(self._kept_apart(given, paths), paths), spans=spans)

    def _tables(self, root: Path, table: Mapping[str, Any]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if "feed" in table and self._is_table((*root, "feed"), table["feed"]):
            given["feed"] = Feed(**self._fields((*root, "feed"), table["feed"], FEED))
        if "feeds" in table:
            given["feeds"] = tuple(self._own_feeds((*root, "feeds"), table["feeds"]))
        if "publish" in table and self._is_table((*root, "publish"), table["publish"]):
            given["publish"] = Publish(**self._fields((*root, "publish"), table["publish"], PUBLISH))
        if "digest" in table and self._is_table((*root, "digest"), table["digest"]):
            given["digest"] = self._digest((*root, "digest"), table["digest"])
        tiers = {path[-1]: self._tier(path, each) for path, each in self._named(root, table, "tiers")}
        channels = {path[-1]: self._channel(path, each) for path, each in self._named(root, table, "channels")}
        tags = {path[-1]: self._fields(path, each, TAG) for path, each in self._named(root, table, "tags")}
        if tiers:
            given["tiers"] = tiers
        if channels:
            given["channels"] = {**DEFAULT_CHANNELS, **channels}
        if tags:
            given["tags"] = {name: fields["cadence"] for name, fields in tags.items() if fields}
        return given

    def _own_feeds(self, path: Path, group: Any) -> Iterator[OwnFeed]:
        """One of which anything is wrong is left out: what it was to keep to itself, its default might tell."""
        if not isinstance(group, list):
            self._wrong(
                path,
                values.problem(
                    _("each feed is a table of its own"), _("write [[{name}]] above it", name=".".join(map(str, path)))
                ),
            )
            return
        names: set[str] = set()
        for number, table in enumerate(group):
            place = (*path, number)
            if not self._is_table(place, table):
                continue
            before = len(self.found)
            fields = self._fields(place, table, OWN_FEED)
            name = fields.get("name", "")
            if "name" not in table:
                self._wrong(place, values.problem(_("a feed needs a name"), _('write name = "garden-people" below it')))
            elif name in names:
                self._wrong(
                    (*place, "name"),
                    values.problem(_('there is a feed "{name}" already', name=name), _("name it otherwise")),
                )
            names.add(name)
            if len(self.found) == before:
                yield OwnFeed(**fields, span=self._span((*place, "query"), of="value"))

    def _digest(self, path: Path, table: Mapping[str, Any]) -> Digest:
        """A password is named at the table's beginning: a finding shows its line, and goes into logs."""
        if "password" in table:
            self._say(
                rules.SETTING,
                self._span(path, of="key"),
                _("digest.password: a password does not belong into the settings, which others read too"),
                _("delete the line; set KITH_SMTP_PASSWORD, or keep it in the system's keyring: kith help digest"),
            )
        fields = self._fields(path, {key: value for key, value in table.items() if key != "password"}, DIGEST)
        return Digest(**{f"{key}_" if iskeyword(key) else key: value for key, value in fields.items()})

    def _tier(self, path: Path, table: Mapping[str, Any]) -> Tier:
        span = self._span(path, of="key")
        return Tier(name=str(path[-1]), span=span, **self._fields(path, table, TIER))

    def _channel(self, path: Path, table: Mapping[str, Any]) -> Channel:
        name = str(path[-1])
        return replace(DEFAULT_CHANNELS.get(name, Channel(name=name)), **self._fields(path, table, CHANNEL))

    def _named(self, root: Path, table: Mapping[str, Any], kind: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        group = table.get(kind, {})
        if not self._is_table((*root, kind), group):
            return
        for name, each in group.items():
            path = (*root, kind, name)
            if self._has_fit_name(path) and self._is_table(path, each):
                yield path, each

    def _has_fit_name(self, path: Path) -> bool:
        name = str(path[-1])
        if name.strip() == name != "" and name.isprintable() and not set(name) & set(',:"[]') and name != WAITING:
            return True
        self._say(
            rules.SETTING,
            self._span(path, of="key"),
            _('"{name}" cannot be a name here', name=name),
            _('write a word without comma, colon, brackets or quotes, and not "waiting"'),
        )
        return False

    def _is_table(self, path: Path, value: Any) -> bool:
        if isinstance(value, dict):
            return True
        name = ".".join(map(str, path))
        self._wrong(
            path,
            values.problem(
                _("a table is meant here, not {what}", what=values.kind_of(value)),
                _("write {what} above its keys", what=f"[{name}]"),
            ),
        )
        return False

    def _fields(
        self, path: Path, table: Mapping[str, Any], readers: Mapping[str, Reader], *, also: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for key, value in table.items():
            if key not in readers:
                self._unknown((*path, key), (*readers, *also))
                continue
            read_value = readers[key](value)
            if isinstance(read_value, Problem):
                self._wrong((*path, key), read_value)
            else:
                given[key] = read_value
        return given

    def _kept_apart(self, given: dict[str, Any], paths: Mapping[str, Path]) -> dict[str, Any]:
        """Refuse to write the site over the contacts, or into them: building empties its folder first."""
        contacts, output = given.get("contacts", _DEFAULTS.contacts), given.get("output", _DEFAULTS.output)
        if not _overlap(contacts, output):
            return given
        path = paths["output" if "output" in given else "contacts"]
        self._wrong(
            path, values.problem(_("the site cannot be written where the contacts are"), _('write output = "site"'))
        )
        return {key: value for key, value in given.items() if key not in ("contacts", "output")}

    def _published_apart(self, given: dict[str, Any], paths: Mapping[str, Path]) -> dict[str, Any]:
        """Refuse to write what is published into another site, or into the contacts: each build empties its folder."""
        publish = given.get("publish", _DEFAULTS.publish)
        others = (given.get("contacts", _DEFAULTS.contacts), given.get("output", _DEFAULTS.output))
        if "publish" not in given or not any(_overlap(publish.output, other) for other in others):
            return given
        problem = values.problem(_("this folder is another one's already"), _('write output = "published"'))
        self._wrong((*paths["publish"], "output"), problem)
        return given | {"publish": replace(publish, output=_DEFAULTS.publish.output)}

    def _wrong(self, path: Path, problem: Problem) -> None:
        short = path[2:] if path[:2] == ROOT != path else path
        name = ".".join(part for part in short if isinstance(part, str))
        self._say(
            rules.SETTING,
            self._span(path, of="value"),
            f"{name}: {problem.message}",
            problem.hint,
        )

    def _unknown(self, path: Path, known: tuple[str, ...]) -> None:
        key = str(path[-1])
        near = nearest(key.casefold().replace("-", "_"), known)
        hint = _("did you mean {name}?", name=near) if near else _("the settings are listed by: kith help settings")
        self._say(
            rules.UNKNOWN_SETTING, self._span(path, of="key"), _('there is no setting "{key}" here', key=key), hint
        )

    def _say(self, rule: Rule, span: Span, message: str, hint: str) -> None:
        self.found.append(Diagnostic(rule=rule, span=span, message=message, hint=hint))

    def _span(self, path: Path, *, of: str) -> Span:
        """Where the key or value stands, else the nearest table around it, else the file's beginning."""
        if self._places is None:
            self._places = locate(self.source.text)
        for length in range(len(path), 0, -1):
            place = self._places.get(path[:length])
            if place is not None:
                return self.source.span(*(place.key if of == "key" else place.value))
        return self.source.span(self.source.body_start, self.source.body_start)


def _overlap(one: str, other: str) -> bool:
    """Whether one of the two folders lies in the other."""
    first, second = f"{one}/".casefold(), f"{other}/".casefold()
    return first.startswith(second) or second.startswith(first)
