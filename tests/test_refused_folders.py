"""A folder that cannot be made or written: what is really the matter is said, nothing is left half, and exit is 3."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook import store
from kithbook.store import vdir
from kithbook.world import JournalError
from running import kith

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada Rossi\nbirthday: 1815-12-10\n---\n\n## Next\n\n- [ ] 2026-03-01 call: her\n"
SITE = "site_name: People\ndocs_dir: contacts\nplugins:\n- kith\n"
WRITING = {
    "tasks push": ("tasks push",),
    "vdir push": ("vdir push",),
    "feed": ("feed", "--output"),
    "build": ("build", "--to"),
    "pages": ("build", "--pages-only", "--to"),
    "export": ("export", "--to"),
    "report": ("person-report", "ada", "--output"),
    "sheets": ("prep", "ada", "--html"),
}
FOLDERS = {what: given for what, given in WRITING.items() if what not in ("export", "report", "sheets")}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and special folders as Unix has them")
every_command = pytest.mark.parametrize("given", WRITING.values(), ids=WRITING)
every_folder = pytest.mark.parametrize("given", FOLDERS.values(), ids=FOLDERS)


@pytest.fixture
def root(write_journal: Write) -> Path:
    made = write_journal({"ada.md": ADA})
    (made / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    return made


def refused(root: Path, given: tuple[str, ...], place: Path) -> str:
    """What a command says that ends with 3."""
    result = kith(root, *given, str(place))
    assert (result.exit_code, result.stdout) == (3, ""), result.output
    assert "changed while" not in result.stderr
    return result.stderr


@every_command
def test_a_file_in_the_way_is_named(root: Path, given: tuple[str, ...]) -> None:
    (root / "note").write_text("mine", encoding="utf-8")
    assert f"{root / 'note'} is a file, and a folder is needed there" in refused(root, given, root / "note" / "x" / "y")
    assert (root / "note").read_text(encoding="utf-8") == "mine"


@every_command
def test_a_link_that_leads_nowhere_is_named(root: Path, given: tuple[str, ...]) -> None:
    (root / "link").symlink_to("nowhere")
    assert f"{root / 'link'} is a link to nothing" in refused(root, given, root / "link" / "x")
    assert not (root / "nowhere").exists()


@every_command
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that takes nothing")
def test_a_place_that_takes_nothing_is_named(root: Path, given: tuple[str, ...]) -> None:
    said = refused(root, given, Path("/proc/kith"))
    assert "/proc takes no folders" in said or "/proc takes no files" in said
    assert "name another" in said


@every_command
def test_folders_that_are_missing_on_the_way_are_made(root: Path, given: tuple[str, ...]) -> None:
    place = root / "a" / "b" / "c.html"
    assert kith(root, *given, str(place)).exit_code == 0
    assert place.exists()


@every_folder
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_folder_without_permission_is_said(root: Path, tmp_path: Path, given: tuple[str, ...]) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    assert "Permission denied" in as_nobody(tmp_path, lambda: refused(root, given, folder))
    assert "Permission denied" in as_nobody(tmp_path, lambda: refused(root, given, folder / "x"))
    assert [*folder.iterdir()] == []


def as_nobody(folder: Path, run: Callable[[], str]) -> str:
    """What it returns in a process that may not write everywhere, as root may."""
    (folder / ".cache" / "kith").mkdir(parents=True, exist_ok=True)
    for each in (folder / ".cache", folder / ".cache" / "kith"):
        each.chmod(0o777)
    for parent in (folder, *folder.parents[:3]):
        with contextlib.suppress(PermissionError):
            parent.chmod(0o755)
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        said = ""
        try:
            if os.geteuid() == 0:
                os.seteuid(65_534)
            said = run()
        except BaseException as error:
            said = f"failed: {error}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(process, 0)
    return said


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `out` on a disk on which a file can be made and nothing be written into it."""

    def fails(place: object = None) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", place)

    monkeypatch.setattr(os, "fsync", lambda _descriptor: fails())
    write, copy = Path.write_bytes, shutil.copyfile
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: fails() if "out" in self.parts else write(self, data))
    monkeypatch.setattr("kithbook.sites.placing._moved", lambda _new, _old: False)
    monkeypatch.setattr(
        shutil,
        "copyfile",
        lambda old, new, **more: fails(new) if "out" in Path(new).parts else copy(old, new, **more),
    )


@every_command
def test_a_full_disk_is_said_and_nothing_is_left_half(
    root: Path, tmp_path: Path, given: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("full")
    said = refused(root, given, tmp_path / "out")
    assert "No space left on device" in said
    assert str(tmp_path / "out") in said
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_pages_stay_as_they_were_until_the_new_ones_are_whole(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    given = ("build", "--pages-only", "--to", str(tmp_path / "out"))
    assert kith(root, *given).exit_code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    request.getfixturevalue("full")
    assert kith(root, *given).exit_code == 3
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_folder_that_is_taken_away_meanwhile_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "tasks"
    folder.mkdir()
    (folder / "a.ics").write_bytes(b"x")
    found = vdir.read(folder, ".ics")
    shutil.rmtree(folder)
    with pytest.raises(JournalError, match=f"there is no folder {folder} any more"):
        vdir.take_away(folder, found.items["a.ics"])


def test_nothing_is_left_of_the_proof_that_a_folder_takes_files(tmp_path: Path) -> None:
    store.prove_writable(tmp_path / "a" / "b")
    assert [*tmp_path.iterdir()] == []
