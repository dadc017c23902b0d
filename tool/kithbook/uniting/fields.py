"""The fields of two files: what the first says wins, lists and addresses are united, what is left over is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from kithbook.exchange.keys import country_of, form_of
from kithbook.exchange.memory import ALSO_UID, FIELD
from kithbook.fields import CONTACT, DATES, HANDLES, TEXTS
from kithbook.frozen import dataclass
from kithbook.model import Contact, Handle, fold
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.revise import AddItem, Intention, RemoveField, RemoveItem, SetEntry, SetField
from kithbook.revise.opened import Opened
from kithbook.revise.wording import free_name

HELD = ("archived", "snoozed_until")
"""What was decided about the other file is not decided about this one."""
_ITS_OWN = ("name", "kind", "aliases", "uid", "not_same_as", "referred_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two files of contacts; of `there` everything goes into `here`. `left` are lines for the note."""

    here: Opened
    there: Opened
    keep: Contact
    other: Contact
    left: list[str] = field(default_factory=list)

    @property
    def country(self) -> str:
        """Whose numbers are written without a country code."""
        return country_of(self.here.settings)

    def node(self, key: str) -> Node | None:
        """The value of a field that stays."""
        entries = self.here.fields.entries if self.here.fields else ()
        return next((node for name, node in entries if name.text == key and not _is_empty(node)), None)


def steps(pair: Pair) -> Iterator[Intention]:
    """What writes the fields of the other into the file that stays."""
    yield from _apart(pair)
    yield from _names(pair)
    yield from _identities(pair)
    yield from _referral(pair)
    for key, node in pair.there.fields.entries if pair.there.fields else ():
        if key.text not in _ITS_OWN and not _is_empty(node):
            yield from _step(pair, key.text, node)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()


def _step(pair: Pair, key: str, node: Node) -> Iterator[Intention]:
    known = CONTACT.get(key)
    schema = known.schema if known else None
    if key == FIELD:
        return _marks(pair, node)
    if key == "private":
        return _private(pair)
    if schema is HANDLES:
        return _handles(pair, key)
    if schema is DATES:
        return _dates(pair, key, node)
    if schema is TEXTS or isinstance(node, Items):
        return _list(pair, key, node)
    if isinstance(node, Fields):
        return _entries(pair, key, node)
    return _single(pair, key, node)


def _apart(pair: Pair) -> Iterator[Intention]:
    """Whoever merges the two has decided that they are one."""
    keep, other = pair.keep, pair.other
    for name in keep.not_same_as:
        if _means(other, name) or _means(keep, name):
            yield RemoveItem(key="not_same_as", value=name)
    told = {fold(name) for name in keep.not_same_as}
    for name in other.not_same_as:
        if not (_means(keep, name) or _means(other, name) or fold(name) in told):
            yield AddItem(key="not_same_as", value=name)


def _means(contact: Contact, name: str) -> bool:
    return fold(name.strip()) in {fold(each) for each in (contact.id, contact.name, *contact.aliases)}


def _names(pair: Pair) -> Iterator[Intention]:
    """The other's id, name and aliases still lead here."""
    there = {fold(each) for each in (pair.keep.id, pair.keep.name, *pair.keep.aliases)}
    for name in (pair.other.id, pair.other.name, *pair.other.aliases):
        if name.strip() and fold(name) not in there:
            there.add(fold(name))
            yield AddItem(key="aliases", value=name)


def _identities(pair: Pair) -> Iterator[Intention]:
    """Calendars know the one that stays; imports find both."""
    other = pair.other.uid
    if other and other != pair.keep.uid:
        yield AddItem(key=ALSO_UID, value=other)


def _marks(pair: Pair, node: Node) -> Iterator[Intention]:
    here, there = pair.node(FIELD), node
    words = {word for each in (here, there) if isinstance(each, Scalar) for word in each.text.split()}
    wanted = " ".join(sorted(words))
    if not isinstance(here, Scalar) or here.text.strip() != wanted:
        yield SetField(key=FIELD, value=wanted)


def _private(pair: Pair) -> Iterator[Intention]:
    """What one of the two keeps to itself stays so."""
    if pair.other.private and not pair.keep.private:
        yield SetField(key="private", value="true")


def _referral(pair: Pair) -> Iterator[Intention]:
    """Nobody was brought by themselves."""
    mine, its = pair.keep.referred_by, pair.other.referred_by
    if mine and (_means(pair.other, mine) or _means(pair.keep, mine)):
        yield RemoveField(key="referred_by")
        mine = ""
    if not its or _means(pair.keep, its) or _means(pair.other, its):
        return
    if not mine:
        yield SetField(key="referred_by", value=its)
    elif fold(mine) != fold(its):
        pair.left.append(f"referred_by: {its}")


def _single(pair: Pair, key: str, node: Scalar) -> Iterator[Intention]:
    """A value that only the other has comes over; one that differs is left over."""
    here, value = pair.node(key), node.text.strip()
    if here is None and key not in HELD and "\n" not in value:
        yield SetField(key=key, value=value)
    elif not isinstance(here, Scalar) or " ".join(here.text.split()) != " ".join(value.split()):
        pair.left.append(f"{key}: {value}")


def _list(pair: Pair, key: str, node: Node) -> Iterator[Intention]:
    values = [each for each in _texts(node) if each]
    here = pair.node(key)
    if isinstance(here, Fields) or len(values) < len(node.items if isinstance(node, Items) else (node,)):
        pair.left.append(f"{key}: {_raw(pair.there, node)}")
        return
    there = {fold(each) for each in (_texts(here) if here else ())}
    for value in values:
        if fold(value) not in there:
            there.add(fold(value))
            yield AddItem(key=key, value=value)


def _texts(node: Node) -> Iterator[str]:
    for each in node.items if isinstance(node, Items) else (node,):
        if isinstance(each, Scalar):
            yield each.text.strip()


def _handles(pair: Pair, key: str) -> Iterator[Intention]:
    """Addresses and numbers with their labels, each only once in whatever form it is written."""
    mine, its = (getattr(each, f"{key}s") for each in (pair.keep, pair.other))
    forms = {form_of(key, each.value, pair.country): each for each in mine}
    more = []
    for each in its:
        twin = forms.get(form_of(key, each.value, pair.country))
        if twin is None:
            more.append(each)
        elif twin.value != each.value or (each.label and each.label != twin.label.rstrip(" 0123456789")):
            pair.left.append(f"{key}: {_labelled(each)}")
    here = pair.node(key)
    in_block = isinstance(here, Items) and not _raw(pair.here, here).startswith("[")
    if isinstance(here, Fields) or (any(each.label for each in more) and not in_block):
        yield from _with_labels(key, more, [*(each.label or "other" for each in mine)])
        return
    if here is None and len(more) == 1 and not more[0].label:
        yield SetField(key=key, value=more[0].value)
        return
    for each in more:
        yield AddItem(key=key, value=each.value)
        if each.label:
            pair.left.append(f"{key}: {_labelled(each)}")


def _labelled(handle: Handle) -> str:
    return f"{handle.label}: {handle.value}" if handle.label else handle.value


def _with_labels(key: str, more: Iterable[Handle], taken: list[str]) -> Iterator[Intention]:
    for each in more:
        label = free_name(each.label or "other", taken)
        taken.append(label)
        yield SetEntry(key=key, label=label, value=each.value)


def _dates(pair: Pair, key: str, node: Node) -> Iterator[Intention]:
    """Campaigns, occasions, consent: names with days."""
    if isinstance(node, Fields):
        yield from _entries(pair, key, node)
        return
    here = pair.node(key)
    if isinstance(here, Fields):
        labels = {fold(label.text) for label, _ in here.entries}
        pair.left.extend(f"{key}: {each}" for each in _texts(node) if fold(each) not in labels)
        return
    yield from _list(pair, key, node)


def _entries(pair: Pair, key: str, node: Fields) -> Iterator[Intention]:
    here = pair.node(key)
    known: Mapping[str, Node] = (
        {fold(label.text): value for label, value in here.entries} if isinstance(here, Fields) else {}
    )
    for label, value in node.entries:
        if here is not None and not isinstance(here, Fields):
            pair.left.append(f"{key}: {label.text}: {_raw(pair.there, value)}")
        elif fold(label.text) in known:
            if _raw(pair.here, known[fold(label.text)]) != _raw(pair.there, value):
                pair.left.append(f"{key}: {label.text}: {_raw(pair.there, value)}")
        elif isinstance(value, Scalar) and value.text.strip() and "\n" not in value.text:
            yield SetEntry(key=key, label=label.text, value=value.text.strip())
        else:
            pair.left.append(f"{key}: {label.text}: {_raw(pair.there, value)}")


def _raw(opened: Opened, node: Node) -> str:
    return " ".join(opened.source.text[node.start : node.end].split())
