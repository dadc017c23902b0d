"""The messages of a campaign: which one to take, in which language, and the fields in braces.

`## Template: first call [it]` is the template "first call" in Italian; without a mark it is for everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Step, Template

_MARKED = re.compile(r"(?P<name>.*?)\s*\[(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\]", re.DOTALL)
_FIELD = re.compile(r"\{([^{}\s](?:[^{}\n]*[^{}\s])?)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A template with its name and its language apart; `language` is "" where none is marked."""

    name: str
    language: str
    template: Template


def messages(campaign: Campaign) -> tuple[Message, ...]:
    """The templates of a campaign, in the order of its file."""
    return tuple(_message(template) for template in campaign.templates)


def names(campaign: Campaign) -> tuple[str, ...]:
    """What its templates are called, each once."""
    return tuple(dict.fromkeys(message.name for message in messages(campaign)))


def _message(template: Template) -> Message:
    found = _MARKED.fullmatch(template.name)
    if found is None:
        return Message(name=template.name, language="", template=template)
    return Message(name=found["name"], language=found["language"], template=template)


def called(campaign: Campaign, name: str) -> str:
    """The one template's name that the words mean, in any case, whole or its beginning; "" when there is none."""
    wanted = plain(" ".join(name.split()))
    for answers in (str.__eq__, str.startswith):
        found = [known for known in names(campaign) if answers(plain(known), wanted)]
        if len(found) == 1:
            return found[0]
    return ""


def fitting(campaign: Campaign, step: Step | None) -> str:
    """The template for a step: one that its text names, else one named after its channel, else the first; "" of none.

    Where several fit, the first in the file.
    """
    known = names(campaign)
    if step is not None:
        text, channel = plain(step.text), plain(step.channel)
        named = [name for name in known if plain(name) and plain(name) in text]
        meant = [name for name in known if channel in plain(name).split()]
        return next(iter([*named, *meant, *known]), "")
    return next(iter(known), "")


def in_language(campaign: Campaign, name: str, language: str, fallback: str = "") -> Message | None:
    """The template of that name in this language, else unmarked, else in the fallback, else the first in the file.

    A region is not insisted on: "pt" answers to "pt-BR", and "pt-BR" to "pt".
    """
    wanted, other = language.casefold(), fallback.casefold()

    def rank(message: Message) -> int:
        mark = message.language.casefold()
        answers = (bool(mark) and mark == wanted, _are_kin(mark, wanted), not mark, _are_kin(mark, other), True)
        return answers.index(True)

    return min((message for message in messages(campaign) if message.name == name), key=rank, default=None)


def _are_kin(language: str, wanted: str) -> bool:
    return bool(language) and language.partition("-")[0] == wanted.partition("-")[0]


def fields_in(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Everything in braces that is a field, its name as group 1; braces with a space inside their edge are text."""
    return _FIELD.finditer(text, start, len(text) if end is None else end)
