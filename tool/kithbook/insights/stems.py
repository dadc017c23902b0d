"""Words reduced to their stems, so that "printer for brochures" meets "prints brochures"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from kithbook.facts import plain
from kithbook.frozen import dataclass

LANGUAGES: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""The languages whose stems are known, by their codes; other words are compared as they are."""

_ENGLISH = """
a about after again all an and any are as at be big but by can every first for free from good great had has have he
her his how hundred i if in into is it its large left less like little long made make makes more most much my need
needs new no not of old on one only or other others our out own people person really she small some somebody someone
something that the their them then there they thing things this three through time to too two up us want wants way we
what when where which who whom why will with within year years you your
"""
_ITALIAN = """
a ad ai al alla alle allo altri altro anche anno c che chi ci come con cosa cose da dal dalla dei del della delle di
due e ed fare gli grande ha ho i il in la le lo ma mi nei nel nella nelle non nuova nuovo o per persona persone
piccola piccole piccoli piccolo più poco qualcosa qualcuno quando questa questo se si sono su sua sue sul sulla suo
tre un una uno è
"""
_GERMAN = """
ab aber als am an andere anderen auch auf aus bei bin das dass dem den der des die drei durch ein eine einem einen
einer er es etwas für groß große gut gute haben hat ich ihr im in ist jahr jahre jemand jemanden kann klein kleine
machen mehr mit nach neu neue nicht nur oder ohne sein sich sie sind um und uns unser von vor was wer wie wir wo zu
zum zur zwei über
"""
_FRENCH = """
au aux avec bon bonne ce ces cette dans de des du elle elles en est et grand grande il ils je la le les leur leurs mais
mes moi mon ne nos notre nous on ou par pas petit petite petits plus pour quelque quelqu qui que sa sans se ses son sur
tout tous très trois un une vos votre vous
"""
_SPANISH = """
al algo alguien buen buena con como de del dos el ella en es este esta gran grande la las lo los mi más muy nuestra
nuestro nueva nuevo para pequeña pequeño pero por que quien se sin sobre su sus tres un una unos y
"""
_PORTUGUESE = """
ao aos algo alguém as bom boa com como da das de do dos em ela ele este esta grande mais mas meu minha muito na nas no
nos nosso nova novo não ou para pequena pequeno por que quem se sem sobre seu sua três um uma
"""
_DUTCH = """
aan als bij dan dat de deze die dit een en er goed goede groot het hij iemand iets ik in is kleine maar meer met mijn
naar niet nieuwe of om ons onze op over te tot uit van veel voor wat we wie zijn zonder
"""
_ALL = (_ENGLISH, _ITALIAN, _GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _DUTCH)
STOP_WORDS = frozenset(" ".join(_ALL).split())
"""Words of seven languages that say nothing about a need; notes are often in another than the contact's."""

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Stemmer:
    """Makes stems, in the journal's language beside each contact's own: notes are often written in one's own."""

    language: str
    _tools: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def stems(self, text: str, language: str) -> tuple[frozenset[str], ...]:
        """For each word of the text that means something, its stems in both languages; each word once."""
        code = language.partition("-")[0].casefold()
        words = dict.fromkeys(_WORD.findall(text.casefold()))
        return tuple(self._stems(word, code) for word in words if word not in STOP_WORDS)

    def _stems(self, word: str, code: str) -> frozenset[str]:
        found = self._known.get((word, code))
        if found is None:
            found = frozenset(plain(self._stem(word, one)) for one in (code, self.language))
            self._known[word, code] = found
        return found

    def _stem(self, word: str, code: str) -> str:
        name = LANGUAGES.get(code)
        if name is None:
            return word
        if name not in self._tools:
            import snowballstemmer

            self._tools[name] = snowballstemmer.stemmer(name)
        return str(self._tools[name].stemWord(word))
