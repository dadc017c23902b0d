"""`kith campaign`: who is in a campaign and how far, who came in and fell out, and what makes it a draft."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import TODAY
from kithbook import plan
from kithbook.campaigns.standing import Overview, Standing, overview
from kithbook.views.terminal import columns
from planning import read
from repositories import begin, git, save, without_settings
from running import kith, said

Golden = Callable[[str, str], None]
ROOT = Path(__file__).parents[1]

SPRING = """
    ---
    kind: campaign
    name: Spring launch
    audience: tag:customer
    channels: [email, call]
    starts: 2026-02-01
    ends: {ends}
    steps:
      - 2 days email: send the list
      - 2 x 1 week call: ask which two they like
    reactions:
      positive: 2 days call: thank them
    ---
    One question a message.
"""
ADA = """
    ---
    name: Ada Rossi
    met: 2026-02-01
    {more}
    ---

    ## Log

    {log}
"""


def spring(log: str = "", *, more: str = "tags: [customer]", ends: str = "2026-06-30", campaign: str = "") -> Overview:
    """The overview of a campaign in a journal that holds Ada."""
    journal = read(spring=campaign or SPRING.format(ends=ends), ada=ADA.format(more=more, log=log))
    return overview(journal, plan.make(journal, TODAY), journal.campaigns["spring"])


def ada(log: str = "", **given: str) -> Standing:
    (member,) = spring(log, **given).members
    return member


def step(member: Standing) -> tuple[int, int] | None:
    return (member.turn.number, member.turn.total) if member.turn else None


def test_people_take_part_by_the_audience_or_by_hand() -> None:
    assert ada().part.is_enrolled is False
    assert ada(more="campaigns: {spring: 2026-02-10}").part.is_enrolled is True
    assert spring(more="town: Milano").members == ()
    assert spring(more="tags: [customer]\n    archived: 2026-02-20").members == ()


def test_the_step_reached_is_counted_from_the_touches_on_the_steps_channels() -> None:
    assert (ada().done, step(ada())) == (0, (1, 3))
    log = "- 2026-02-03 email: the list"
    assert (ada(log).done, step(ada(log))) == (1, (2, 3))
    log = "- 2026-02-20 call\n    - 2026-02-10 call\n    - 2026-02-03 email: the list"
    assert (ada(log).done, step(ada(log))) == (3, None)


def test_a_reaction_that_is_called_for_comes_before_the_next_step() -> None:
    turn = ada("- 2026-02-27 email, positive: gladly").turn
    assert turn is not None
    assert (turn.outcome, turn.step.text, str(turn.due)) == ("positive", "thank them", "2026-03-01")


def test_the_next_day_is_that_of_the_plan() -> None:
    log = "- 2026-02-25 email: the list"
    assert str(ada(log).due) == "2026-03-04"
    assert ada(log, more="tags: [customer]\n    snoozed_until: 2026-04-01").due is not None
    assert str(ada(log, more="tags: [customer]\n    snoozed_until: 2026-04-01").due) == "2026-04-01"


def answer(log: str) -> str:
    found = ada(log).answer
    return str(found.date) if found else ""


def test_an_answer_came_in_or_ended_well_or_badly_since_she_takes_part() -> None:
    assert answer("- 2026-02-20 email, in: yes please") == "2026-02-20"
    assert answer("- 2026-02-20 call, negative: not now") == "2026-02-20"
    assert answer("- 2026-02-20 email, in: two\n    - 2026-02-10 email, in: one") == "2026-02-20"
    assert answer("- 2026-02-20 call, no answer") == ""
    assert answer("- 2026-02-20 email: sent it again") == ""
    assert answer("- 2026-01-20 email, in: before it began") == ""
    assert answer("- 2026-03-20 meeting, positive: to come") == ""


def test_a_campaign_is_a_draft_to_come_running_or_over() -> None:
    assert spring().state == "running"
    assert spring(ends="2026-02-28").state == "over"
    assert spring(campaign=SPRING.format(ends="2026-06-30").replace("2026-02-01", "2026-03-02")).state == "to come"
    bare = spring(campaign="---\nkind: campaign\nname: Spring launch\naudience: tag:customer\n---\n")
    assert (bare.state, [gap.lacks for gap in bare.gaps]) == (
        "draft",
        ["cadence or steps", "channels", "guidelines", "reactions"],
    )


def commit(root: Path, day: str) -> None:
    stamp = f"{day}T12:00:00+0100"
    environment = os.environ | {"GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp}
    git(root, "add", "--all")
    subprocess.run(["git", "commit", "--quiet", "-m", "Change"], cwd=root, env=environment, check=True)


PERSON = "---\nname: {name}\ntags: [{tag}]\nmet: 2026-02-01\n---\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal in which Ada has been in the campaign for weeks, Bruno fell out of it and Li came in this week."""
    without_settings(monkeypatch)
    folder = begin(tmp_path / "people")
    save(folder, "campaigns/spring.md", dedent(SPRING.format(ends="2026-06-30")).lstrip("\n"))
    save(folder, "ada.md", PERSON.format(name="Ada Rossi", tag="customer"))
    save(folder, "bruno.md", PERSON.format(name="Bruno Conti", tag="customer"))
    save(folder, "li.md", PERSON.format(name="Li Wei", tag="friend"))
    commit(folder, "2026-02-10")
    save(folder, "bruno.md", PERSON.format(name="Bruno Conti", tag="friend"))
    save(folder, "li.md", PERSON.format(name="Li Wei", tag="customer"))
    return folder


def test_who_came_in_and_who_fell_out_since_last_week_is_told_from_git(root: Path) -> None:
    page = said(root, "campaign")
    assert "Came in since 22 February: Li Wei." in page
    assert "Fell out since 22 February: Bruno Conti." in page


def test_nobody_came_in_or_fell_out_is_said_too(root: Path) -> None:
    save(root, "li.md", PERSON.format(name="Li Wei", tag="friend"))
    save(root, "bruno.md", PERSON.format(name="Bruno Conti", tag="customer"))
    assert "Nobody came in or fell out since 22 February." in said(root, "campaign", "spring")


def test_a_campaign_that_is_younger_than_a_week_has_only_newcomers(root: Path) -> None:
    (root / "contacts" / "campaigns" / "spring.md").rename(root / "contacts" / "campaigns" / "summer.md")
    assert "Came in since 22 February: Ada Rossi, Li Wei." in said(root, "campaign", "summer")


def test_without_a_history_of_a_week_that_is_said_and_nothing_else_is_lost(root: Path) -> None:
    shutil.rmtree(root / ".git")
    page = said(root, "campaign", "spring")
    assert "Who came in and who fell out since last week: git has nothing from then." in page
    assert "2 contacts take part: 2 found by tag:customer." in page


def test_json_has_members_steps_and_changes(root: Path) -> None:
    [campaign] = json.loads(said(root, "campaign", "spring", "--json"))["campaigns"]
    assert (campaign["since"], campaign["came"], campaign["fell"]) == ("2026-02-22", ["li"], ["bruno"])
    assert campaign["members"][0]["next"] == {
        "due": "2026-02-03",
        "step": 1,
        "outcome": None,
        "channel": "email",
        "text": "send the list",
    }


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_of_the_sample_looks_as_it_was_approved(width: int, sample: Path, golden: Golden) -> None:
    golden(f"campaign/sample-{width}.txt", said(sample, "campaign", width=width))
    golden(f"campaign/spring-collection-{width}.txt", said(sample, "campaign", "spring-collection", width=width))


def test_the_json_of_the_sample_looks_as_it_was_approved(sample: Path, golden: Golden) -> None:
    golden("campaign/sample.json", said(sample, "campaign", "--json"))


@pytest.mark.parametrize("width", [24, 33, 47, 66, 81])
def test_no_width_breaks_the_page(width: int, sample: Path) -> None:
    lines = [*said(sample, "campaign", width=width).splitlines()]
    lines += said(sample, "campaign", "spring", width=width).splitlines()
    assert max(map(columns, lines)) <= width


def test_a_journal_without_campaigns_says_where_to_make_one(write_journal: Callable[[dict[str, str]], Path]) -> None:
    assert said(write_journal({}), "campaign") == "There is no campaign yet: make a file in campaigns/.\n"


def test_an_unknown_campaign_is_wrong_usage(sample: Path) -> None:
    result = kith(sample, "campaign", "autumn")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'no campaign is called "autumn"' in result.stderr
