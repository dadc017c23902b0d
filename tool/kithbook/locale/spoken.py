"""A catalogue that fills the braces of a translation as its language wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from gettext import GNUTranslations

_ARTICLE = re.compile(r"\b(il|al|dal|del|nel) \{(\w+)\}", re.IGNORECASE)
_BEGINS_WITH_A_VOWEL = re.compile(r"(?:8|11)\b(?!-)")
_BEFORE_A_VOWEL = {"il": "l'", "al": "all'", "dal": "dall'", "del": "dell'", "nel": "nell'"}


class Spoken(GNUTranslations):
    """The messages of one language."""

    def fill(self, message: str, values: Mapping[str, object]) -> str:
        """The message with its values; the values stay as they are."""
        return message.format_map(values)


class Italian(Spoken):
    """The article before a day hangs on how its number is said: il 7 marzo, l'8 marzo, dall'11 marzo."""

    def fill(self, message: str, values: Mapping[str, object]) -> str:
        """The message with its values, and with the articles that these want."""

        def fitted(found: re.Match[str]) -> str:
            if not _BEGINS_WITH_A_VOWEL.match(str(values.get(found[2], ""))):
                return found[0]
            article = _BEFORE_A_VOWEL[found[1].lower()]
            return f"{article.capitalize() if found[1][0].isupper() else article}{{{found[2]}}}"

        return _ARTICLE.sub(fitted, message).format_map(values)


CLASSES: Mapping[str, type[Spoken]] = {"it": Italian}
