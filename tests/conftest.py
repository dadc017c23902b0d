"""Journals from text that stands in the test, one today, and golden files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner

from kithbook import gather, settings_file
from kithbook.cli import cli
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal
from kithbook.settings import Settings
from kithbook.text import Source

hypothesis.settings.register_profile("kith", deadline=None)
hypothesis.settings.load_profile("kith")

os.environ |= {"LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
"""Tests say which language they mean, whatever is spoken on this machine."""

os.environ["GIT_CEILING_DIRECTORIES"] = str(Path(__file__).parent)
"""The examples lie in no repository: whoever commits to this one does not stand beside their touches."""

TODAY = date(2026, 3, 1)
GOLDEN = Path(__file__).parent / "golden"
SETTINGS = ("pyproject.toml", "kith.toml")

Texts = Mapping[str, str]
Read = tuple[Journal, tuple[Diagnostic, ...]]


def read_texts(texts: Texts) -> Read:
    """A journal from {file name below contacts/: text}; a key kith.toml or pyproject.toml has the settings."""
    settings, findings = Settings(), ()
    for name in SETTINGS:
        if name in texts:
            settings, findings = settings_file.read(Source(path=name, text=texts[name]))
    sources = [Source(path=f"contacts/{name}", text=text) for name, text in texts.items() if name not in SETTINGS]
    markdown = [source for source in sources if source.path.endswith(".md")]
    files = frozenset(name for name in texts if not name.endswith((".md", ".toml")))
    journal, found = gather.journal(markdown, settings, files=files)
    return journal, (*findings, *found)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What builds keep for the user lies in a folder of this run, not in the home of whoever runs it."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def load_texts() -> Callable[[Texts], Read]:
    return read_texts


@pytest.fixture
def journal() -> Callable[[Texts], Journal]:
    return lambda texts: read_texts(texts)[0]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare with tests/golden/NAME, byte for byte."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{name} is missing: run pytest --update-golden and read what it wrote"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def write_journal(tmp_path: Path) -> Callable[[Texts], Path]:
    """A journal on the disk, from the same mapping as `journal` takes; the folder comes back."""

    def write(texts: Texts) -> Path:
        (tmp_path / "contacts").mkdir(exist_ok=True)
        for name, text in texts.items():
            path = tmp_path / name if name in SETTINGS else tmp_path / "contacts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return tmp_path

    return write


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample journal outside of any repository, so that no commit stands beside its lines."""
    shutil.copytree(GOLDEN.parents[1] / "contacts", tmp_path / "contacts")
    shutil.copy(GOLDEN.parents[1] / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal's site, built once."""
    folder = tmp_path_factory.mktemp("sample") / "site"
    result = CliRunner().invoke(cli, ["-C", str(GOLDEN.parents[1]), "build", "--to", str(folder)])
    assert result.exit_code == 0, result.output
    return folder
