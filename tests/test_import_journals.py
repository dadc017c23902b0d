"""`kith import` of other journals: what was done with people comes along, each thing once, and nobody falls due."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.exchange import placing, previews, recognise, writing
from kithbook.exchange.incoming import Happening
from kithbook.load import load
from kithbook.model import Journal
from kithbook.plan import make
from repositories import begin, git
from running import kith

Golden = Callable[[str, str], None]
Write = Callable[[Mapping[str, str]], Path]
CORPUS = Path(__file__).parent / "imports"
FILES = {"monica": CORPUS / "monica.json", "friends": CORPUS / "friends.md"}
FRIENDS = "### Activities:\n{activities}\n### Friends:\n- Mira Berg\n- Otto van Dam\n"
LUNCH = "- 2026-02-20: Lunch with **Mira Berg** and **Otto van Dam**"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({})


def texts(root: Path) -> str:
    return "".join(f"=== {path.name}\n{path.read_text()}" for path in sorted((root / "contacts").glob("*.md")))


def journal_of(root: Path, activities: str = LUNCH) -> str:
    (root / "friends.md").write_text(FRIENDS.format(activities=activities))
    return str(root / "friends.md")


def log(root: Path, id: str) -> str:
    return (root / "contacts" / f"{id}.md").read_text().partition("## Log\n\n")[2]


@pytest.mark.parametrize("name", FILES)
def test_each_journal_of_the_corpus_becomes_these_files(root: Path, golden: Golden, name: str) -> None:
    assert recognise.format_of(FILES[name].read_bytes()) == name
    result = kith(root, "import", str(FILES[name]), "--yes", "--all")
    told = result.stderr.replace(f"{FILES[name]}:", "! ")
    golden(f"imports/{name}.txt", f"{result.stdout}{told}{texts(root)}")
    assert kith(root, "check").exit_code == 0


@pytest.mark.parametrize("name", FILES)
def test_importing_a_journal_again_changes_nothing(root: Path, name: str) -> None:
    kith(root, "import", str(FILES[name]), "--yes")
    before = texts(root)
    assert kith(root, "import", str(FILES[name]), "--yes").stdout.startswith("0 new, 0 changed, ")
    assert texts(root) == before


@pytest.mark.parametrize("name", FILES)
def test_nobody_falls_due_because_of_an_import_but_for_what_was_promised(root: Path, name: str) -> None:
    kith(root, "import", str(FILES[name]), "--yes")
    due = [item.text for item in make(load(root).journal, TODAY).items if item.contact]
    assert due == (["ask for the proof", "birthday", "shop's birthday"] if name == "monica" else [])


def test_a_touch_whose_words_were_edited_does_not_come_again(root: Path) -> None:
    kith(root, "import", journal_of(root), "--yes")
    assert log(root, "mira-berg") == "- 2026-02-20 lunch with [[otto-van-dam]]: Lunch with Mira Berg and Otto van Dam\n"
    path = root / "contacts" / "mira-berg.md"
    path.write_text(path.read_text().replace("2026-02-20 lunch", "2026-02-19 coffee").replace("Lunch with", "Cake for"))
    assert kith(root, "import", journal_of(root), "--yes").stdout == "0 new, 0 changed, 2 the same, 0 in doubt.\n"


def test_a_touch_that_was_deleted_does_not_come_again(root: Path) -> None:
    kith(root, "import", journal_of(root), "--yes")
    path = root / "contacts" / "mira-berg.md"
    path.write_text(path.read_text().partition("\n## Log")[0])
    kith(root, "import", journal_of(root), "--yes")
    assert log(root, "mira-berg") == ""


def test_what_is_new_in_the_journal_is_added_to_a_contact_that_is_here(root: Path) -> None:
    kith(root, "import", journal_of(root), "--yes")
    result = kith(root, "import", journal_of(root, f"{LUNCH}\n- 2026-02-25: Called **Otto van Dam**"), "--yes")
    assert result.stdout == (
        "0 new, 0 changed, 2 the same, 0 in doubt.\n"
        "\n"
        "1 touch\n"
        "  Otto van Dam (1)\n"
        "    2026-02-25 call: Called Otto van Dam\n"
        "\n"
        "Imported 0 new, changed 0.\n"
    )
    assert log(root, "otto-van-dam") == "- 2026-02-25 call: Called Otto van Dam\n"


def test_a_touch_that_stands_there_in_the_same_words_is_not_doubled(write_journal: Write) -> None:
    words = "Lunch with Mira Berg and Otto van Dam"
    mira = f"---\nname: Mira Berg\n---\n\n## Log\n\n- 2026-02-20 lunch with [[otto]]: {words}\n"
    root = write_journal({"mira.md": mira, "otto.md": "---\nname: Otto van Dam\n---\n"})
    assert kith(root, "import", journal_of(root), "--yes").stdout == "0 new, 0 changed, 2 the same, 0 in doubt.\n"


def test_the_import_and_what_it_remembers_are_undone_together(write_journal: Write) -> None:
    root = write_journal({"kith.toml": "commit = true\n", "eva.md": "---\nname: Eva\n---\n"})
    begin(root)
    kith(root, "import", journal_of(root), "--yes")
    assert git(root, "log", "-1", "--format=%s").strip() == "Import 2 contacts, 1 touch"
    assert kith(root, "undo").exit_code == 0
    assert not (root / "contacts" / placing.FILE).exists()
    assert kith(root, "import", journal_of(root)).stdout.startswith("2 new")


def test_the_marks_stand_in_order_each_once_whatever_a_merge_left_there(root: Path) -> None:
    kith(root, "import", journal_of(root), "--yes")
    path = root / "contacts" / placing.FILE
    [head, mark] = path.read_text().splitlines()
    path.write_text(f"{head}\n<<<<<<< ours\n{mark}\n=======\nffffffffffffffff\n>>>>>>> theirs\n")
    assert placing.remembered(path.read_text()) == {mark, "ffffffffffffffff"}
    kith(root, "import", journal_of(root, f"{LUNCH}\n- 2026-02-25: Called **Otto van Dam**"), "--yes")
    assert log(root, "otto-van-dam") == "- 2026-02-25 call: Called Otto van Dam\n"


def test_programs_get_the_touches_too(root: Path) -> None:
    found = json.loads(kith(root, "import", journal_of(root), "--json", "--yes").stdout)
    assert (found["touches"], found["written"]) == (
        [
            {
                "contact": "mira-berg",
                "with": ["otto-van-dam"],
                "date": "2026-02-20",
                "channel": "lunch",
                "direction": "out",
                "text": "Lunch with Mira Berg and Otto van Dam",
                "promise": False,
            }
        ],
        True,
    )


def test_a_channel_that_the_settings_do_not_have_becomes_one_that_they_have(write_journal: Write) -> None:
    journal = Journal()
    happening = Happening(keys=("x",), people=("a",), date=TODAY, channel="séance")
    [placed] = placing.place([happening], {"a": "ada"}, journal, (), TODAY)
    assert placed.intention(journal.settings).channel == "meeting"


@pytest.mark.parametrize(("days", "channel"), [(0, "email"), (placing.SEASON, "email"), (placing.SEASON + 1, "note")])
def test_their_last_word_of_more_than_a_season_ago_asks_for_no_answer(days: int, channel: str) -> None:
    theirs = Happening(
        keys=("x",), people=("a",), date=TODAY - timedelta(days=days), channel="email", direction="in", text="Hello?"
    )
    [found] = placing.settled([theirs], TODAY)
    assert (found.channel, found.text) == (channel, "Hello?" if channel == "email" else "email: Hello?")
    mine = Happening(keys=("y",), people=("a",), date=TODAY, channel="email")
    assert next(placing.settled([theirs, mine], TODAY)) == theirs


def test_what_a_line_says_is_no_link_no_other_touch_and_no_heading(root: Path) -> None:
    bad = "- 2026-02-20: **Mira Berg** [[eva]] \u2028## Log\u2028- 2020-01-01 call: forged <!-- \x1b[2J"
    kith(root, "import", journal_of(root, bad), "--yes")
    assert log(root, "mira-berg") == (
        "- 2026-02-20 meeting: Mira Berg [eva] ## Log - 2020-01-01 call: forged <\\!-- [2J\n"
    )


def test_what_was_said_comes_whole_however_long_it_is(root: Path) -> None:
    long = "word " * 900 + "the end"
    kith(root, "import", journal_of(root, f"{LUNCH}\n- 2026-02-25: Called **Otto van Dam**: {long}"), "--yes")
    assert f"{long}\n" in log(root, "otto-van-dam")


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 1, "app_version": 1, "account": 3}',
        '{"version": 1, "app_version": 1, "account": {"data": {"a": {"type": "contact", "values": [1, {"uuid": 3}]}}}}',
        '{"version": 1, "app_version": 1, "account": ' + "[" * 100_000,
        '{"version": 1, "app_version": 1, "account": {"data": [{"type": "contact", "values": "x"}]',
        "### Friends:\n- \n- (a.k.a. )\n-@\n### Activities:\n- 2026-02-30: **x**\n",
    ],
)
def test_a_broken_journal_ends_with_a_message(root: Path, text: str) -> None:
    (root / "j").write_text(text)
    result = kith(root, "import", str(root / "j"))
    assert (result.exit_code, "holds nobody" in result.stderr) == (3, True)


VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["2026-01-01", "one_time", "year"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
OWN = st.dictionaries(
    st.sampled_from(
        ["first_name", "birthdate", "tags", "date", "title", "initial_date", "frequency_type", "data", "type",
         "messages", "happened_at", "called_at", "status", "is_dead", "body", "first_met_through", "content"]
    ),
    VALUE,
)  # fmt: skip
KIND = st.sampled_from(["call", "contact_field", "reminder", "note", "gift", "debt", "task", "pet", "conversation"])


@given(OWN, st.lists(st.tuples(KIND, OWN), max_size=4))
def test_whatever_stands_in_an_account_ends_in_contacts_and_remarks(
    own: Mapping[str, object], data: list[tuple[str, Mapping[str, object]]]
) -> None:
    values = [{"count": 1, "type": kind, "values": [{"properties": each}]} for kind, each in data]
    contact = {"uuid": "c", "properties": {"last_name": "Berg", **own}, "data": values}
    account = {"data": [{"type": "contact", "values": [contact]}]}
    read = recognise.READERS["monica"](json.dumps({"account": account}).encode())
    preview = previews.preview(Journal(), read.people)
    placed = placing.place(placing.settled(read.happenings, TODAY), {"c": "c"}, Journal(), (), TODAY)
    entries = [each.intention(Journal().settings) for each in placed]
    for person in preview.new:
        assert writing.file_for(Journal(), person, "contacts/c.md", TODAY, entries) is not None


@given(
    st.lists(st.sampled_from(["- ", "**Mira**", "2026-01-01: ", "\n", "(a.k.a. x)", "[", "]", "@tag", "_x_", "\x00"]))
)
def test_any_lines_end_in_friends_and_remarks(pieces: list[str]) -> None:
    read = recognise.READERS["friends"](f"### Activities:\n{''.join(pieces)}\n### Friends:\n{''.join(pieces)}".encode())
    for person in read.people:
        assert writing.file_for(Journal(), person, "contacts/c.md", date(2026, 3, 1)) is not None
