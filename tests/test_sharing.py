"""Real merges by the real git: what two people add goes together, and a contradiction is a visible conflict."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook.cli import cli
from repositories import begin, git, save, status, without_settings

ADA = """\
---
name: Ada Rossi
tags: [customer]
tier: good
---

She repairs pumps.

## Next

- [ ] 2026-03-08 email: send the catalogue

## Log

- 2026-02-01 call: hello
- 2026-01-10 coffee: first talk
"""
BARE = "---\nname: Ada Rossi\n---\n"
INBOX = "# Inbox\n\n- Hugo, prints brochures\n"
LOG, NEXT = "## Log\n\n", "## Next\n\n"
CALL, MAIL = "- 2026-03-01 call: from Irene\n", "- 2026-03-01 email: from Bruno\n"


def put(after: str, line: str, text: str = ADA) -> str:
    assert after in text
    return text.replace(after, after + line, 1)


def kith(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), *arguments])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose git has our driver."""
    without_settings(monkeypatch)
    return ready(tmp_path / "people")


def ready(folder: Path) -> Path:
    (begin(folder) / "contacts").mkdir()
    assert kith(folder, "merge-driver", "--install").exit_code == 0
    return folder


Versions = tuple[str, str, str]
"""Of one file: where two people started from ("" when there was none), and what each made of it."""


def meet(root: Path, files: Mapping[str, Versions]) -> int:
    """Two people change files, and one merges the other's branch; the exit code of `git merge` comes back."""
    keep(root, "Base", {name: base for name, (base, _, _) in files.items() if base})
    git(root, "switch", "--quiet", "-c", "side")
    keep(root, "Theirs", {name: theirs for name, (_, _, theirs) in files.items()})
    git(root, "switch", "--quiet", "main")
    keep(root, "Ours", {name: ours for name, (_, ours, _) in files.items()})
    return subprocess.run(["git", "merge", "--no-edit", "side"], cwd=root, capture_output=True, check=False).returncode


def keep(root: Path, subject: str, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        save(root, name, text)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", subject)


def text_of(root: Path, name: str = "ada.md") -> str:
    return (root / "contacts" / name).read_bytes().decode()


TOGETHER = {
    "both log on the same day": (ADA, put(LOG, CALL), put(LOG, MAIL), put(LOG, CALL + MAIL)),
    "both log the same": (ADA, put(LOG, CALL), put(LOG, CALL + MAIL), put(LOG, CALL + MAIL)),
    "both log for the first time": (
        BARE, f"{BARE}\n## Log\n\n{CALL}", f"{BARE}\n## Log\n\n{MAIL}", f"{BARE}\n## Log\n\n{CALL}{MAIL}",
    ),
    "one logs, one promises": (
        ADA, put(LOG, CALL), put(NEXT, "- [ ] 2026-03-09 call: ask\n"),
        put(LOG, CALL, put(NEXT, "- [ ] 2026-03-09 call: ask\n")),
    ),
    "both promise": (
        ADA, put(NEXT, "- [ ] 2026-03-09 call: a\n"), put(NEXT, "- [ ] 2026-03-10 call: b\n"),
        put(NEXT, "- [ ] 2026-03-09 call: a\n- [ ] 2026-03-10 call: b\n"),
    ),
    "one ticks, one promises": (
        ADA, ADA.replace("[ ]", "[x]"), put(NEXT, "- [ ] 2026-03-10 call: b\n"),
        put(NEXT, "- [ ] 2026-03-10 call: b\n").replace("[ ] 2026-03-08", "[x] 2026-03-08"),
    ),
    "both tick the same": (
        ADA, put(LOG, CALL, ADA.replace("[ ]", "[x]")), ADA.replace("[ ]", "[x]"),
        put(LOG, CALL, ADA.replace("[ ]", "[x]")),
    ),
    "first promise and first touch": (
        BARE, f"{BARE}\n## Next\n\n- [ ] 2026-03-08: a\n", f"{BARE}\n## Log\n\n{MAIL}",
        f"{BARE}\n## Next\n\n- [ ] 2026-03-08: a\n\n## Log\n\n{MAIL}",
    ),
    "two new fields in one place": (
        ADA, put("tier: good\n", "town: Milano\n"), put("tier: good\n", "met: 2026-01-10\n"),
        put("tier: good\n", "town: Milano\nmet: 2026-01-10\n"),
    ),
    "neighbouring fields change": (
        ADA, ADA.replace("[customer]", "[customer, garden]"), ADA.replace("good", "key"),
        ADA.replace("[customer]", "[customer, garden]").replace("good", "key"),
    ),
    "both add a tag": (
        ADA, ADA.replace("[customer]", "[customer, a]"), ADA.replace("[customer]", "[customer, b]"),
        ADA.replace("[customer]", "[customer, a, b]"),
    ),
    "the same field set alike": (
        ADA, put(LOG, CALL, ADA.replace("good", "key")), ADA.replace("good", "key"),
        put(LOG, CALL, ADA.replace("good", "key")),
    ),
    "notes here, log there": (
        ADA, ADA.replace("pumps.", "pumps and boats."), put(LOG, MAIL),
        put(LOG, MAIL, ADA.replace("pumps.", "pumps and boats.")),
    ),
    "one takes a touch out, one logs": (
        ADA, ADA.replace("- 2026-01-10 coffee: first talk\n", ""), put(LOG, MAIL),
        put(LOG, MAIL, ADA.replace("- 2026-01-10 coffee: first talk\n", "")),
    ),
    "one corrects a touch, one logs": (
        ADA, ADA.replace("first talk", "a first talk"), put(LOG, MAIL),
        put(LOG, MAIL, ADA.replace("first talk", "a first talk")),
    ),
    "one adds details below a touch, one logs": (
        ADA, put("coffee: first talk\n", "  Black.\n"), put(LOG, MAIL),
        put(LOG, MAIL, put("coffee: first talk\n", "  Black.\n")),
    ),
    "line ends of Windows on one side": (
        ADA, put(LOG, CALL), put(LOG, MAIL).replace("\n", "\r\n"), put(LOG, CALL + MAIL),
    ),
    "a new section of notes on each side": (
        ADA, ADA + "\n## Family\n\nTwo children.\n", put(LOG, MAIL), put(LOG, MAIL) + "\n## Family\n\nTwo children.\n",
    ),
    "both made the file": (
        "", f"{BARE}\n## Log\n\n{CALL}", f"{BARE}\n## Log\n\n{MAIL}", f"{BARE}\n## Log\n\n{CALL}{MAIL}",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All scenarios in one repository and one merge, each in its own file."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        without_settings(monkeypatch)
        folder = ready(tmp_path_factory.mktemp("all"))
        assert meet(folder, {f"{name}.md": versions[:3] for name, versions in TOGETHER.items()}) == 0
        yield folder


@pytest.mark.parametrize("scenario", TOGETHER)
def test_two_peoples_additions_merge_by_themselves(merged: Path, scenario: str) -> None:
    assert text_of(merged, f"{scenario}.md") == TOGETHER[scenario][3]


def test_nothing_is_left_to_do_after_such_a_merge(merged: Path) -> None:
    assert status(merged) == []


def test_the_inbox_takes_lines_from_both(root: Path) -> None:
    assert meet(root, {"inbox.md": (INBOX, INBOX + "- Ada, call\n", INBOX + "- Li, write\n")}) == 0
    assert text_of(root, "inbox.md") == INBOX + "- Ada, call\n- Li, write\n"


def test_cards_of_an_event_come_from_both(root: Path) -> None:
    base = "---\nname: Fair\ndate: 2026-02-20\n---\n\n## Cards\n\n- Hugo Klein; ; prints\n"
    assert meet(root, {"events/fair.md": (base, base + "- Ada Rossi\n", base + "- Li Wei\n")}) == 0
    assert text_of(root, "events/fair.md") == base + "- Ada Rossi\n- Li Wei\n"


def test_a_field_set_differently_is_a_conflict_just_there(root: Path) -> None:
    ours, theirs = put(LOG, CALL, ADA.replace("good", "key")), put(LOG, MAIL, ADA.replace("good", "wide"))
    assert meet(root, {"ada.md": (ADA, ours, theirs)}) == 1
    assert text_of(root) == put(LOG, CALL + MAIL).replace(
        "tier: good\n", "<<<<<<< ours\ntier: key\n=======\ntier: wide\n>>>>>>> theirs\n"
    )
    assert status(root) == ["UU contacts/ada.md"]
    assert "conflict-markers" in kith(root, "check", "--today", "2026-03-01").stdout


def test_a_file_that_cannot_be_read_is_merged_as_git_does(root: Path) -> None:
    broken = ADA.replace("tier: good", "tier: [good")
    ours, theirs = put("pumps.\n", "\nMore.\n", broken), broken.replace("first talk", "first")
    assert meet(root, {"ada.md": (broken, ours, theirs)}) == 0
    assert text_of(root) == put("pumps.\n", "\nMore.\n", broken).replace("first talk", "first")


def test_bytes_that_are_no_text_come_out_as_they_went_in(root: Path, tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    base.write_bytes(ADA.encode("latin-1") + b"\xe8\n")
    ours.write_bytes(put("pumps.\n", "\nMore.\n").encode() + b"\xe8\n")
    theirs.write_bytes(ADA.replace("Rossi", "Bianchi").encode() + b"\xe8\n")
    names = (str(path) for path in (base, ours, theirs))
    assert kith(root, "merge-driver", *names, "7", "contacts/ada.md").exit_code == 0
    assert ours.read_bytes() == put("pumps.\n", "\nMore.\n").replace("Rossi", "Bianchi").encode() + b"\xe8\n"


def test_a_rebase_uses_it_too(root: Path) -> None:
    meet(root, {"ada.md": (ADA, put(LOG, CALL), put(LOG, MAIL))})
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    git(root, "rebase", "--quiet", "side")
    assert text_of(root) == put(LOG, MAIL + CALL)


def test_a_journal_in_a_subfolder_has_its_own_attributes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    inner = begin(tmp_path / "all") / "my people"
    (inner / "contacts").mkdir(parents=True)
    assert kith(inner, "merge-driver", "--install").exit_code == 0
    assert meet(inner, {"it's ada.md": (ADA, put(LOG, CALL), put(LOG, MAIL))}) == 0
    assert text_of(inner, "it's ada.md") == put(LOG, CALL + MAIL)


def test_when_the_command_is_gone_git_merges_as_ever(root: Path) -> None:
    driver = git(root, "config", "merge.kith.driver").strip()
    git(root, "config", "merge.kith.driver", "/gone/kith" + driver[driver.index(" merge-driver") :])
    assert meet(root, {"ada.md": (ADA, put(LOG, CALL), put(LOG, MAIL))}) == 1
    text = text_of(root)
    assert text.count("<<<<<<<") == 1
    assert CALL in text
    assert MAIL in text


def test_installing_twice_changes_nothing_more(root: Path) -> None:
    text = (root / ".gitattributes").read_text()
    assert kith(root, "merge-driver", "--install").stdout == (
        "Git merges the files in contacts/ field by field and line by line now.\n"
    )
    assert (root / ".gitattributes").read_text() == text


def test_other_attributes_stay(tmp_path: Path) -> None:
    folder = begin(tmp_path / "people")
    (folder / "contacts").mkdir()
    (folder / ".gitattributes").write_bytes(b"*.png binary\r\n*.ics -text")
    assert kith(folder, "merge-driver", "--install").exit_code == 0
    assert (folder / ".gitattributes").read_bytes() == (
        b"*.png binary\r\n*.ics -text\r\n"
        b"# Two people's additions to one file go together; once in each clone: kith merge-driver --install\r\n"
        b"contacts/**/*.md merge=kith\r\n"
    )


def test_outside_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    result = kith(tmp_path, "merge-driver", "--install")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "lies in no git repository, and git keeps the history: type there: git init" in result.stderr
    assert not (tmp_path / ".gitattributes").exists()


def test_called_without_files_it_says_how_it_is_installed(root: Path) -> None:
    result = kith(root, "merge-driver")
    assert result.exit_code == 2
    assert "kith merge-driver --install" in result.stderr


def test_a_new_journal_in_a_repository_is_ready_for_sharing(tmp_path: Path) -> None:
    folder = begin(tmp_path / "people")
    made = CliRunner().invoke(cli, ["init", str(folder), "--today", "2026-03-01"])
    assert made.exit_code == 0
    assert "kith help sharing" not in made.stdout
    assert git(folder, "check-attr", "merge", "--", "contacts/ada.md") == "contacts/ada.md: merge: kith\n"
    assert "merge-driver" in git(folder, "config", "merge.kith.driver")


def test_a_new_journal_elsewhere_says_where_to_read_on(tmp_path: Path) -> None:
    made = CliRunner().invoke(cli, ["init", str(tmp_path / "people"), "--today", "2026-03-01"])
    assert "How to keep every change, and share the journal: kith help sharing\n" in made.stdout
    assert (tmp_path / "people" / ".gitattributes").is_file()
