"""The commands that write: what changes, what is said, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from kithbook import history
from kithbook.commands import questions
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada Rossi\nphone: +39 055 5550101\ntier: wide\n---\n\n## Log\n\n- 2026-01-05 call: hello\n"
LI = "---\nname: Li Wei\nsnoozed_until: 2026-05-01 since 2026-02-01 away\n---\n"
ADAM = "---\nname: Adam Smith\nreferred_by: ada-rossi\nmet_at: fair\n---\n\nKnows [[ada-rossi|Ada]].\n"
FAIR = "---\nname: Fair\ndate: 2026-02-01\npurpose: resellers\n---\n"
JOURNAL = {"ada-rossi.md": ADA, "clients/li-wei.md": LI, "adam-smith.md": ADAM, "events/fair.md": FAIR}


def text(root: Path, path: str = "ada-rossi.md") -> str:
    return (root / "contacts" / path).read_text()


def everything(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.md"))}


def refused(result: Result, code: int) -> str:
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    return result.stderr


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody who gives these answers; the questions come back."""

    def answering(*answers: str) -> list[str]:
        asked: list[str] = []
        given = iter(answers)
        monkeypatch.setattr(questions, "can_ask", lambda: True)
        monkeypatch.setattr(questions, "ask", lambda question: asked.append(question) or next(given))
        return asked

    return answering


# log


def test_log_writes_one_line_and_says_what_is_next(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    answer = said(root, "log", "ada", "call", "asked for the catalogue")
    assert text(root) == ADA.replace("- 2026-01", "- 2026-03-01 call: asked for the catalogue\n- 2026-01")
    assert answer == (
        "Logged call with Ada Rossi, today (contacts/ada-rossi.md:9).\n"
        "Next for Ada Rossi: a word today (Tue 1 Sep), call +39 055 5550101\n"
    )


def test_log_takes_a_whole_sentence_and_writes_to_the_first_one_with_the_others(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "log", "coffee with Ada and Adam Smith yesterday, positive: talked about grants")
    assert "- 2026-02-28 coffee with [[adam-smith]], positive: talked about grants\n" in text(root)
    assert text(root, "adam-smith.md") == ADAM


def test_log_promises_the_next_step_in_the_same_breath(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    answer = said(root, "log", "ada", "call", "hello there", "--next", "fri call: price", "--date", "last friday")
    assert "- [ ] 2026-03-06 call: price\n" in text(root)
    assert "- 2026-02-27 call: hello there\n" in text(root)
    assert "Promised: Fri 6 Mar, call: price." in answer


def test_a_counting_touch_ends_a_snooze_and_says_so(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    assert "Li Wei is not snoozed any more." in said(root, "log", "ada", "li", "coffee", "talked about tea")
    assert text(root, "clients/li-wei.md") == "---\nname: Li Wei\n---\n"


@pytest.mark.parametrize(
    "words",
    [
        ("li", "call", "no answer"),
        ("li", "note", "read her book"),
        ("li", "call", "before that", "--date", "2026-01-31"),
    ],
)
def test_an_attempt_a_note_and_a_touch_before_it_end_no_snooze(write_journal: Write, words: tuple[str, ...]) -> None:
    root = write_journal(JOURNAL)
    said(root, "log", *words)
    assert "snoozed_until" in text(root, "clients/li-wei.md")


def test_after_a_meeting_without_a_next_step_log_asks_for_one(
    write_journal: Write, at_terminal: Callable[..., list[str]]
) -> None:
    root = write_journal(JOURNAL)
    asked = at_terminal("whenever", "friday call: the price")
    said(root, "log", "ada", "coffee", "talked about tea")
    assert len(asked) == 2
    assert "- [ ] 2026-03-06 call: the price\n" in text(root)
    assert at_terminal() == []
    said(root, "log", "ada", "coffee", "and again")


def test_an_ambiguous_name_is_asked_about_at_a_terminal(
    write_journal: Write, at_terminal: Callable[..., list[str]]
) -> None:
    root = write_journal(JOURNAL)
    at_terminal("9", "2")
    said(root, "log", "ad", "call", "hello there")
    assert "call: hello there" in text(root, "adam-smith.md")


def test_an_ambiguous_name_is_refused_without_a_terminal(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    assert refused(kith(root, "log", "ad", "call", "hello there"), 2) == (
        'kith: "ad" could be 2 contacts; type the id of one:\n  ada-rossi   Ada Rossi\n  adam-smith  Adam Smith\n'
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("log", "ada", "hello"), "kith: how you were in touch is missing\n"),
        (("log", "call: hello"), "kith: whom you were in touch with is missing\n"),
        (("log", "ada", "call", "x y", "--date", "soon"), 'kith: "soon" is not a day\n'),
        (("log", "ada", "call", "x y", "--next", "soon"), 'kith: "soon" does not begin with a day\n'),
        (("next", "ada"), "kith: the day is missing\n"),
        (("next", "nobody", "friday", "x"), 'kith: nobody is called "nobody"'),
        (("snooze", "ada", "yesterday"), "kith: 2026-02-28 is not ahead of 2026-03-01"),
        (("snooze", "ada", "03/04/2026"), 'kith: "03/04/2026" could mean two days\n'),
        (("done", "ada"), "kith: nothing is open for Ada Rossi"),
        (("set", "ada-rossi"), "kith: say whom, and what"),
        (("set", "ada-rossi", "tovn=x"),
         'kith: there is no field "tovn"; did you mean town? All fields: kith help format'),
        (("set", "ada-rossi", "bogus=1"), 'kith: there is no field "bogus"; '),
        (("set", "tier:nosuch", "town=x"), 'kith: there is no tier "nosuch": '),
        (("snooze", "ada", "0w"), 'kith: "0w" is not a day\n'),
        (("snooze", "ada", "m"), "kith: "),
        (("set", "tag:none", "town=x"), "kith: nobody matches"),
        (("add",), "kith: say whom"),
        (("add", "a;b;c;d;e;f"), "kith: a card is"),
        (("add", "Bea; ; ; neither"), 'kith: "neither" is neither an e-mail address nor a phone number'),
        (("add", "Bea", "--folder", "../x"), 'kith: "../x" is no folder below the contacts'),
        (("rename", "ada-rossi", "li-wei"), "kith: li-wei is taken already"),
        (("rename", "ada-rossi", "Ada Rossi"), "kith: ada-rossi is called so already"),
        (("archive", "nobody"), 'kith: nobody is called "nobody"'),
    ],
)  # fmt: skip
def test_what_is_typed_wrongly_is_wrong_usage_and_writes_nothing(
    write_journal: Write, words: tuple[str, ...], message: str
) -> None:
    root = write_journal(JOURNAL)
    before = everything(root)
    assert refused(kith(root, *words), 2).startswith(message)
    assert everything(root) == before


WRITING = [
    ("log", "ada", "call", "hello there"),
    ("next", "ada", "friday", "call:", "price"),
    ("snooze", "ada", "3", "weeks"),
    ("archive", "ada", "not", "a", "fit"),
    ("set", "ada-rossi", "town=Milano"),
    ("add", "Bea Conti; Conti; roses; bea@conti.example; call friday"),
    ("rename", "ada-rossi", "ada-bianchi"),
]


@pytest.mark.parametrize("words", WRITING)
def test_a_dry_run_prints_the_diff_that_the_command_makes_and_writes_nothing(
    write_journal: Write, words: tuple[str, ...], tmp_path: Path
) -> None:
    root = write_journal(JOURNAL)
    before = everything(root)
    diff = said(root, *words, "--dry-run")
    assert everything(root) == before
    said(root, *words)
    after = everything(root)
    added = {line for path in after for line in after[path].split("\n") if line not in before.get(path, "").split("\n")}
    moved = set(before["contacts/ada-rossi.md"].split("\n"))
    assert {
        line[1:] for line in diff.split("\n") if line.startswith("+") and not line.startswith("+++")
    } >= added - moved


@pytest.mark.parametrize("words", WRITING)
def test_json_says_what_changed_and_what_is_next(write_journal: Write, words: tuple[str, ...]) -> None:
    answer = json.loads(said(write_journal(JOURNAL), *words, "--json"))
    assert list(answer) == ["today", "said", "dry_run", "changed", "committed", "next"]
    assert all(set(each) == {"path", "line"} for each in answer["changed"])
    assert answer["changed"]


@pytest.mark.parametrize("words", WRITING)
def test_a_broken_file_is_not_written_to_and_the_way_by_hand_is_said(
    write_journal: Write, words: tuple[str, ...]
) -> None:
    broken = ADA.replace("tier: wide", "tier: &x wide")
    root = write_journal(JOURNAL | {"ada-rossi.md": broken, "bea-conti.md": "x", "bea-conti-2.md": "x"})
    before = everything(root)
    result = kith(root, *words)
    if words[0] == "add":
        assert result.exit_code == 0
        return
    assert "contacts/ada-rossi.md:4: an anchor of YAML stands here" in refused(result, 1)
    assert result.stderr.endswith("nothing was written\n")
    assert everything(root) == before


# next, done, snooze, archive


def test_next_promises_with_a_day_in_words(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    answer = said(root, "next", "Ada", "Rossi", "in", "2", "weeks", "waiting:", "her", "answer")
    assert "## Next\n\n- [ ] 2026-03-15 waiting: her answer\n\n## Log\n" in text(root)
    assert answer.startswith("Promised Ada Rossi: Sun 15 Mar, waiting: her answer (contacts/ada-rossi.md:9).\n")


OPEN = ADA.replace(
    "## Log",
    "## Next\n\n- [ ] 2026-03-10 email: send it\n- [ ] 2026-03-02 call: ask\n- [ ] 2026-04-01: think\n\n## Log",
)


def test_done_ticks_and_logs(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": OPEN})
    said(root, "done", "ada", "1")
    assert text(root) == OPEN.replace("- [ ] 2026-03-02 call", "- [x] 2026-03-02 call").replace(
        "- 2026-01", "- 2026-03-01 call: ask\n- 2026-01"
    )


def test_done_asks_or_lists_when_several_are_open(write_journal: Write, at_terminal: Callable[..., list[str]]) -> None:
    root = write_journal({"ada-rossi.md": OPEN})
    assert refused(kith(root, "done", "ada"), 2) == (
        "kith: several are open for Ada Rossi; add the number of one:\n"
        "  1  2026-03-02 call: ask\n  2  2026-03-10 email: send it\n  3  2026-04-01 think\n"
    )
    assert refused(kith(root, "done", "ada", "9"), 2) == (
        "kith: Ada Rossi has only 3 open:\n"
        "  1  2026-03-02 call: ask\n  2  2026-03-10 email: send it\n  3  2026-04-01 think\n"
    )
    at_terminal("2")
    said(root, "done", "ada", "--text", "sent it by post", "--date", "yesterday")
    assert "- [x] 2026-03-10 email: send it\n" in text(root)
    assert "- 2026-02-28 email: sent it by post\n" in text(root)


def test_done_without_a_channel_ticks_only_and_says_so(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": OPEN})
    assert "No touch is logged, as no channel is known: kith log ada-rossi call" in said(root, "done", "ada", "3")
    assert text(root) == OPEN.replace("- [ ] 2026-04-01", "- [x] 2026-04-01")


def test_snooze_and_its_end(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "snooze", "ada", "until", "12", "april", "--because", "busy: the fair")
    assert 'snoozed_until: "2026-04-12 since 2026-03-01 busy: the fair"\n' in text(root)
    said(root, "snooze", "ada", "--off")
    assert text(root) == ADA


@pytest.mark.parametrize(
    ("until", "day"),
    [("3w", "2026-03-22"), ("6w", "2026-04-12"), ("2 months", "2026-05-01"), ("for 10d", "2026-03-11"),
     ("in 1y", "2027-03-01")],
)  # fmt: skip
def test_a_length_of_time_is_a_day_to_snooze_until(write_journal: Write, until: str, day: str) -> None:
    root = write_journal(JOURNAL)
    said(root, "snooze", "ada", *until.split())
    assert f"snoozed_until: {day}" in text(root).replace('"', "")


def test_archive_and_its_end(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": OPEN})
    answer = said(root, "archive", "ada", "moved away")
    assert "archived: 2026-03-01 moved away\n" in text(root)
    assert "3 follow-ups stay open there; tick or delete them: kith edit ada-rossi" in answer
    said(root, "archive", "ada", "--off")
    assert text(root) == OPEN
    said(root, "done", "ada", "1")
    said(root, "done", "ada", "1")
    assert "1 follow-up stays open there; tick or delete it: kith edit ada-rossi" in said(root, "archive", "ada")


@pytest.mark.parametrize(
    "words",
    [("next", "ada", "friday", "call: the price"), ("log", "ada", "call", "hello"), ("snooze", "ada", "3", "weeks")],
)
def test_for_somebody_archived_it_is_done_and_said_that_nothing_falls_due(
    write_journal: Write, words: tuple[str, ...]
) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("tier:", "archived: 2026-02-01 moved away\ntier:")})
    answer = said(root, *words)
    assert answer.endswith(
        "Ada Rossi is archived since 1 February: nothing falls due until that line is removed: "
        "kith archive ada-rossi --off\n"
    )
    assert answer.count("\n") == 2
    assert text(root) != ADA.replace("tier:", "archived: 2026-02-01 moved away\ntier:")


def test_for_somebody_who_died_it_is_done_and_said_that_nothing_falls_due(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("tier:", "deceased: 2026-02-01\ntier:")})
    assert said(root, "log", "ada", "note", "the funeral").endswith(
        "Ada Rossi died on 1 February: nothing falls due while the line deceased: stands in contacts/ada-rossi.md.\n"
    )


def test_somebody_archived_and_taken_back_is_planned_for_in_the_same_answer(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("tier:", "archived: 2026-02-01\ntier:")})
    assert "Next for Ada Rossi: " in said(root, "archive", "ada", "--off")


# set


def test_set_changes_fields_lists_and_names(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "set", "ada-rossi", "town=San Remo", "tags+=press", "tier=", "verified=today", "consent.news=2026-01-03")
    assert text(root).split("---")[1] == (
        "\nname: Ada Rossi\nphone: +39 055 5550101\ntown: San Remo\ntags: [press]\nverified: 2026-03-01\n"
        "consent: {news: 2026-01-03}\n"
    )


def test_set_for_many_wants_a_yes(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal(JOURNAL)
    before = everything(root)
    assert "this changes 2 contacts" in refused(kith(root, "set", "ad", "town=Milano"), 2)
    monkeypatch.setattr(questions, "can_ask", lambda: True)
    monkeypatch.setattr(questions, "confirm", lambda _: False)
    shown = kith(root, "set", "ad", "town=Milano")
    assert (shown.exit_code, "+town: Milano" in shown.stdout) == (1, True)
    assert everything(root) == before
    assert "Set town=Milano: 2 files changed" in said(root, "set", "ad", "town=Milano", "--yes")
    assert "0 files changed, 2 were so already" in said(root, "set", "ad", "town=Milano", "--yes")


def test_set_for_many_is_all_or_nothing(write_journal: Write) -> None:
    root = write_journal(JOURNAL | {"adam-smith.md": ADAM.replace("name: Adam", "name: &a Adam")})
    before = everything(root)
    assert kith(root, "set", "phone", "town=Milano", "--yes").exit_code == 2
    assert kith(root, "set", "a", "town=Milano", "--yes").exit_code == 1
    assert everything(root) == before


# add


def test_add_makes_a_contact_from_a_card(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    answer = said(
        root, "add", "Zoë Łuk; Acme: Ltd; makes tools; zoe@acme.example, +39 055 5550199; call Tuesday", "--tag", "x"
    )
    assert text(root, "zoe-luk.md") == (
        '---\nname: Zoë Łuk\norganisation: "Acme: Ltd"\nrole: makes tools\nemail: zoe@acme.example\n'
        "phone: +39 055 5550199\ntags: [x]\nmet: 2026-03-01\n---\n\n## Next\n\n- [ ] 2026-03-03 call:\n"
    )
    assert "Added Zoë Łuk (contacts/zoe-luk.md)." in answer


def test_add_never_overwrites_and_both_namesakes_live(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    answer = said(root, "add", "Ada Rossi", "--at", "fair", "--met", "yesterday")
    assert "Somebody of that name was there already: ada-rossi." in answer
    assert text(root) == ADA
    assert text(root, "ada-rossi-2.md") == "---\nname: Ada Rossi\nmet: 2026-02-28\nmet_at: fair\n---\n"


def test_add_asks_at_a_terminal(write_journal: Write, at_terminal: Callable[..., list[str]]) -> None:
    root = write_journal(JOURNAL)
    asked = at_terminal("Bea Conti", "", "grows roses", "", "")
    said(root, "add", "--folder", "Friends & family")
    assert len(asked) == 5
    assert text(root, "friends-family/bea-conti.md") == (
        "---\nname: Bea Conti\nrole: grows roses\nmet: 2026-03-01\n---\n"
    )


def test_a_slip_in_an_address_does_not_lose_what_was_typed_before(
    write_journal: Write, at_terminal: Callable[..., list[str]]
) -> None:
    root = write_journal(JOURNAL)
    at_terminal("Bea Conti", "Conti", "grows roses", "bea at conti", "bea@conti.example", "")
    result = kith(root, "add")
    assert result.stderr == (
        '"bea at conti" is neither an e-mail address nor a phone number; type it again, or Enter to leave it out\n'
    )
    assert "role: grows roses\nemail: bea@conti.example\n" in text(root, "bea-conti.md")


# rename


def test_rename_moves_the_file_and_everything_follows(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "rename", "ada-rossi", "ada-bianchi")
    assert not (root / "contacts" / "ada-rossi.md").exists()
    assert text(root, "ada-bianchi.md") == ADA.replace("Rossi\n", "Rossi\naliases: [ada-rossi]\n", 1).replace(
        "tier: wide\n", "tier: wide\nuid: ada-rossi\n"
    )
    assert text(root, "adam-smith.md") == ADAM.replace("ada-rossi", "ada-bianchi")
    assert kith(root, "check").stdout == kith(write_journal({}), "check").stdout


def test_a_rename_that_was_interrupted_is_finished_by_typing_it_again(write_journal: Write) -> None:
    root = write_journal(
        {
            "ada-rossi.md": "---\nname: Ada\naliases: [ada]\n---\n",
            "li.md": "---\nname: Li\nreferred_by: ada\n---\n\n[[Ada]]\n",
            "bo.md": "---\nname: Bo\n---\n\n[[ada-rossi]]\n",
        }
    )
    shown = said(root, "rename", "ada", "ada-rossi")
    assert shown == "ada-rossi is called so already; 1 file that still said ada followed.\n"
    assert text(root, "li.md") == "---\nname: Li\nreferred_by: ada-rossi\n---\n\n[[ada-rossi]]\n"
    result = kith(root, "rename", "ada", "ada-rossi")
    assert (result.exit_code, result.stderr) == (2, "kith: ada-rossi is called so already\n")


def test_rename_keeps_calendar_entries_what_they_were(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    before = {item["uid"] for item in json.loads(said(root, "due", "--json", "--days", "900"))["items"]}
    said(root, "rename", "ada-rossi", "ada-bianchi")
    assert {item["uid"] for item in json.loads(said(root, "due", "--json", "--days", "900"))["items"]} == before


def test_rename_follows_for_an_event_too(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    said(root, "rename", "fair", "2026-02-fair")
    assert "met_at: 2026-02-fair\n" in text(root, "adam-smith.md")
    assert "aliases: [fair]\n" in text(root, "events/2026-02-fair.md")


def test_when_a_later_file_cannot_be_written_everything_is_as_before(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    before = everything(root)
    (root / "contacts" / "adam-smith.md").chmod(0o444)
    assert "adam-smith.md is read-only" in refused(kith(root, "rename", "ada-rossi", "ada-bianchi"), 3)
    assert everything(root) == before


# edit


def test_edit_opens_the_editor_and_checks_the_file(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal(JOURNAL)
    monkeypatch.setattr(questions, "has_input", lambda: True)
    monkeypatch.setenv("VISUAL", "sed -i s/wide/gold/")
    result = kith(root, "edit", "ada")
    assert result.exit_code == 1
    assert 'there is no tier "gold"' in result.stdout
    assert "Changed contacts/ada-rossi.md." in result.stdout
    monkeypatch.setenv("VISUAL", "true")
    assert "contacts/ada-rossi.md is as it was." in kith(root, "edit", "ada").stdout


@pytest.mark.parametrize("editor", ["false", "no-such-editor --wait", "'unclosed"])
def test_an_editor_that_fails_is_told_with_what_to_type(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    root = write_journal(JOURNAL)
    monkeypatch.setattr(questions, "has_input", lambda: True)
    monkeypatch.setenv("VISUAL", editor)
    message = refused(kith(root, "edit", "ada"), 3)
    assert message.startswith(f"kith: the editor {editor} ")
    assert message.endswith(
        f"; name another one: VISUAL=nano kith edit ada-rossi, or open {root}/contacts/ada-rossi.md yourself\n"
    )
    assert message.count("\n") == 1


def test_without_somebody_at_the_keyboard_no_editor_is_started(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_journal(JOURNAL)
    monkeypatch.setenv("VISUAL", "sed -i s/wide/gold/")
    assert refused(kith(root, "edit", "ada"), 2) == (
        "kith: an editor needs a terminal, and here is none; to change one field: kith set ada-rossi town=Milano\n"
    )
    assert text(root) == ADA


# git


def git(root: Path, *arguments: str) -> str:
    identity = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=root, env=os.environ | identity, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def repository(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ida")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ida@x.example")
    root = write_journal(JOURNAL | {"kith.toml": "commit = true\n"})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    return root


def test_each_command_is_one_commit_with_what_it_changed_and_nothing_else(repository: Path) -> None:
    (repository / "contacts" / "clients" / "li-wei.md").write_text("changed by hand\n")
    git(repository, "add", ".")
    said(repository, "log", "ada", "call", "hello there")
    said(repository, "rename", "adam-smith", "adam")
    said(repository, "next", "ada", "friday", "x", "--no-commit")
    assert git(repository, "log", "--format=%s", "--name-only", "--no-renames").split("\n\n") == [
        "Rename adam-smith to adam",
        "contacts/adam-smith.md\ncontacts/adam.md\nLog call with Ada Rossi",
        "contacts/ada-rossi.md\none",
        "contacts/ada-rossi.md\ncontacts/adam-smith.md\ncontacts/clients/li-wei.md\ncontacts/events/fair.md\nkith.toml\n",
    ]


def test_without_git_the_change_is_made_and_the_missing_record_is_told(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    result = kith(root, "log", "ada", "call", "hello there", "--commit")
    assert result.exit_code == 3
    assert "the change is written, but not committed" in result.stderr
    assert "call: hello there" in text(root)
    (root / "kith.toml").write_text("commit = true\n")
    quiet = kith(root, "log", "ada", "call", "hello again")
    assert quiet.exit_code == 0
    assert "not committed" in quiet.stderr


def test_a_name_of_an_option_is_only_a_name(write_journal: Write) -> None:
    root = write_journal({"-rf.md": "---\nname: Rf\n---\n"})
    said(root, "log", "Rf", "call", "hello there")
    assert "hello there" in text(root, "-rf.md")
    assert history.first_commits(root, "contacts") == {}
