"""The catalogues of messages, and which language the environment asks for.

`it/LC_MESSAGES/kithbook.po` is written by people; the `.mo` beside it is made from it by `make words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kithbook.words import LANGUAGES

if TYPE_CHECKING:
    from kithbook.words import Catalogue

DOMAIN = "kithbook"
ENGLISH = LANGUAGES[0]
_PLAIN = ("C", "POSIX")


@cache
def catalogue(language: str) -> Catalogue | None:
    """The messages of a language, read when first asked for; None for English, and where we have none."""
    if language == ENGLISH or language not in LANGUAGES:
        return None
    from kithbook.locale.spoken import CLASSES, Spoken

    file = Path(__file__).parent / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return CLASSES.get(language, Spoken)(file.read_bytes())


def of_environment(environment: Mapping[str, str]) -> str:
    """The first language of ours that LANGUAGE names, else LC_ALL, LC_MESSAGES or LANG, as gettext has it.

    The locale C is English whatever LANGUAGE says: it is how scripts ask for what never changes.
    """
    locale = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    if locale in _PLAIN:
        return ENGLISH
    wished = environment.get("LANGUAGE", "").split(":")
    known = (_code(name) for name in (*wished, locale))
    return next((code for code in known if code in LANGUAGES), ENGLISH)


def _code(name: str) -> str:
    """`it` of `it_IT.UTF-8@euro` and of `it-CH`."""
    return name.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0].casefold()
