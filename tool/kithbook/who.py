"""Whom a few words mean: an id, an alias, a name, or a part of a name that only one contact has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Entry, Journal, fold

Kin = Callable[[Entry, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What was found: one id in `found`; else who could be meant, or whose name is written alike."""

    found: str = ""
    candidates: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def find(journal: Journal, words: str) -> Match:
    """Find the contact that `words` mean."""
    return among(journal.contacts, words)


def among(entries: Mapping[str, Entry], words: str) -> Match:
    """Find which of these, of one kind, `words` mean.

    Ids are tried first, then whole names and aliases, whole words of them, beginnings of their words, and any
    part; the first of these that anybody answers to decides, so that "Ada" is Ada Rossi even beside Adam
    Smith. Case and accents do not matter.
    """
    ids = answering(entries, words)
    if ids:
        return Match(found=ids[0]) if len(ids) == 1 else Match(candidates=ids)
    return Match(alike=_alike(entries, " ".join(plain(words).split())))


def answering(entries: Mapping[str, Entry], words: str) -> tuple[str, ...]:
    """Everybody whom `words` may mean, as `among` finds them; nobody else is looked for."""
    exact = fold(words.strip())
    for id in entries:
        if fold(id) == exact:
            return (id,)
    wanted = " ".join(plain(words).split())
    for answers in _STAGES if wanted else ():
        ids = tuple(id for id, entry in entries.items() if answers(entry, wanted))
        if ids:
            return ids
    return ()


class Names:
    """Everybody's names, made ready to be asked many times which words are one."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._whole: set[str] = set()
        self._words: dict[str, set[int]] = {}
        number = 0
        for entry in entries.values():
            self._whole.add(plain(entry.id))
            for name in _names(entry):
                number += 1
                for word in name.split():
                    self._words.setdefault(word, set()).add(number)

    def has(self, words: str) -> bool:
        """Whether they are somebody's id, or all of them are whole words of one name."""
        wanted = plain(words).split()
        if not wanted:
            return False
        return " ".join(wanted) in self._whole or bool(set.intersection(*(self._words.get(w, set()) for w in wanted)))


def _is_id(entry: Entry, wanted: str) -> bool:
    return plain(entry.id) == wanted


def _is_name(entry: Entry, wanted: str) -> bool:
    return any(" ".join(name.split()) == wanted for name in _names(entry))


def _has_words(entry: Entry, wanted: str) -> bool:
    return any(set(wanted.split()) <= set(name.split()) for name in _names(entry))


def _has_beginnings(entry: Entry, wanted: str) -> bool:
    return any(_begin(wanted.split(), name.split()) for name in _names(entry))


def _begin(beginnings: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


def _has_part(entry: Entry, wanted: str) -> bool:
    return any(wanted in name for name in _names(entry)) or wanted in plain(entry.id)


_STAGES: tuple[Kin, ...] = (_is_id, _is_name, _has_words, _has_beginnings, _has_part)


def _names(entry: Entry) -> Iterator[str]:
    yield plain(entry.name)
    for alias in entry.aliases:
        yield plain(alias)


def _alike(entries: Mapping[str, Entry], wanted: str) -> tuple[str, ...]:
    """Up to three ids whose name, alias, id, or one word of them is nearly what was typed."""
    from difflib import get_close_matches

    known: dict[str, list[str]] = {}
    for id, entry in entries.items():
        for form in {plain(id), *_names(entry), *(word for name in _names(entry) for word in name.split())}:
            known.setdefault(form, []).append(id)
    near = get_close_matches(wanted[:80], known, n=3, cutoff=0.7)
    return tuple(dict.fromkeys(id for form in near for id in known[form]))[:3]
