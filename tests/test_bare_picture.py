"""Promises about pictures that others see: they look the same, and say nothing of where, when and by whom."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.views.bare_picture import bare

PICTURES: Mapping[str, bytes] = {
    "turned.jpg": b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4QBORXhpZgAATU0AKgAAAAgAAwEOAAIAAAAJAAAAMgESAAMAAAABAAYAAAE7AAIAAAAJAAAAPAAAAABz"
        "ZWNyZXR6egAAYXV0aG9yenoAAP/+AApzZWNyZXR6ev/bAEMADQkKCwoIDQsKCw4ODQ8TIBUTEhITJxweFyAuKTEwLiktLDM6Sj4zNkY3LC1A"
        "V0FGTE5SU1IyPlphWlBgSlFST//bAEMBDg4OExETJhUVJk81LTVPT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
        "T09PT09PT//AABEIAAQABgMBIgACEQEDEQH/xAAfAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgv/xAC1EAACAQMDAgQDBQUEBAAAAX0B"
        "AgMABBEFEiExQQYTUWEHInEUMoGRoQgjQrHBFVLR8CQzYnKCCQoWFxgZGiUmJygpKjQ1Njc4OTpDREVGR0hJSlNUVVZXWFlaY2RlZmdoaWpz"
        "dHV2d3h5eoOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4eLj5OXm5+jp6vHy8/T19vf4+fr/"
        "xAAfAQADAQEBAQEBAQEBAAAAAAAAAQIDBAUGBwgJCgv/xAC1EQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJ"
        "IzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqi"
        "o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AOe8iH/njH/3yKKKK5Pr"
        "FX+Z/ez632VP+Vfcf//Z"
    ),
    "progressive.jpg": b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4QBORXhpZgAATU0AKgAAAAgAAwEOAAIAAAAJAAAAMgESAAMAAAABAAYAAAE7AAIAAAAJAAAAPAAAAABz"
        "ZWNyZXR6egAAYXV0aG9yenoAAP/bAEMADQkKCwoIDQsKCw4ODQ8TIBUTEhITJxweFyAuKTEwLiktLDM6Sj4zNkY3LC1AV0FGTE5SU1IyPlph"
        "WlBgSlFST//bAEMBDg4OExETJhUVJk81LTVPT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT//CABEI"
        "AAQABgMBIgACEQEDEQH/xAAVAAEBAAAAAAAAAAAAAAAAAAAABf/EABUBAQEAAAAAAAAAAAAAAAAAAAMF/9oADAMBAAIQAxAAAAGcBrf/xAAW"
        "EAADAAAAAAAAAAAAAAAAAAAAARH/2gAIAQEAAQUCiP/EABcRAAMBAAAAAAAAAAAAAAAAAAACElH/2gAIAQMBAT8BlcP/xAAXEQADAQAAAAAA"
        "AAAAAAAAAAAAAhNR/9oACAECAQE/AaNp/8QAFhAAAwAAAAAAAAAAAAAAAAAAAAEx/9oACAEBAAY/Aoj/xAAVEAEBAAAAAAAAAAAAAAAAAAAA"
        "8f/aAAgBAQABPyGc/9oADAMBAAIAAwAAABD/AP/EABYRAAMAAAAAAAAAAAAAAAAAAABhkf/aAAgBAwEBPxBSH//EABcRAAMBAAAAAAAAAAAA"
        "AAAAAAABYZH/2gAIAQIBAT8Qq1n/xAAVEAEBAAAAAAAAAAAAAAAAAAAA8f/aAAgBAQABPxCQf//Z"
    ),
    "cmyk.jpg": b64decode(
        "/9j/7gAOQWRvYmUAZAAAAAAA//4ACnNlY3JldHp6/9sAQwAIBgYHBgUIBwcHCQkICgwUDQwLCwwZEhMPFB0aHx4dGhwcICQuJyAiLCMcHCg3"
        "KSwwMTQ0NB8nOT04MjwuMzQy/8AAFAgABAAGBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB"
        "AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RV"
        "VldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn"
        "6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwDr/wDhEfDX/Qu6T/4BR/8AxNeM+RD/AM8k/wC+RXnP/CaeKv8AoZtZ/wDA+X/4qvf6/9k="
    ),
    "words.png": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAAEHRFWHRDb21tZW50AHNlY3JldHp6i5HW3wAAAA5pVFh0WAAAAAAAc2VjcmV0"
        "enqu1wxwAAAARmVYSWZNTQAqAAAACAADAQ4AAgAAAAkAAAAyARIAAwAAAAEABgAAATsAAgAAAAkAAAA8AAAAAHNlY3JldHp6AABhdXRob3J6"
        "egAAFEBDQgAAABpJREFUeJxjZGD4z4AKGE/IyaEJMTFgACxCAIKAAgojvZ36AAAAAElFTkSuQmCC"
    ),
    "exif.webp": b64decode(
        "UklGRrwAAABXRUJQVlA4WAoAAAAMAAAABQAAAwAAVlA4IEAAAABwAgCdASoGAAQAAsBMJagCdGuAwQD1/wPRAK14AP7sWvQY/ZODXwkqoZIX"
        "hJVR8nqj/5awwXn+0XqVf/j/xkAARVhJRkYAAABNTQAqAAAACAADAQ4AAgAAAAkAAAAyARIAAwAAAAEABgAAATsAAgAAAAkAAAA8AAAAAHNl"
        "Y3JldHp6AABhdXRob3J6egAAWE1QIAgAAABzZWNyZXR6eg=="
    ),
    "moving.gif": b64decode(
        "R0lGODlhBgAEAIEAAMgeHgAA/wAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh/ghzZWNyZXR6egAh+QQACgAAACwAAAAABgAEAAAIDQADCBwI"
        "oKDBgwgNBgQAIfkEAQoAAgAsAAAAAAYABACByB4eAAD/AAAAAAAACA8AAQgcKKCgwYMFAyhcGBAAOw=="
    ),
}
"""Six pixels by four with remarks in them: EXIF with a side that is up, comments, texts, XMP, a loop."""
REMARKS = (b"secretzz", b"authorzz")
UP = bytes.fromhex("0112 0003 00000001 0006")
"""The tag for the side that is up, one short, the sixth way to turn it."""
KEPT = {
    "turned.jpg": (b"JFIF", UP),
    "progressive.jpg": (b"JFIF", UP, b"\xff\xc2"),
    "cmyk.jpg": (b"Adobe",),
    "words.png": (b"IHDR", b"IDAT", b"IEND"),
    "exif.webp": (b"WEBPVP8",),
    "moving.gif": (b"NETSCAPE2.0",),
}


def bare_of(name: str) -> bytes:
    made = bare(PICTURES[name])
    assert made is not None
    return made


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_loses_its_remarks_and_keeps_what_draws_it(name: str) -> None:
    made = bare_of(name)
    assert any(remark in PICTURES[name] for remark in REMARKS)
    assert not any(remark in made for remark in REMARKS)
    assert [part for part in KEPT[name] if part not in made] == []
    assert len(made) > 60


@pytest.mark.parametrize("name", ["turned.jpg", "progressive.jpg"])
def test_every_scan_of_a_jpeg_stays_byte_for_byte(name: str) -> None:
    scans = PICTURES[name][PICTURES[name].index(b"\xff\xdb") :]
    assert bare_of(name).endswith(scans)


def test_the_pixels_of_a_png_stay_byte_for_byte() -> None:
    start = PICTURES["words.png"].index(b"IDAT") - 4
    assert bare_of("words.png").endswith(PICTURES["words.png"][start:])


@pytest.mark.parametrize("name", PICTURES)
def test_what_is_hung_on_behind_a_picture_is_gone_and_a_bare_one_stays_as_it_is(name: str) -> None:
    made = bare_of(name)
    assert b"hunzz" not in (bare(PICTURES[name] + b"hunzz") or b"")
    assert bare(made) == made


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_is_cut_off_is_none(name: str) -> None:
    for length in range(12, len(PICTURES[name]) - 1, 7):
        made = bare(PICTURES[name][:length])
        assert made is None or not any(remark in made for remark in REMARKS)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\0\0\0\x20ftypavif", b"%PDF-1.4", b"\xff\xd8"])
def test_another_kind_of_file_is_none(data: bytes) -> None:
    assert bare(data) is None


@given(st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a"]), st.binary(max_size=300))
def test_any_bytes_get_an_answer(head: bytes, rest: bytes) -> None:
    assert isinstance(bare(head + rest), bytes | None)
