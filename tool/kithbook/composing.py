"""Frontmatter as YAML has it, turned into nodes: the only module that knows YAML.

python-frontmatter detects and splits. The part between the fences is parsed with libyaml's event
stream and put together here, without recursion: composing deeply nested text recursively ends the
interpreter. Scalars keep the text that was typed; what it means is decided by each field's reader.
Loading YAML takes a while, so `document` asks for this module only when a file needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kithbook import rules
from kithbook.diagnostic import Diagnostic, Fix, Related
from kithbook.nodes import EMPTY_WORDS, Fields, Items, Node, Scalar
from kithbook.text import Edit, Source
from kithbook.words import _

DEEPEST = 8
_MOST_RETRIES = 50
# libyaml's parser, where PyYAML was built with it: its stubs leave it out.
_PARSER: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else yaml.SafeLoader  # type: ignore[attr-defined]
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKER_LINE = r"(?m)^(?:<{7}|>{7}|\|{7}|={7})(?:[ \t][^\r\n]*)?"
_OURS = r"(?m)^(?:steps|reactions):[ \t]*(?:#[^\n]*)?\n((?:(?:[ \t]+|-)[^\n]*\n?|[ \t\r]*\n)+)"
_OUR_LINE = r"(?m)^([ \t]*-[ \t]+|[ \t]+[^\s:#-][^:\n]*:[ \t]+)(?![\"'\[{|>])([^\n]*)"
_TIGHT_COMMENT = re.compile(r"[ \t]#[^\s#]")
_COLON = "\ue000"
_BREAKS = re.compile("[\x85\u2028\u2029]")
_HIDDEN = str.maketrans("\x85\u2028\u2029", "\ue001\ue002\ue003")
_SHOWN = str.maketrans("\ue000\ue001\ue002\ue003", ":\x85\u2028\u2029")
_PRIVATE = re.compile("[\ue000-\ue003]")


class _Handler(YAMLHandler):
    """Finds the fences exactly where they stand, whatever the line ends are."""

    FM_BOUNDARY = _FENCE


_HANDLER = _Handler()


def split(text: str) -> tuple[str, str] | None:
    """What stands between the fences, and what comes behind them; None when the second one is missing."""
    try:
        frontmatter, content = _HANDLER.split(text)
    except ValueError:
        return None
    return frontmatter[1:], content


def has_fence(text: str) -> bool:
    """Whether the text begins with a fence."""
    return bool(_HANDLER.detect(text))


def _events(text: str) -> Iterator[Any]:
    next_event = _PARSER(text).get_event
    event = next_event()
    while event is not None:
        yield event
        event = next_event()


class _TooDeep(Exception):
    """Nesting beyond `DEEPEST`; carries the offset."""


class _Open:
    """A list or mapping that is still being read; a mapping's keys and values take turns."""

    __slots__ = ("is_mapping", "nodes", "start")

    def __init__(self, start: int, *, is_mapping: bool) -> None:
        self.start = start
        self.is_mapping = is_mapping
        self.nodes: list[Node] = []


class Composer:
    """Turns the frontmatter into nodes; a field that cannot be parsed is blanked and the rest read again."""

    def __init__(self, source: Source, text: str, base: int) -> None:
        self.source = source
        self.base = base
        self.text = _mask(text)
        self.masked = self.text is not text
        self.has_comments = _TIGHT_COMMENT.search(text) is not None
        self.findings: list[Diagnostic] = []

    def blank_markers(self) -> None:
        """Leave out the lines that an unfinished merge put between the fields."""
        self.text = re.sub(_MARKER_LINE, lambda found: " " * len(found[0]), self.text)

    def run(self) -> Fields:
        """The fields that could be read; `findings` tells about the others."""
        self._blank_controls()
        told = self.findings
        for _retry in range(_MOST_RETRIES):
            self.findings = list(told)
            try:
                return self.compose()
            except _TooDeep as error:
                told.append(self._too_deep(error.args[0]))
                self._blank_field(error.args[0])
            except yaml.MarkedYAMLError as error:
                place = self._place(error)
                told.append(self._syntax(error, place))
                self._blank_field(place)
            except (yaml.YAMLError, UnicodeError, RecursionError):
                break
        self.findings = told
        return Fields((), self.base, self.base)

    def compose(self) -> Fields:
        """The fields as YAML has them. Raises `yaml.YAMLError` and `_TooDeep` at the first that has none."""
        root: Node | None = None
        stack: list[_Open] = []
        for event in _events(self.text):
            kind = type(event)
            if kind is ScalarEvent:
                is_key = bool(stack) and stack[-1].is_mapping and not len(stack[-1].nodes) % 2
                node: Node = self._scalar(event, is_key=is_key)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append(self._open(event, len(stack), is_mapping=kind is MappingStartEvent))
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = self._close(stack.pop(), self.base + event.end_mark.index)
            elif kind is AliasEvent:
                node = self._alias(event)
            elif kind is DocumentStartEvent and root is not None:
                break
            else:
                continue
            if stack:
                stack[-1].nodes.append(node)
            else:
                root = node
        return self._fields(root)

    def _open(self, event: Any, depth: int, *, is_mapping: bool) -> _Open:
        self._note_features(event)
        if depth >= DEEPEST:
            raise _TooDeep(event.start_mark.index)
        return _Open(self.base + event.start_mark.index, is_mapping=is_mapping)

    def _alias(self, event: Any) -> Scalar:
        self._feature(event, _("an alias"), f"*{event.anchor}")
        return Scalar("", self.base + event.start_mark.index, self.base + event.end_mark.index)

    def _scalar(self, event: Any, *, is_key: bool) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._note_features(event)
        text = event.value
        if self.masked:
            text = text.translate(_SHOWN)
        base = self.base
        start, end = base + event.start_mark.index, base + event.end_mark.index
        if event.style:
            return Scalar(text, start, end, True)
        if self.has_comments:
            self._note_comment(text, end)
        if text in EMPTY_WORDS and not is_key:
            text = ""
        return Scalar(text, start, end)

    def _close(self, opened: _Open, end: int) -> Node:
        nodes = opened.nodes
        if not opened.is_mapping:
            return Items(tuple(nodes), opened.start, end)
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if type(key) is not Scalar:
                continue
            name = key.text
            if name == "<<" and not key.quoted:
                self._tell_feature(_("a merge key"), key.start, key.end)
            elif name in entries:
                self._duplicate(key, entries[name][0])
            else:
                entries[name] = (key, value)
        return Fields(tuple(entries.values()), opened.start, end)

    def _fields(self, root: Node | None) -> Fields:
        if isinstance(root, Fields):
            return root
        if root is not None and not (isinstance(root, Scalar) and not root.text):
            self.findings.append(
                Diagnostic(
                    rule=rules.NOT_FIELDS,
                    span=self.source.span(root.start, max(root.start + 1, root.end)),
                    message=_("the frontmatter is not a set of fields"),
                    hint=_("write each field on its own line, as name: Ada Rossi"),
                )
            )
        return Fields((), self.base, self.base)

    def _note_features(self, event: Any) -> None:
        if event.anchor is not None:
            self._feature(event, _("an anchor"), f"&{event.anchor}")
        if event.tag is not None and event.tag != "!":
            self._feature(event, _("a tag"), "!")

    def _feature(self, event: Any, what: str, word: str) -> None:
        start = event.start_mark.index
        found = self.text.find(word[0], start)
        place = found if 0 <= found <= event.end_mark.index else start
        end = re.compile(r"[^\s,\]}]*").match(self.text, place)
        self._tell_feature(what, self.base + place, self.base + (end.end() if end else place + 1))

    def _tell_feature(self, what: str, start: int, end: int) -> None:
        self.findings.append(
            Diagnostic(
                rule=rules.YAML_FEATURE,
                span=self.source.span(start, end),
                message=_("{what} of YAML stands here, and a journal does without them", what=what),
                hint=_("write the value itself; put quotes around it when it begins with & * or !"),
            )
        )

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        self.findings.append(
            Diagnostic(
                rule=rules.DUPLICATE_KEY,
                span=self.source.span(key.start, key.end),
                message=_('"{text}" stands here a second time; the first one is used', text=key.text),
                hint=_("delete one of the two, or make them one list"),
                related=(Related(span=self.source.span(first.start, first.end), message=_("the first one")),),
            )
        )

    def _note_comment(self, text: str, end: int) -> None:
        rest = re.match(r"[ \t]+#[^\s#][^\r\n]*", self.source.text[end : end + 200])
        if rest is None or not text:
            return
        start = end + len(rest[0]) - len(rest[0].lstrip())
        line = self.source.text.find("\n", end)
        stop = len(self.source.text) if line < 0 else line
        words = self.source.text[start:stop].rstrip()
        self.findings.append(
            Diagnostic(
                rule=rules.CUT_BY_COMMENT,
                span=self.source.span(start, start + len(words)),
                message=_('"{words}" is taken for a comment and left out of the value', words=words),
                hint=_("put quotes around the whole value, or a space behind the # of a comment"),
            )
        )

    def _blank_controls(self) -> None:
        found = _CONTROL.search(self.text)
        if found is None:
            return
        place = self.base + found.start()
        self.findings.append(
            Diagnostic(
                rule=rules.CONTROL_CHARACTER,
                span=self.source.span(place, place + 1),
                message=_("an invisible control character (U+{code:04X}) stands here", code=ord(found[0])),
                hint=_("delete it"),
            )
        )
        self.text = _CONTROL.sub(" ", self.text)

    def _place(self, error: yaml.MarkedYAMLError) -> int:
        mark, context = error.problem_mark or error.context_mark, error.context or ""
        if error.context_mark and (
            "flow" in context or ("quoted" in context and "unexpected" in (error.problem or ""))
        ):
            mark = error.context_mark
        return min(mark.index, len(self.text)) if mark else 0

    def _syntax(self, error: yaml.MarkedYAMLError, place: int) -> Diagnostic:
        from kithbook.mistyped import explain_yaml

        message, hint = explain_yaml(error.problem or "", error.context or "", self.text[place : place + 1])
        start = min(self.base + place, max(self.base, self.base + len(self.text.rstrip()) - 1))
        fix = None
        if (error.problem or "").startswith("mapping values are not allowed"):
            fix = self._quote(place)
        return Diagnostic(
            rule=rules.YAML_SYNTAX, span=self.source.span(start, start + 1), message=message, hint=hint, fix=fix
        )

    def _quote(self, place: int) -> Fix | None:
        """Quotes around a one-line value with a colon in it."""
        start = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        line = self.text[start : len(self.text) if end < 0 else end].rstrip("\r")
        found = re.fullmatch(r"([ \t]*[^\s:#'\"\[{&*!|>-][^:]*:[ \t]+)([^\s'\"\[{&*!|>#][^\"\\#]*?)[ \t]*", line)
        if found is None or _COLON in line:
            return None
        first = self.base + start + found.start(2)
        return Fix(
            title=_("put quotes around the value"),
            edits=(
                Edit(start=first, end=first, text='"'),
                Edit(start=first + len(found[2]), end=first + len(found[2]), text='"'),
            ),
        )

    def _too_deep(self, place: int) -> Diagnostic:
        return Diagnostic(
            rule=rules.YAML_DEPTH,
            span=self.source.span(self.base + place, self.base + place + 1),
            message=_("this value is nested deeper than {deepest} levels", deepest=DEEPEST),
            hint=_("write it flatter: a list, or label: value"),
        )

    def _blank_field(self, place: int) -> None:
        """Blank the field around `place`, so that the others can be read."""
        starts = [found.start() for found in re.finditer(r"^(?=[^\s#\]}-])", self.text, re.MULTILINE)]
        before = [start for start in starts if start <= place]
        after = [start for start in starts if start > place]
        start = before[-1] if before else 0
        end = after[0] if after else len(self.text)
        if not self.text[start:end].strip():
            start, end = 0, len(self.text)
        blank = re.sub(r"[^\n]", " ", self.text[start:end])
        self.text = self.text[:start] + blank + self.text[end:]


def _mask(text: str) -> str:
    """Hide from YAML what it would read in its own way.

    The colons inside steps and reactions: those lines are ours, `2 days call: thank them`. And the
    characters that YAML takes for line ends and no editor does.
    """
    if _PRIVATE.search(text):
        return text
    if _BREAKS.search(text):
        text = text.translate(_HIDDEN)
    if "steps:" not in text and "reactions:" not in text:
        return text
    return re.sub(_OURS, _mask_block, text)


def _mask_block(block: re.Match[str]) -> str:
    head = block[0][: block.start(1) - block.start()]
    return head + re.sub(_OUR_LINE, lambda line: line[1] + _hide(line[2]), block[1])


def _hide(value: str) -> str:
    return re.sub(r":(?=[ \t\r]|$)", _COLON, value)


def plain_is_safe(text: str, *, flow: bool = False) -> bool:
    """Whether YAML reads the text, written without quotes as a field's value, as exactly this text.

    With `flow` it must also hold between brackets and braces, where commas and colons mean more.
    """
    if not text or text != text.strip() or not text.isprintable() or text in ("~", "null") or _PRIVATE.search(text):
        return False
    frames = _FLOW_FRAMES if flow else _BLOCK_FRAMES
    return all(_holds(frame, text) for frame in frames)


_BLOCK_FRAMES = ("key: {}\nnext: y\n", "- {}\n")
_FLOW_FRAMES = ("key: [{}, y]\n", "key: {{x: {}}}\n", "key: [{}]\n")


def _holds(frame: str, text: str) -> bool:
    """Whether the text in the frame is one plain scalar, as a single letter in its place would be."""
    try:
        found = [*_events(frame.format(text))]
    except (yaml.YAMLError, UnicodeError, RecursionError):
        return False
    return [*map(_sketch, found)] == [(kind, text if value == "q" else value) for kind, value in _expected(frame)]


def _expected(frame: str) -> Iterator[tuple[type, str | None]]:
    return map(_sketch, _events(frame.format("q")))


def _sketch(event: Any) -> tuple[type, str | None]:
    if type(event) is not ScalarEvent or event.style or event.anchor is not None or event.tag is not None:
        return type(event), None
    return ScalarEvent, event.value


def is_text_to_yaml(text: str) -> bool:
    """Whether other programs take the unquoted text for text or a day, not for a number, or for yes and no."""
    resolver: Any = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.nodes.ScalarNode, text, (True, False))
    return tag in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp")
