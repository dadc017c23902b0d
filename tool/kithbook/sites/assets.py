"""The files that pages need beside them: one style sheet, one script, and the search's stand-in for a worker."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

STYLE = "kith/kith.css"
SCRIPT = "kith/kith.js"
WORKER = "kith/iframe-worker.js"
"""The theme's offline plug-in looks for this word in the name, and asks a foreign host when it is missing."""


def assets() -> dict[str, bytes]:
    """Each file's bytes by its path in the site."""
    texts = {path: _text(path.rpartition("/")[2]) for path in (STYLE, SCRIPT, WORKER)}
    texts[STYLE] += _text("dashboards.css") + _text("person.css") + _text("meeting.css")
    texts[STYLE] += "".join(f'.kb-i-{name}{{--kb-icon:url("{_image(path)}")}}\n' for name, path in icons())
    return {path: text.encode() for path, text in texts.items()}


def icons() -> Iterator[tuple[str, str]]:
    """The name and the path of each icon; they are drawn with a line on a grid of 24."""
    for line in _text("icons.txt").splitlines():
        name, _, path = line.partition(" ")
        yield name, path


def _image(path: str) -> str:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='1.8' "
        f"stroke-linecap='round' stroke-linejoin='round'><path d='{path}'/></svg>"
    )
    return "data:image/svg+xml," + drawing.replace("<", "%3C").replace(">", "%3E")


def _text(name: str) -> str:
    return files("kithbook.sites").joinpath("static", name).read_text(encoding="utf-8")
