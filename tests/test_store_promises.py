"""What a write promises in small: locks, modes, flushes, refusals, and nothing left open or behind."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook import store
from kithbook.store import ChangedUnderneath, changing, making, replacing
from kithbook.text import Source
from kithbook.world import JournalError

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada\n---\n"
PATH = "contacts/ada.md"
OPEN = Path("/proc/self/fd")
OLD = Source(path=PATH, text=ADA)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, locks and pipes as Unix has them")


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was flushed to the disk, in order."""
    seen: list[str] = []

    def fsync(descriptor: int) -> None:
        seen.append((OPEN / str(descriptor)).readlink().name)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_the_lock_keeps_others_out_until_it_is_let_go(root: Path) -> None:
    import fcntl

    other = os.open(root / "contacts", os.O_RDONLY)
    with replacing.locked(root / "contacts"), pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


@pytest.mark.skipif(not OPEN.exists(), reason="Linux tells what is open")
def test_nothing_stays_open_after_a_write(root: Path) -> None:
    before = len([*OPEN.iterdir()])
    store.change(root, PATH, lambda _: ADA + "more\n")
    store.create(root / "contacts" / "li.md", b"x")
    store.move(root, "contacts/li.md", "contacts/li-wei.md")
    store.remove(root, Source(path="contacts/li-wei.md", text="x"))
    assert len([*OPEN.iterdir()]) == before


def test_the_new_text_is_readable_by_nobody_else_before_it_has_the_old_files_mode(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = os.chmod

    def chmod(path: str, wanted: int) -> None:
        seen.append(mode(Path(path)))
        real(path, wanted)

    monkeypatch.setattr(os, "chmod", chmod)
    store.change(root, PATH, lambda _: ADA + "more\n")
    store.create(root / "contacts" / "li.md", b"x")
    assert seen == [0o600, 0o600]


def test_a_temporary_file_of_a_dead_process_with_our_number_is_not_in_the_way(root: Path) -> None:
    (root / "contacts" / f".kith-{os.getpid()}-0.tmp").write_text("left behind")
    store.change(root, PATH, lambda _: ADA + "more\n")
    assert (root / PATH).read_text() == ADA + "more\n"
    assert names(root / "contacts") == [f".kith-{os.getpid()}-0.tmp", "ada.md"]


def test_when_no_temporary_file_can_be_made_it_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def taken(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_EXCL:
            raise FileExistsError
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", taken)
    with pytest.raises(JournalError, match=r"ada.md was not written: too many files were left behind here"):
        store.write(root, OLD, "new")


def test_a_group_that_may_be_kept_is_kept_where_the_owner_may_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def fchown(_: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError

    real = os.fstat
    monkeypatch.setattr(os, "fchown", fchown)
    monkeypatch.setattr(os, "fstat", lambda fd: _owned(real(fd)))
    replacing.replace(root / PATH, b"new", mode=0o644, before=(root / PATH).stat())
    mine = (root / PATH).stat()
    assert asked == [(mine.st_uid, mine.st_gid), (-1, mine.st_gid)]


def _owned(status: os.stat_result) -> os.stat_result:
    """The same, owned by somebody else."""
    values = list(status)
    values[4], values[5] = 4321, 4321
    return os.stat_result((*values, *[0.0] * 9))


def test_file_and_folder_are_flushed_in_this_order(root: Path, flushed: list[str]) -> None:
    store.write(root, OLD, "new")
    assert [name.partition("-")[0] for name in flushed] == [".kith", "contacts"]


def test_a_new_file_and_its_name_are_flushed(root: Path, flushed: list[str]) -> None:
    store.create(root / "contacts" / "li.md", b"x")
    assert [name.partition("-")[0] for name in flushed] == [".kith", "contacts"]


def test_everything_is_in_the_file_when_it_is_flushed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: sizes.append(os.fstat(descriptor).st_size))
    store.write(root, OLD, "new text")
    store.create(root / "contacts" / "li.md", b"a new file")
    assert sizes[::2] == [len("new text"), len("a new file")]


def test_a_new_file_on_a_full_disk_is_not_there_and_it_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JournalError, match=r"contacts/li.md was not written: No space left on device$"):
        store.create(root / "contacts" / "li.md", b"x")
    assert names(root / "contacts") == ["ada.md"]


def test_a_rename_is_flushed_in_both_folders(root: Path, flushed: list[str]) -> None:
    store.move(root, PATH, "contacts/old/friends/ada.md")
    assert flushed == ["friends", "contacts"]


def test_a_deletion_is_flushed(root: Path, flushed: list[str]) -> None:
    store.remove(root, OLD)
    assert flushed == ["contacts"]
    assert names(root / "contacts") == []


def test_a_file_that_changed_is_neither_replaced_nor_deleted(root: Path) -> None:
    (root / PATH).write_text("by an editor\n")
    said = "contacts/ada.md changed while this command ran; nothing was written, try again"
    with pytest.raises(ChangedUnderneath, match=said):
        store.remove(root, OLD)
    with pytest.raises(ChangedUnderneath, match=said):
        store.write(root, OLD, "new")
    assert (root / PATH).read_text() == "by an editor\n"


def test_what_is_gone_is_told(root: Path) -> None:
    (root / PATH).unlink()
    for act, what in (
        (store.read, "cannot be read"),
        (lambda top, path: store.move(top, path, "x"), "was not renamed"),
    ):
        with pytest.raises(JournalError, match=f"^contacts/ada.md {what}: it is no longer there$"):
            act(root, PATH)


def test_what_is_no_text_is_left_alone(root: Path) -> None:
    os.mkfifo(root / "contacts" / "pipe.md")
    (root / "contacts" / "folder.md").mkdir()
    (root / "contacts" / "latin.md").write_bytes(b"caf\xe9")
    (root / "contacts" / "large.md").write_bytes(b"x" * (store.LARGEST + 1))
    (root / "contacts" / "full.md").write_bytes(b"x" * store.LARGEST)
    for name, said in (
        ("pipe", "contacts/pipe.md is not an ordinary file; it is left alone"),
        ("folder", "contacts/folder.md was not written: Is a directory"),
        ("latin", "contacts/latin.md is not UTF-8; it is left alone: save it as UTF-8 in your editor"),
        ("large", "contacts/large.md is larger than 5 MB; it is left alone"),
    ):
        with pytest.raises(JournalError, match=said):
            store.change(root, f"contacts/{name}.md", lambda source: source.text + "more")
    store.change(root, "contacts/full.md", lambda source: source.text[1:])


def test_a_file_that_grows_while_it_is_read_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, grows = os.fstat, iter([None, ADA + "by an editor\n"])

    def fstat(descriptor: int) -> os.stat_result:
        text = next(grows, None)
        if text:
            (root / PATH).write_text(text)
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", fstat)
    monkeypatch.setattr(changing, "_PAUSE", 0)
    store.change(root, PATH, lambda source: source.text + "ours\n")
    assert (root / PATH).read_text() == ADA + "by an editor\nours\n"


def test_a_file_that_becomes_a_link_in_the_last_moment_stays_one(root: Path) -> None:
    moves = iter([True])

    def compute(source: Source) -> str:
        if next(moves, False):
            (root / PATH).rename(root / "contacts" / "moved.md")
            (root / PATH).symlink_to("moved.md")
        return source.text + "ours\n"

    store.change(root, PATH, compute)
    assert (root / PATH).is_symlink()
    assert (root / "contacts" / "moved.md").read_text() == ADA + "ours\n"


def test_a_link_is_not_deleted_for_the_file_that_it_leads_to(root: Path) -> None:
    (root / "contacts" / "link.md").symlink_to("ada.md")
    with pytest.raises(JournalError, match=r"contacts/link.md was not deleted: Too many levels of symbolic links"):
        store.remove(root, Source(path="contacts/link.md", text=ADA))
    assert names(root / "contacts") == ["ada.md", "link.md"]


def test_a_link_that_is_renamed_stays_a_link(root: Path) -> None:
    (root / "contacts" / "link.md").symlink_to("ada.md")
    store.move(root, "contacts/link.md", "contacts/other.md")
    assert (root / "contacts" / "other.md").is_symlink()
    assert names(root / "contacts") == ["ada.md", "other.md"]


def test_a_new_file_gets_the_mode_that_files_get_here(root: Path) -> None:
    before = os.umask(0o002)
    try:
        store.create(root / "contacts" / "a" / "b" / "li.md", b"x")
        store.write_output(root / "site" / "b" / "feed.ics", b"x")
    finally:
        os.umask(before)
    assert (mode(root / "contacts" / "a" / "b" / "li.md"), mode(root / "site" / "b" / "feed.ics")) == (0o664, 0o664)
    assert names(root / "contacts" / "a" / "b") == ["li.md"]


def test_a_generated_file_is_read_as_it_is_or_it_is_said_why_not(root: Path) -> None:
    assert making.read_output(root / "nothing.ics") is None
    assert store.write_output(root / "feed.ics", b"x\r\n") is True
    assert store.read_output(root / "feed.ics") == b"x\r\n"
    with pytest.raises(JournalError, match="contacts cannot be read: Is a directory"):
        store.read_output(root / "contacts")
    with pytest.raises(JournalError, match=r"ada.md is a file, and a folder is needed there"):
        store.write_output(root / PATH / "feed.ics", b"x")
    with pytest.raises(JournalError, match=r"contacts/ada.md is a file, and a folder is needed there"):
        store.create(root / PATH / "li.md", b"x")


@pytest.fixture
def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no second name for a file, as on a memory stick."""

    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("without_links")
def test_where_files_cannot_have_two_names_a_new_one_is_written_all_the_same(root: Path) -> None:
    store.create(root / "contacts" / "li.md", b"x")
    assert (root / "contacts" / "li.md").read_bytes() == b"x"
    assert names(root / "contacts") == ["ada.md", "li.md"]


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.usefixtures("without_links")
def test_nor_is_a_file_overwritten_there_that_comes_in_between(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    comes = iter([number == 0, number == 1])
    real = os.path.lexists

    def lexists(path: Path) -> bool:
        if next(comes):
            Path(path).write_text("theirs")
        return real(path)

    monkeypatch.setattr(os.path, "lexists", lexists)
    with pytest.raises(JournalError, match=r"li.md exists already and is left as it is"):
        store.create(root / "contacts" / "li.md", b"x")
    assert (root / "contacts" / "li.md").read_text() == "theirs"
    assert names(root / "contacts") == ["ada.md", "li.md"]
