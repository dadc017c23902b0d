"""What is said in Italian: every message is in the catalogue, nothing else is, and the compiled one is the same."""

from __future__ import annotations

import ast
import gettext
import re
import string
import tomllib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kithbook import locale, words
from kithbook.locale.spoken import Spoken
from kithbook.words import LANGUAGES, N_, _, ngettext, pgettext
from unmarked import on_page, prose

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tool" / "kithbook"
OTHERS = [language for language in LANGUAGES if language != "en"]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


class Shouting:
    """A language in which everything is loud."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("NAME", "name")

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"{'ONE' if count == 1 else 'MANY'} {{count}}"

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}: {message}"

    def fill(self, message: str, values: Mapping[str, object]) -> str:
        return message.format_map(values)

    def info(self) -> dict[str, str]:
        return {"language": "loud"}


def test_english_is_the_message_itself() -> None:
    assert _("nobody waits") == "nobody waits"
    assert _("{name} waits", name="Ada {x}") == "Ada {x} waits"
    assert [ngettext("{count} day", "{count} days", count) for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert pgettext("short month", "May") == "May"
    assert words.language() == "en"


def test_another_language_is_spoken_for_a_while_and_no_longer() -> None:
    with words.speaking(Shouting()):
        assert _("{name} waits", name="Ada") == "Ada WAITS"
        assert ngettext("{count} day", "{count} days", 2) == "MANY 2"
        assert pgettext("month", "May") == "month: May"
        assert words.language() == "loud"
    assert _("{name} waits", name="Ada") == "Ada waits"


def test_a_marked_message_is_translated_when_it_is_used() -> None:
    marked = N_("waits")
    with words.speaking(Shouting()):
        assert _(marked) == "WAITS"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_CH"}, "it"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:it:en"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "it_IT@euro"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": ""}, "it"),
        ({"LC_ALL": "C", "LANGUAGE": "it"}, "en"),
        ({"LANGUAGE": "it"}, "it"),
    ],
)
def test_the_environment_says_which_language_as_it_does_for_gettext(environment: dict[str, str], language: str) -> None:
    assert locale.of_environment(environment) == language


def test_english_has_no_catalogue_and_an_unknown_language_neither() -> None:
    assert locale.catalogue("en") is None
    assert locale.catalogue("tlh") is None


def extracted() -> Catalog:
    """Everything that the package says."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {mapping["pattern"]: mapping for mapping in mappings}
    catalogue = Catalog()
    found = extract_from_dir(PACKAGE, methods, options, KEYWORDS)
    for _file, _line, message, _comments, context in found:
        catalogue.add(message, context=context)
    return catalogue


def translated(language: str) -> Catalog:
    path = PACKAGE / "locale" / language / "LC_MESSAGES" / "kithbook.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="kithbook")


def keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, one_of(message.id)) for message in catalogue if message.id}


def one_of(texts: str | tuple[str, ...] | list[str]) -> str:
    return texts if isinstance(texts, str) else texts[0]


def all_of(texts: str | tuple[str, ...] | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else [*texts]


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_everything_that_is_said_is_in_the_catalogue_and_nothing_else_is(language: str) -> None:
    catalogue = translated(language)
    assert keys(extracted()) - keys(catalogue) == set(), "run make words, and translate what is new"
    assert keys(catalogue) - keys(extracted()) == set(), "run make words"
    assert not catalogue.obsolete


@pytest.mark.parametrize("language", OTHERS)
def test_everything_in_the_catalogue_is_translated_and_nothing_is_a_guess(language: str) -> None:
    said = [message for message in translated(language) if message.id]
    assert [message.id for message in said if message.fuzzy] == []
    assert [message.id for message in said if not all(all_of(message.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_of_the_message_and_its_edges(language: str) -> None:
    for message in translated(language):
        originals, translations = all_of(message.id), all_of(message.string)
        if originals == [""]:
            continue
        wanted = set().union(*map(placeholders, originals))
        for original, translation in zip(originals, translations, strict=True):
            assert placeholders(translation) | {"count"} == wanted | {"count"}, translation
            assert edges(translation) == edges(original), translation


def edges(text: str) -> tuple[str, str]:
    """The white space in front and behind: columns and pieces of lines hang on it."""
    found = re.fullmatch(r"(\s*).*?(\s*)", text, re.DOTALL)
    assert found
    return found[1], found[2]


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_is_made_from_the_written_one(language: str) -> None:
    written = BytesIO()
    write_mo(written, translated(language))
    folder = PACKAGE / "locale" / language / "LC_MESSAGES"
    with (folder / "kithbook.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled._catalog == gettext.GNUTranslations(BytesIO(written.getvalue()))._catalog, "run make words"  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", OTHERS)
def test_a_message_is_found_in_the_compiled_catalogue_without_reading_it_whole(language: str) -> None:
    catalogue = locale.catalogue(language)
    assert catalogue is not None
    for message in translated(language):
        originals, translations = all_of(message.id), all_of(message.string)
        if message.context:
            assert catalogue.pgettext(message.context, originals[0]) == translations[0]
        elif len(originals) > 1:
            assert [catalogue.ngettext(*originals, count) for count in (1, 2)] == translations
        elif originals != [""]:
            assert catalogue.gettext(originals[0]) == translations[0]
    assert catalogue.info()["language"] == language


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_not_in_the_catalogue_stays_as_it_is(language: str) -> None:
    catalogue = locale.catalogue(language)
    assert catalogue is not None
    for text in ("\x00", "zzz", "nobody said this", "\U0001f600"):
        assert catalogue.pgettext("nowhere", text) == text
        assert catalogue.ngettext(text, f"{text}s", 2) == f"{text}s"
        assert catalogue.gettext(text) == text


def test_data_that_are_no_catalogue_are_refused() -> None:
    with pytest.raises(ValueError, match="no catalogue"):
        Spoken(bytes(40))


TABLES = {
    "cli.py": "what the commands do is found by the extraction, as their help is",
    "campaigns/drafting.py": "the manual's table of fields is made of it",
    "colours.py": "names of colours in SVG and CSS",
    "commands/completion.py": "the script of a shell",
    "dates.py": "units and months as they are written in files",
    "exchange/*.py": "columns and words of other programs, in all their languages",
    "fields.py": "the JSON Schema, which is the same for every editor",
    "history/driver.py": "what git and its shell run",
    "insights/*.py": "words, names and titles that are looked for in texts",
    "lines.py": "how a line is written in a file",
    "mistyped.py": "what the parsers of YAML and TOML say, as patterns",
    "moments.py": "words for days that people type",
    "rules.py": "what SARIF tells programs",
    "sentence.py": "words that people type",
    "settings.py": "the defaults as they would be written",
    "views/calendar/clients.py": "names of calendars",
    "views/digest/html.py": "HTML and CSS",
    "views/ordinary.py": "names that are looked for in texts",
    "views/pages/charts.py": "SVG",
}
"""Modules whose tables hold words that are no messages. What their functions say is looked at all the same."""

NOT_SAID = {
    "lines, names and keys of files": (
        "channels: [email, call]", "Passed on", "passed on", "pass on {} ([[{}]])", "key: {}\nnext: y\n", "working day",
        "code town", "no answer", "({} in a row)", "same name",
        "What kith import has brought: a mark for each message, meeting or call, so that none comes again.",
    ),
    "keys of what an import brought, and names of programs": ("monica activity {}", "Google Contacts"),
    "git and what it is told": (
        "rename from ", "rename to ", "rename from {}\nrename to {}\n", "{}\n\\ No newline at end of file\n",
        "Binary files {} and {} differ\n",
        "{} merge=kith", "contacts by field, log and next steps by line", "{} merge-driver %O %A %B %L %P; {}",
        "from kithbook.cli import main; main()",
    ),
    "commands as they are typed": (
        "event close", "inbox sort", "{}=nano kith edit {}", "{}; kith event close {}",
    ),
    "states and rules by their names": (
        "to come", "met with {} at {}: spread", "working days", "working days of {}",
    ),
    "HTTP and HTML": (
        "text/plain; charset=utf-8", "text/html; charset=utf-8", "text/calendar; charset=utf-8", "private, no-cache",
        "405 Method Not Allowed", "503 Service Unavailable", "404 Not Found", "304 Not Modified", "noopener noreferrer",
    ),
    "what a calendar that asks wrongly is told": ("Feeds are only read.", "There is no such feed."),
    "JSON Schema": ("Frontmatter of {} {}", "Settings of a journal"),
    "mistakes of programmers": ("edit at {}..{} does not fit", "arguments are written one by one"),
    "what a template is compiled to": ("return Markup(concat({}))",),
    "patterns": ("(.*) \\(at line ([0-9]+), column ([0-9]+)\\)",),
}  # fmt: skip
"""Prose in the code that no reader meets as a message, by the reason."""


NOT_SAID_ON_PAGES = {"kith inbox sort", "kith help", "kith log", 'call gave "thank you"'}
"""Commands as they are typed."""


def test_nothing_is_said_on_a_page_that_is_not_marked_as_a_message() -> None:
    templates = sorted(PACKAGE.rglob("*.html"))
    assert len(templates) > 20
    found = {(path.name, said) for path in templates for said in on_page(path.read_text(encoding="utf-8"))}
    assert {one for one in found if one[1] not in NOT_SAID_ON_PAGES} == set(), "mark it with _()"
    assert NOT_SAID_ON_PAGES - {said for _name, said in found} == set(), "no longer needed in NOT_SAID_ON_PAGES"


def test_words_of_a_template_are_found_wherever_they_are_read() -> None:
    page = '<p title="a title">Some {{ _("words") }} here<br>{# no #}<code>kith log</code> {% if a %}x{% endif %}</p>'
    assert sorted(on_page(page + "<style>p { margin: auto }</style>")) == ["Some", "a title", "here", "kith log"]


def test_nothing_is_said_that_is_not_marked_as_a_message() -> None:
    allowed = {text for texts in NOT_SAID.values() for text in texts}
    found = {
        (f"{path.relative_to(PACKAGE)}:{line}", text)
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, text in prose(
            ast.parse(path.read_text(encoding="utf-8")),
            in_tables=not any(path.relative_to(PACKAGE).match(pattern) for pattern in TABLES),
        )
    }
    assert {one for one in found if one[1] not in allowed} == set(), "mark it with _(), or say why not in NOT_SAID"
    assert allowed - {text for _place, text in found} == set(), "no longer needed in NOT_SAID"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('def f(name):\n    click.echo(f"{name} waits for you")', ["{} waits for you"]),
        ('def f(name):\n    raise click.UsageError("say whom")', ["say whom"]),
        ('def f():\n    return Diagnostic(message="the name lacks", hint=_("write it"))', ["the name lacks"]),
        ('def f():\n    return _("{who} waits", who="somebody else")', ["somebody else"]),
        ('HEAD = (Column(title="Takes part"),)', ["Takes part"]),
        ('def f():\n    """Say it."""\n    return N_("say it")', []),
        ('def f(text):\n    return text == "no answer" or re.match("one two", text)', []),
        ('def f():\n    raise ValueError("a mistake of ours")', []),
        ('def f():\n    return "kith log ada call"', []),
    ],
)  # fmt: skip
def test_what_is_not_marked_is_found(code: str, said: list[str]) -> None:
    assert [text for _line, text in prose(ast.parse(code))] == said


def test_no_message_hides_inside_an_f_string_where_the_extraction_does_not_look() -> None:
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_the_makefile_looks_for_the_same_functions() -> None:
    assert '-k "_ N_ ngettext:1,2 pgettext:1c,2"' in (ROOT / "Makefile").read_text(encoding="utf-8")
