"""LinkedIn's Connections.csv, as it is or inside the archive that one asks for: one row for each connection.

The row that names the columns is looked for, because the notes before it come and go. The day on which one
connected is kept as a note: it is not a touch.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from kithbook.exchange import incoming, sheet, tables
from kithbook.exchange.incoming import Read, Remark
from kithbook.exchange.sheet import Column
from kithbook.exchange.wording import noted
from kithbook.words import N_, _

FORMAT = "linkedin"
_ARCHIVE = b"PK\x03\x04"
_MEMBER = "connections.csv"
_LARGEST = 50_000_000
_COLUMNS = {
    "given": ("first name", "vorname", "prenom", "nombre", "nome", "voornaam", "primeiro nome"),
    "family": ("last name", "nachname", "nom", "apellido", "apellidos", "cognome", "achternaam", "sobrenome"),
    "url": ("url", "profil-url", "url du profil", "url del perfil", "url del profilo"),
    "email": (
        "email address", "e-mail address", "e-mail-adresse", "adresse e-mail", "correo electronico",
        "indirizzo email", "indirizzo e-mail", "e-mailadres",
    ),
    "organisation": ("company", "unternehmen", "entreprise", "empresa", "azienda", "bedrijf"),
    "role": ("position", "poste", "cargo", "posizione", "functie"),
    "connected": (
        "connected on", "verbunden am", "date de connexion", "conectado el", "data di collegamento", "verbonden op",
    ),
}  # fmt: skip
_SLOTS = {name: slot for slot, names in _COLUMNS.items() for name in names}
_CONNECTED = N_("Connected on LinkedIn")


def is_header(names: Sequence[str]) -> bool:
    """Whether these are the names of the columns, in one of LinkedIn's languages."""
    return {"given", "family", "connected"} <= {_SLOTS.get(name, "") for name in names}


def is_archive(data: bytes) -> bool:
    """Whether it is an archive with connections in it."""
    return data.startswith(_ARCHIVE) and _member(data) is not None


def read(data: bytes) -> Read:
    """All connections."""
    if data.startswith(_ARCHIVE):
        inside = _inside(data)
        if isinstance(inside, str):
            return Read(format=FORMAT, remarks=(Remark(line=1, message=inside),))
        data = inside
    table = tables.read(data, is_header)
    if table is None:
        return Read(
            format=FORMAT,
            remarks=(incoming.no_columns("LinkedIn"),),
        )
    names = [_SLOTS.get(tables.named(column), "") for column in table.columns]
    columns = [_column(name) for name in names]
    unknown = [column for column, name in zip(table.columns, names, strict=True) if not name]
    return sheet.read(FORMAT, _with_days(table, names), sheet.by_columns(columns), unknown)


def _column(slot: str) -> Column | None:
    if slot == "connected":
        return Column(slot="notes", label=noted(_CONNECTED))
    return Column(slot=slot, label="linkedin" if slot == "url" else "") if slot else None


def _with_days(table: tables.Table, names: Sequence[str]) -> tables.Table:
    """The same, the days of connecting written as the journal writes days where that is beyond doubt."""
    place = names.index("connected")
    rows = tuple(
        tables.Row(
            line=row.line,
            cells=tuple(sheet.day_of(cell) or cell if n == place else cell for n, cell in enumerate(row.cells)),
        )
        for row in table.rows
    )
    return tables.Table(columns=table.columns, rows=rows, remarks=table.remarks)


def _member(data: bytes) -> zipfile.ZipInfo | None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return None
    return next((each for each in members if each.filename.rpartition("/")[2].casefold() == _MEMBER), None)


def _inside(data: bytes) -> bytes | str:
    """The connections in an archive, or why they cannot be had. Nothing is unpacked to the disk."""
    member = _member(data)
    if member is None:
        return _("this archive has no {name}", name="Connections.csv")
    if member.file_size > _LARGEST:
        size = _LARGEST // 1_000_000
        return _("{name} is larger than {size} MB; it was not unpacked", name="Connections.csv", size=size)
    try:
        return zipfile.ZipFile(io.BytesIO(data)).read(member)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        return _("{name} cannot be unpacked ({why})", name="Connections.csv", why=error)
