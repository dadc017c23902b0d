"""`kith forget`: no byte of the person stays in the files, imports stay away, and the history can be cleaned, too."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import read_texts
from kithbook.commands import changes
from kithbook.exchange.forgotten import Forgotten, marks_of
from kithbook.exchange.incoming import Incoming, Labelled
from kithbook.forgetting import redacted, traces
from kithbook.settings import Settings
from kithbook.text import Source
from repositories import begin, git, status, without_settings
from running import kith

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
aliases: [Adina Rossi-Neri]
email: ada@rossi.example
phone: "+39 333 5550100"
url: https://linkedin.com/in/ada-r
photo: photos/ada.png
uid: card-4711
---

Her garden.
"""
LI = """---
name: Li
referred_by: ada-rossi
why: Ada Rossi knows him
not_same_as: [ada-rossi, bo]
---

See [[ada-rossi|Ada]], or 0039-333-555 0100. ADA@ROSSI.EXAMPLE, Rossi, Ada. Ada says hello.

## Log

- 2026-01-09 lunch with [[ada-rossi]] and [[bo]], gave: x
- 2026-01-08 coffee with [[Ada Rossi]]: met [[ada-rossi]]
"""
LI_AFTER = """---
name: Li
why: (forgotten) knows him
not_same_as: [bo]
---

See (forgotten), or (forgotten). (forgotten), (forgotten). Ada says hello.

## Log

- 2026-01-09 lunch with [[bo]], gave: x
- 2026-01-08 coffee: met (forgotten)
"""
FAIR = (
    "---\nname: Fair\npurpose: x\n---\n\n## Cards\n\n- Ada Rossi; R; tools; ada@rossi.example; call\n  she was loud\n"
    "- Bo; ; friend of Ada Rossi; ;\n"
)
FAIR_AFTER = "---\nname: Fair\npurpose: x\n---\n\n## Cards\n\n- Bo; ; friend of (forgotten); ;\n"
INBOX = "- Ada Rossi, call her\n- 2026-01-01 Bo says Adina Rossi-Neri is ill\n"
BO = "---\nname: Bo\nphoto: photos/bo.png\n---\n"
TEXTS = {
    "ada-rossi.md": ADA,
    "li.md": LI,
    "bo.md": BO,
    "events/fair.md": FAIR,
    "inbox.md": INBOX,
    "page.md": "# Ada Rossi\n",
}
PICTURE = b"\x89PNG\r\n\0\xff"
SECRETS = (b"ada-rossi", b"ada rossi", b"adina", b"ada@rossi", b"5550100", b"in/ada-r", b"card-4711")


@pytest.fixture
def root(write_journal: Write) -> Path:
    folder = write_journal(TEXTS)
    for name in ("ada.png", "bo.png"):
        (folder / "contacts" / "photos").mkdir(exist_ok=True)
        (folder / "contacts" / "photos" / name).write_bytes(PICTURE)
    return folder


@pytest.fixture
def recorded(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_settings(monkeypatch)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    (root / "kith.toml").write_text("commit = true\n", encoding="utf-8")
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Add Ada Rossi")
    return root


def files(root: Path) -> dict[str, bytes]:
    folder = root / "contacts"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_file_its_picture_and_every_mention_go_and_all_else_stays(root: Path) -> None:
    result = kith(root, "forget", "ada-rossi", "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    there = files(root)
    marks = there.pop(".forgotten")
    assert {name: data.decode("utf-8", "replace") for name, data in there.items()} == {
        "li.md": LI_AFTER,
        "bo.md": BO,
        "events/fair.md": FAIR_AFTER,
        "inbox.md": "- 2026-01-01 Bo says (forgotten) is ill\n",
        "page.md": "# (forgotten)\n",
        "photos/bo.png": PICTURE.decode("utf-8", "replace"),
    }
    assert [secret for secret in SECRETS if secret in marks.lower()] == []
    assert "Forgotten: the file is gone.\n4 other files say (forgotten) where they named them.\n" in result.stdout
    assert "1 line may still mean them: contacts/li.md:7" in result.stdout


AROUND = {
    "kith.toml": '# Ada\nowner = "me@x.example"\n[[feeds]]\nname = "hers"\nquery = "referred_by:ada-rossi"\n\n'
    '[[feeds]]\nname = "other"\nquery = "tag:ada"\n',
    "CODEOWNERS": "/contacts/ ada@rossi.example\n",
    ".mailmap": "Ada Rossi <ada@rossi.example> <a@b.example>\n",
    "contacts/ada-rossi.sync-conflict-20260101-000000-ABC.md": "---\nname: Ada Rossi\n---\n",
    "contacts/old.csv": "Bo;1\nRossi, Ada;+39 333 555 0100\n",
    "contacts/li.md~": "see [[ada-rossi]]\n",
    "contacts/photos/rossi-ada.jpg": "\0",
    "site/people/ada-rossi.html": "Ada Rossi",
    "notes.txt": "Bo only\n",
}
LEFT = """\
Left to you: these files are no part of the journal's contacts, and still name them:
  .mailmap:1: Ada Rossi <ada@rossi.example> <a@b.example>
  CODEOWNERS:1: /contacts/ ada@rossi.example
  kith.toml:5: query = "referred_by:ada-rossi"
  kith.toml:9: query = "tag:ada"
  contacts/ada-rossi.sync-conflict-20260101-000000-ABC.md
  contacts/ada-rossi.sync-conflict-20260101-000000-ABC.md:2: name: Ada Rossi
  contacts/li.md~:1: see [[ada-rossi]]
  contacts/old.csv:2: Rossi, Ada;+39 333 555 0100
  contacts/photos/rossi-ada.jpg
"""


def test_settings_copies_and_lists_that_name_somebody_are_left_to_the_user_with_file_and_line(root: Path) -> None:
    for name, text in AROUND.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    assert kith(root, "forget", "ada-rossi", "--dry-run").stderr.startswith(LEFT)
    told = json.loads(kith(root, "forget", "ada-rossi", "--dry-run", "--json").stdout)["said"]
    assert "  CODEOWNERS:1: /contacts/ ada@rossi.example" in told
    result = kith(root, "forget", "ada-rossi", "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(LEFT)
    assert {name: (root / name).read_text() for name in AROUND} == AROUND


def test_no_byte_of_the_persons_keys_stays_in_the_journal(root: Path) -> None:
    kith(root, "forget", "ada-rossi", "--yes", "--also", "Ada")
    everything = b"\n".join([*files(root).values(), *(name.encode() for name in files(root))]).lower()
    assert [secret for secret in (*SECRETS, b"ada ") if secret in everything] == []


def test_a_name_may_be_several_words(root: Path) -> None:
    shown = kith(root, "forget", "Ada", "Rossi", "--dry-run")
    assert (shown.exit_code, "+why: (forgotten) knows him" in shown.stdout) == (0, True)


def test_where_they_may_still_be_meant_is_told_as_file_and_line(root: Path) -> None:
    (root / "contacts" / "li.md").write_text("---\nname: Li\nwhy: Ada: a friend of hers\n---\n", encoding="utf-8")
    assert "1 line may still mean them: contacts/li.md:3\n" in kith(root, "forget", "ada-rossi", "--yes").stdout


def test_the_diff_is_shown_and_nothing_is_written_before_somebody_says_yes(root: Path) -> None:
    before = files(root)
    assert kith(root, "forget", "ada-rossi").exit_code == 2
    shown = kith(root, "forget", "ada-rossi", "--dry-run").stdout
    assert "+why: (forgotten) knows him" in shown
    assert "Binary files a/contacts/photos/ada.png and /dev/null differ" in shown
    assert files(root) == before


def test_a_namesake_keeps_the_name_and_a_mention_of_it_is_only_doubtful(write_journal: Write) -> None:
    texts = {
        "ada.md": "---\nname: Ada Rossi\nemail: a@x.example\n---\n",
        "ada-2.md": "---\nname: Ada Rossi\nemail: b@x.example\n---\n",
        "li.md": "---\nname: Li\n---\n\nAda Rossi, a@x.example.\n",
    }
    root = write_journal(texts)
    result = kith(root, "forget", "ada", "--yes")
    assert files(root)["ada-2.md"].decode() == texts["ada-2.md"]
    assert files(root)["li.md"].decode().endswith("Ada Rossi, (forgotten).\n")
    assert "contacts/li.md:5" in result.stdout


def test_a_shared_office_address_stays_with_who_has_it_too(write_journal: Write) -> None:
    bo = "---\nname: Bo Neri\nemail: info@x.example\n---\n\nWrite to info@x.example.\n"
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nemail: info@x.example\n---\n", "bo.md": bo})
    kith(root, "forget", "ada", "--yes")
    assert files(root)["bo.md"].decode() == bo.replace("Write to info@x.example", "Write to (forgotten)")


def test_a_file_that_does_not_parse_is_cleaned_too(root: Path) -> None:
    (root / "contacts" / "broken.md").write_text(
        "---\nname: [Li\n---\n\n[[ada-rossi]] and Ada Rossi\n", encoding="utf-8"
    )
    kith(root, "forget", "ada-rossi", "--yes")
    assert files(root)["broken.md"].decode() == "---\nname: [Li\n---\n\n(forgotten) and (forgotten)\n"


def test_it_is_one_commit_that_names_nobody_and_undo_takes_it_back(recorded: Path) -> None:
    before = files(recorded)
    kith(recorded, "forget", "ada-rossi", "--yes")
    assert git(recorded, "log", "-1", "--format=%s") == "Forget a contact\n"
    assert status(recorded) == []
    assert kith(recorded, "undo").exit_code == 0
    assert files(recorded) == before


@pytest.mark.parametrize("steps", range(7))
def test_a_machine_that_dies_after_any_step_can_be_told_again(
    root: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, done = changes._do, []

    def dying(*arguments: object) -> object:
        if len(done) == steps:
            raise KeyboardInterrupt
        done.append(1)
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(changes, "_do", dying)
        patched.setattr(changes, "_take_back", lambda *_: None)
        kith(root, "forget", "ada-rossi", "--yes")
    assert "ada-rossi.md" in files(root)
    assert kith(root, "forget", "ada-rossi", "--yes").exit_code == 0
    assert files(root)["li.md"].decode() == LI_AFTER
    assert "ada-rossi.md" not in files(root)


CARDS = {
    "sure": "FN:A R\nEMAIL:ADA@rossi.example",
    "phone": "FN:X\nTEL:00 39 333 5550100",
    "uid": "FN:X\nUID:card-4711",
    "profile": "FN:X\nURL:https://www.linkedin.com/in/Ada-R/",
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_an_import_leaves_them_out_by_any_key_and_says_so(root: Path, card: str) -> None:
    (root / "kith.toml").write_text('holidays = "IT"\n', encoding="utf-8")
    kith(root, "forget", "ada-rossi", "--yes")
    path = root / "phone.vcf"
    path.write_text(f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n", encoding="utf-8")
    result = kith(root, "import", str(path), "--yes")
    assert result.stdout == "0 new, 0 changed, 0 the same, 0 in doubt.\n1 was forgotten on your wish.\n"
    assert json.loads(kith(root, "import", str(path), "--json").stdout)["forgotten"] == 1


def test_somebody_of_the_same_name_is_in_doubt_and_can_be_let_in(root: Path) -> None:
    kith(root, "forget", "ada-rossi", "--yes")
    path = root / "phone.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Rossi Ada\nEND:VCARD\n", encoding="utf-8")
    assert "somebody of this name was forgotten on your wish\n" in kith(root, "import", str(path)).stdout
    assert "Imported 1 new" in kith(root, "import", str(path), "--doubtful", "new", "--yes").stdout


def test_the_history_is_rewritten_on_all_branches_tags_and_the_stash(recorded: Path) -> None:
    kith(recorded, "rename", "ada-rossi", "ada-neri")
    git(recorded, "tag", "-a", "v1", "-m", "With Ada Rossi")
    git(recorded, "switch", "--quiet", "-c", "other")
    (recorded / "contacts" / "bo.md").write_text(BO + "\nAda Rossi, +39 333 5550100\n", encoding="utf-8")
    git(recorded, "commit", "--quiet", "-am", "Talk to ada@rossi.example")
    git(recorded, "switch", "--quiet", "main")
    (recorded / "contacts" / "bo.md").write_text(BO + "\n[[ada-rossi]]\n", encoding="utf-8")
    git(recorded, "stash", "--quiet")
    git(recorded, "remote", "add", "origin", "https://code.example/people.git")
    result = kith(recorded, "forget", "ada-neri", "--rewrite", "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "No object that can be reached names them any more." in " ".join(result.stdout.split())
    assert "The copies at origin still have the old history" in " ".join(result.stdout.split())
    assert git(recorded, "remote", "get-url", "origin") == "https://code.example/people.git\n"
    assert len(git(recorded, "stash", "list").splitlines()) == 1
    everything = (
        "".join(
            git(recorded, "cat-file", kind, name).lower()
            for name, kind in (
                line.split()[:2]
                for line in git(recorded, "cat-file", "--batch-all-objects", "--batch-check").splitlines()
            )
            if kind in ("commit", "tag")
        )
        + git(recorded, "log", "--all", "-p").lower()
    )
    assert [secret for secret in SECRETS if secret.decode() in everything] == []
    assert "ada.png" not in everything
    assert status(recorded) == []


@pytest.mark.parametrize("is_gone", [False, True], ids=["there", "gone already"])
def test_what_only_an_old_version_said_or_showed_goes_from_the_history_too(recorded: Path, is_gone: bool) -> None:
    bo = recorded / "contacts" / "bo.md"
    bo.write_text(BO + "\nAsked adele@neri.example and Adele Neri.\n", encoding="utf-8")
    ada = recorded / "contacts" / "ada-rossi.md"
    ada.write_text(ADA.replace("Ada Rossi", "Adele Neri").replace("ada@rossi", "adele@neri"), encoding="utf-8")
    (recorded / "CODEOWNERS").write_text("* adele@neri.example\n", encoding="utf-8")
    git(recorded, "add", ".")
    git(recorded, "commit", "--quiet", "-am", "One")
    (recorded / "contacts" / "photos" / "ada.png").unlink()
    ada.write_text(ADA.replace("photo: photos/ada.png\n", ""), encoding="utf-8")
    git(recorded, "commit", "--quiet", "-am", "Two")
    (recorded / "old list.txt").write_text("Adele Neri\n", encoding="utf-8")
    if is_gone:
        kith(recorded, "forget", "ada-rossi", "--yes")
    result = kith(recorded, "forget", "ada-rossi", "--rewrite", "--yes")
    assert result.exit_code == 0, result.output
    everything = git(recorded, "log", "--all", "-p", "--binary").lower()
    assert [word for word in ("adele", "ada.png", "ada@") if word in everything] == []
    assert bo.read_text(encoding="utf-8") == BO + "\nAsked (forgotten) and (forgotten).\n"
    assert result.stdout.endswith("still name them:\n  old list.txt:1: Adele Neri\n")


def test_who_is_gone_from_the_files_already_can_be_taken_out_of_the_history_later(recorded: Path) -> None:
    kith(recorded, "forget", "ada-rossi", "--yes")
    assert "5550100" in git(recorded, "log", "--all", "-p")
    assert kith(recorded, "forget", "ada-rossi", "--rewrite", "--yes").exit_code == 0
    assert "5550100" not in git(recorded, "log", "--all", "-p")


def test_who_is_gone_but_not_on_record_is_to_be_committed_first(recorded: Path) -> None:
    kith(recorded, "forget", "ada-rossi", "--yes", "--no-commit")
    result = kith(recorded, "forget", "ada-rossi", "--rewrite", "--yes")
    assert (result.exit_code, "commit them first" in result.stderr) == (3, True)
    git(recorded, "add", "--all")
    git(recorded, "commit", "--quiet", "-m", "Tidy up")
    assert kith(recorded, "forget", "ada-rossi", "--rewrite", "--yes").exit_code == 0
    assert "5550100" not in git(recorded, "log", "--all", "-p")


def test_nothing_is_rewritten_without_filter_repo_or_with_unsaved_changes(
    recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = git(recorded, "rev-parse", "HEAD")
    (recorded / "kith.toml").write_text("commit = true\nper_day = 3\n", encoding="utf-8")
    result = kith(recorded, "forget", "ada-rossi", "--rewrite", "--yes")
    assert (result.exit_code, "commit them first" in result.stderr) == (3, True)
    assert git(recorded, "rev-parse", "HEAD~1") == before
    monkeypatch.setattr("kithbook.history.rewriting.ask", lambda *_, **__: type("No", (), {"code": 1})())
    result = kith(recorded, "forget", "bo", "--rewrite", "--yes")
    assert (result.exit_code, "pip install git-filter-repo" in result.stderr) == (3, True)
    assert "bo.md" in files(recorded)


def test_filter_repo_is_found_beside_the_program_where_no_shell_looks_for_it(
    recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = Path(sys.executable).parent
    others = [each for each in os.environ["PATH"].split(os.pathsep) if Path(each).resolve() != beside.resolve()]
    monkeypatch.setenv("PATH", os.pathsep.join(others))
    assert kith(recorded, "forget", "ada-rossi", "--rewrite", "--yes").exit_code == 0
    assert "5550100" not in git(recorded, "log", "--all", "-p")


def test_rewriting_is_not_tried(root: Path) -> None:
    assert kith(root, "forget", "ada-rossi", "--rewrite", "--dry-run").exit_code == 2


FORMS = st.sampled_from(
    ["[[ada-rossi]]", "[[Ada Rossi|her]]", "Ada Rossi", "ADA  ROSSI", "Rossi Ada", "ada@rossi.example",
     "+39 333 5550100", "0333/5550100", "333 55 50 100", "https://linkedin.com/in/ada-r", "card-4711",
     "Ada\nRossi", "Adina Rossi-Neri"]
)  # fmt: skip
LINES = st.lists(
    st.one_of(FORMS, st.sampled_from(["é", "- 2026-01-01 call: ", "## Log", "\n", "text ", "> ", "```", "(", "ß"]))
)


@given(LINES)
def test_whatever_stands_around_it_no_form_of_a_key_is_left(pieces: list[str]) -> None:
    journal = read_texts({"ada-rossi.md": ADA})[0]
    found = traces(journal, journal.contacts["ada-rossi"])
    text = redacted(Source(path="contacts/li.md", text="---\nname: Li\n---\n\n" + " ".join(pieces)), found, Settings())
    assert isinstance(text, str)
    folded = " ".join(text.casefold().split())
    assert [
        form for form in ("ada rossi", "[[ada", "ada@rossi", "5550100", "in/ada-r", "card-4711") if form in folded
    ] == []


@given(st.emails(), st.text(max_size=20))
def test_a_mark_is_known_again_and_says_nothing(email: str, other: str) -> None:
    journal = read_texts({"a.md": f"---\nname: Ada Rossi\nemail: {json.dumps(email)}\n---\n"})[0]
    lines = marks_of(journal.contacts["a"], "00ff" * 8, "IT")
    memory = Forgotten.read("\n".join(lines))
    person = Incoming(line=1, name="X Y", handles={"email": (Labelled(value=email.upper().lower()),)})
    assert memory.knows(person, "IT") == "email"
    assert memory.knows(Incoming(line=1, name=f"Zed {other}"), "IT") == ""
    assert email not in "\n".join(lines)
