"""The house's rows, lowest first, and a walk over the imports that finds what goes the wrong way."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "kithbook"

ROWS: Mapping[str, frozenset[str]] = {
    "ground": frozenset({"", "frozen", "late", "text", "diagnostic", "rules", "world", "suggest", "words", "uuids"}),
    "meaning": frozenset(
        {
            "dates", "settings", "model", "facts", "moments", "naming", "private_word", "terms", "query", "colours",
        }
    ),
    "input": frozenset(
        {
            "document", "composing", "nodes", "plain", "fields", "values",
            "body", "plain_lines", "lines", "read", "gather",
            "mistyped", "state_file", "toml_places", "setting_values", "settings_file",
        }
    ),
    "passes": frozenset(
        {
            "checks", "plan", "insights", "revise", "captures", "workdays", "exchange", "mend", "merge", "changed",
            "who", "sentence", "uniting", "forgetting", "referrals", "campaigns", "catchup", "what_if", "publishing",
            "remaking", "incognito",
        }
    ),
    "views": frozenset({"views", "tasks", "book"}),
    "shell": frozenset(
        {"store", "history", "load", "roster", "feeds", "starter", "manual", "locale", "posting", "scan"}
    ),
    "edges": frozenset({"cli", "click_words", "commands", "sites"}),
}  # fmt: skip
"""A room is a module or a folder of modules; "" is the package itself, which only has the version."""

LIBRARIES: Mapping[str, frozenset[str]] = {
    "PIL": frozenset({"scan"}),
    "anyascii": frozenset({"naming"}),
    "click": frozenset({"cli", "click_words", "commands"}),
    "dateparser": frozenset({"moments"}),
    "email_validator": frozenset({"checks.email"}),
    "frontmatter": frozenset({"composing"}),
    "holidays": frozenset({"workdays"}),
    "icalendar": frozenset({"views.content_line", "exchange.icalendar_text"}),
    "jinja2": frozenset({"views.pages", "sites.theme"}),
    "markdown": frozenset({"views.pages.prose", "views.pages.headings"}),
    "keyring": frozenset({"commands.digest"}),
    "markupsafe": frozenset({"views.pages", "views.digest"}),
    "mkdocs": frozenset({"sites.mkdocs", "sites.theme", "sites.plain_frame", "commands.build", "commands.serve"}),
    "nh3": frozenset({"views.pages.prose"}),
    "openpyxl": frozenset({"exchange.spreadsheet"}),
    "phonenumbers": frozenset({"checks.phones", "exchange.keys"}),
    "segno": frozenset({"views.pages"}),
    "snowballstemmer": frozenset({"insights.stems"}),
    "wcwidth": frozenset({"views.terminal"}),
    "zxingcpp": frozenset({"scan"}),
    "yaml": frozenset({"composing"}),
}
"""Which library is imported where, so that it can be exchanged in one place."""

NOWHERE = frozenset({"random", "secrets", "socket", "http", "ftplib", "asyncio", "ctypes", "pickle"})
SPEAK_TO_SERVERS = frozenset({"posting.server"})
TO_SERVERS = frozenset({"smtplib", "ssl"})
NOWHERE_AT_ALL = frozenset({"urllib.request", "importlib.metadata"})
FOR_FILES = frozenset({"os", "shutil", "tempfile", "glob", "fcntl", "mmap", "pathlib"})
FILE_METHODS = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rmdir", "iterdir", "rglob"}
)
OPEN_FILES = frozenset({"store", "starter", "manual", "locale", "commands", "sites"})
HOLD_PATHS = frozenset({"shell", "edges"})
RUN_PROGRAMS = frozenset({"history", "posting.sendmail", "scan"})
READ_THE_CLOCK = frozenset({"commands.session", "sites.mkdocs"})
READ_THE_ENVIRONMENT = frozenset({"history", "commands", "cli", "sites"})
CLOCKS = frozenset({"today", "now", "utcnow"})
CALENDARS = frozenset({"date", "datetime"})


@dataclass(frozen=True, slots=True)
class Arrow:
    """One import: `target` is a module of ours without the package's name, or a foreign module."""

    source: str
    target: str
    line: int
    is_ours: bool


def read_modules(root: Path) -> dict[str, str]:
    """The text of every module below the package's folder, by its name without the package's."""
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix("__init__").rstrip("."): path.read_text(
            encoding="utf-8"
        )
        for path in sorted(root.rglob("*.py"))
    }


def offences(modules: Mapping[str, str]) -> list[str]:
    """Everything in these modules that goes against the rows, one line each."""
    found: list[str] = []
    arrows: list[Arrow] = []
    for name, text in modules.items():
        tree = ast.parse(text)
        own = list(_arrows(name, tree, modules))
        arrows += own
        found += [f"{name} stands in no row"] if row_of(name) is None else []
        found += [f"{arrow.source}:{arrow.line}: {said}" for arrow in own for said in _about_import(arrow)]
        found += [f"{name}:{line}: {said}" for line, said in _about_calls(name, tree)]
    return (
        found
        + _circles({(arrow.source, arrow.target) for arrow in arrows if arrow.is_ours}, "modules")
        + _circles({(room_of(arrow.source), room_of(arrow.target)) for arrow in arrows if arrow.is_ours}, "rooms")
    )


def room_of(name: str) -> str:
    """The module at the top, or the folder that a module lies in."""
    return name.partition(".")[0]


def row_of(name: str) -> str | None:
    """The row of a module's room, None when it has none."""
    return next((row for row, rooms in ROWS.items() if room_of(name) in rooms), None)


def _is_one_of(name: str, places: frozenset[str]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def _arrows(name: str, tree: ast.AST, modules: Mapping[str, str]) -> Iterator[Arrow]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                yield Arrow(name, f"relative import of {base or '.'}", node.lineno, is_ours=False)
                continue
            targets = sorted({_whole_name(base, alias.name, modules) for alias in node.names})
        else:
            continue
        for target in targets:
            ours = target == PACKAGE or target.startswith(f"{PACKAGE}.")
            yield Arrow(name, target.removeprefix(PACKAGE).lstrip(".") if ours else target, node.lineno, is_ours=ours)


def _whole_name(base: str, name: str, modules: Mapping[str, str]) -> str:
    """`from kithbook import store` and `from urllib import request` name modules, not things inside one."""
    whole = f"{base}.{name}"
    return whole if whole.removeprefix(f"{PACKAGE}.") in modules or whole in NOWHERE_AT_ALL else base


def _about_import(arrow: Arrow) -> Iterator[str]:
    if arrow.is_ours:
        yield from _about_rows(arrow)
    else:
        yield from _about_library(arrow)


def _about_rows(arrow: Arrow) -> Iterator[str]:
    here, there = row_of(arrow.source), row_of(arrow.target)
    if here is None or there is None:
        return
    rows = list(ROWS)
    if rows.index(there) > rows.index(here):
        yield f"{here} imports {arrow.target} of the row {there}"


def _about_library(arrow: Arrow) -> Iterator[str]:
    library, name = room_of(arrow.target), arrow.source
    if library in NOWHERE or _is_one_of(arrow.target, NOWHERE_AT_ALL):
        yield f"{arrow.target} is used nowhere"
    elif library in TO_SERVERS and not _is_one_of(name, SPEAK_TO_SERVERS):
        yield f"only posting.server speaks to servers: {library}"
    elif library == "subprocess" and not _is_one_of(name, RUN_PROGRAMS):
        yield "only history, posting and scan run programs"
    elif library == "time" and not _is_one_of(name, READ_THE_CLOCK):
        yield "a clock below the edges"
    elif library in FOR_FILES and row_of(name) not in HOLD_PATHS:
        yield f"{library} reaches for files below the shell"
    elif library not in sys.stdlib_module_names and not _is_one_of(name, LIBRARIES.get(library, frozenset())):
        yield f"{arrow.target} is not imported here"


def _about_calls(name: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    calendars = CALENDARS | set(_other_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield from ((node.lineno, said) for said in _about_attribute(name, node, calendars))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from ((node.lineno, said) for said in _about_function(name, node.func.id))


def _other_names(tree: ast.AST) -> Iterator[str]:
    """What date and datetime are called here: `from datetime import date as day`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "datetime":
            yield from (alias.asname for alias in node.names if alias.name in CALENDARS and alias.asname)


def _about_attribute(name: str, node: ast.Attribute, calendars: frozenset[str]) -> Iterator[str]:
    base = _last_word(node.value)
    if node.attr in CLOCKS and base in calendars and not _is_one_of(name, READ_THE_CLOCK):
        yield f"a clock below the edges: {base}.{node.attr}"
    if base == "os" and node.attr in ("environ", "getenv") and not _is_one_of(name, READ_THE_ENVIRONMENT):
        yield "the environment below the edges"
    if node.attr in FILE_METHODS and not _is_one_of(name, OPEN_FILES):
        yield f"only store opens files: {node.attr}"


def _about_function(name: str, function: str) -> Iterator[str]:
    if function == "open" and not _is_one_of(name, OPEN_FILES):
        yield "only store opens files: open"
    if function in ("eval", "exec", "compile", "__import__"):
        yield f"{function} runs text"
    if function == "import_module" and name != "cli":
        yield "only cli imports by name"


def _last_word(node: ast.expr) -> str:
    """`dt.datetime` and `datetime` are both "datetime"."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _circles(arrows: set[tuple[str, str]], kind: str) -> list[str]:
    """One line for each knot in which everything reaches everything."""
    targets: dict[str, set[str]] = {}
    for source, target in arrows:
        targets.setdefault(source, set()).add(target)
    reach = {start: _reachable(start, targets) for start in targets}
    knots = {
        frozenset(other for other in reach[start] if start in reach.get(other, ()))
        for start in reach
        if start in reach[start]
    }
    return sorted(f"a circle of {kind}: {', '.join(sorted(knot))}" for knot in knots)


def _reachable(start: str, targets: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        new = {target for target in targets.get(here, ()) if target != here} - reached
        reached |= new
        waiting += new
    return reached
