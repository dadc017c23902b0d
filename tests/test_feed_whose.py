"""One journal does not write over the feeds of another; and nobody is ever kept from writing over their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from publishing import MKDOCS
from running import kith

Write = Callable[[Mapping[str, str]], Path]


def person(name: str) -> str:
    return f"---\nname: {name}\nbirthday: 1990-03-10\n---\n\n## Next\n\n- [ ] 2026-03-01 call: the price\n"


MINE = {"ada.md": person("Ada Rossi"), "li.md": person("Li Wei"), "zoe.md": person('"Zoe: the first, (b); c"')}
THEIRS = ("Bruno Conti", "Carla Neri", "Dan White")


@pytest.fixture
def mine(write_journal: Write) -> Path:
    return write_journal(MINE)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    root = tmp_path / "theirs"
    (root / "contacts").mkdir(parents=True)
    for number, name in enumerate(THEIRS):
        (root / "contacts" / f"p{number}.md").write_text(person(name), encoding="utf-8")
    return root


def settings(root: Path, detail: str) -> None:
    (root / "kith.toml").write_text(f'[feed]\ndetail = "{detail}"\n', encoding="utf-8")


def feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.ics")}


@pytest.mark.parametrize("detail", ["full", "names", "initials"])
def test_the_feeds_of_another_journal_are_left_as_they_are(
    mine: Path, theirs: Path, tmp_path: Path, detail: str
) -> None:
    out = tmp_path / "out"
    settings(theirs, detail)
    assert kith(theirs, "feed", "--output", str(out)).exit_code == 0
    before = feeds(out)
    result = kith(mine, "feed", "--output", str(out))
    assert (result.exit_code, result.stdout, feeds(out)) == (3, "", before)
    assert "tells of people who are not in this journal" in result.stderr
    assert "name another folder with --output, or delete the file" in result.stderr
    for path in out.glob("*.ics"):
        path.unlink()
    assert kith(mine, "feed", "--output", str(out)).exit_code == 0


def test_a_calendar_of_another_program_is_left_as_it_is(mine: Path) -> None:
    (mine / "site").mkdir()
    (mine / "site" / "occasions.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//Else//EN\r\nEND:VCALENDAR\r\n")
    before = feeds(mine / "site")
    result = kith(mine, "feed")
    assert (result.exit_code, feeds(mine / "site")) == (3, before)
    assert "is a calendar that another program wrote" in result.stderr


@pytest.mark.parametrize("before", ["full", "names", "initials", "count"])
@pytest.mark.parametrize("after", ["full", "count"])
def test_a_journal_that_was_moved_renamed_and_told_less_writes_over_its_own(
    mine: Path, tmp_path: Path, before: str, after: str
) -> None:
    settings(mine, before)
    assert kith(mine, "feed", "--output", str(tmp_path / "out")).exit_code == 0
    moved = tmp_path / "elsewhere" / "renamed"
    shutil.copytree(mine / "contacts", moved / "contacts")
    settings(moved, after)
    assert kith(moved, "feed", "--output", str(tmp_path / "out")).exit_code == 0


def test_where_everybody_was_renamed_it_is_still_ones_own(mine: Path) -> None:
    assert kith(mine, "feed").exit_code == 0
    for number, path in enumerate(sorted((mine / "contacts").glob("*.md"))):
        path.unlink()
        (mine / "contacts" / f"n{number}.md").write_text(person(THEIRS[number]), encoding="utf-8")
    assert kith(mine, "feed").exit_code == 0
    assert kith(mine, "feed").exit_code == 0


def rename_all(root: Path) -> None:
    """Everybody is called otherwise; the files keep their names."""
    for path, name in zip(sorted((root / "contacts").glob("*.md")), THEIRS, strict=True):
        path.write_text(person(name), encoding="utf-8")


def test_what_the_build_wrote_into_the_journal_is_ones_own_when_everybody_left(mine: Path) -> None:
    (mine / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    assert kith(mine, "build").exit_code == 0
    for path in (mine / "contacts").glob("*.md"):
        path.rename(path.with_stem(f"new-{path.stem}"))
    rename_all(mine)
    result = kith(mine, "feed")
    assert (result.exit_code, result.stderr) == (0, "")


def test_who_is_called_otherwise_is_known_by_her_entries_in_another_copy_of_the_journal(
    mine: Path, tmp_path: Path
) -> None:
    assert kith(mine, "feed", "--output", str(tmp_path / "out")).exit_code == 0
    copy = tmp_path / "copy"
    shutil.copytree(mine / "contacts", copy / "contacts")
    rename_all(copy)
    result = kith(copy, "feed", "--output", str(tmp_path / "out"))
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_feed_of_one_who_was_forgotten_is_known_by_the_feeds_beside_it(mine: Path, tmp_path: Path) -> None:
    """Elsewhere nobody remembers who wrote them; and the name of who was forgotten must leave the feed."""
    (mine / "kith.toml").write_text('[[feeds]]\nname = "li"\nquery = "Li"\n', encoding="utf-8")
    out = tmp_path / "out"
    assert kith(mine, "feed", "--output", str(out)).exit_code == 0
    assert b"Li Wei" in (out / "li.ics").read_bytes()
    shutil.rmtree(mine / ".cache")
    (mine / "contacts" / "li.md").unlink()
    result = kith(mine, "feed", "--output", str(out))
    assert (result.exit_code, result.stderr) == (0, "")
    assert not any(b"Li Wei" in data for data in feeds(out).values())


def test_a_feed_that_waits_for_nobody_may_be_anybodys(mine: Path, theirs: Path, tmp_path: Path) -> None:
    for path in (theirs / "contacts").glob("*.md"):
        path.write_text("---\nname: Bruno\n---\n", encoding="utf-8")
    assert kith(theirs, "feed", "--output", str(tmp_path / "out")).exit_code == 0
    assert kith(mine, "feed", "--output", str(tmp_path / "out")).exit_code == 0


def test_an_empty_file_is_no_feed_of_anybody(mine: Path) -> None:
    (mine / "site").mkdir()
    (mine / "site" / "follow-ups.ics").touch()
    assert kith(mine, "feed").exit_code == 0
