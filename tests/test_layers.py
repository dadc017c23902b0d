"""Promises of the house: imports go down, libraries and the world have one door each."""

from __future__ import annotations

from pathlib import Path

import pytest

import kithbook
from layers import LIBRARIES, ROWS, offences, read_modules, row_of

MODULES = read_modules(Path(kithbook.__file__).parent)


def test_imports_go_down_and_every_door_to_the_world_is_where_it_belongs() -> None:
    assert offences(MODULES) == []


def test_the_whole_house_was_walked() -> None:
    assert {"", "text", "cli", "plan", "plan.item", "commands.session", "views.ics"} <= set(MODULES)


def test_a_room_stands_in_one_row() -> None:
    rooms = [room for row in ROWS.values() for room in row]
    assert sorted(rooms) == sorted(set(rooms))


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_every_library_of_the_table_is_used(library: str) -> None:
    assert any(f"import {library}" in text or f"from {library}" in text for text in MODULES.values())


@pytest.mark.parametrize(
    ("name", "row"), [("", "ground"), ("dates", "meaning"), ("checks.email", "passes"), ("sites.mkdocs", "edges")]
)
def test_a_module_stands_in_the_row_of_its_room(name: str, row: str) -> None:
    assert row_of(name) == row


def test_imports_downwards_are_allowed() -> None:
    modules = {
        "text": "import re\n",
        "model": "from kithbook.text import Span\nfrom datetime import date\n",
        "plan": "from kithbook.plan.item import Item\n",
        "plan.item": "from kithbook import model\n",
        "store": "import os\nfrom pathlib import Path\nfrom kithbook.text import Source\nopen('x')\n",
        "commands.session": "import click\nfrom datetime import date\nfrom kithbook import plan\ndate.today()\n",
    }
    assert offences(modules) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("text", "from kithbook.model import Contact", "text:1: ground imports model of the row meaning"),
        ("model", "from kithbook import store", "model:1: meaning imports store of the row shell"),
        ("plan.make", "import kithbook.store", "plan.make:1: passes imports store of the row shell"),
        ("plan.make", "from kithbook.views.ics import write", "plan.make:1: passes imports views.ics of the row views"),
        ("views.ics", "def f():\n    from kithbook import load", "views.ics:2: views imports load of the row shell"),
        ("load", "from kithbook.commands import session", "load:1: shell imports commands.session of the row edges"),
        ("plan.make", "from . import item", "plan.make:1: relative import of . is not imported here"),
        ("utils", "import re", "utils stands in no row"),
        ("read", "import yaml", "read:1: yaml is not imported here"),
        ("plan.make", "from icalendar import Event", "plan.make:1: icalendar is not imported here"),
        ("views.terminal", "import click", "views.terminal:1: click is not imported here"),
        ("sites.folder", "import mkdocs.config", "sites.folder:1: mkdocs.config is not imported here"),
        ("commands.due", "import requests", "commands.due:1: requests is not imported here"),
        ("commands.due", "import random", "commands.due:1: random is used nowhere"),
        ("store", "from random import choice", "store:1: random is used nowhere"),
        ("views.pages.link", "import urllib.request", "views.pages.link:1: urllib.request is used nowhere"),
        ("views.pages.link", "from urllib import request", "views.pages.link:1: urllib.request is used nowhere"),
        ("commands.serve", "import socket", "commands.serve:1: socket is used nowhere"),
        ("commands.due", "import smtplib", "commands.due:1: only posting.server speaks to servers: smtplib"),
        ("store", "import subprocess", "store:1: only history, posting and scan run programs"),
        ("commands.due", "from subprocess import run", "commands.due:1: only history, posting and scan run programs"),
        ("views.ics", "from pathlib import Path", "views.ics:1: pathlib reaches for files below the shell"),
        ("document", "import os", "document:1: os reaches for files below the shell"),
        ("document", "open('x')", "document:1: only store opens files: open"),
        ("load", "path.read_text()", "load:1: only store opens files: read_text"),
        ("plan.make", "import time", "plan.make:1: a clock below the edges"),
        ("plan.make", "date.today()", "plan.make:1: a clock below the edges: date.today"),
        ("plan.make", "import datetime as dt\ndt.datetime.now()", "plan.make:2: a clock below the edges: datetime.now"),
        ("model", "x = field(default_factory=date.today)", "model:1: a clock below the edges: date.today"),
        ("model", "from datetime import date as day\nday.today()", "model:2: a clock below the edges: day.today"),
        ("commands.due", "datetime.utcnow()", "commands.due:1: a clock below the edges: datetime.utcnow"),
        ("load", "import os\nos.environ['HOME']", "load:2: the environment below the edges"),
        ("values", "eval('1')", "values:1: eval runs text"),
        ("load", "import_module('x')", "load:1: only cli imports by name"),
    ],
)
def test_a_planted_offence_is_found(name: str, text: str, said: str) -> None:
    house = {"item": "", "model": "", "store": "", "load": "", "views.ics": "", "commands.session": ""}
    assert said in offences(house | {name: text})


def test_two_modules_that_import_each_other_are_a_circle() -> None:
    modules = {"dates": "import kithbook.model", "model": "def f():\n    from kithbook.dates import x"}
    assert "a circle of modules: dates, model" in offences(modules)


def test_three_modules_in_a_ring_are_a_circle() -> None:
    modules = {
        "plan.a": "from kithbook.plan import b",
        "plan.b": "from kithbook.plan.c import x",
        "plan.c": "from kithbook.plan import a",
    }
    assert offences(modules) == ["a circle of modules: plan.a, plan.b, plan.c"]


def test_two_rooms_of_one_row_that_need_each_other_are_a_circle() -> None:
    modules = {
        "plan.a": "import kithbook.checks.a",
        "checks.b": "import kithbook.plan.b",
        "plan.b": "",
        "checks.a": "",
    }
    assert offences(modules) == ["a circle of rooms: checks, plan"]


def test_the_day_of_a_plan_is_no_clock() -> None:
    assert offences({"plan.make": "plan.today\nsession.today\ndef f(today):\n    return today"}) == []
