"""The command line as a whole: quick to start, kind to slips, plain about how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kithbook.cli import COMMANDS, cli
from kithbook.world import JournalError

MAIN = "from kithbook.cli import main; main()"


def python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, check=False)


def test_the_overview_imports_no_command() -> None:
    code = (
        "import sys\n"
        "from kithbook.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('kithbook.commands', 'yaml', 'mkdocs'))),"
        " file=sys.stderr)\n"
    )
    done = python(code)
    assert b"Show who is waiting" in done.stdout
    assert done.stderr == b"\n"


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_overview_says_what_each_commands_own_help_says(verb: str) -> None:
    command = cli.get_command(cli.make_context("kith", [], resilient_parsing=True), verb)
    assert command is not None
    assert command.name == verb
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[verb]


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_every_command_has_an_example(verb: str) -> None:
    result = CliRunner().invoke(cli, [verb, "--help"])
    assert result.exit_code == 0
    assert f"  kith {verb}" in result.stdout


def test_a_mistyped_command_is_answered_with_its_neighbour() -> None:
    result = CliRunner().invoke(cli, ["chekc"])
    assert result.exit_code == 2
    assert 'there is no command "chekc": did you mean check' in result.stderr


def test_a_word_that_is_near_to_nothing_is_wrong_usage_all_the_same() -> None:
    result = CliRunner().invoke(cli, ["zzzzzz"])
    assert (result.exit_code, "did you mean" in result.stderr) == (2, False)


@pytest.mark.parametrize("day", ["2026-02-30", "03/04/2026", "soon"])
def test_a_day_that_is_none_is_wrong_usage(day: str) -> None:
    assert CliRunner().invoke(cli, ["check", "--today", day]).exit_code == 2


def test_the_world_refusing_exits_with_3_and_says_why(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["-C", str(tmp_path), "check"])
    assert result.exit_code == 3
    assert result.stderr.startswith(f"kith: there is no journal in {tmp_path}")
    assert isinstance(result.exception, SystemExit)


def test_what_the_world_says_cannot_drive_the_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise JournalError("\x1b]0;forged\x07\nkith: fine")

    monkeypatch.setattr("kithbook.store.find_root", refuse)
    result = CliRunner().invoke(cli, ["-C", str(tmp_path), "check"])
    assert result.stderr == "kith: \\x1b]0;forged\\x07\\nkith: fine\n"


def test_the_shell_gets_0_2_and_3(tmp_path: Path) -> None:
    assert python(MAIN, "--version").returncode == 0
    assert python(MAIN, "dew").returncode == 2
    assert python(MAIN, "-C", str(tmp_path), "due").returncode == 3


def test_what_the_terminals_encoding_lacks_is_printed_as_an_escape(tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "li.md").write_text("---\nname: 李\ntier: 貴\n---\n", encoding="utf-8")
    done = python(MAIN, "-C", str(tmp_path), "check", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 1
    assert b'there is no tier "\\u8cb4"' in done.stdout


def test_a_reader_that_goes_away_is_no_accident() -> None:
    code = "from kithbook.cli import main; main(['schema'])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_full_disk_behind_the_output_is_told_in_one_line_with_exit_3() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", MAIN, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr == b"kith: the output could not be written: No space left on device\n"


def test_a_closed_output_is_no_traceback() -> None:
    command = f"{sys.executable} -c '{MAIN}' --help >&-"
    done = subprocess.run(["/bin/sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
