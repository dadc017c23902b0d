"""`kith merge`: two files about one person become one; nothing of either is lost, and everything follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook import store
from kithbook.commands import changes
from kithbook.model import Contact
from kithbook.read import read
from kithbook.revise import Refusal
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.uniting import follow, united
from kithbook.world import JournalError
from repositories import begin, git, status, without_settings
from running import kith
from terminals import said as screen

Write = Callable[[Mapping[str, str]], Path]
SETTINGS = Settings()
ADA = """---
name: Ada Rossi
organisation: acme
email: ada@rossi.example
tags: [customer]
campaigns: {spring: 2026-01-01}
---

She repairs pumps.

## Log

- 2026-02-01 coffee with [[ada-2]] and [[li]]: talked
- 2026-01-01 call: hello
"""
AGAIN = """---
name: Ada M. Rossi
organisation: Acme Spa  # the new name
role: Buyer
email: {work: ada@acme.example}
phone: "+39 333 5550100"
tags: [customer, garden]
campaigns: {spring: 2026-02-02, autumn: 2026-09-01}
archived: 2026-02-02 twice
uid: xyz-1
---

She likes tea; [[ada]] knows.

# Family

Two kids.

## Next

- [ ] 2026-03-05 call: prices

## Log

- 2026-02-01 coffee with [[ada]] and [[li]]: talked
* 2026-01-01 call: hello
- 2025-12-01 call: old
  detail
"""
ONE = """---
name: Ada Rossi
aliases: [ada-2, Ada M. Rossi]
organisation: acme
role: Buyer
email: {other: ada@rossi.example, work: ada@acme.example}
phone: +39 333 5550100
tags: [customer, garden]
campaigns: {spring: 2026-01-01, autumn: 2026-09-01}
x-also-uid: [xyz-1]
---

She repairs pumps.

She likes tea; [[ada]] knows.

> ada-2 was merged in here; it also said:
> organisation: Acme Spa
> campaigns: spring: 2026-02-02
> archived: 2026-02-02 twice
> # the new name

# Family

Two kids.

## Next

- [ ] 2026-03-05 call: prices

## Log

- 2026-02-01 coffee with [[li]]: talked
- 2026-01-01 call: hello
- 2025-12-01 call: old
  detail
"""
LI = """---
name: Li
referred_by: ada-2
not_same_as: [ada, ada-2]
---

See [[ada-2|Ada]] about it.

## Next

- [ ] 2026-03-09 call: ask [[ada-2]]

## Log

- 2026-01-09 lunch with [[ada]], [[bo]] and [[ada-2]]: x
"""
LI_AFTER = """---
name: Li
referred_by: ada
not_same_as: [ada]
---

See [[ada|Ada]] about it.

## Next

- [ ] 2026-03-09 call: ask [[ada]]

## Log

- 2026-01-09 lunch with [[ada]] and [[bo]]: x
"""
FAIR = "---\nname: Fair\npurpose: meet [[ada-2]]\n---\n\n## Cards\n\n- Bo; ; knows [[ada-2]]; ; \n"
SPRING = "---\nname: Spring\naudience: referred_by:ada-2 tag:x\n---\n\nAsk [[ada-2]].\n"
TEXTS = {"ada.md": ADA, "ada-2.md": AGAIN, "li.md": LI, "events/fair.md": FAIR, "campaigns/spring.md": SPRING}


def source(id: str, text: str) -> Source:
    return Source(path=f"contacts/{id}.md", text=text)


def one(keep: str, other: str) -> str:
    """The text of `ada` with that of `ada-2` in it."""
    text = united(source("ada", keep), source("ada-2", other), SETTINGS)
    assert isinstance(text, str), str(text)
    return text


def texts(root: Path) -> dict[str, str]:
    folder = root / "contacts"
    return {str(path.relative_to(folder)): path.read_bytes().decode() for path in sorted(folder.rglob("*.md"))}


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(TEXTS)


@pytest.fixture
def recorded(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_settings(monkeypatch)
    (root / "kith.toml").write_text("commit = true\n", encoding="utf-8")
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    return root


def test_two_files_become_one_and_every_file_that_named_the_other_follows(root: Path) -> None:
    result = kith(root, "merge", "ada", "ada-2", "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("ada-2 is merged into contacts/ada.md.\n3 other files followed.\n")
    assert texts(root) == {
        "ada.md": ONE,
        "li.md": LI_AFTER,
        "events/fair.md": FAIR.replace("ada-2", "ada"),
        "campaigns/spring.md": SPRING.replace("ada-2", "ada"),
    }


def test_it_is_one_commit_and_undo_takes_it_back(recorded: Path) -> None:
    kith(recorded, "merge", "ada", "ada-2", "--yes")
    assert git(recorded, "log", "--format=%s").splitlines() == ["Merge ada-2 into ada", "Begin"]
    assert status(recorded) == []
    assert kith(recorded, "undo").exit_code == 0
    assert texts(recorded) == TEXTS
    assert status(recorded) == []


def test_what_was_logged_after_the_merge_stays_when_it_is_taken_back(recorded: Path) -> None:
    kith(recorded, "merge", "ada", "ada-2", "--yes")
    kith(recorded, "log", "ada", "call:", "afterwards")
    assert kith(recorded, "undo", "2").exit_code == 0
    assert texts(recorded)["ada-2.md"] == AGAIN
    assert "afterwards" in texts(recorded)["ada.md"]


def test_nothing_is_written_before_somebody_says_yes(root: Path) -> None:
    result = kith(root, "merge", "ada", "ada-2")
    assert (result.exit_code, "with --yes" in result.stderr) == (2, True)
    shown = kith(root, "merge", "ada", "ada-2", "--dry-run")
    assert (shown.exit_code, "+> organisation: Acme Spa" in shown.stdout, "+++ /dev/null" in shown.stdout) == (
        0,
        True,
        True,
    )
    assert texts(root) == TEXTS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ada.md", "---\nname: [Ada\n---\n"),
        ("ada-2.md", "---\nname: *x\n---\n"),
        ("li.md", LI.replace("name: Li", "name: &a Li")),
    ],
)
def test_a_file_that_does_not_parse_stops_it_before_anything_is_written(root: Path, name: str, text: str) -> None:
    (root / "contacts" / name).write_bytes(text.encode())
    before = texts(root)
    result = kith(root, "merge", "ada", "ada-2", "--yes")
    assert (result.exit_code, f"contacts/{name}:" in result.stderr) == (1, True)
    assert texts(root) == before


def test_the_same_contact_twice_is_wrong_usage(root: Path) -> None:
    kith(root, "merge", "ada", "ada-2", "--yes")
    result = kith(root, "merge", "ada", "ada-2", "--yes")
    assert (result.exit_code, "ada-2 is ada already" in result.stderr) == (2, True)


def test_what_names_the_other_later_by_habit_can_be_let_follow(root: Path) -> None:
    kith(root, "merge", "ada", "ada-2", "--yes")
    (root / "contacts" / "bo.md").write_text("---\nname: Bo\n---\n\n[[ada-2]]\n", encoding="utf-8")
    assert kith(root, "merge", "ada", "ada-2", "--yes").stdout.startswith("1 other file followed.")
    assert texts(root)["bo.md"].endswith("[[ada]]\n")


@pytest.mark.parametrize("steps", range(5))
def test_a_machine_that_dies_after_any_step_loses_nothing_and_the_same_again_completes_it(
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
        kith(root, "merge", "ada", "ada-2", "--yes")
    assert texts(root)["ada-2.md"] == AGAIN
    assert kith(root, "merge", "ada", "ada-2", "--yes").exit_code == 0
    assert texts(root) == {
        "ada.md": ONE,
        "li.md": LI_AFTER,
        "events/fair.md": FAIR.replace("ada-2", "ada"),
        "campaigns/spring.md": SPRING.replace("ada-2", "ada"),
    }


def test_when_a_later_file_cannot_be_written_everything_is_taken_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(root)
    real = store.change

    def full(folder: Path, path: str, compute: Callable[[Source], str]) -> tuple[str, str]:
        if path == "contacts/li.md":
            raise JournalError("no space left on device")
        return real(folder, path, compute)

    monkeypatch.setattr(store, "change", full)
    assert kith(root, "merge", "ada", "ada-2", "--yes").exit_code == 3
    assert texts(root) == before


def test_a_file_changed_since_it_was_read_is_not_deleted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = changes._do

    def editing(*arguments: object) -> object:
        path = root / "contacts" / "ada-2.md"
        if path.exists():
            path.write_text(AGAIN + "- 2026-02-28 call: just now\n", encoding="utf-8")
        return real(*arguments)

    monkeypatch.setattr(changes, "_do", editing)
    assert kith(root, "merge", "ada", "ada-2", "--yes").exit_code == 3
    assert texts(root)["ada-2.md"].endswith("just now\n")
    assert texts(root)["ada.md"] == ADA


def test_an_import_finds_the_one_by_what_it_knew_of_the_other(root: Path) -> None:
    kith(root, "merge", "ada", "ada-2", "--yes")
    card = root / "phone.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nUID:xyz-1\nFN:A Rossi\nEND:VCARD\n", encoding="utf-8")
    assert kith(root, "import", str(card)).stdout.startswith("0 new")


def test_in_dupes_one_key_merges_and_another_takes_it_back(root: Path) -> None:
    shown = screen(root, "dupes", "--decide", answers=("m", "q"))
    assert "ada-2 is merged into contacts/ada.md." in shown
    assert texts(root)["ada.md"] == ONE
    (root / "contacts" / "ada.md").write_text(ADA, encoding="utf-8")
    (root / "contacts" / "ada-2.md").write_text(AGAIN, encoding="utf-8")
    screen(root, "dupes", "--decide", answers=("m", "u", "q"))
    assert (texts(root)["ada.md"], texts(root)["ada-2.md"]) == (ADA, AGAIN)


PLAIN = "---\nname: Ada\n---\n"


@pytest.mark.parametrize(
    ("keep", "other", "wanted"),
    [
        ("tier: close", "tier: wide", "tier: close"),
        ("town: Roma", "role: Buyer", "role: Buyer\ntown: Roma"),
        ("role: x", "private: true", "role: x\nprivate: true"),
        ("private: no", "private: true", "private: true"),
        ("email: a@x.example", "email: A@X.example", "email: a@x.example"),
        ("email: [a@x.example]", "email: b@x.example", "email: [a@x.example, b@x.example]"),
        ("email: {work: a@x.example}", "email: b@x.example", "email: {work: a@x.example, other: b@x.example}"),
        ("email: {work: a@x.example}", "email: {work: b@x.example}", "email: {work: a@x.example, work 2: b@x.example}"),
        ("phone: '+39 333 5550100'", "phone: '+393335550100'", "phone: '+39 333 5550100'"),
        ("referred_by: ada-2", "referred_by: bo", "referred_by: bo"),
        ("referred_by: ada-2", "role: x", "role: x"),
        ("referred_by: bo", "referred_by: ada", "referred_by: bo"),
        ("not_same_as: [ada-2, bo]", "not_same_as: [ada, li]", "not_same_as: [bo, li]"),
        ("x-imported: 11111111 22222222", "x-imported: 22222222 33333333", "x-imported: 11111111 22222222 33333333"),
        ("bounced: a@x.example", "bounced: [b@x.example]", "bounced: [a@x.example, b@x.example]"),
        ("uid: one", "uid: two", "uid: one\nx-also-uid: [two]"),
        ("birthday: --04-12", "birthday: 1979-04-12", "birthday: --04-12"),
        ("x-shoe: red", "x-hat: blue", "x-shoe: red\nx-hat: blue"),
    ],
)  # fmt: skip
def test_the_first_ones_field_wins_and_what_has_several_values_is_united(keep: str, other: str, wanted: str) -> None:
    text = one(PLAIN.replace("\n---\n", f"\n{keep}\n---\n"), PLAIN.replace("\n---\n", f"\n{other}\n---\n"))
    assert text.partition("\n---\n")[0] == f"---\nname: Ada\naliases: [ada-2]\n{wanted}"


@pytest.mark.parametrize(
    ("keep", "other", "line"),
    [
        ("tier: close", "tier: wide", "> tier: wide"),
        ("birthday: --04-12", "birthday: 1979-04-12", "> birthday: 1979-04-12"),
        ("phone: '+39 333 5550100'", "phone: '+393335550100'", "> phone: +393335550100"),
        ("email:\n  - a@x.example", "email: {work: b@x.example}", "> email: work: b@x.example"),
        ("town: Roma", "snoozed_until: 2026-09-01", "> snoozed_until: 2026-09-01"),
        ("role: x", "why: |\n  first\n  second", "> why: first second"),
        ("why: x", "why: '## Log'", "> why: ## Log"),
        ("x-a: b", "x-a: {c: d}", "> x-a: c: d"),
        ("role: x", "role: y <!-- z", "> role: y <\\!-- z"),
    ],
)
def test_what_the_second_one_said_besides_is_a_line_of_the_notes(keep: str, other: str, line: str) -> None:
    text = one(PLAIN.replace("\n---\n", f"\n{keep}\n---\n"), PLAIN.replace("\n---\n", f"\n{other}\n---\n"))
    assert line in text.partition("\n---\n")[2].split("\n")


def test_line_ends_and_the_mark_at_the_beginning_stay_as_the_first_has_them() -> None:
    text = one("\ufeff" + ADA.replace("\n", "\r\n"), AGAIN)
    assert text == "\ufeff" + ONE.replace("\n", "\r\n")


def test_an_open_code_block_that_would_swallow_the_log_stops_it() -> None:
    result = united(source("ada", PLAIN + "\n```\ncode\n"), source("ada-2", AGAIN), SETTINGS)
    assert isinstance(result, Refusal)
    assert "never ends" in result.message


def test_a_touch_with_both_is_one_with_the_one_and_with_nobody_else_it_is_alone() -> None:
    text = "---\nname: Li\n---\n\n## Log\n\n- 2026-01-09 lunch with [[ada-2]] and [[ada]], gave: x\n"
    assert follow(source("li", text), "ada-2", "ada", SETTINGS) == text.replace("[[ada-2]] and [[ada]]", "[[ada]]")
    own = PLAIN + "\n## Log\n\n- 2026-01-09 lunch with [[ada-2]], gave: x\n"
    assert "- 2026-01-09 lunch, gave: x\n" in one(own, PLAIN)


VALUES = st.sampled_from(
    ["x", "a b", "'0123'", '"# no"', "[p, q]", "{k: v}", "- ", "2026-01-01", "no", "+39 333 5550100"]
)
KEYS = st.sampled_from(
    ["role", "town", "tags", "email", "phone", "needs", "x-own", "why", "tier", "verified", "consent"]
)
FIELDS = st.dictionaries(KEYS, VALUES, max_size=5)
BODY_LINES = st.sampled_from(
    ["She knows [[bo]].", "", "# Title", "## Log", "## Next", "- 2026-01-01 call: hello", "* 2026-01-02 email, in",
     "  a detail", "- [ ] 2026-03-09 call: x", "- [x] 2026-03-08: y", "- odd", "> quote", "```", "<!-- c -->",
     "- 2026-01-03 coffee with [[ada]] and [[ada-2]]: z", "text\u00a0é"]
)  # fmt: skip
BODIES = st.lists(BODY_LINES, max_size=12)


def same(text: str) -> str:
    """Links in code do not follow."""
    return text.replace("[[ada-2]]", "[[ada]]")


def file(fields: dict[str, str], body: list[str]) -> str:
    said = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\nname: Ada\n{said}---\n\n" + "".join(f"{line}\n" for line in body)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(FIELDS, BODIES, FIELDS, BODIES)
def test_a_merge_never_loses_a_line_of_either_and_twice_is_once(
    fields: dict[str, str], body: list[str], more: dict[str, str], also: list[str]
) -> None:
    keep, other = file(fields, body), file(more, also)
    text = united(source("ada", keep), source("ada-2", other), SETTINGS)
    if isinstance(text, Refusal):
        return
    there = {line.strip().removeprefix("*").removeprefix("-").strip() for line in text.split("\n")}
    lines = (line.strip().removeprefix("*").removeprefix("-").strip() for line in (*body, *also))
    assert [line for line in lines if line not in there and "[[ada" not in line] == []
    assert united(source("ada", text), source("ada-2", other), SETTINGS) == text
    before = [read(source("ada", each), SETTINGS)[0] for each in (keep, other)]
    after = read(source("ada", text), SETTINGS)[0]
    assert isinstance(after, Contact)
    for contact in before:
        assert isinstance(contact, Contact)
        assert {(touch.date, touch.channel, touch.text) for touch in contact.log} <= {
            (touch.date, touch.channel, touch.text) for touch in after.log
        }
        assert {same(step.text) for step in contact.follow_ups} <= {same(step.text) for step in after.follow_ups}
        assert [value for value in (*contact.tags, *contact.needs) if value not in text] == []
