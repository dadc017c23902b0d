"""A compiled catalogue that is looked into, not read whole, and fills the braces as its language wants it.

The format is that of GNU gettext, "The Format of GNU MO Files"; `make words` writes the messages in order, so that
one of two thousand is found in eleven steps: that is why Italian is as quick at the start as English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from struct import unpack_from

_MAGIC = 0x950412DE
_CONTEXT, _PLURAL = b"\x04", b"\x00"
_BEFORE_A_VALUE = re.compile(r"\b(il|al|dal|del|nel|i|a|e|ogni) \{(\w+)\}", re.IGNORECASE)
_MARKS = r"^(?:<[^>]*>|[\"\u2066-\u2068])*"
"""What may stand before the first letter of a value: tags of a page, a quote, what keeps a name in its direction."""
_EIGHT_OR_ELEVEN = re.compile(_MARKS + r"(?:8\d*|11)(?![\d-])")
_NAMED_DAY = re.compile(_MARKS + r"(?:(?:ieri|oggi|domani)\b|(?:lun|mar|mer|gio|ven|sab|dom)[a-zì]* \d\d?\b)")
_MONTH = re.compile(_MARKS + r"(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]* \d{4}\b")
_SAME_VOWEL = {"a": re.compile(_MARKS + "[aàá]", re.IGNORECASE), "e": re.compile(_MARKS + "[eèé]", re.IGNORECASE)}
_ONE = re.compile(r"1 (?=[a-z])")
_BEFORE_A_VOWEL = {"il": "l'", "al": "all'", "dal": "dall'", "del": "dell'", "nel": "nell'", "i": "gli "}
_BEFORE_A_NAMED_DAY = {"il": "", "al": "a ", "dal": "da ", "del": "di ", "nel": ""}
_BEFORE_A_MONTH = _BEFORE_A_NAMED_DAY | {"il": "nel ", "nel": "nel "}


class Spoken:
    """The messages of one language. Raises `ValueError` for data that are no catalogue."""

    def __init__(self, data: bytes) -> None:
        magic, _version, self._count, self._originals, self._translations = unpack_from("<5I", data)
        if magic != _MAGIC:
            raise ValueError("no catalogue in the format of gettext")
        self._data = data
        self._rule: Callable[[int], int] | None = None
        self._known: dict[tuple[str, str], list[str]] = {}

    def gettext(self, message: str) -> str:
        """The translation."""
        return self._find(message, "", message, 0)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The translation that fits the count."""
        if self._rule is None:
            from gettext import c2py

            rule: Callable[[int], int] = c2py(self.info()["plural-forms"].partition("plural=")[2].rstrip(";"))
            self._rule = rule
        return self._find(one, "", one if count == 1 else many, self._rule(count))

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a word that means something else elsewhere."""
        return self._find(message, context, message, 0)

    def info(self) -> dict[str, str]:
        """What the catalogue says of itself; `language` is its code."""
        lines = (line.partition(":") for line in self._find("", "", "", 0).splitlines())
        return {key.strip().lower(): value.strip() for key, _colon, value in lines}

    def fill(self, message: str, values: Mapping[str, object]) -> str:
        """The message with its values; the values stay as they are."""
        return message.format_map(values)

    def _find(self, message: str, context: str, otherwise: str, form: int) -> str:
        """One form of a translation; what was looked up once is remembered."""
        forms = self._known.get((message, context))
        if forms is None:
            forms = self._known[message, context] = self._looked_up(message, context)
        return forms[min(form, len(forms) - 1)] if forms else otherwise

    def _looked_up(self, message: str, context: str) -> list[str]:
        """All forms, found by halves: messages stand in the order of their text, then of their context."""
        wanted = (message.encode("utf-8", "surrogatepass"), context.encode())
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            found = _key(self._at(self._originals, middle))
            if found == wanted:
                return self._at(self._translations, middle).decode().split(_PLURAL.decode())
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return []

    def _at(self, table: int, number: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * number)
        return self._data[start : start + length]


def _key(original: bytes) -> tuple[bytes, bytes]:
    context, _mark, message = original.rpartition(_CONTEXT)
    return message.partition(_PLURAL)[0], context


class Italian(Spoken):
    """The word before a value hangs on how this is said: il 7 marzo, l'8 marzo, a domani, ad Ada, ogni anno."""

    def fill(self, message: str, values: Mapping[str, object]) -> str:
        """The message with its values, and with the small words that these want before them."""
        said = dict(values)

        def fitted(found: re.Match[str]) -> str:
            name = found[2]
            word, value = _fitting(found[1].lower(), str(values.get(name, "")))
            if found[1].lower() == "ogni":
                said[name] = value
            return f"{word.capitalize() if found[1][0].isupper() else word}{{{name}}}"

        return _BEFORE_A_VALUE.sub(fitted, message).format_map(said)


def _fitting(word: str, value: str) -> tuple[str, str]:
    """The word with what parts it from the value, and the value: "il" and "8 marzo" become "l'" and "8 marzo"."""
    if word == "ogni":
        return "ogni ", _ONE.sub("", value, count=1) if _ONE.match(value) else value
    if word in _SAME_VOWEL:
        return (f"{word}d " if _SAME_VOWEL[word].match(value) else f"{word} "), value
    if word in _BEFORE_A_NAMED_DAY and _NAMED_DAY.match(value):
        return _BEFORE_A_NAMED_DAY[word], value
    if word in _BEFORE_A_MONTH and _MONTH.match(value):
        return _BEFORE_A_MONTH[word], value
    return (_BEFORE_A_VOWEL[word] if _EIGHT_OR_ELEVEN.match(value) else f"{word} "), value


CLASSES: Mapping[str, type[Spoken]] = {"it": Italian}
