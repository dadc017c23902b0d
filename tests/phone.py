"""A phone, as far as a folder of tasks shows it: somebody ticks off, moves, writes into and deletes tasks."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from icalendar import Calendar, Todo

from kithbook.cli import cli


def tasks(root: Path, *arguments: str) -> Result:
    """The result of one `kith tasks`."""
    return CliRunner().invoke(cli, ["-C", str(root), "tasks", *arguments], env={"COLUMNS": "80"})


class Phone:
    """The tasks of one folder, found by a piece of their titles."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder

    def sync(self, *options: str, verb: str = "sync", today: str = "2026-03-01") -> str:
        result = self.tried(*options, verb=verb, today=today)
        assert result.exit_code == 0, result.output
        return result.stdout

    def tried(self, *options: str, verb: str = "sync", today: str = "2026-03-01") -> Result:
        return tasks(self.root, verb, str(self.folder), "--today", today, *options)

    def titles(self) -> list[str]:
        """Of the tasks that are open."""
        tasks = [self.read(path) for path in self.files()]
        return sorted(str(task["SUMMARY"]) for task in tasks if task.get("STATUS") == "NEEDS-ACTION")

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.ics"))

    def file(self, title: str) -> Path:
        [found] = [path for path in self.files() if title in str(self.read(path).get("SUMMARY"))]
        return found

    def read(self, path: Path) -> Todo:
        [task] = Calendar.from_ical(path.read_bytes()).walk("VTODO") or [Todo()]
        return task

    def task(self, title: str) -> Todo:
        return self.read(self.file(title))

    def replace(self, title: str, old: str, new: str) -> None:
        path = self.file(title)
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())

    def tick(self, title: str, at: str = "20260301T101500Z") -> None:
        self.replace(title, "STATUS:NEEDS-ACTION", f"STATUS:COMPLETED\r\nCOMPLETED:{at}\r\nPERCENT-COMPLETE:100")

    def move(self, title: str, day: str) -> None:
        [due] = [line for line in self.file(title).read_text().split("\n") if line.startswith("DUE")]
        self.replace(title, due, f"DUE;VALUE=DATE:{day}")

    def note(self, title: str, words: str) -> None:
        """Write a line below what stands there, as one does in an app."""
        self._set(title, "DESCRIPTION", lambda before: f"{before}\n{words}".strip())

    def retitle(self, title: str, words: str) -> None:
        self._set(title, "SUMMARY", lambda _before: words)

    def delete(self, title: str) -> None:
        self.file(title).unlink()

    def _set(self, title: str, name: str, make) -> None:
        path = self.file(title)
        calendar = Calendar.from_ical(path.read_bytes())
        [task] = calendar.walk("VTODO")
        before = str(task.pop(name, ""))
        task.add(name, make(before))
        path.write_bytes(calendar.to_ical())
