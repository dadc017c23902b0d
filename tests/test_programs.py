"""The programs of others that later tests rest on are there, and talk to each other."""

from __future__ import annotations

import pytest

import programs

TASK = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VTODO\r\nUID:one\r\nDTSTAMP:20260301T000000Z\r\n"
    "SUMMARY:Water the plants\r\nSTATUS:NEEDS-ACTION\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with programs.radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


def test_a_task_on_the_server_arrives_in_the_folder_and_its_deletion_too(server, tmp_path):
    server.make_calendar("me/plants/")
    server.put("me/plants/one.ics", TASK)
    server.put("me/plants/two.ics", TASK.replace("UID:one", "UID:two"))
    config = programs.pair_of(server, "me/plants/", tmp_path / "plants")
    programs.vdirsyncer(config, "sync")
    assert sorted(path.name for path in (tmp_path / "plants").glob("*.ics")) == ["one.ics", "two.ics"]
    server.delete("me/plants/two.ics")
    programs.vdirsyncer(config, "sync")
    assert [path.name for path in (tmp_path / "plants").glob("*.ics")] == ["one.ics"]
    assert list(server.items("me/plants/")) == ["one.ics"]
