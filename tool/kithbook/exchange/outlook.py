"""Outlook's CSV: of the web, of the desktop, and the one that Google writes under this name. Columns go by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kithbook.exchange import incoming, sheet, tables
from kithbook.exchange.incoming import Read
from kithbook.exchange.sheet import Column
from kithbook.exchange.wording import ANNIVERSARY, noted
from kithbook.words import N_

FORMAT = "outlook"
_NAMES = {
    "given": ("first name", "vorname", "nome", "prenom", "nombre"),
    "middle": ("middle name", "weitere vornamen", "secondo nome", "deuxieme prenom", "segundo nombre"),
    "family": ("last name", "nachname", "cognome", "nom", "apellidos"),
    "suffix": ("suffix",),
    "prefix": ("title", "anrede", "titolo", "titre", "tratamiento"),
    "language": ("language", "sprache", "lingua", "langue", "idioma"),
    "nickname": ("nickname", "spitzname"),
    "organisation": ("company", "firma", "societa", "societe", "organizacion"),
    "role": ("job title", "position", "posizione", "titre1", "puesto"),
    "birthday": ("birthday", "geburtstag", "compleanno", "anniversaire", "cumpleanos"),
    "notes": ("notes", "notizen", "note", "notas"),
    "tag": ("categories", "kategorien", "categorie", "categories1", "categorias"),
}
_NOTED = {
    "spouse": N_("Spouse"), "hobby": N_("Hobby"), "department": N_("Department"), "profession": N_("Profession"),
    "manager's name": N_("Manager"), "assistant's name": N_("Assistant"), "office location": N_("Office"),
    "children": N_("Children"), "schools": N_("Schools"), "imaddress": N_("Chat"),
}  # fmt: skip
"""Columns without a field here, and what their line in the notes begins with."""
_IGNORED = frozenset(
    {
        "e-mail type", "e-mail display name", "e-mail 2 type", "e-mail 2 display name", "e-mail 3 type",
        "e-mail 3 display name", "priority", "private", "sensitivity", "gender", "initials", "mileage",
        "e-mail-typ", "e-mail: angezeigter name", "tipo posta elettronica", "nome visualizzato posta elettronica",
        "internet free busy", "directory server", "billing information", "account",
    }
)  # fmt: skip
"""What Outlook writes of everybody, and what says nothing of anybody."""
_MAILS = ("e-mail address", "e-mail-adresse", "indirizzo posta elettronica", "adresse de messagerie",
          "direccion de correo electronico")  # fmt: skip
_SLOTS = {name: Column(slot=slot) for slot, names in _NAMES.items() for name in names} | {
    "anniversary": Column(slot="day", label=ANNIVERSARY),
    "jahrestag": Column(slot="day", label=ANNIVERSARY),
    "anniversario": Column(slot="day", label=ANNIVERSARY),
    **{name: Column(slot="url") for name in ("web page", "webseite", "pagina web")},
    "personal web page": Column(slot="url", label="home"),
    **{name: Column(slot="notes", label=label) for name, label in _NOTED.items()},
    **{name: Column(slot="email") for name in _MAILS},
}
_MAIL = re.compile(r"e-mail \d address|e-mail \d: adresse|indirizzo posta elettronica \d")
_PHONE = re.compile(r"(home|business|mobile|car|other|primary|company main|assistant's) (phone|fax)(?: (\d))?")
_PHONES = {"business": "work", "primary": "main", "company main": "main"}
_PHONES_ELSEWHERE = {
    "mobile": ("mobiltelefon", "cellulare", "telephone mobile", "tel. mobile"),
    "work": ("telefon geschaftlich", "telefono (uff.)", "telefono ufficio", "ufficio", "telephone (bureau)"),
    "home": ("telefon privat", "telefono (ab.)", "abitazione", "telefono abitazione", "telephone (domicile)"),
    "main": ("haupttelefon", "telefon firma", "telefono principale"),
    "other": ("weiteres telefon", "altro telefono"),
    "car": ("autotelefon", "telefono auto"),
    "work fax": ("fax geschaftlich", "fax (uff.)", "fax ufficio"),
    "home fax": ("fax privat", "fax (ab.)", "fax abitazione"),
    "other fax": ("weiteres fax", "altro fax"),
}
"""What the desktop calls its telephones in other languages; a second one of a kind has a number behind it."""
_PLACES_ELSEWHERE = {
    "street": ("strasse", "via"), "town": ("ort", "citta"), "region": ("region", "bundesland/kanton", "provincia"),
    "code": ("postleitzahl", "cap"), "country": ("land/region", "paese", "paese/area geografica"),
    "box": ("postfach", "casella postale"),
}  # fmt: skip
_WHERE = {"business": ("{} geschaftlich", "{} (uff.)"), "home": ("{} privat", "{} (ab.)")}
_SLOTS |= {
    f"{name}{number}": Column(slot="phone", label=label)
    for label, names in _PHONES_ELSEWHERE.items()
    for name in names
    for number in ("", " 2")
}
_SLOTS |= {
    form.format(name) + number: Column(slot="extended" if number else slot, label=label)
    for label, forms in _WHERE.items()
    for form in forms
    for slot, names in _PLACES_ELSEWHERE.items()
    for name in names
    for number in (("", " 2") if slot == "street" else ("",))
}
_PLACE = re.compile(r"(home|business|other) (street(?: 2)?|city|state|postal code|country/region|country|po box)")
_PLACES = {
    "street": "street", "street 2": "extended", "city": "town", "state": "region", "postal code": "code",
    "country/region": "country", "country": "country", "po box": "box",
}  # fmt: skip


def is_header(names: Sequence[str]) -> bool:
    """Whether these are the names of the columns: a name, an e-mail address, and a telephone of the office."""
    slots = {_SLOTS[name].slot for name in names if name in _SLOTS}
    return {"given", "family", "email"} <= slots and len(names) > 12


def read(data: bytes) -> Read:
    """Everybody in the file."""
    table = tables.read(data, is_header)
    if table is None:
        return Read(
            format=FORMAT,
            remarks=(incoming.no_columns("Outlook"),),
        )
    columns = [_column(tables.named(name)) for name in table.columns]
    unknown = [
        name
        for place, (name, column) in enumerate(zip(table.columns, columns, strict=True))
        if column is None
        and tables.named(name) not in _IGNORED
        and any(place < len(row.cells) and row.cells[place].strip() for row in table.rows)
    ]
    return sheet.read(FORMAT, table, sheet.by_columns(columns), unknown)


def _column(name: str) -> Column | None:
    if name in _SLOTS:
        found = _SLOTS[name]
        return Column(slot=found.slot, label=noted(found.label)) if found.slot in ("day", "notes") else found
    if _MAIL.fullmatch(name):
        return Column(slot="email")
    phone, place = _PHONE.fullmatch(name), _PLACE.fullmatch(name)
    if phone and phone[1] != "assistant's":
        label = _PHONES.get(phone[1], phone[1])
        return Column(slot="phone", label=f"{label} fax" if phone[2] == "fax" else label)
    return Column(slot=_PLACES[place[2]], label=place[1]) if place else None
