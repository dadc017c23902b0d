"""Every command that plans or counts answers with the JSON that the manual promises, on all sample journals."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kithbook.views.manual import headings
from promises import PAGE, broken, promised
from running import EXAMPLES, kith

SAMPLE = Path(__file__).parents[1]
JOURNALS = {"sample": SAMPLE, **{name: EXAMPLES / name for name in ("shop", "consultant", "family")}}
ASKED = {
    "due": ["due", "--days", "365", "--all"],
    "catchup": ["catchup", "--weeks", "1", "--today", "2026-09-20"],
    "what-if": ["what-if", "per_day=1", "first_touch_within=1 week"],
    "campaign": ["campaign"],
    "event, of all": ["event"],
    "event, at the gate": ["event", "--gate"],
    "referrals": ["referrals"],
    "match": ["match"],
    "stats": ["stats"],
    "dupes": ["dupes"],
    "tend": ["tend"],
    "feed": ["feed", "--explain"],
}
OF_ONE = {
    "why": [["sample", "why", "tom-okafor"], ["consultant", "why", "aoife-byrne"], ["family", "why", "nonno-elio"]],
    "preflight": [["sample", "preflight", "spring-collection", "--on", on] for on in ("2026-03-24", "2029-01-01")],
    "draft": [["sample", "draft", who] for who in ("tom-okafor", "emily-hartwell")],
    "event": [["sample", "event", "gartenwerk"], ["sample", "event", "vivai"], ["sample", "event", "erbe"]],
    "event, at the gate": [["sample", "event", "vivai", "--gate"]],
    "referrals": [["sample", "referrals", "emily-hartwell"]],
    "match": [["sample", "match", "giulia-ferrante"]],
    "person-report": [["sample", "person-report", "tom-okafor"]],
}
ELSEWHERE = ("tasks", "vdir")
"""Held against what happened on a phone, in test_tasks and test_vdir."""
RUNS = [(name, root, *words) for name, words in ASKED.items() for root in JOURNALS]
RUNS += [(name, *words) for name, runs in OF_ONE.items() for words in runs]
NAMES = [name for name in headings(PAGE) if name not in ("JSON for programs", "Parts")]


@pytest.mark.parametrize("run", RUNS, ids=" ".join)
def test_an_answer_is_what_the_manual_promises(run: tuple[str, ...]) -> None:
    name, root, *words = run
    assert broken(name, kith(JOURNALS[root], *words, "--json").stdout) == []


def test_every_promise_is_held_against_an_answer() -> None:
    assert {*ASKED, *OF_ONE, *ELSEWHERE} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_promise_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(promised(name))


def test_a_key_that_is_missing_untold_or_of_another_kind_breaks_a_promise() -> None:
    item = json.loads(kith(SAMPLE, "due", "--json").stdout)["items"][0]
    wrong = [
        {key: value for key, value in item.items() if key != "uid"},
        {**item, "more": 1},
        {**item, "due": "3 March"},
        {**item, "cause": {"path": "a.md"}},
        {**item, "reasons": []},
    ]
    told = [broken("due", json.dumps({"today": "2026-03-01", "items": [one]})) for one in [item, *wrong]]
    assert [len(one) for one in told] == [0, 1, 1, 1, 1, 1]
    assert re.fullmatch(r"\$\.items\[0\]: 'uid' is a required property", told[1][0])
