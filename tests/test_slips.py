"""Slips of a hurried hand cost nothing: what was not meant is not written, and what became of it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook.cli import cli
from kithbook.commands import questions
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
ADA = (
    "---\nname: Ada Rossi\nphone: {mobile: +39 055 5550101}\ntags: [customer, garden]\n---\n\n"
    "## Next\n\n- [ ] 2026-03-05 call: the price\n- [ ] 2026-03-09 email: the drawing\n"
)
BRUNO = "---\nname: Bruno Conti\naliases: [Uncle]\n---\n"
JOURNAL = {"ada-rossi.md": ADA, "bruno-conti.md": BRUNO, "bruno-verdi.md": "---\nname: Bruno Verdi\n---\n"}


def typing(root: Path, keys: str, *words: str) -> Result:
    """The result of a command at which somebody types these keys; behind them stands Ctrl-D."""
    return CliRunner().invoke(cli, ["-C", str(root), *words, "--today", "2026-03-01"], input=keys)


def files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.md")}


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "can_ask", lambda: True)


@pytest.mark.parametrize(
    "words",
    [
        ("log", "bruno", "call", "hello"),
        ("log", "bruno-verdi", "coffee", "hello there"),
        ("done", "ada"),
        ("add",),
        ("set", "bruno", "tier=wide"),
        ("event", "new"),
        ("inbox", "add"),
    ],
)
@pytest.mark.usefixtures("at_terminal")
def test_who_leaves_at_a_question_is_told_that_nothing_was_written(
    write_journal: Write, words: tuple[str, ...]
) -> None:
    root = write_journal(JOURNAL)
    before = files(root)
    left = typing(root, "", *words)
    assert left.exit_code == 1
    assert left.stderr.endswith("\nkith: stopped; nothing was written\n")
    assert files(root) == before


@pytest.mark.usefixtures("at_terminal")
def test_who_says_no_is_told_that_nothing_was_written(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    declined = typing(root, "n\n", "set", "bruno", "tier=wide")
    assert (declined.exit_code, declined.stderr.splitlines()[-1]) == (1, "kith: stopped; nothing was written")


def test_ctrl_c_in_the_midst_of_work_says_that_it_was_stopped(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kithbook.commands.due.items_of_matching", interrupted)
    stopped = kith(write_journal(JOURNAL), "due")
    assert (stopped.exit_code, stopped.stderr) == (1, "\nkith: stopped\n")


@pytest.mark.usefixtures("at_terminal")
def test_a_contact_without_a_name_is_not_added(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    added = typing(root, "\n\n\n\n\n", "add")
    assert added.exit_code == 2
    assert "kith: say whom: kith add" in added.stderr
    assert len(files(root)) == len(JOURNAL)


@pytest.mark.usefixtures("at_terminal")
def test_what_can_be_ticked_is_numbered_once(write_journal: Write) -> None:
    ticked = typing(write_journal(JOURNAL), "2\n", "done", "ada")
    assert "   1  2026-03-05 call: the price\n   2  2026-03-09 email: the drawing\n" in ticked.stderr
    assert 'Ticked "the drawing" for Ada Rossi.' in ticked.stdout


# set


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("tags-=garden", "tags: [customer]"),
        ("tags=[shop, Köln]", "tags: [shop, Köln]"),
        ("tags=shop, Köln", "tags: [shop, Köln]"),
        ("tags=[\"shop: big\", 'a shed']", 'tags: ["shop: big", a shed]'),
        ("aliases=[]", "name: Ada Rossi"),
    ],
)
def test_a_list_may_be_said_as_it_stands_in_the_file(write_journal: Write, given: str, line: str) -> None:
    root = write_journal(JOURNAL)
    said(root, "set", "ada-rossi", given)
    text = files(root)["contacts/ada-rossi.md"]
    assert f"\n{line}\n" in text
    assert "aliases" not in text


def test_several_addresses_may_be_said_as_they_stand_in_the_file(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "set", "bruno-conti", "email=[b@conti.example, bruno@conti.example]")
    assert "email: [b@conti.example, bruno@conti.example]\n" in files(root)["contacts/bruno-conti.md"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("town=Roma", "town=Milano"), "kith: town is said twice; say it once\n"),
        (("phone.home=1", "phone.home=2"), "kith: phone.home is said twice; say it once\n"),
        (('phone={home: "1"}',), "kith: phone has names; say them one by one: phone.NAME=VALUE\n"),
    ],
)
def test_what_set_cannot_take_is_refused(write_journal: Write, given: tuple[str, ...], message: str) -> None:
    root = write_journal(JOURNAL)
    refused = kith(root, "set", "ada-rossi", *given)
    assert (refused.exit_code, refused.stderr) == (2, message)
    assert files(root)["contacts/ada-rossi.md"] == ADA


def test_a_list_may_be_changed_twice_in_one_breath(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "set", "ada-rossi", "tags+=shop", "tags-=garden", "phone.home=+39 055 5550102")
    text = files(root)["contacts/ada-rossi.md"]
    assert "tags: [customer, shop]\n" in text
    assert "home: +39 055 5550102" in text


# names and events


@pytest.mark.parametrize("new", ["", "  ", "../", "???"])
def test_a_new_id_without_a_letter_is_refused(write_journal: Write, new: str) -> None:
    root = write_journal(JOURNAL)
    refused = kith(root, "rename", "ada-rossi", new)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "kith: an id has letters or digits: kith rename ada-rossi ada-bianchi\n",
    )
    assert "contacts/ada-rossi.md" in files(root)


def test_an_event_typed_twice_is_made_once(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    typing(root, "", "event", "new", "Orto in Festa", "--date", "2026-05-09")
    again = typing(root, "", "event", "new", "orto in festa", "--date", "9 may", "--town", "Verona")
    assert again.exit_code == 3
    assert "there is an event of that name on 2026-05-09 already" in again.stderr
    assert [path for path in files(root) if "events/" in path] == ["contacts/events/2026-05-orto-in-festa.md"]


def test_the_same_event_on_another_day_of_the_month_is_another_one(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    typing(root, "", "event", "new", "Market", "--date", "2026-05-09")
    made = typing(root, "", "event", "new", "Market", "--date", "2026-05-16")
    assert made.stdout.startswith("Made contacts/events/2026-05-16-market.md.\n")


# what was said


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("coffee with Ada and Nobody yesterday", 'kith: "Nobody yesterday" is neither a name, nor a day, nor a mark\n'),
        ("coffee with Ada e Bruna Contti", 'kith: nobody is called "Bruna Contti"\n'),
        ("coffee with Ada and Bruno", 'kith: "Bruno" could be 2 contacts; type the id of one:\n'),
    ],
)
def test_a_name_that_nobody_has_does_not_become_what_was_said(
    write_journal: Write, sentence: str, message: str
) -> None:
    root = write_journal(JOURNAL)
    refused = kith(root, "log", sentence)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(message)
    assert files(root)["contacts/ada-rossi.md"] == ADA


@pytest.mark.parametrize("sentence", ["coffee with Ada and Uncle and cake", "coffee with Ada and Uncle: and Cake"])
def test_an_and_that_joins_no_name_belongs_to_what_was_said(write_journal: Write, sentence: str) -> None:
    root = write_journal(JOURNAL)
    said(root, "log", sentence)
    assert "- 2026-03-01 coffee with [[bruno-conti]]: and " in files(root)["contacts/ada-rossi.md"]


@pytest.mark.parametrize("words", [("next", "ada", "friday"), ("log", "ada", "call", "hello", "--next", "friday")])
def test_a_day_alone_is_no_promise(write_journal: Write, words: tuple[str, ...]) -> None:
    root = write_journal(JOURNAL)
    refused = kith(root, *words)
    assert refused.exit_code == 2
    assert refused.stderr == ("kith: what is promised is missing\n  say it behind the day: friday call: the price\n")
    assert files(root)["contacts/ada-rossi.md"] == ADA


def test_a_day_and_a_channel_are_a_promise(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "next", "ada", "friday", "call")
    assert "- [ ] 2026-03-06 call:\n" in files(root)["contacts/ada-rossi.md"]


@pytest.mark.parametrize(
    "words",
    [
        ("next", "ada", "friday cal: the price"),
        ("log", "ada", "email: sent the list", "--next", "friday cal: the price"),
        ("done", "ada", "1", "--next", "friday Cal: the price"),
        ("add", "Carla Neri; Neri; seeds; carla@neri.example; friday cal: the price"),
        ("add", "Carla Neri; Neri; seeds; carla@neri.example; cal: the price"),
    ],
)
def test_a_channel_that_is_nearly_one_is_asked_about_and_not_written(
    write_journal: Write, words: tuple[str, ...]
) -> None:
    root = write_journal(JOURNAL)
    before = files(root)
    refused = kith(root, *words)
    assert refused.exit_code == 2
    assert 'there is no channel "' in refused.stderr
    assert "did you mean call? without a channel, leave out the colon: 2026-03-0" in refused.stderr
    assert files(root) == before


def test_another_word_with_a_colon_is_what_is_promised(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    kith(root, "next", "ada", "friday price: ask again")
    assert "- [ ] 2026-03-06: price: ask again" in (root / "contacts" / "ada-rossi.md").read_text()
