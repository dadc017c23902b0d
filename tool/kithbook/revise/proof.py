"""The proof after each edit: the new text is read again and must mean what was asked, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kithbook.diagnostic import Diagnostic, Severity
from kithbook.model import Card, Contact, Event, FollowUp, InboxLine, Link, Touch, fold
from kithbook.nodes import Items, Node, Scalar
from kithbook.revise import intentions
from kithbook.revise.opened import Opened
from kithbook.revise.wording import spare_names
from kithbook.text import Source, Span

Plain = Any
"""A field's value without places: a text, a list, or names with values."""


def reads_back(before: Opened, after: Opened, asked: intentions.Intention) -> bool:
    """Whether the file says after the edit what it said before, and what was asked."""
    return _PROOFS[type(asked)](before, after, asked)


def new_problem(before: Opened, after: Opened) -> Diagnostic | None:
    """A finding that was not there before the edit."""
    known = Counter(finding.rule.code for finding in before.findings)
    for finding in after.findings:
        known[finding.rule.code] -= 1
        if known[finding.rule.code] < 0 and finding.severity > Severity.INFO:
            return finding
    return None


def _same(one: object, other: object) -> bool:
    """Whether two values mean the same, wherever they stand."""
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    """A value of the model without its places."""
    if isinstance(value, (Span, Source)):
        return None
    if isinstance(value, Mapping):
        return [(key, _bare(each)) for key, each in value.items()]
    if is_dataclass(value):
        return type(value), [_bare(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return type(value), [_bare(each) for each in value]
    return value


def _plain(node: Node | None) -> Plain:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return {label.text: _plain(value) for label, value in node.entries} if node else {}


def _field(before: Opened, after: Opened, asked: Any) -> bool:
    if before.source.text[before.document.body :] != after.source.text[after.document.body :]:
        return False
    old: dict[str, Plain] = _plain(before.fields)
    new: dict[str, Plain] = _plain(after.fields)
    key = asked.key
    rest = [(name, value) for name, value in old.items() if name != key]
    return rest == [(name, value) for name, value in new.items() if name != key] and (
        new.get(key) == _wanted(old.get(key), asked)
    )


def _wanted(old: Plain, asked: intentions.Intention) -> Plain:
    """What the field must hold; None when it must be gone."""
    if isinstance(asked, intentions.SetField):
        return asked.value if isinstance(asked.value, str) else list(asked.value)
    if isinstance(asked, intentions.RemoveField):
        return None
    if isinstance(asked, intentions.SetEntry):
        if isinstance(old, str | list) and old:
            values = [old] if isinstance(old, str) else old
            old = dict(zip(spare_names(len(values), asked.label), values, strict=True))
        return {**(old or {}), asked.label: asked.value}
    if isinstance(asked, intentions.RemoveEntry):
        return {label: value for label, value in (old or {}).items() if label != asked.label} or None
    values = old if isinstance(old, list) else [old] if old else []
    if isinstance(asked, intentions.AddItem):
        return old if asked.value in values else [*values, asked.value]
    if isinstance(asked, intentions.RemoveItem) and asked.value in values:
        return [value for value in values if value != asked.value] or None
    return old


def _touch(before: Opened, after: Opened, asked: intentions.AddTouch) -> bool:
    return _logged(before, after, (asked,))


def _touches(before: Opened, after: Opened, asked: intentions.AddTouches) -> bool:
    return _logged(before, after, asked.touches)


def _meant(before: Opened, asked: intentions.AddTouch) -> Touch:
    first, *details = asked.lines
    head, _, text = first.partition(": ")
    return Touch(
        contact=_id(before),
        date=asked.date,
        time=asked.time,
        channel=asked.channel,
        with_=tuple(Link(target=id, span=_nowhere(before)) for id in asked.with_),
        direction=asked.direction,
        outcome=asked.outcome,
        exchange=asked.exchange,
        text=text.strip() if head != first else "",
        details=tuple(details),
        span=_nowhere(before),
    )


def _logged(before: Opened, after: Opened, asked: Sequence[intentions.AddTouch]) -> bool:
    touches = [_meant(before, each) for each in asked]
    old, new = before.meaning, after.meaning
    if not isinstance(old, Contact) or not isinstance(new, Contact):
        return False
    return _same_frontmatter(before, after) and _same(replace(old, log=(*touches, *old.log), links=new.links), new)


def _follow_up(before: Opened, after: Opened, asked: intentions.AddFollowUp) -> bool:
    first, *details = asked.lines
    promise = FollowUp(
        contact=_id(before),
        done=False,
        date=asked.date,
        channel=asked.channel,
        text=first.partition(":")[2].strip(),
        details=tuple(details),
        span=_nowhere(before),
    )
    old, new = before.meaning, after.meaning
    if not isinstance(old, Contact) or not isinstance(new, Contact):
        return False
    expected = replace(old, follow_ups=(promise, *old.follow_ups), links=new.links)
    return _same_frontmatter(before, after) and _same(expected, new)


def _card(before: Opened, after: Opened, asked: intentions.AddCard) -> bool:
    old, new = before.meaning, after.meaning
    if not isinstance(old, Event) or not isinstance(new, Event) or not new.cards:
        return False
    parts = [part.strip() for part in asked.lines[0].split(";")]
    wanted = [*parts, "", "", "", ""][:5]
    expected = replace(old, cards=new.cards, links=new.links)
    return _values(new.cards[-1]) == wanted and _same(old.cards, new.cards[:-1]) and _same(expected, new)


def _values(card: Card) -> list[str]:
    return [card.name, card.organisation, card.about, card.handle, card.next_step]


def _tick(before: Opened, after: Opened, asked: intentions.Tick) -> bool:
    old, new = before.meaning, after.meaning
    if not isinstance(old, Contact) or not isinstance(new, Contact):
        return False
    changed = [(one, other) for one, other in zip(old.follow_ups, new.follow_ups, strict=True) if not _same(one, other)]
    return (
        len(changed) == 1
        and not changed[0][0].done
        and _same(_ticked(changed[0][0]), changed[0][1])
        and _same(replace(old, follow_ups=new.follow_ups), new)
    )


def _ticked(step: FollowUp) -> FollowUp:
    return FollowUp(
        contact=step.contact,
        done=True,
        date=step.date,
        channel=step.channel,
        text=step.text,
        details=step.details,
        span=step.span,
    )


def _line(before: Opened, after: Opened, asked: intentions.RemoveLine | intentions.ReplaceLine) -> bool:
    old, new = ([_bare(each) for each in _listed(opened, asked.section)] for opened in (before, after))
    kept = 1 if isinstance(asked, intentions.ReplaceLine) else 0
    same = next((number for number, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(new))
    return _same_frontmatter(before, after) and (
        len(new) == len(old) - 1 + kept and old[same + 1 :] == new[same + kept :]
    )


def _moved(before: Opened, after: Opened, asked: intentions.MoveCard) -> bool:
    """One card fewer, the others as they were, and every line of the file still there."""
    return _line(before, after, intentions.RemoveLine(line=asked.line, section="cards")) and not _lost(before, after)


def _capture(before: Opened, after: Opened, asked: intentions.AddCapture) -> bool:
    old, new = _listed(before, ""), _listed(after, "")
    last = new[-1] if new else None
    is_there = isinstance(last, InboxLine) and f"{last.date} {last.text}" == asked.lines[0]
    return is_there and [*map(_bare, old)] == [*map(_bare, new[:-1])] and not _lost(before, after)


def _set_aside(before: Opened, after: Opened, asked: intentions.SetAside) -> bool:
    lost = _lost(before, after)
    return lost == Counter([asked.line]) and _line(before, after, intentions.RemoveLine(line=asked.line))


def _lost(before: Opened, after: Opened) -> Counter[str]:
    """The lines of the old text that the new one does not have."""
    return Counter(_lines(before)) - Counter(_lines(after))


def _lines(opened: Opened) -> list[str]:
    return [line.removesuffix("\r") for line in opened.source.text.split("\n") if line.strip()]


def _listed(opened: Opened, section: str) -> Sequence[object]:
    meaning = opened.meaning
    if isinstance(meaning, tuple):
        return meaning
    if isinstance(meaning, Contact):
        return meaning.log if section == "log" else meaning.follow_ups
    return meaning.cards if isinstance(meaning, Event) else ()


def _rename(before: Opened, after: Opened, asked: intentions.Rename) -> bool:
    old, new = before.meaning, after.meaning
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _same(old, new)
    moved = [asked.new if fold(link.target) == fold(asked.old) else link.target for link in old.links]
    keys = [key for key, _ in (before.fields.entries if before.fields else ())]
    new_keys = [key for key, _ in (after.fields.entries if after.fields else ())]
    return moved == [link.target for link in new.links] and [k.text for k in keys] == [k.text for k in new_keys]


def _same_frontmatter(before: Opened, after: Opened) -> bool:
    old, new = before.source.text[: before.document.body], after.source.text[: after.document.body]
    return old.rstrip("\r\n") == new.rstrip("\r\n")


def _nowhere(opened: Opened) -> Span:
    return opened.source.span(0, 0)


def _id(opened: Opened) -> str:
    return opened.meaning.id if isinstance(opened.meaning, Contact) else ""


_PROOFS: Mapping[type, Callable[[Opened, Opened, Any], bool]] = {
    intentions.SetField: _field,
    intentions.RemoveField: _field,
    intentions.AddItem: _field,
    intentions.RemoveItem: _field,
    intentions.SetEntry: _field,
    intentions.RemoveEntry: _field,
    intentions.AddTouch: _touch,
    intentions.AddTouches: _touches,
    intentions.AddFollowUp: _follow_up,
    intentions.AddCard: _card,
    intentions.Tick: _tick,
    intentions.MoveCard: _moved,
    intentions.AddCapture: _capture,
    intentions.SetAside: _set_aside,
    intentions.RemoveLine: _line,
    intentions.ReplaceLine: _line,
    intentions.Rename: _rename,
}
