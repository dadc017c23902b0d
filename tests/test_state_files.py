"""The small files in which we remember what we wrote: whatever becomes of them, there is an answer that helps."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.book import memory as cards
from kithbook.state_file import NotAsWritten
from kithbook.tasks import memory as tasks
from running import kith

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada Rossi\nphone: +39 055 5550101\n---\n\n## Next\n\n- [ ] 2026-03-02 call: the price\n"
LI = "---\nname: Li Wei\nphone: +39 055 5550102\ncadence: 3 weeks\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
JOURNAL = {"ada.md": ADA, "li.md": LI}
STATES = {"tasks sync": tasks.FILE, "tasks push": tasks.FILE, "tasks pull": tasks.FILE, "vdir push": cards.FILE}
READERS = {tasks.FILE: tasks.read, cards.FILE: cards.read}
Way = tuple[str | int, ...]

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["2026-02-30", "9999-12-31", "0001-01-01", "../x.ics", "there", "done", "away", "\ud800"])
)  # fmt: skip
values = st.recursive(
    scalars, lambda below: st.lists(below, max_size=5) | st.dictionaries(st.text(), below, max_size=3), max_leaves=8
)


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """How to reach each value in a value."""
    yield way
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in below:
        yield from ways(each, (*way, key))


def changed(value: Any, way: Way, change: Callable[[Any, str | int], None]) -> Any:
    """A copy in which the place at the end of the way is another."""
    copy = json.loads(json.dumps(value))
    place = copy
    for key in way[:-1]:
        place = place[key]
    change(place, way[-1])
    return copy


@st.composite
def spoilt(draw: st.DrawFn, written: bytes) -> bytes:
    """The bytes of a state after an accident, or an edit by hand."""
    kind = draw(st.sampled_from(["cut", "bytes", "other", "without", "replaced", "renamed"]))
    if kind == "cut":
        return written[: draw(st.integers(0, len(written) - 1))]
    if kind == "bytes":
        place = draw(st.integers(0, len(written)))
        return written[:place] + draw(st.binary(max_size=8)) + written[place + draw(st.integers(0, 8)) :]
    if kind == "other":
        return json.dumps(draw(values)).encode()
    value = json.loads(written)
    way = draw(st.sampled_from([way for way in ways(value) if way]))
    if kind == "without":
        return json.dumps(changed(value, way, lambda place, key: place.pop(key))).encode()
    new = draw(values)
    if kind == "replaced" or isinstance(way[-1], int):
        return json.dumps(changed(value, way, lambda place, key: place.__setitem__(key, new))).encode()
    name = draw(st.text() | st.sampled_from(["../../x", "/x", ".x"]))
    return json.dumps(changed(value, way, lambda place, key: place.__setitem__(name, place.pop(key)))).encode()


@pytest.fixture(scope="module")
def pushed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal whose tasks and cards lie in two folders beside it."""
    top = tmp_path_factory.mktemp("state")
    (top / "journal" / "contacts").mkdir(parents=True)
    for name, text in JOURNAL.items():
        (top / "journal" / "contacts" / name).write_text(text, encoding="utf-8")
    assert kith(top / "journal", "tasks push", str(top / "tasks")).exit_code == 0
    assert kith(top / "journal", "vdir push", str(top / "vdir")).exit_code == 0
    return top


def run(top: Path, verb: str) -> Result:
    return kith(top / "journal", verb, str(top / verb.split()[0]))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def put_back(folder: Path, before: Mapping[str, bytes]) -> None:
    for name in files(folder).keys() - before.keys():
        (folder / name).unlink()
    for name, data in before.items():
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("verb", STATES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_becomes_of_a_state_there_is_an_answer_and_never_a_traceback(
    pushed: Path, verb: str, data: st.DataObject
) -> None:
    before = files(pushed)
    state = pushed / verb.split()[0] / STATES[verb]
    written = data.draw(spoilt(state.read_bytes()))
    state.write_bytes(written)
    try:
        result = run(pushed, verb)
        assert result.exception is None or isinstance(result.exception, SystemExit), written
        assert result.exit_code in (0, 1, 3)
        if result.exit_code == 3 and "is not as it was written" in result.stderr:
            assert str(state) in result.stderr
            assert "restore it, or delete it" in result.stderr
            assert files(pushed) == before | {str(state.relative_to(pushed)): written}
        assert {Path(name).parts[0] for name in files(pushed)} <= {"journal", "tasks", "vdir"}
    finally:
        put_back(pushed, before)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_becomes_of_a_feed_the_next_one_is_written_or_refused(pushed: Path, data: st.DataObject) -> None:
    root = pushed / "journal"
    assert kith(root, "feed", "--output", str(pushed / "feed")).exit_code == 0
    before = files(pushed)
    feed = pushed / "feed" / data.draw(st.sampled_from(["follow-ups.ics", "occasions.ics"]))
    written = feed.read_bytes()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(written))] * 2)))
    pieces = st.binary(max_size=20) | st.sampled_from(
        [b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n", b"DTSTAMP:x\r\n", b":"]
    )
    feed.write_bytes(written[:start] + b"".join(data.draw(st.lists(pieces, max_size=4))) + written[end:])
    try:
        result = kith(root, "feed", "--output", str(pushed / "feed"))
        assert result.exception is None or isinstance(result.exception, SystemExit), feed.read_bytes()
        assert result.exit_code in (0, 3)
    finally:
        put_back(pushed, before)


@pytest.mark.parametrize("name", READERS)
@given(data=st.binary() | values.map(lambda value: json.dumps(value).encode()))
def test_whatever_bytes_are_given_a_reader_says_that_it_is_none_of_ours(name: str, data: bytes) -> None:
    with pytest.raises(NotAsWritten) as told:
        READERS[name](data)
    assert str(told.value)
    assert "Error" not in str(told.value)


@pytest.mark.parametrize("verb", STATES)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda value: value["{items}"]["{uid}"].pop("file"), "file is missing"),
        (lambda value: value["{items}"]["{uid}"].update(name=7), "name is no text"),
        (lambda value: value["{items}"]["{uid}"].update(file="../x.ics"), "file is no name of a file"),
        (lambda value: value.update(version=99), "it is written in version 99, and this tool knows 1"),
        (lambda value: value.pop("version"), "version is missing"),
    ],
)
def test_it_says_what_is_wrong_and_where(pushed: Path, verb: str, spoil: Callable[[Any], None], said: str) -> None:
    before = files(pushed)
    state = pushed / verb.split()[0] / STATES[verb]
    value = json.loads(state.read_bytes())
    items = next(key for key in value if key in ("tasks", "cards"))
    uid = next(iter(value[items]))
    value["{items}"] = {"{uid}": value[items][uid]}
    spoil(value)
    del value["{items}"]
    state.write_text(json.dumps(value), encoding="utf-8")
    try:
        result = run(pushed, verb)
        assert (result.exit_code, result.stdout) == (3, "")
        assert f"{state} is not as it was written" in result.stderr
        assert said in result.stderr
    finally:
        put_back(pushed, before)


@pytest.mark.parametrize("verb", STATES)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_state_that_is_no_file_is_said_and_nobody_waits_for_it(
    write_journal: Write, tmp_path: Path, verb: str
) -> None:
    root, folder = write_journal(JOURNAL), tmp_path / "there"
    folder.mkdir()
    os.mkfifo(folder / STATES[verb])
    result = kith(root, verb, str(folder))
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{folder / STATES[verb]} cannot be read: it is no file" in result.stderr


@pytest.mark.parametrize("verb", ["tasks sync", "vdir push"])
def test_a_state_that_was_deleted_is_made_anew_from_what_lies_there(pushed: Path, verb: str) -> None:
    before = files(pushed)
    (pushed / verb.split()[0] / STATES[verb]).unlink()
    assert "nothing changed" in run(pushed, verb).stdout
    assert files(pushed) == before
