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

MOST_PIXELS = 60_000_000
"""A telephone's photograph has 12 to 50 million."""
_LANGUAGES = ("ita", "deu", "eng")
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
        raise Unreadable(str(error)) from error


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
    image.save(stream, "PNG")
    known = _run("--list-langs").decode("utf-8", "replace").split()
    languages = "+".join(language for language in _LANGUAGES if language in known) or "eng"
    return _run("stdin", "stdout", "-l", languages, "--psm", "6", given=stream.getvalue()).decode("utf-8", "replace")


def _run(*arguments: str, given: bytes = b"") -> bytes:
    try:
        answer = subprocess.run(
            ["tesseract", *arguments], input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return answer.stdout
