"""`make bench`: what the commands cost, as ratios to a floor measured in the same run, in turns.

`python tests/bench 200 2000` measures those sizes only; `--no-build` leaves the sites out.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generate import TOUCHES, journal
from repository import COMMITS, history

import kithbook

HERE = Path(__file__).parent
PYTHON = sys.executable
KITH = str(Path(PYTHON).parent / "kith")
MKDOCS = str(Path(PYTHON).parent / "mkdocs")
SIZES = (200, 2_000, 10_000)
PLAIN = """site_name: floor
docs_dir: contacts
site_dir: plain
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system, children included) and peak memory in MB of one process."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Task:
    """A command, what it is called, and the most it may cost as a ratio to the floor (0: no bound)."""

    name: str
    command: Sequence[str]
    bound: float = 0


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run once. Raises `CalledProcessError` when the command fails for another reason than findings.

    What the command before it has left to be written to the disk is none of its costs.
    """
    os.sync()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def best(tasks: Sequence[Task], folder: Path, times: int) -> list[Cost]:
    """The least of `times` runs of each, taken in turns so that a busy machine is unfair to all alike."""
    costs: list[list[Cost]] = [[] for _ in tasks]
    for _ in range(times):
        for task, runs in zip(tasks, costs, strict=True):
            runs.append(measure(task.command, folder))
    return [min(runs, key=lambda cost: cost.seconds) for runs in costs]


def report(title: str, tasks: Sequence[Task], costs: Sequence[Cost]) -> None:
    """Print each task as a ratio to the first one, the floor."""
    floor = costs[0].seconds
    print(f"\n{title}")
    for task, cost in zip(tasks, costs, strict=True):
        ratio = cost.seconds / floor
        verdict = "" if not task.bound else f"  at most {task.bound:g}: {'kept' if ratio <= task.bound else 'BROKEN'}"
        print(f"  {task.name:<34}{ratio:7.2f} x {cost.seconds:8.3f} s {cost.memory:7.0f} MB{verdict}")


def start_up(folder: Path) -> None:
    """`kith --help` against importing click."""
    tasks = (
        Task("python -c 'import click'", (PYTHON, "-c", "import click")),
        Task("kith --help", (KITH, "--help"), 3),
        Task("kith --version", (KITH, "--version"), 3),
    )
    report("Start-up", tasks, best(tasks, folder, 9))


def reading(folder: Path, size: int) -> float:
    """check and due against reading the bytes and composing the YAML; seconds of due for each contact."""
    tasks = (
        Task("floor: read bytes, compose YAML", (PYTHON, str(HERE / "floors.py"), "compose", str(folder))),
        Task("kith due", (KITH, "due"), 3 if size == 2_000 else 0),
        Task("kith check", (KITH, "check")),
        Task("kith due --json", (KITH, "due", "--json")),
    )
    costs = best(tasks, folder, 5 if size <= 2_000 else 3)
    report(f"Reading, {size} contacts", tasks, costs)
    return costs[1].seconds / size


def planning(folder: Path, size: int) -> float:
    """The plan alone, values in memory; seconds for each contact."""
    found = subprocess.run((PYTHON, str(HERE / "alone.py"), str(folder)), capture_output=True, check=True, text=True)
    seconds = float(found.stdout)
    print(f"\nPlan alone, {size} contacts, {size * TOUCHES} touches, values in memory")
    print(f"  plan.make {seconds:.3f} s, {seconds / size * 1e6:.0f} µs a contact")
    return seconds / size


def feeding(folder: Path, size: int) -> None:
    """The feed against icalendar writing as many entries."""
    feed = subprocess.run((KITH, "feed", "--stdout"), cwd=folder, capture_output=True, check=True).stdout
    entries = feed.count(b"BEGIN:VEVENT")
    tasks = (
        Task(f"floor: icalendar, {entries} entries", (PYTHON, str(HERE / "floors.py"), "calendar", str(entries))),
        Task("kith feed", (KITH, "feed", "--stdout")),
    )
    report(f"Feed, {size} contacts", tasks, best(tasks, folder, 3 if size <= 2_000 else 1))


def writing(folder: Path, size: int) -> None:
    """`kith log` against twice `kith --version` and reading the names: the first 2,000 bytes of every file.

    The other reading of that bound, twice the sum of both, with Python's start counted once, is told beside it.
    """
    log = (KITH, "log", "person-00012", "call", "said hello again", "--today", "2026-03-01")
    tasks = (
        Task("kith --version", (KITH, "--version")),
        Task("floor: read the names", (PYTHON, str(HERE / "floors.py"), "names", str(folder))),
        Task("kith log", log),
        Task("python, no more", (PYTHON, "-c", "pass")),
    )
    costs = best(tasks, folder, 7 if size <= 2_000 else 3)
    report(f"Writing, {size} contacts", tasks, costs)
    version, names, logged, start = (cost.seconds for cost in costs)
    most = 2 * version + names
    verdict = f"    at most 1: {'kept' if logged <= most else 'BROKEN'}" if size == 2_000 else ""
    print(f"  kith log / (2 x version + names)  {logged / most:7.2f}{verdict}")
    print(f"  kith log / 2 x (version + names)  {logged / (2 * (version + names - start)):7.2f}")


def remembering(folder: Path) -> None:
    """What asks git, in a repository of two people with a long history, against one `git log` with its files."""
    log = ("git", "log", "--raw", "-M", "-z", "--format=%H", "--", "contacts")
    tasks = (
        Task("floor: git log --raw -M", log),
        Task("kith history", (KITH, "history", "person-012", "-n", "100"), 2),
        Task("kith undo --dry-run", (KITH, "undo", "--dry-run"), 2.5),
        Task("kith show, with who logged what", (KITH, "show", "person-012"), 4),
        Task("kith log --commit", (KITH, "log", "person-012", "call", "said hello again", "--commit"), 2),
    )
    report(f"History, {COMMITS} commits", tasks, best(tasks, folder, 3))


def building(folder: Path, size: int) -> None:
    """The site against MkDocs alone: on our pages, and on the Markdown that the contacts were written in.

    Both are without shells, so that every page goes through MkDocs.
    """
    (folder / "contacts" / "index.md").write_text("# Floor\n", encoding="utf-8")
    (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
    pages = folder / "pages"
    subprocess.run((KITH, "build", "--pages-only", "--to", str(pages)), cwd=folder, check=True, capture_output=True)
    bound = 0.15 if size == 2_000 else 0.1 if size == 10_000 else 0
    afresh, plainly = (PYTHON, str(HERE / "afresh.py")), (MKDOCS, "build", "-q", "-f")
    tasks = (
        Task("floor: mkdocs build, the same pages", (*afresh, "pages/site", *plainly, str(pages / "mkdocs.yml"))),
        Task("mkdocs build, the Markdown alone", (*afresh, "plain", *plainly, "plain.yml")),
        Task("kith build, nothing there yet", (*afresh, "site,.cache", KITH, "build"), bound),
        Task("kith build, the first of this user", (*afresh, "--first", "site,.cache", KITH, "build")),
        Task("kith build, one touch more", (PYTHON, str(HERE / "touched.py"), KITH)),
        Task("kith build, nothing changed", (KITH, "build"), 0.02 if size >= 2_000 else 0),
    )
    costs = best(tasks, folder, 3 if size <= 2_000 else 2)
    report(f"Site, {size} contacts", tasks, costs)
    ratio = costs[2].seconds / costs[1].seconds
    print(f"  kith build / the Markdown alone   {ratio:7.2f}    at most 1.5: {'kept' if ratio <= 1.5 else 'BROKEN'}")
    serving(folder)


def serving(folder: Path) -> None:
    """How long a person waits for the page of a contact whose file she saved under serve, and for Today."""
    command = (PYTHON, str(HERE / "served.py"), KITH, str(folder))
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    page, today, whole = map(float, told.split())
    print(f"  a saved contact's page, served    {page:7.2f} s  at most 1: {'kept' if page <= 1 else 'BROKEN'}")
    print(f"  Today after that, served          {today:7.2f} s  at most 3: {'kept' if today <= 3 else 'BROKEN'}")
    print(f"  the whole site after that         {whole:7.2f} s")


def main(arguments: Sequence[str]) -> None:
    """Measure the sizes named, or all.

    The package is compiled first: a command that a person calls every day finds its bytecode there, and some
    environments forbid Python to write any.
    """
    compileall.compile_dir(Path(kithbook.__path__[0]), quiet=1)
    sizes = [int(argument) for argument in arguments if argument.isdigit()] or list(SIZES)
    pace: dict[int, float] = {}
    alone: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        start_up(Path(name))
        for size in sizes:
            folder = Path(name) / str(size)
            subprocess.run((KITH, "init", str(folder)), check=True, capture_output=True)
            for path in folder.glob("contacts/**/*.md"):
                path.unlink()
            journal(folder, size)
            pace[size] = reading(folder, size)
            alone[size] = planning(folder, size)
            feeding(folder, size)
            writing(folder, size)
            if "--no-build" not in arguments:
                building(folder, size)
        # Last, because a process begins with its parent's memory, and making that history takes a lot of it.
        remembering(history(Path(name) / "history"))
    if {2_000, 10_000} <= set(pace):
        for what, costs in (("kith due", pace), ("the plan alone", alone)):
            ratio = costs[10_000] / costs[2_000]
            print(f"\n{what}, seconds a contact at 10,000 against 2,000: {ratio:.2f} (at most 1.3)")


if __name__ == "__main__":
    main(sys.argv[1:])
