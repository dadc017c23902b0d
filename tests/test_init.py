"""`kith init`: a journal in which everything works at once, and nothing that was there is lost."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kithbook import locale, settings_file, words
from kithbook.cli import cli
from kithbook.settings import Settings
from kithbook.starter.journal import example, sample, settings_of
from kithbook.starter.shift import move_dates, move_files
from kithbook.text import Source
from kithbook.views import report
from kithbook.words import LANGUAGES

DAY = "2026-11-22"
ROOT = Path(__file__).parents[1]


def kith(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def init(folder: Path, *options: str) -> Result:
    return kith("init", folder, "--today", DAY, *options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_new_journal_nothing_is_wrong_and_somebody_is_due(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "people"
    assert init(folder, "--language", language).exit_code == 0
    check = kith("-C", folder, "check", "--strict", "--today", DAY)
    with words.speaking(locale.catalogue(language)):
        nothing = report.summary([], 3)
    assert (check.exit_code, check.output) == (0, f"{nothing}\n")
    assert "Ada Rossi" in kith("-C", folder, "due", "--today", DAY).stdout


def test_the_sample_is_populated_and_sound(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    assert init(folder, "--sample").exit_code == 0
    assert kith("-C", folder, "check", "--today", DAY).exit_code == 0
    assert len(list((folder / "contacts").rglob("*.md"))) > 30
    assert kith("-C", folder, "due", "--today", DAY).exit_code == 0


def test_the_sample_lies_around_the_day_on_which_it_is_made(tmp_path: Path) -> None:
    init(tmp_path / "now", "--sample")
    kith("init", tmp_path / "then", "--today", "2026-03-01", "--sample")
    log = re.compile(r"^- (\d{4}-\d\d-\d\d)", re.MULTILINE)
    now, then = (
        [date.fromisoformat(day) for day in log.findall((tmp_path / made / "contacts" / "ada-rossi.md").read_text())]
        for made in ("now", "then")
    )
    assert {after - before for after, before in zip(now, then, strict=True)} == {timedelta(days=266)}


def test_the_sample_has_its_own_settings_without_the_pinned_day(tmp_path: Path) -> None:
    init(tmp_path / "people", "--sample", "--language", "it")
    source = Source(path="kith.toml", text=(tmp_path / "people" / "kith.toml").read_text())
    settings, findings = settings_file.read(source)
    assert findings == ()
    assert (settings.today, settings.language) == (None, "it")
    assert "key" in settings.tiers


def test_a_folder_typed_as_dots_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "people" / "x").mkdir(parents=True)
    result = init(tmp_path / "people" / "x" / "..")
    assert result.stdout.splitlines()[0].endswith(" in people.")


def test_the_three_next_commands_are_printed(tmp_path: Path) -> None:
    result = init(tmp_path / "my people")
    assert result.stdout.splitlines()[-3:] == [
        f"    cd '{tmp_path}/my people'",
        "    kith due",
        "    kith serve",
    ]


def test_a_folder_with_other_files_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert init(tmp_path).exit_code == 0
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_nothing_is_overwritten_and_then_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    result = init(tmp_path)
    assert result.exit_code == 3
    assert "has mkdocs.yml already; nothing was made" in result.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("mkdocs.yml", "site_name: Mine\n")]


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "kith.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert init(tmp_path).exit_code == 3
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = iter(range(4))
    flush = os.fsync

    def full(descriptor: int) -> None:
        if next(written, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    result = init(tmp_path / "people")
    assert result.exit_code == 3
    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "people").write_text("a file")
    assert init(tmp_path / "people").exit_code == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_that_are_shown_as_comments_are_the_defaults(language: str) -> None:
    shown = example(language, date(2026, 3, 1))["kith.toml"].decode()
    uncommented = re.sub(r"^# (?=\[|[a-z_]+ = )", "", shown, flags=re.MULTILINE)
    settings, findings = settings_file.read(Source(path="kith.toml", text=uncommented))
    assert findings == ()
    assert settings.tags.keys() in ({"customer"}, {"cliente"})
    assert settings == Settings(language=language, tags=settings.tags)
    assert set(re.findall(r"^([a-z_]+) = ", uncommented, re.MULTILINE)) >= settings_file.PLAIN.keys() - {
        "today",
        "commit",
    }


@pytest.mark.parametrize(
    ("line", "moved"),
    [
        ("- 2026-02-28 call: until 2026-12-31", "- 2026-03-01 call: until 2027-01-01"),
        ("met_at: 2024-02-28-fair", "met_at: 2024-02-29-fair"),
        ("[[2026-02-28-dinner]]", "[[2026-03-01-dinner]]"),
        ("birthday: 1979-04-12", "birthday: 1979-04-12"),
        ("occasions: {wedding: 2010-06-05}", "occasions: {wedding: 2010-06-05}"),
        ("occasions:\n  wedding: 2010-06-05\nmet: 2010-06-05", "occasions:\n  wedding: 2010-06-05\nmet: 2010-06-06"),
        ("birthday: 1979-04-12\n---\n- 2026-02-28 call", "birthday: 1979-04-12\n---\n- 2026-03-01 call"),
        ("--04-12, 2026-10, 2026-02-30, 2026-02-281", "--04-12, 2026-10, 2026-02-30, 2026-02-281"),
        ("tel 333-5550-2026-02-28", "tel 333-5550-2026-02-28"),
        ("\u0662\u0660\u0662\u0666-02-28", "\u0662\u0660\u0662\u0666-02-28"),
    ],
)  # fmt: skip
def test_full_dates_move_and_birthdays_stay(line: str, moved: str) -> None:
    assert move_dates(line, 1) == moved


@given(st.text("0123456789-\r\n birthday:"), st.integers(-5000, 5000))
def test_moving_dates_changes_no_line(text: str, days: int) -> None:
    assert move_dates(text, days).count("\n") == text.count("\n")


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-5000, 5000))
def test_dates_that_were_moved_come_back(day: date, days: int) -> None:
    text = f"- {day} call: at {day}\r\n"
    assert move_dates(move_dates(text, days), -days) == text


def test_names_of_files_move_with_their_dates_and_pictures_stay_as_they_are() -> None:
    picture = b"\x89PNG 2026-03-01 \xff"
    files = {"contacts/events/2026-03-01-fair.md": b"date: 2026-03-01", "contacts/photos/ada.png": picture}
    assert move_files(files, date(2026, 3, 2)) == {
        "contacts/events/2026-03-02-fair.md": b"date: 2026-03-02",
        "contacts/photos/ada.png": picture,
    }


def test_an_installed_kith_brings_the_sample_along(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    ZipFile(wheel).extractall(tmp_path / "installed")
    code = "from kithbook.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    init = [sys.executable, "-c", code, "init", "people", "--sample", "--today", DAY]
    subprocess.run(init, cwd=tmp_path, env=environment, capture_output=True, check=True)
    expected = sample("en", date(2026, 11, 22))
    made = written(tmp_path / "people")
    assert made.pop(".gitattributes") > 0
    assert made == {path: len(content) for path, content in expected.items()}


def written(folder: Path) -> dict[str, int]:
    """Every file's path and size."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def test_only_our_tables_of_a_pyproject_become_settings() -> None:
    pyproject = """\
[project]
name = "x"
[tool.kith]
language = "en"
# The sample lives on this day.
today = "2026-03-01"
per_day = 5

[tool.kith.tiers.key]
weight = 8
[tool.other]
today = "never"
"""
    assert settings_of(pyproject, "it") == 'language = "it"\nper_day = 5\n\n[tiers.key]\nweight = 8\n'


@pytest.mark.parametrize("options", [(), ("--sample", "--language", "it")])
def test_the_site_and_the_feeds_of_a_new_journal_are_built_at_once(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = tmp_path / "people"
    init(folder, *options)
    code = "from kithbook.cli import main; main()"
    build = [sys.executable, "-c", code, "build", "--today", DAY]
    subprocess.run(build, cwd=folder, capture_output=True, check=True)
    made = written(folder / "site")
    assert {"index.html", "people/ada-rossi/index.html", "follow-ups.ics", "occasions.ics"} <= made.keys()
