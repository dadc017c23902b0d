"""The feeds of the example journals, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import libical
from feeding import feed_of, occasions_of
from kithbook.load import load

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture(params=["shop", "consultant", "family"])
def example(request):
    """An example's name and journal; what git knows of this repository is no part of it."""
    return request.param, replace(load(EXAMPLES / request.param).journal, first_committed={})


def test_the_follow_ups_of_an_example_are_what_they_were(example, golden):
    name, read = example
    golden(f"feed/{name}-follow-ups.ics", feed_of(read).decode())


def test_the_occasions_of_an_example_are_what_they_were(example, golden):
    name, read = example
    golden(f"feed/{name}-occasions.ics", occasions_of(read).decode())


def test_an_independent_parser_reads_the_feeds_of_an_example(example):
    _, read = example
    for feed in (feed_of(read), occasions_of(read)):
        assert {"UID", "SUMMARY", "DTSTART"} <= libical.parse(feed).names
