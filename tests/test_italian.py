"""What is read in Italian, and what never changes with the language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal
from click.testing import CliRunner

from kithbook import locale, manual, words
from kithbook.cli import cli
from kithbook.views.amounts import amount
from kithbook.views.manual import spoken
from kithbook.views.pages import rendering
from kithbook.views.words import full_day, log_day, named_day, near_day
from publishing import made
from running import EXAMPLES, kith, said

SHOP = EXAMPLES / "shop"
Texts = dict[str, str]
Write = Callable[[Texts], Path]
ADA = """\
---
name: Ada Rossi
cadence: 2 months
---

## Log

- 2026-02-01 call: the lamp
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("due",),
        ("why", "ada-rossi"),
        ("show", "ada-rossi"),
        ("list",),
        ("event",),
        ("campaign",),
        ("catchup",),
        ("stats",),
        ("match",),
        ("referrals",),
        ("what-if", "per_day=1"),
        ("inbox",),
        ("prep", "ada-rossi"),
    ],
)
def test_the_terminal_reads_in_italian_as_it_was_approved(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    golden(f"italian/{'-'.join(arguments)}-80.txt", said(SHOP, *arguments))


SMALL = {
    "ada-rossi.md": ADA.replace("cadence:", "tier: inner\nbirthday: 1979-03-08\ncadence:")
    + "\n## Next\n\n- [ ] 2026-02-28 call: the offer for six lamps\n",
    "bruno-conti.md": "---\nname: Bruno Conti\nmet: 2026-02-27\nphone: +39 333 5550111\n---\n",
}


@pytest.mark.parametrize("path", ["index.md", "people.md", "people/ada-rossi.md", "care.md"])
def test_the_pages_read_in_italian_as_they_were_approved(path: str, golden: Callable[[str, str], None]) -> None:
    with words.speaking(locale.catalogue("it")):
        golden(f"italian/pages/{path.removesuffix('.md').replace('/', '-')}.html", made(SMALL)[path].html + "\n")


def test_how_much_a_finding_matters_is_said_on_the_page_as_in_the_terminal() -> None:
    with words.speaking(locale.catalogue("it")):
        care = made({"ada-rossi.md": "---\nname: Ada\nteir: key\nmet: 03/04/2025\n---\n"})["care.md"].html
    badges = re.findall(r'<span class="kb-badge is-(error|warning|info)">(\w+)</span>', care)
    assert badges == [("warning", "avviso"), ("error", "errore")]


def test_somebodys_html_in_a_message_stays_text() -> None:
    with words.speaking(locale.catalogue("it")):
        assert str(rendering.said("logged by {name}", name="<b>Eve</b>")) == "annotato da &lt;b&gt;Eve&lt;/b&gt;"


def test_the_feed_reads_in_italian_as_it_was_approved(golden: Callable[[str, str], None]) -> None:
    arguments = ["-C", str(SHOP), "--language", "it", "feed", "--today", "2026-03-01", "--stdout"]
    golden("italian/follow-ups.ics", CliRunner().invoke(cli, arguments).stdout_bytes.decode())


@pytest.mark.parametrize(
    "arguments",
    [
        ("due", "--json"),
        ("due", "--csv"),
        ("why", "ada-rossi", "--json"),
        ("show", "ada-rossi", "--json"),
        ("list", "--json"),
        ("check", "--format", "json"),
        ("check", "--format", "sarif"),
        ("stats", "--json"),
        ("log", "ada-rossi", "call: the lamp", "--dry-run", "--json"),
    ],
)
def test_what_machines_read_never_changes_with_the_language(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    english = kith(SHOP, *arguments).stdout
    monkeypatch.setenv("LANGUAGE", "it")
    assert kith(SHOP, *arguments).stdout == english != ""


def test_the_settings_come_before_the_locale_and_an_option_before_both(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    italian = write_journal({"kith.toml": 'language = "it"\n', "ada-rossi.md": ADA})
    assert "domenica 1 marzo 2026" in kith(italian, "due").stdout
    assert "Sunday 1 March 2026" in _in("en", italian)

    english = write_journal({"kith.toml": 'language = "en"\n', "ada-rossi.md": ADA})
    monkeypatch.setenv("LANGUAGE", "it")
    assert "Sunday 1 March 2026" in kith(english, "due").stdout
    assert "domenica 1 marzo 2026" in _in("it", english)


def _in(language: str, root: Path) -> str:
    arguments = ["-C", str(root), "--language", language, "due", "--today", "2026-03-01"]
    return CliRunner().invoke(cli, arguments).stdout


def test_a_feed_without_a_setting_is_english_whoever_writes_it(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_journal({"ada-rossi.md": ADA})
    english = kith(root, "feed", "--stdout").stdout
    monkeypatch.setenv("LANGUAGE", "it")
    assert kith(root, "feed", "--stdout").stdout == english
    assert "keep in touch" in english


def test_nobodys_language_stays_behind_for_the_next_one() -> None:
    kith(SHOP, "due")
    CliRunner().invoke(cli, ["--language", "it", "-C", str(SHOP), "due"])
    assert words.language() == "en"


def test_a_new_journal_is_in_the_language_that_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    CliRunner().invoke(cli, ["init", str(tmp_path / "persone")])
    assert 'language = "it"' in (tmp_path / "persone" / "kith.toml").read_text(encoding="utf-8")


def test_days_are_written_as_an_italian_writes_them() -> None:
    with words.speaking(locale.catalogue("it")):
        assert full_day(date(2026, 3, 1)) == "domenica 1 marzo 2026"
        assert near_day(date(2026, 3, 3), date(2026, 3, 1)) == "mar 3 mar"
        assert near_day(date(2026, 3, 2), date(2026, 3, 1)) == "domani"
        assert log_day(date(2026, 5, 8)) == "8 mag 2026"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 3, 7), "Nessuno aspetta fino al 7 marzo."),
        (date(2026, 3, 8), "Nessuno aspetta fino all'8 marzo."),
        (date(2026, 3, 11), "Nessuno aspetta fino all'11 marzo."),
        (date(2026, 3, 18), "Nessuno aspetta fino al 18 marzo."),
    ],
)
def test_the_article_fits_the_day(day: date, sentence: str) -> None:
    with words.speaking(locale.catalogue("it")):
        told = words._("Nobody is waiting until {day}.", day=named_day(day, date(2026, 3, 1)))
    assert told == sentence


@pytest.mark.parametrize(
    ("message", "values", "sentence"),
    [
        ("until {day}", {"day": "domani"}, "fino a domani"),
        ("until {day}", {"day": "mar 3 mar"}, "fino a mar 3 mar"),
        ("until {day}", {"day": "mar 2027"}, "fino a mar 2027"),
        ("until {day}", {"day": "domenica 8 marzo 2026"}, "fino a domenica 8 marzo 2026"),
        ("met on {day}", {"day": "set 2024"}, "conosciuti nel set 2024"),
        ("Week of {day}", {"day": "oggi"}, "Settimana di oggi"),
        ("met on {day}", {"day": "ieri"}, "conosciuti ieri"),
        ("met on {day}", {"day": "<time>8 mar</time>"}, "conosciuti l'<time>8 mar</time>"),
        ("it is larger than {size} MB", {"size": 8}, "supera gli 8 MB"),
        ("it is larger than {size} MB", {"size": 80}, "supera gli 80 MB"),
        ("it is larger than {size} MB", {"size": 10}, "supera i 10 MB"),
        ("met at {name}", {"name": "Agraria"}, "conosciuti ad Agraria"),
        ("met at {name}", {"name": "Erbe e Lame"}, "conosciuti a Erbe e Lame"),
        ("{one} and {other}", {"one": "Ada", "other": "Elena"}, "Ada ed Elena"),
        ("{one} and {other}", {"one": "Elena", "other": "Ada"}, "Elena e Ada"),
        ("every {time}", {"time": "1 anno"}, "ogni anno"),
        ("every {time}", {"time": "11 mesi"}, "ogni 11 mesi"),
        ("every {time}", {"time": "1..2 mesi"}, "ogni 1..2 mesi"),
    ],
)
def test_the_word_before_a_value_fits_how_it_is_said(message: str, values: dict[str, object], sentence: str) -> None:
    with words.speaking(locale.catalogue("it")):
        assert words._(message, **values) == sentence


def test_how_the_journal_is_kept_says_its_times_in_italian() -> None:
    with words.speaking(locale.catalogue("it")):
        page = made(SMALL)["system.md"].html
    assert "ogni 3 settimane" in page
    assert "1 giorno lavorativo" in page
    assert "il 28 feb negli anni comuni" in page
    assert not re.search(r"\d (?:working )?(?:day|week|month|year)s?\b", page)


@pytest.mark.parametrize("verb", ["event", "import"])
def test_the_help_cuts_no_sentence_about_a_verb(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    assert "..." not in said(SHOP, verb, "--help").partition("Comandi:")[2]


def test_no_label_of_an_event_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    told = said(SHOP, "event", "2025-10-fiera-milano")
    assert "\nprimo contatto  mediana 1 giorno\n" in told
    assert "\nricontattati    50 %" in told


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_names_of_days_and_months_and_the_marks_in_numbers_are_those_of_the_locale(language: str) -> None:
    with words.speaking(locale.catalogue(language)):
        for number in range(1, 13):
            assert named_day(date(2026, number, 1), date(2026, 1, 1)).endswith(
                get_month_names("wide", locale=language)[number]
            )
            short = get_month_names("abbreviated", locale=language)[number]
            assert log_day(date(2026, number, 1)) == f"1 {short[:3]} 2026"
        for number in range(7):
            day = date(2026, 3, 2 + number)
            assert full_day(day).startswith(get_day_names("wide", locale=language)[number])
        for value in (1234567, 1200, 0.5):
            assert amount(value) == format_decimal(value, locale=language)


def test_the_json_of_a_plan_stays_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    items = json.loads(kith(SHOP, "due", "--json").stdout)["items"]
    assert {"promise", "first-touch"} <= {reason for item in items for reason in item["reasons"]}


def test_the_manual_has_italian_headings_whose_places_stay() -> None:
    with words.speaking(locale.catalogue("it")):
        html = made({}, manual.pages())["help/settings.md"].html
    assert '<h2 id="languages">Lingue</h2>' in html
    assert "Languages</h2>" not in html
    assert "Kithbook speaks English and Italian." in html


def test_code_in_a_heading_of_the_manual_stays_code() -> None:
    with words.speaking(locale.catalogue("it")):
        html = made({}, manual.pages())["help/privacy.md"].html
    assert ">Che cosa fa <code>private: true</code></h2>" in html


def test_names_of_commands_and_codes_stay_headings_of_the_manual() -> None:
    with words.speaking(locale.catalogue("it")):
        pages = {topic: spoken(text) for topic, text in manual.pages().items()}
    assert "\n## due\n" in pages["commands"]
    assert "\n### not-utf8\n" in pages["diagnostics"]


def test_kith_help_has_italian_titles_and_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    assert "  settings      Impostazioni\n" in CliRunner().invoke(cli, ["help"]).stdout
    told = CliRunner().invoke(cli, ["help", "settings"]).stdout
    assert told.startswith("# Impostazioni\n")
    assert "\n## Lingue\n" in told
    assert 'language = "it"' in told


def test_pages_for_another_generator_have_an_italian_frame(tmp_path: Path) -> None:
    arguments = ["-C", str(SHOP), "--language", "it", "build", "--pages-only", "--to", str(tmp_path / "pages")]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    frame = (tmp_path / "pages" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "  name: material\n  language: it\n" in frame
    assert 'name: "Come il sistema"}' in frame
    assert '  - "Persone": people.md\n' in frame
    assert '  kith_sections: "Sezioni"\n' in frame


@pytest.mark.parametrize("verb", [("history", "ada-rossi"), ("undo",)])
def test_git_is_understood_in_an_italian_locale(
    verb: tuple[str, ...], write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    result = kith(write_journal({"ada-rossi.md": ADA}), *verb)
    assert result.exit_code == 3
    assert "non sta in un repository git, ed è git che tiene la storia: scrivi lì: git init" in result.stderr


def test_every_command_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    english = kith(SHOP, "stats").stdout
    monkeypatch.setenv("LANGUAGE", "it")
    assert kith(SHOP, "stats").stdout != english
