"""A picture of a business card: the codes on it, and with `tesseract` its printed text. Only here pictures are opened.

Pictures are opened by Pillow, which is given no chance to unpack more than a photograph has; tesseract is shown the
picture that Pillow made of it, never the file. Codes are read by zxing-cpp: it installs as one wheel without system
libraries, which pyzbar (it needs libzbar) and OpenCV (60 MB) do not.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from typing import Any

from kithbook.words import _

MOST_PIXELS = 60_000_000
"""A telephone's photograph has 12 to 50 million."""
_LANGUAGES = ("ita", "deu", "eng")
_LAYOUTS = ("3", "11")
"""How tesseract looks for lines: in columns and blocks, as on most cards; else wherever there are words.

Of five cards with one and two columns, flat and as photographs, the fields were right in 54 of 60 places with 3, in 53
with 11, and in 43 with 6, which takes two columns for one.
"""
_SMALL, _LARGE = 1200, 3600
"""Pixels of the longer side."""
_PATIENCE = 120
"""Seconds until reading a card is given up."""


class NotInstalled(Exception):
    """The libraries for pictures are not there."""


class Unreadable(Exception):
    """The file is no picture that can be opened."""


def opened(data: bytes) -> Any:
    """The picture, upright and in shades of grey. Raises `NotInstalled` and `Unreadable`."""
    try:
        from PIL import ImageOps
        from PIL.Image import open as picture_of
    except ImportError as error:
        raise NotInstalled from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = picture_of(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP"))
            _refuse_vast(image.width, image.height)
            return ImageOps.exif_transpose(image).convert("L")
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken picture makes a decoder stumble on
        raise Unreadable(_("it is broken, or no picture")) from error


def _refuse_vast(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unreadable(f"{width} x {height}")


def codes(image: Any) -> tuple[str, ...]:
    """The texts in the codes on a picture. Raises `NotInstalled`."""
    try:
        import zxingcpp
    except ImportError as error:
        raise NotInstalled from error
    return tuple(found.text for found in zxingcpp.read_barcodes(image) if found.text)


def can_read_text() -> bool:
    """Whether tesseract is installed."""
    return shutil.which("tesseract") is not None


def text(image: Any) -> str:
    """What is printed on a picture, line by line; "" when tesseract cannot say."""
    stream = io.BytesIO()
    _of_fit_size(image).save(stream, "PNG")
    known = _run("--list-langs").decode("utf-8", "replace").split()
    languages = "+".join(language for language in _LANGUAGES if language in known) or "eng"
    for layout in _LAYOUTS:
        said = _run("stdin", "stdout", "-l", languages, "--psm", layout, given=stream.getvalue())
        if said.strip():
            return said.decode("utf-8", "replace")
    return ""


def _of_fit_size(image: Any) -> Any:
    """Letters as large as tesseract reads them best: a small scan grows, and a telephone's photograph shrinks."""
    longest = max(image.width, image.height)
    factor = 2 if longest < _SMALL else _LARGE / longest if longest > _LARGE else 1
    if factor == 1:
        return image
    return image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))))


def _run(*arguments: str, given: bytes = b"") -> bytes:
    try:
        answer = subprocess.run(
            ["tesseract", *arguments], input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return answer.stdout
