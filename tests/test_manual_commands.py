"""What the manual, the README and the commands' own help tell people to type works; what is shown comes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest
import segno
from click.testing import CliRunner, Result

from kithbook import history
from kithbook.cli import COMMANDS, cli
from kithbook.commands import questions
from kithbook.load import load
from manual_text import PAGES, PATHS, ROOT, TEXTS, arguments, blocks, lines_in_prose, lines_to_type, transcripts
from repositories import begin, git, without_settings

COLUMNS = "96"
"""As wide as the transcripts: they fit on a code host's page."""

READING = (
    "due",
    "why",
    "show",
    "list",
    "dupes",
    "tend",
    "event",
    "inbox",
    "referrals",
    "match",
    "stats",
    "catchup",
    "campaign",
    "draft",
    "preflight",
    "what-if",
    "check",
    "schema",
    "help",
    "completion",
    "digest",
)
SENT = "--send"
"""What goes to somebody is not typed by a test."""
WRITING = (
    "feed",
    "tasks",
    "vdir",
    "init",
    "log",
    "next",
    "done",
    "snooze",
    "add",
    "card",
    "import",
    "export",
    "edit",
    "set",
    "rename",
    "merge",
    "forget",
    "person-report",
    "bounce",
    "archive",
)
DECIDED = ("merge", "forget", "bounce")
"""Commands that ask before they write, and write here as if somebody said yes."""
IN_GIT = ("history", "undo", "merge-driver")
AT_A_TERMINAL = ("review", "triage", "event close", "inbox sort")
HELP = [command.help or "" for name in COMMANDS if (command := cli.get_command(click.Context(cli), name))]
HELP += [
    nested.help or ""
    for name in COMMANDS
    for nested in getattr(cli.get_command(click.Context(cli), name), "verbs", {}).values()
]
EXAMPLES = [line.strip() for text in HELP for line in text.split("\n") if line.strip().startswith("kith ")]
TYPED = sorted({*EXAMPLES, *(line for text in TEXTS.values() for line in lines_to_type(text))})
SHOWN = sorted({*TYPED, *(line for text in TEXTS.values() for line in lines_in_prose(text))})


def verb(line: str) -> str:
    return next((word for word in arguments(line) if word in COMMANDS), "")


def whole_verb(line: str) -> str:
    """The verb with that of its own: event add."""
    return " ".join(arguments(line)[:2]) if verb(line) in NESTED else verb(line)


NESTED = ("event", "inbox", "import")
NESTED_WRITING = ("event new", "event add", "inbox add")
ASK = [line for line in TYPED if verb(line) in AT_A_TERMINAL or whole_verb(line) in AT_A_TERMINAL or "--decide" in line]
WRITE = [line for line in TYPED if verb(line) in WRITING or whole_verb(line) in NESTED_WRITING]
NEEDS_GIT = [line for line in TYPED if verb(line) in IN_GIT or "--as-of" in line]
READ_ONLY = [
    line
    for line in TYPED
    if (verb(line) in ("", *READING) and SENT not in line and line not in (*WRITE, *ASK, *NEEDS_GIT))
    or "--stdout" in line
]
WRITE = [line for line in WRITE if line not in READ_ONLY and "--serve" not in line]


def run(words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, words, env={"COLUMNS": COLUMNS, "NO_COLOR": "1", "FORCE_COLOR": ""})


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample journal, to write into; the home folder is a new one too."""
    home, root = tmp_path / "home", tmp_path / "journal"
    (home / "tasks" / "kith").mkdir(parents=True)
    shutil.copytree(ROOT / "contacts", root / "contacts")
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copy(ROOT / "tests" / "imports" / "apple-3.0.vcf", root / "contacts.vcf")
    shutil.copy(ROOT / "tests" / "imports" / "linkedin.csv", root / "linkedin.zip")  # recognised by what is in it
    (root / "customers.csv").write_text("Customer,Mail\nNina Berg,nina@berg.example\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "imports" / "monica.json", root)
    shutil.copy(ROOT / "tests" / "imports" / "friends.md", root)
    shutil.copy(ROOT / "tests" / "imports" / "calendar.ics", root)
    (root / "inbox.mbox").write_text("From a Fri Feb 20 10:00:00 2026\nFrom: a@b.example\n\nHello\n", encoding="utf-8")
    segno.make("MECARD:N:Rossi,Mara;EMAIL:mara@rossi.example;;").save(str(root / "card.png"), scale=5)
    (root / "edited.csv").write_text("id,name,email,role,exported\nada-rossi,Ada Rossi,,,\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "bounces" / "gmail.eml", root / "returned.eml")
    (root / "contacts" / "ada-rossi-2.md").write_text("---\nname: A. Rossi\n---\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(questions, "has_input", lambda: True)
    return root


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_that_is_shown_can_be_typed(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(click.Command, "invoke", lambda _, context: parsed.append(context.info_name))
    result = run(arguments(line), ROOT, monkeypatch)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [name.partition(" ")[0] for name in parsed[1:]] in ([], [verb(line)])


@pytest.mark.parametrize("line", READ_ONLY)
def test_every_command_that_reads_works_on_the_sample(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(arguments(line), ROOT, monkeypatch)
    assert result.exit_code == 0
    assert result.stdout != "Nobody matches.\n"


@pytest.mark.parametrize("line", WRITE)
def test_every_command_that_writes_works_on_a_copy_of_the_sample(
    line: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [str(Path(word).expanduser()) if word.startswith("~") else word for word in arguments(line)]
    words += ["--yes"] * (verb(line) in DECIDED and not {"--yes", "--dry-run"} & {*words})
    assert run(words, copy, monkeypatch).exit_code == 0


@pytest.mark.parametrize("line", ASK)
def test_every_command_that_asks_says_so_where_there_is_no_terminal(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(arguments(line), ROOT, monkeypatch)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kith: kith {whole_verb(line)} asks questions, so it needs a terminal; ")


@pytest.fixture
def recorded(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample journal in a repository, with two changes that commands have made."""
    without_settings(monkeypatch)
    begin(copy)
    git(copy, "add", ".")
    git(copy, "commit", "--quiet", "-m", "The first people")
    for word in ("First", "Second"):
        ada = copy / "contacts" / "ada-rossi.md"
        ada.write_bytes(ada.read_bytes().replace(b"## Log\n\n", f"## Log\n\n- 2026-03-01 call: {word}\n".encode()))
        history.commit(copy, ["contacts/ada-rossi.md"], word, command="kith log")
    return copy


@pytest.mark.parametrize("line", NEEDS_GIT)
def test_every_command_that_needs_git_works_on_the_sample_in_a_repository(
    line: str, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(arguments(line), recorded, monkeypatch)
    assert (result.exit_code, "kith:" in result.stderr) == (0, False)


def test_every_command_is_shown_in_the_manual() -> None:
    shown = {verb(line) for text in PAGES.values() for line in lines_to_type(text)}
    assert set(COMMANDS) - shown == set()


def test_every_help_has_an_example() -> None:
    assert [text for text in HELP if "kith " not in text] == []


@pytest.mark.parametrize("path", PATHS.values(), ids=lambda path: path.stem)
def test_what_a_page_shows_is_what_comes_out(
    path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    shown = list(transcripts(text))
    real = [(line, run(arguments(line), ROOT, monkeypatch).stdout) for line, _ in shown]
    if request.config.getoption("--update-golden"):
        for (line, old), (_, new) in zip(shown, real, strict=True):
            text = text.replace(f"$ {line}\n{old}", f"$ {line}\n{new}")
        path.write_bytes(text.encode())
        shown = list(transcripts(text))
    assert shown == real


def test_the_first_steps_work_as_they_are_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line, promise = blocks(PAGES["first-steps"], "markdown")[:2]
    paola = copy / "contacts" / "paola-serafini.md"
    before = run(["due"], copy, monkeypatch).stdout
    paola.write_bytes(paola.read_bytes().replace(b"## Log\n\n", f"{promise}\n## Log\n\n{line}".encode()))
    after = run(["due"], copy, monkeypatch).stdout
    assert re.search(r"Paola Serafini +5 weeks since a word", before)
    assert "5 weeks since a word" not in after
    assert re.search(r"This week .*Paola Serafini +promise: send her the photograph", after, re.DOTALL)


def test_the_contact_of_the_first_steps_is_read_without_a_finding(copy: Path) -> None:
    [contact] = [block for block in blocks(PAGES["first-steps"]) if block.startswith("---\n")]
    before = [finding.message for finding in load(copy).diagnostics]
    (copy / "contacts" / "bruno-conti.md").write_bytes(contact.replace("tier: close", "tier: good").encode())
    loaded = load(copy)
    assert [finding.message for finding in loaded.diagnostics] == before
    assert loaded.journal.contacts["bruno-conti"].follow_ups[0].channel == "call"


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("stem", TEXTS)
def test_every_make_target_that_is_shown_exists(stem: str) -> None:
    shown = set(re.findall(r"^make ([a-z]+)$", "\n".join(blocks(TEXTS[stem])), re.MULTILINE))
    assert shown - targets() == set()
