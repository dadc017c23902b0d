"""`kith check`: what it reports, mends, and leaves with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook.cli import cli
from kithbook.views.report import FORMATS

WriteJournal = Callable[[Mapping[str, str]], Path]

FINE = "---\nname: Ada Rossi\nmet: 2026-02-03\n---\n\n## Log\n\n- 2026-02-20 call: the catalogue\n"
WRONG_DATE = "---\nname: Bruno Conti\nmet: 2026/02/03\n---\n"
WRONG_TIER = "---\nname: Li Wei\ntier: keyy\n---\n"
WARNING = "---\nname: Hugo Klein\nemial: hugo@klein.example\n---\n"


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), "check", "--today", "2026-03-01", *arguments])


def test_a_sound_journal_has_no_problems(write_journal: WriteJournal) -> None:
    result = check(write_journal({"ada-rossi.md": FINE, "notes.md": "# Notes\n"}))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No problems in 2 files.\n")


def test_errors_exit_with_1_and_say_where_what_and_what_to_type(write_journal: WriteJournal) -> None:
    result = check(write_journal({"ada-rossi.md": FINE, "bruno-conti.md": WRONG_DATE}))
    assert result.exit_code == 1
    assert result.stdout == (
        'contacts/bruno-conti.md:3:6: error date-form: "2026/02/03" is not written as a date; write 2026-02-03\n'
    )
    assert result.stderr == "1 error in 2 files; 1 can be mended by kith check --fix\n"


def test_warnings_exit_with_1_only_when_strict(write_journal: WriteJournal) -> None:
    root = write_journal({"hugo-klein.md": WARNING})
    assert check(root).exit_code == 0
    assert check(root, "--strict").exit_code == 1


def test_remarks_never_fail(write_journal: WriteJournal) -> None:
    text = "---\nname: Ada Rossi\nmet: 2026-02-03\n---\n\n## Log\n\n- 2026-03-20 coffee: at the fair\n"
    result = check(write_journal({"ada-rossi.md": text}), "--strict")
    assert (result.exit_code, result.stderr) == (0, "No problems in 1 file; 1 remark.\n")


def test_a_hundred_broken_files_give_a_hundred_answers(write_journal: WriteJournal) -> None:
    result = check(write_journal({f"contact-{number:03}.md": WRONG_TIER for number in range(100)}))
    assert result.stdout.count("error unknown-tier") == 100


def test_only_what_lies_in_the_paths_is_reported_and_the_whole_journal_is_read(write_journal: WriteJournal) -> None:
    referred = "---\nname: Ada Rossi\nmet: 2026-02-03\nreferred_by: bruno-conti\n---\n\n## Log\n\n- 2026-02-20 call\n"
    root = write_journal({"clients/ada-rossi.md": referred, "bruno-conti.md": WRONG_DATE})
    in_folder = check(root, str(root / "contacts" / "clients"))
    assert (in_folder.exit_code, in_folder.stderr) == (0, "No problems in 1 file.\n")
    in_file = check(root, str(root / "contacts" / "bruno-conti.md"))
    assert (in_file.exit_code, in_file.stdout.count("\n")) == (1, 1)
    assert check(root, str(root)).stderr == "1 error in 2 files; 1 can be mended by kith check --fix\n"


def test_paths_are_meant_from_where_one_stands(write_journal: WriteJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal({"clients/li-wei.md": WRONG_TIER, "bruno-conti.md": WRONG_DATE})
    monkeypatch.chdir(root / "contacts" / "clients")
    result = CliRunner().invoke(cli, ["check", "li-wei.md", "../clients"])
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["contacts/clients/li-wei.md"]


def test_a_path_that_is_not_there_or_not_in_the_journal_is_wrong_usage(write_journal: WriteJournal) -> None:
    root = write_journal({"ada-rossi.md": FINE})
    assert check(root, str(root / "nobody.md")).exit_code == 2
    outside = check(root, sys.prefix)
    assert outside.exit_code == 2
    assert "is not in the journal" in outside.stderr


def test_no_journal_exits_with_3(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 3
    assert "there is no journal" in result.stderr


def test_fix_mends_only_the_place_and_reports_what_remains(write_journal: WriteJournal) -> None:
    text = "\ufeff---\r\nname:   Bruno Conti  # kept\r\nmet: 2026/02/03\r\ntier: keyy\r\n---\r\n\ttext\u2028\r\n"
    root = write_journal({"bruno-conti.md": text})
    result = check(root, "--fix")
    assert (root / "contacts" / "bruno-conti.md").read_bytes().decode() == text.replace("2026/02/03", "2026-02-03")
    assert result.exit_code == 1
    assert result.stdout.startswith("contacts/bruno-conti.md:4:7: error unknown-tier")
    assert result.stderr == "Mended 1 problem in 1 file.\n1 error in 1 file.\n"


def test_fix_leaves_0_when_nothing_remains(write_journal: WriteJournal) -> None:
    root = write_journal({"ada-rossi.md": FINE, "bruno-conti.md": WRONG_DATE})
    assert check(root, "--fix").exit_code == 0


def test_fix_touches_only_the_paths(write_journal: WriteJournal) -> None:
    root = write_journal({"ada-rossi.md": FINE, "bruno-conti.md": WRONG_DATE})
    check(root, "--fix", str(root / "contacts" / "ada-rossi.md"))
    assert (root / "contacts" / "bruno-conti.md").read_text() == WRONG_DATE


@pytest.mark.parametrize("options", [("--diff",), ("--diff", "--fix")])
def test_diff_shows_the_change_and_writes_nothing(write_journal: WriteJournal, options: tuple[str, ...]) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE})
    result = check(root, *options)
    assert result.stdout == (
        "--- a/contacts/bruno-conti.md\n"
        "+++ b/contacts/bruno-conti.md\n"
        "@@ -1,4 +1,4 @@\n"
        " ---\n"
        " name: Bruno Conti\n"
        "-met: 2026/02/03\n"
        "+met: 2026-02-03\n"
        " ---\n"
    )
    assert result.exit_code == 1
    assert (root / "contacts" / "bruno-conti.md").read_text() == WRONG_DATE


def test_git_applies_the_diff(write_journal: WriteJournal) -> None:
    text = "---\r\nname: Bruno Conti\r\nmet: 2026/02/03\r\n---\r\nno\u2028line end"
    root = write_journal({"bruno-conti.md": text})
    diff = check(root, "--diff").stdout_bytes
    subprocess.run(["git", "apply", "-"], cwd=root, input=diff, check=True)
    mended = (root / "contacts" / "bruno-conti.md").read_bytes().decode()
    assert mended == text.replace("2026/02/03", "2026-02-03")


def test_a_file_that_changed_underneath_is_not_written(
    write_journal: WriteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE})
    path = root / "contacts" / "bruno-conti.md"
    edited = WRONG_DATE + "\nedited meanwhile\n"
    monkeypatch.setattr("kithbook.commands.check.mend", lambda *_: (path.write_text(edited), mends)[1])
    from kithbook.mend import Mended
    from kithbook.text import Source

    mends = (Mended(source=Source(path="contacts/bruno-conti.md", text=WRONG_DATE), text="x", count=1),)
    assert check(root, "--fix").exit_code == 3
    assert path.read_text() == edited


def test_what_was_mended_is_one_commit_where_the_settings_want_it_and_can_be_taken_back(
    write_journal: WriteJournal,
) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE})
    (root / "kith.toml").write_text("commit = true\n")
    git = partial(subprocess.run, cwd=root, check=True, capture_output=True, text=True)
    for words in (
        "init -q",
        "config user.name Ada",
        "config user.email ada@rossi.example",
        "add .",
        "commit -qm first",
    ):
        git(["git", *words.split()])
    check(root, "--fix")
    assert git(["git", "log", "--format=%s"]).stdout.splitlines() == ["Mend what check found in 1 file", "first"]
    assert git(["git", "status", "--short"]).stdout == ""
    assert CliRunner().invoke(cli, ["-C", str(root), "undo"]).exit_code == 0
    assert (root / "contacts" / "bruno-conti.md").read_text() == WRONG_DATE


def test_what_was_mended_stands_also_where_it_cannot_be_committed(write_journal: WriteJournal) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE})
    (root / "kith.toml").write_text("commit = true\n")
    mended = check(root, "--fix")
    assert mended.exit_code == 0
    assert "\nkith: the change is written, but not committed: " in mended.stderr
    assert (root / "contacts" / "bruno-conti.md").read_text() != WRONG_DATE


def test_the_settings_are_a_file_that_is_looked_at(write_journal: WriteJournal) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE})
    (root / "kith.toml").write_text('owner = "ada@rossi.example"\n')
    assert check(root, str(root / "kith.toml")).stderr == "No problems in 1 file.\n"


def test_json_is_the_same_for_the_same_journal(write_journal: WriteJournal) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE, "li-wei.md": WRONG_TIER})
    first, second = check(root, "--format", "json"), check(root, "--format", "json")
    assert first.stdout == second.stdout
    assert [(one["path"], one["line"], one["code"]) for one in json.loads(first.stdout)] == [
        ("contacts/bruno-conti.md", 3, "date-form"),
        ("contacts/li-wei.md", 3, "unknown-tier"),
    ]


def test_the_shell_gets_the_exit_codes(write_journal: WriteJournal) -> None:
    root = write_journal({"bruno-conti.md": WRONG_DATE})
    kith = [sys.executable, "-c", "from kithbook.cli import main; main()", "-C", str(root), "check"]
    assert subprocess.run(kith, capture_output=True, check=False).returncode == 1
    assert subprocess.run([*kith, "--fix"], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*kith, "--fromat"], capture_output=True, check=False).returncode == 2
    (root / "contacts").rename(root / "people")
    assert subprocess.run(kith, capture_output=True, check=False).returncode == 3


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_of_a_file_can_stop_or_forge_a_report(tmp_path: Path, form: str) -> None:
    (tmp_path / "contacts").mkdir()
    path = os.fsencode(tmp_path / "contacts") + b"/a\xff\n::error ::forged\x1b[31m.md"
    Path(os.fsdecode(path)).write_text(WRONG_TIER)
    result = check(tmp_path, "--format", form)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "\x1b" not in result.stdout
    assert "\n::error ::" not in result.stdout
