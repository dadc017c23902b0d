"""Invented words: people, firms and towns that sound like some, and syllables for everything else."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.incognito.key import Key

FIRST = (
    "Alba", "Amos", "Anita", "Aldo", "Bice", "Bruna", "Ciro", "Clio", "Corrado", "Dalia", "Delio", "Diana", "Edda",
    "Elio", "Ennio", "Erika", "Ezio", "Fabia", "Felice", "Fiora", "Gaia", "Gemma", "Gino", "Greta", "Guido", "Ilario",
    "Iole", "Irma", "Ivo", "Lavinia", "Leandro", "Lia", "Livia", "Loris", "Mafalda", "Manlio", "Mirta", "Moira",
    "Nadia", "Nereo", "Nives", "Olindo", "Orfeo", "Oriana", "Ottavia", "Palmira", "Petra", "Piero", "Quinto", "Ramona",
    "Remo", "Rina", "Rocco", "Romina", "Sabina", "Saul", "Selene", "Silvano", "Tea", "Tullio", "Ugo", "Urbano", "Vanda",
    "Vera", "Virna", "Wilma", "Zeno", "Zoe",
)  # fmt: skip
_BEGIN = (
    "Bal", "Bar", "Bel", "Ber", "Bol", "Bor", "Cal", "Can", "Cas", "Cor", "Dal", "Don", "Fal", "Fan", "Fer", "Fol",
    "Gal", "Gar", "Gor", "Gra", "Lan", "Lor", "Mal", "Man", "Mar", "Mel", "Mon", "Mor", "Nal", "Nor", "Pal", "Pan",
    "Per", "Pol", "Ran", "Ros", "Sal", "San", "Ser", "Sol", "Tal", "Tor", "Val", "Ven", "Ver", "Vol", "Zan", "Zor",
)  # fmt: skip
_MIDDLE = ("", "a", "e", "i", "o", "ca", "da", "fi", "go", "li", "ma", "ne", "pi", "ri", "sa", "ti", "ve")
_SURNAME = (
    "belli",
    "casi",
    "dini",
    "fari",
    "gnoli",
    "lotti",
    "mieri",
    "netti",
    "pardi",
    "roni",
    "stelli",
    "tani",
    "zetti",
)
_TOWN = ("bria", "cina", "dora", "fano", "gnana", "lasco", "menno", "nara", "rello", "sago", "tena", "vico", "zeno")
_FIRM = ("dex", "flor", "lux", "mec", "nova", "plan", "rex", "tec", "varo", "zeta")
_CONSONANTS = "bcdfglmnprstvz"
_VOWELS = "aeiou"


def first_names(key: Key, word: str) -> Iterator[str]:
    """Names to call somebody by, without end."""
    yield from _turned(key, word, FIRST)
    yield from _made(key, word, "first", ("a", "o", "ina", "ino", "elia", "elio"))


def surnames(key: Key, word: str) -> Iterator[str]:
    """Names of families."""
    yield from _made(key, word, "surname", _SURNAME)


def towns(key: Key, word: str) -> Iterator[str]:
    """Names of places."""
    yield from _made(key, word, "town", _TOWN)


def firms(key: Key, word: str) -> Iterator[str]:
    """Names of organisations."""
    yield from _made(key, word, "firm", _FIRM)


def syllables(key: Key, word: str) -> Iterator[str]:
    """Words that mean nothing, as long as this one; longer ones when there are no more."""
    attempt = 0
    while True:
        length = len(word) + attempt // 400
        start = key.below(2, "start", word, attempt)
        sounds = (_VOWELS if (place + start) % 2 else _CONSONANTS for place in range(length))
        yield "".join(key.choice(each, word, attempt, place) for place, each in enumerate(sounds))
        attempt += 1


def _turned(key: Key, word: str, names: tuple[str, ...]) -> Iterator[str]:
    start = key.below(len(names), "turn", word)
    yield from (names[(start + step) % len(names)] for step in range(len(names)))


def _made(key: Key, word: str, kind: str, endings: tuple[str, ...]) -> Iterator[str]:
    """From beginnings and endings; the more are taken, the more syllables there are between."""
    attempt = 0
    while True:
        middle = "".join(key.choice(_MIDDLE, kind, word, attempt, step) for step in range(attempt // 60 + attempt % 2))
        yield key.choice(_BEGIN, kind, word, attempt) + middle + key.choice(endings, kind, "end", word, attempt)
        attempt += 1
