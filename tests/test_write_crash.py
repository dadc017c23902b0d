"""Whatever happens to a writer, a file is wholly old or wholly new, and no file is left behind for ever."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kithbook import store
from kithbook.store import ChangedUnderneath
from kithbook.text import Source
from kithbook.world import JournalError
from running import kith
from writers import WRITERS, log

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada\n---\n\n## Log\n\n- 2026-01-05 call: hello\n"
OURS = ADA.replace("- 2026", "- 2026-03-01 call: new\n- 2026", 1)
KILLS = 300


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def overwriting(root: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, WRITERS, "overwrite", str(root)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


@contextlib.contextmanager
def writers_forked_from(root: Path) -> Iterator[Callable[[], int]]:
    """Start writers quickly: each a real process of its own that writes until it is killed."""
    texts = [f"---\nname: Ada\n---\n{letter * size}\n" for letter, size in (("a", 10), ("b", 300_000))]

    def start() -> int:
        process = os.fork()
        if process:
            return process
        try:
            while True:
                for text in texts:
                    store.change(root, "contacts/ada.md", lambda _, text=text: text)
        finally:
            os._exit(1)

    yield start


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Unix does")
def test_a_writer_killed_at_any_moment_leaves_the_file_wholly_old_or_new(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    path = root / "contacts" / "ada.md"
    whole = {ADA, *(f"---\nname: Ada\n---\n{letter * size}\n" for letter, size in (("a", 10), ("b", 300_000)))}
    seen: set[str] = set()
    with writers_forked_from(root) as start:
        for number in range(KILLS):
            process = start()
            threading.Event().wait(0.002 + number % 40 / 4_000)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            seen.add(path.read_text())
    assert seen <= whole
    assert len(seen) > 1


def test_a_writer_that_was_killed_holds_nobody_up(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    process = overwriting(root)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    store.change(root, "contacts/ada.md", lambda _: ADA)
    assert (root / "contacts" / "ada.md").read_text() == ADA


def test_what_a_killed_writer_left_behind_goes_with_a_write_an_hour_later(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    folder = root / "contacts"
    for name, age in ((".kith-1-0.tmp", 3_700), (".kith-2-0.tmp", 60), ("kith-3.tmp", 9_999), (".kith-note", 9_999)):
        (folder / name).write_text("x")
        status = (folder / "ada.md").stat()
        os.utime(folder / name, (status.st_atime, status.st_mtime - age))
    log(root, "new")
    assert names(folder) == [".kith-2-0.tmp", ".kith-note", "ada.md", "kith-3.tmp"]


CALLS = ("open", "fdopen", "fstat", "chmod", "fsync", "stat", "access", "replace", "close", "link", "unlink")


class Broken:
    """The calls of `os` counted through; the n-th one fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, error: type[BaseException]) -> None:
        self.count, self.number, self.error = 0, number, error
        self.failed = ""
        for name in CALLS:
            monkeypatch.setattr(os, name, self._counting(name, getattr(os, name)))

    def _counting(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            self.count += 1
            if self.count == self.number:
                self.failed = name
                if name == "close":
                    real(*arguments)  # what was open is closed, also when the system complains
                raise self.error(28, "No space left on device") if self.error is OSError else self.error
            return real(*arguments, **named)

        return call


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("number", range(1, 26))
def test_when_the_nth_call_of_a_write_fails_the_file_is_old_or_new(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch, number: int, error: type[BaseException]
) -> None:
    root = write_journal({"ada.md": ADA})
    with monkeypatch.context() as patch:
        broken = Broken(patch, number, error)
        try:
            store.change(root, "contacts/ada.md", lambda _: OURS)
        except (JournalError, KeyboardInterrupt) as raised:
            said = str(raised)
        else:
            said = ""
    text = (root / "contacts" / "ada.md").read_text()
    assert text in {ADA, OURS}
    assert names(root / "contacts") == ["ada.md"]
    if not said and not broken.failed:
        assert text == OURS
    if "was not written" in said:
        assert text == ADA
    store.change(root, "contacts/ada.md", lambda _: OURS + "again\n")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("number", range(1, 14))
def test_when_the_nth_call_of_a_new_file_or_a_new_name_fails_nothing_is_half_or_lost(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch, number: int, error: type[BaseException]
) -> None:
    root = write_journal({"ada.md": ADA})
    folder = root / "contacts"
    for make in (
        lambda: store.create(folder / "li.md", OURS.encode()),
        lambda: store.move(root, "contacts/ada.md", "contacts/ada-rossi.md"),
    ):
        with monkeypatch.context() as patch, contextlib.suppress(JournalError, KeyboardInterrupt):
            broken = Broken(patch, number, error)
            make()
        left = {name for name in names(folder) if name.startswith(".kith-")}
        assert not left or broken.failed == "unlink"
        for name in left:  # what cannot be deleted now goes an hour later
            (folder / name).unlink()
        texts = {path.name: path.read_text() for path in folder.iterdir()}
        assert ADA in texts.values()
        assert set(texts.values()) <= {ADA, OURS}
        assert set(texts) <= {"ada.md", "ada-rossi.md", "li.md"}
        both = error is KeyboardInterrupt and broken.failed == "unlink"
        assert both or len({"ada.md", "ada-rossi.md"} & set(texts)) == 1


def test_every_call_of_a_write_was_tried(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal({"ada.md": ADA})
    with monkeypatch.context() as patch:
        broken = Broken(patch, 0, OSError)
        store.change(root, "contacts/ada.md", lambda _: OURS)
    assert 10 < broken.count <= 25


@pytest.mark.parametrize("most", [0, 1, 100, 4_096])
def test_on_a_full_disk_the_old_file_stands_and_it_is_said(write_journal: Write, most: int) -> None:
    root = write_journal({"ada.md": ADA})
    done = subprocess.run([sys.executable, WRITERS, "full", str(root), str(most)], capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stdout.startswith("contacts/ada.md was not written: File too large")
    assert (root / "contacts" / "ada.md").read_text() == ADA
    assert names(root / "contacts") == ["ada.md"]


def test_a_command_on_a_full_disk_exits_with_3(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal({"ada.md": ADA})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = kith(root, "log", "ada", "call", "hello there")
    assert result.exit_code == 3
    assert result.stderr == "kith: contacts/ada.md was not written: No space left on device\n"
    assert (root / "contacts" / "ada.md").read_text() == ADA


def test_a_file_that_is_read_only_is_not_replaced(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    (root / "contacts" / "ada.md").chmod(0o444)
    result = kith(root, "log", "ada", "call", "hello there")
    assert (result.exit_code, result.stderr) == (3, "kith: contacts/ada.md is read-only; nothing was written\n")
    assert (root / "contacts" / "ada.md").read_text() == ADA


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes")
def test_in_a_folder_that_is_read_only_nothing_is_written(write_journal: Write, tmp_path: Path) -> None:
    root = write_journal({"ada.md": ADA})
    folder = root / "contacts"
    folder.chmod(0o555)
    process = os.fork()
    if process == 0:  # root may write everywhere; nobody may not
        try:
            if os.geteuid() == 0:
                os.seteuid(65_534)
            store.change(root, "contacts/ada.md", lambda _: OURS)
        except JournalError as error:
            os._exit(3 if "Permission denied" in str(error) or "read-only" in str(error) else 1)
        finally:
            os._exit(0)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        with contextlib.suppress(PermissionError):
            parent.chmod(0o755)
    _, status = os.waitpid(process, 0)
    folder.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 3
    assert (folder / "ada.md").read_text() == ADA
    assert names(folder) == ["ada.md"]


def test_a_folder_that_cannot_be_flushed_is_told_as_written_and_not_yet_safe(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_journal({"ada.md": ADA})
    calls = iter([None, OSError(5, "Input/output error")])

    def fsync(_: int) -> None:
        error = next(calls)
        if error:
            raise error

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(JournalError, match="the change is written, but the system does not confirm"):
        store.change(root, "contacts/ada.md", lambda _: OURS)
    assert (root / "contacts" / "ada.md").read_text() == OURS


def test_a_file_that_changes_underneath_is_read_again_and_both_changes_stand(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    path = root / "contacts" / "ada.md"
    saves = iter([True])

    def compute(source: Source) -> str:
        if next(saves, False):
            path.write_text(ADA + "by an editor\n")
        return source.text.replace("hello", "hello again")

    store.change(root, "contacts/ada.md", compute)
    assert path.read_text() == ADA.replace("hello", "hello again") + "by an editor\n"


def test_a_file_that_never_stops_changing_is_given_up_with_its_last_version(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_journal({"ada.md": ADA})
    path = root / "contacts" / "ada.md"
    saves = iter(range(1_000))

    def compute(_: Source) -> str:
        path.write_text(f"save {next(saves)}\n")
        return "ours"

    monkeypatch.setattr("kithbook.store.changing._PAUSE", 0)
    with pytest.raises(ChangedUnderneath):
        store.change(root, "contacts/ada.md", compute)
    assert path.read_text() == f"save {next(saves) - 1}\n"


def test_a_file_seen_half_saved_is_not_taken_for_broken(write_journal: Write) -> None:
    root = write_journal({"ada.md": ""})
    path = root / "contacts" / "ada.md"

    def compute(source: Source) -> str:
        if not source.text:
            path.write_text(ADA)
            raise ValueError("this is no contact")
        return OURS

    store.change(root, "contacts/ada.md", compute)
    assert path.read_text() == OURS


def test_a_link_inside_the_contacts_stays_a_link_and_its_file_is_written(write_journal: Write) -> None:
    root = write_journal({"clients/ada.md": ADA})
    link = root / "contacts" / "ada-link.md"
    link.symlink_to("clients/ada.md")
    store.change(root, "contacts/ada-link.md", lambda _: OURS)
    assert link.is_symlink()
    assert (root / "contacts" / "clients" / "ada.md").read_text() == OURS


def test_a_link_that_leads_out_is_never_written_through(write_journal: Write, tmp_path: Path) -> None:
    root = write_journal({"li.md": ADA})
    (tmp_path / "secret.md").write_text(ADA)
    (root / "contacts" / "ada.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(JournalError, match="leads out of the journal"):
        store.change(root, "contacts/ada.md", lambda _: OURS)
    assert (tmp_path / "secret.md").read_text() == ADA


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_mode_and_owner_stay(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    path = root / "contacts" / "ada.md"
    os.chown(path, 1234, 4321)
    path.chmod(0o640)
    store.change(root, "contacts/ada.md", lambda _: OURS)
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (1234, 4321, 0o640)


def test_an_unchanged_text_is_not_written(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    before = (root / "contacts" / "ada.md").stat()
    store.change(root, "contacts/ada.md", lambda source: source.text)
    assert (root / "contacts" / "ada.md").stat() == before


def test_a_file_never_gets_the_name_of_another(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA, "li.md": OURS})
    with pytest.raises(JournalError, match="exists already"):
        store.move(root, "contacts/ada.md", "contacts/li.md")
    store.move(root, "contacts/ada.md", "contacts/friends/ada.md")
    assert (root / "contacts" / "li.md").read_text() == OURS
    assert (root / "contacts" / "friends" / "ada.md").read_text() == ADA
    assert not (root / "contacts" / "ada.md").exists()
