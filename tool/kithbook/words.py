"""What we say to people, in their language. The message in English is its own name: English costs a look and no more.

Placeholders stand in braces and are filled after the translation, so that a translator may move them:
`_("{name} is due on {day}", name=…, day=…)`. A sentence is one message; none is put together from pieces.
Which language is spoken is set at the edges only. What is data (codes, keys, JSON) is not said and not translated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

LANGUAGES = ("en", "it")
"""English, in which the messages are written, and those that have a catalogue."""


LANGUAGE_ASKED = "kithbook.language"
"""Where a command line keeps the language that was asked for on it."""


if TYPE_CHECKING:

    class Catalogue(Protocol):
        """The messages of one language; `locale.spoken.Spoken` is one."""

        def gettext(self, message: str, /) -> str:
            """The translation."""

        def ngettext(self, one: str, many: str, count: int, /) -> str:
            """The translation that fits the count."""

        def pgettext(self, context: str, message: str, /) -> str:
            """The translation of a word that means something else elsewhere."""

        def fill(self, message: str, values: Mapping[str, object], /) -> str:
            """The message with its values, as the language wants it."""

        def info(self) -> dict[str, str]:
            """What the catalogue says of itself; `language` is its code."""

        def __hash__(self) -> int:
            """One catalogue is another one than any other."""


_spoken: ContextVar[Catalogue | None] = ContextVar("spoken", default=None)


def _(message: str, /, **values: object) -> str:
    """The message in the language that is spoken, with the values in its braces."""
    catalogue = _spoken.get()
    if catalogue is None:
        return message.format_map(values) if values else message
    said = catalogue.gettext(message)
    return catalogue.fill(said, values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The same for what is counted: `ngettext("{count} day", "{count} days", 3)`."""
    catalogue = _spoken.get()
    values["count"] = count
    if catalogue is None:
        return (one if count == 1 else many).format_map(values)
    return catalogue.fill(catalogue.ngettext(one, many, count), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The same for a word that needs a context to be translated: `pgettext("short month", "May")`."""
    catalogue = _spoken.get()
    if catalogue is None:
        return message.format_map(values) if values else message
    said = catalogue.pgettext(context, message)
    return catalogue.fill(said, values) if values else said


def N_(message: str, /) -> str:  # noqa: N802  (the name that every gettext tool knows)
    """Mark a message that stands in a table made on import; `_` translates it on use."""
    return message


spoken: Callable[[], Catalogue | None] = _spoken.get
"""The catalogue of the language that is spoken; None for English."""


def language() -> str:
    """The code of the language that is spoken."""
    catalogue = _spoken.get()
    return LANGUAGES[0] if catalogue is None else catalogue.info()["language"]


def speak(catalogue: Catalogue | None) -> None:
    """Say everything from here on in that language; None is English. For the edges only."""
    _spoken.set(catalogue)


@contextmanager
def speaking(catalogue: Catalogue | None) -> Iterator[None]:
    """The same for a while; afterwards the language is what it was before, whatever was spoken meanwhile."""
    before = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(before)
