"""The lines of a business card as fields: name, role, organisation, addresses. Italian, German and English cards.

What is certain is taken first (an e-mail address, a telephone number), and every line is used once. A name is told by
the e-mail address, when that has it, else by its place and its capital letters. What remains unclear is kept as notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kithbook.exchange.incoming import LONGEST_NAME, Incoming, Labelled, distinct, tidy
from kithbook.facts import plain
from kithbook.frozen import dataclass

MOST_LINES = 60
_LONGEST_ROLE = 5
_EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?: ?\. ?[\w-]+)+", re.ASCII)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s,;|]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|it|de|eu|ch|at|uk|fr|es|nl|be|pl|pt|ie|us|li|info|biz|io|ai|app|dev|shop|studio|example)\b(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+|\b00)?\(?\d[\d ()/.\-–]{5,}\d")
_ABROAD = re.compile(r"(?:\b[^\W\d_]{1,8}[.:]? ?)?\+\d[\d ()/.\-–]{5,}\d")
"""A number with its country in front, with the word that says its kind: behind a town it is no part of it."""
_LABEL = re.compile(r"([^\W\d_]+)[\s.:)]*$")
_KINDS = {
    "mobile": "m c mob mobil mobile mobiltelefon cell cellulare cel handy gsm natel port portable movil",
    "work fax": "f fax telefax",
    "work": "t o tel telefono telefon telephone phone ph fon office buro ufficio fisso direct durchwahl d p tlf tfno",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_NUMBERED = re.compile(
    r"\b(p\.? ?iva|partita iva|vat|ust|c\.? ?f\b|cod\.? ?fisc|tax|reg|hrb|iban|rea|steuer)", re.IGNORECASE
)
_PLACE = re.compile(r"\b(?:[A-Z]{1,2}[- ])?(\d{4,5})\s+([A-ZÀ-Ü][\w'À-ü.-]*(?:[ -][A-ZÀ-Üa-zà-ü][\w'À-ü.-]*){0,3})")
_BRITISH = re.compile(r"([A-Z][\w' -]+?),?\s+([A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b")
_STREET = re.compile(
    r"\b(via|viale|piazza|piazzale|corso|strada|largo|vicolo|lungo\w+|road|street|avenue|ave|lane|square|drive|court|rue|boulevard|chemin|impasse|quai|calle|plaza|avda|rua|hauptplatz|marktplatz)\b|\bc/"
    r"|(stra(ß|ss)e|str\.|weg|platz|allee|gasse|ring|ufer)\s*\d|\bst\.\s*$|\d+\s*,?\s*$",
    re.IGNORECASE,
)
_LEGAL = (
    r"s\.? ?r\.? ?l\.?s?|s\.? ?p\.? ?a|s\.? ?n\.? ?c|s\.? ?a\.? ?s|s\. ?l|gmbh|ag|kg|ohg|e\. ?k|e\. ?v|ug|gbr|"
    r"ltd|limited|inc|llc|plc|corp"
)
_FIRM = re.compile(rf"\b({_LEGAL})\b\.?", re.IGNORECASE)
"""What the law wants behind a company's name."""
_COMPANY = re.compile(
    rf"\b({_LEGAL}|"
    r"co|company|atelier|bäckerei|metzgerei|praxis|kanzlei|agentur|agenzia|hotel|ristorante|trattoria|azienda|"
    r"università|universität|university|institut|istituto|associazione|verein|studio|bottega|officina|verlag|werkstatt|figli|söhne|sons|group|gruppe|gruppo)\b\.?",
    re.IGNORECASE,
)
_ROLES = frozenset(
    [
        "geometra",
        "notaio",
        "commercialista",
        "medico",
        "agente",
        "architetta",
        "avvocata",
        "gérant",
        "gérante",
        "directeur",
        "directrice",
        "architecte",
        "directora",
        "comercial",
        "gerente",
        "abogado",
        "abogada",
        "steuerberater",
        "steuerberaterin",
        "surveyor",
        "direttore",
        "direttrice",
        "responsabile",
        "titolare",
        "vendite",
        "acquisti",
        "amministratore",
        "amministratrice",
        "presidente",
        "socio",
        "socia",
        "consulente",
        "architetto",
        "avvocato",
        "commerciale",
        "geschäftsführer",
        "geschäftsführerin",
        "leiter",
        "leiterin",
        "leitung",
        "einkauf",
        "vertrieb",
        "inhaber",
        "inhaberin",
        "prokurist",
        "berater",
        "beraterin",
        "architekt",
        "architektin",
        "rechtsanwalt",
        "rechtsanwältin",
        "director",
        "manager",
        "head",
        "ceo",
        "cto",
        "cfo",
        "coo",
        "owner",
        "founder",
        "partner",
        "buyer",
        "sales",
        "purchasing",
        "engineer",
        "consultant",
        "designer",
        "president",
        "assistant",
        "officer",
        "marketing",
        "editor",
        "lawyer",
        "architect",
        "printer",
        "gardener",
        "export",
    ]
)
_TITLES = re.compile(
    r"^(?:(?:dott\.ssa|dott|dr|ing|prof|avv|arch|geom|rag|dipl|herr|frau|mr|mrs|ms|sig\.ra|sig|inh|inhaber|inhaberin|titolare)\b\.?(?:-\w+\.?)?\s*)+",
    re.IGNORECASE,
)


_DEGREES = re.compile(
    r"(?:,? +(?:ph\.? ?d|mba|m\.?d|cpa|esq|mrics|frics|riba|cfa|ll\.?m|m\.?sc|b\.?sc|m\.?a|b\.?a)\b\.?)+$",
    re.IGNORECASE,
)
_AT = re.compile(r"\s*[\[({]\s*(?:@|at|ät|chiocciola)\s*[\])}]\s*", re.IGNORECASE)
"""How an address is hidden from machines, and how a frame around the sign is read."""
_AMERICAN = re.compile(r"([A-Z][\w.' -]+?),?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?\b")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """What has been found, and the lines that are left."""

    emails: tuple[str, ...]
    urls: tuple[str, ...]
    phones: tuple[Labelled, ...]
    address: str
    town: str
    rest: tuple[str, ...]


def person(text: str) -> Incoming | None:
    """Whoever the card is of, with everything that was understood; None when there is neither name nor address."""
    texts = (_AT.sub("@", tidy(each, 300)) for each in text.splitlines()[: MOST_LINES * 3])
    lines = [line for line in texts if sum(map(str.isalnum, line)) > 1][:MOST_LINES]
    card = _certain(lines)
    role, rest = _role(card.rest)
    name, rest = _name(rest, card.emails)
    organisation, rest = _organisation(rest, card)
    if not role and name:
        role, rest = _below(card.rest, name, rest, f"{organisation} {' '.join(card.emails)}")
    handles = {
        "email": distinct(Labelled(value=each) for each in card.emails),
        "phone": distinct(card.phones),
        "url": distinct(Labelled(value=each if "://" in each else f"https://{each}") for each in card.urls),
    }
    called = name or organisation or next((each.value for several in handles.values() for each in several), "")
    if not called:
        return None
    fields = {
        "organisation": organisation if organisation != called else "",
        "role": role,
        "address": card.address,
        "town": card.town,
    }
    return Incoming(
        line=1,
        name=called[:LONGEST_NAME],
        fields={key: value for key, value in fields.items() if value},
        handles={key: several for key, several in handles.items() if several},
        notes=tuple(rest),
    )


def _certain(lines: Sequence[str]) -> _Card:
    """Addresses and numbers, and the lines in which nothing of that stood."""
    emails: list[str] = []
    urls: list[str] = []
    phones: list[Labelled] = []
    places: list[str] = []
    rest: list[str] = []
    town = ""
    for line in lines:
        left = _EMAIL.sub(lambda found: _taken(emails, found[0].replace(" ", "")), line)
        left = _URL.sub(lambda found: _taken(urls, found[0].rstrip(".")), left)
        found_town = _town(left)
        if not found_town and rest and _POSTCODE.fullmatch(left.strip()) and not re.search(r"\d", rest[-1]):
            found_town, left = rest[-1], f"{rest.pop()} {left.strip()}"
        if found_town:
            town = town or found_town
            phones += _phones(" ".join(_ABROAD.findall(left)))
            places.append(_ABROAD.sub(" ", left))
            continue
        numbers = [] if _NUMBERED.search(left) else [*_phones(left)]
        phones += numbers
        if numbers:
            continue
        if _NUMBERED.search(left):
            rest.append(left)
        elif _STREET.search(left) and re.search(r"\d", left):
            places.append(left)
        elif left == line or len(left.strip(" |·•:-").split()) > 1:
            rest.append(left.strip(" |·•-"))
    address = ", ".join(re.sub(r"^[^\w(]+|[\s,|·•]+$", "", part) for part in places)
    town = town.title() if town.isupper() else town
    return _Card(
        emails=tuple(dict.fromkeys(emails)),
        urls=tuple(dict.fromkeys(urls)),
        phones=tuple(phones),
        address=address if address != town else "",
        town=town,
        rest=tuple(filter(None, rest)),
    )


def _taken(values: list[str], value: str) -> str:
    values.append(value)
    return " "


def _town(line: str) -> str:
    for form in (_BRITISH, _AMERICAN):
        if (behind := form.search(line)) is not None:
            return behind[1].rpartition(",")[2].strip()
    found = _PLACE.search(line)
    return re.sub(r"\s*\(?\b[A-Z]{2}\)?$", "", found[2]).strip() if found and not line.startswith("+") else ""


def _phones(line: str) -> Iterable[Labelled]:
    """The numbers of a line, each with the word before it as what kind it is."""
    start = 0
    for found in _PHONE.finditer(line):
        digits = re.sub(r"\D", "", found[0])
        if 6 < len(digits) < 16:
            word = _LABEL.search(line[start : found.start()].rstrip("+ ("))
            kind = _KIND.get(plain(word[1]), "") if word else ""
            yield Labelled(value=" ".join(found[0].split()), label=kind)
        start = found.end()


def _role(lines: Sequence[str]) -> tuple[str, list[str]]:
    for line in lines:
        if any(word in _ROLES for word in re.findall(r"[^\W\d_]+", line.casefold())) and not _COMPANY.search(line):
            return line, [each for each in lines if each is not line]
    return "", [*lines]


def _name(lines: Sequence[str], emails: Sequence[str]) -> tuple[str, list[str]]:
    """The line that is most like a name of a person."""
    scored = [(_likeness(line, number, emails), number) for number, line in enumerate(lines)]
    best, number = max(scored, default=(0, 0), key=lambda each: (each[0], -each[1]))
    if best <= 0:
        return "", [*lines]
    name = _bare(lines[number])
    words = (word.title() if word.isupper() and len(word) > 2 else word for word in name.split())
    name = name.title() if name.isupper() else " ".join(words)
    return name, [line for place, line in enumerate(lines) if place != number]


def _bare(line: str) -> str:
    """Without titles in front and degrees behind."""
    return _DEGREES.sub("", _TITLES.sub("", line).strip(" ,:"))


def _likeness(line: str, number: int, emails: Sequence[str]) -> int:
    name = _bare(line)
    words = name.split()
    if not 1 < len(words) < 5 or re.search(r"\d", name) or _COMPANY.search(name):
        return 0
    capitals = sum(word[0].isupper() for word in words)
    if capitals < max(2, len(words) - 1):
        return 0
    local = "".join(plain(email.partition("@")[0]) for email in emails)
    known = sum(len(word) > 1 and plain(word) in local for word in words)
    return 4 * known + 2 - min(number, 3) // 2 + (name != line)


def _below(lines: Sequence[str], name: str, rest: list[str], known: str) -> tuple[str, list[str]]:
    """The few words right below the name: what somebody does, when no line says it in words that are known."""
    place = next((number for number, line in enumerate(lines) if plain(name) in plain(line)), len(lines))
    below = next(iter(lines[place + 1 : place + 2]), "")
    is_somebody = len(below.split()) > 1 and any(
        len(word) > 3 and word in plain(known) for word in plain(below).split()
    )
    if below in rest and not is_somebody and len(below.split()) <= _LONGEST_ROLE and not re.search(r"\d", below):
        return below, [line for line in rest if line != below]
    return "", rest


def _organisation(lines: Sequence[str], card: _Card) -> tuple[str, list[str]]:
    """The line with a firm's ending, else the one that the web or mail address has, a shop, the first in capitals."""
    homes = [email.partition("@")[2] for email in card.emails] + [*card.urls]
    stems = {plain(part) for home in homes for part in re.split(r"\W+", home) if len(part) > 3} - {"https", "http"}
    firms = [line for line in lines if _FIRM.search(line)]
    companies = [line for line in lines if _COMPANY.search(line)]
    known = [line for line in lines if {*plain(line).split(), plain(line).replace(" ", "")} & stems]
    loud = [line for line in lines if line.isupper() and len(line) > 2]
    found = next(iter((*firms, *known, *companies, *loud)), "")
    return found, [line for line in lines if line != found]
