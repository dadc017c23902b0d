r"""Every rule has a pair in `errors/`: a small broken file, and exactly what `kith check --format full` says of it.

NAME.md is one contact, NAME.toml the settings. A pair that needs more than one file parts them by lines

    === contacts/ada-rossi.md ===

and what is no plain text is described behind the path: `(bytes as \xNN)`, `(6 MB)`, `(pipe)`,
`(permission denied)`, or `-> TARGET` for a symbolic link. `pytest --update-golden` writes NAME.txt anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kithbook
from conftest import TODAY
from kithbook import checks, gather, locale, mend, words
from kithbook.diagnostic import Diagnostic
from kithbook.load import load
from kithbook.rules import RULES
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.views import report

HERE = Path(__file__).parent / "errors"
MANUAL = Path(kithbook.__file__).parent / "manual" / "diagnostics.md"
BROKEN = sorted([*HERE.glob("*.md"), *HERE.glob("*.toml")])
HEADER = re.compile(r"^=== (?P<path>\S+)(?: -> (?P<target>\S+))?(?: \((?P<how>[^()]+)\))? ===\n", re.MULTILINE)
ESCAPE = re.compile(rb"\\x([0-9A-F]{2})")


@dataclass(frozen=True)
class Part:
    """One file of a broken journal."""

    path: str
    text: str
    how: str = ""
    target: str = ""


def parts_of(broken: Path) -> list[Part]:
    text = broken.read_bytes().decode()
    headers = list(HEADER.finditer(text))
    if not headers:
        return [Part("pyproject.toml" if broken.suffix == ".toml" else f"contacts/{broken.name}", text)]
    ends = [header.start() for header in headers[1:]] + [len(text)]
    return [
        Part(header["path"], text[header.end() : end], header["how"] or "", header["target"] or "")
        for header, end in zip(headers, ends, strict=True)
    ]


def escaped(text: str) -> bytes:
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text.encode())


WRITERS: dict[str, Callable[[Path, str], object]] = {
    "": lambda path, text: path.write_bytes(text.encode()),
    "bytes as \\xNN": lambda path, text: path.write_bytes(escaped(text)),
    "6 MB": lambda path, text: path.write_bytes(text.encode() + b"\n" * 6_000_000),
    "pipe": lambda path, _: os.mkfifo(path),
    "permission denied": lambda path, text: path.write_bytes(text.encode()),
}


def build(root: Path, parts: list[Part]) -> None:
    (root / "contacts").mkdir()
    for part in parts:
        path = root / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if part.target:
            path.symlink_to(part.target)
        else:
            WRITERS[part.how](path, part.text)


def deny(monkeypatch: pytest.MonkeyPatch, paths: set[str]) -> None:
    """The superuser, who runs the tests in a container, is never denied anything: so open() says it."""
    really_open = os.open

    def refuse(path: str, *args: int, **options: int) -> int:
        if str(path) in paths:
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args, **options)

    monkeypatch.setattr(os, "open", refuse)


def find(root: Path) -> list[Diagnostic]:
    loaded = load(root)
    return sorted((*loaded.diagnostics, *checks.run(loaded.journal, TODAY)), key=lambda one: one.sort_key)


@pytest.fixture
def findings_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[Diagnostic]]:
    def findings(broken: Path) -> list[Diagnostic]:
        parts = parts_of(broken)
        build(tmp_path, parts)
        deny(monkeypatch, {str(tmp_path / part.path) for part in parts if part.how == "permission denied"})
        return find(tmp_path)

    return findings


def test_what_check_finds_is_read_in_italian_as_it_was_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    said = []
    with words.speaking(locale.catalogue("it")):
        for broken in BROKEN:
            root = tmp_path / broken.stem
            root.mkdir()
            parts = parts_of(broken)
            build(root, parts)
            with monkeypatch.context() as denied:
                deny(denied, {str(root / part.path) for part in parts if part.how == "permission denied"})
                said.append(report.render(find(root), "full"))
    golden("italian/check.txt", "\n".join(said))


def codes(findings: list[Diagnostic]) -> set[str]:
    return {one.rule.code for one in findings}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_gets_exactly_this_answer(
    broken: Path, findings_of: Callable[[Path], list[Diagnostic]], request: pytest.FixtureRequest
) -> None:
    said = report.render(findings_of(broken), "full")
    expected = broken.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_bytes(said.encode())
    assert said == expected.read_bytes().decode()


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_breaks_its_own_rule_and_no_other(
    broken: Path, findings_of: Callable[[Path], list[Diagnostic]]
) -> None:
    assert codes(findings_of(broken)) == {broken.stem}


def test_every_rule_has_its_pair_of_files_and_its_paragraph_in_the_manual() -> None:
    headings = re.findall(r"^### (\S+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(path.stem for path in BROKEN) == sorted(RULES)
    assert sorted(path.stem for path in HERE.glob("*.txt")) == sorted(RULES)
    assert sorted(headings) == sorted(RULES)


def paragraphs() -> dict[str, str]:
    pieces = re.split(r"^### (\S+)$", MANUAL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_the_manual_shows_a_wrong_line_of_the_pair_and_a_right_one(broken: Path) -> None:
    paragraph = paragraphs()[broken.stem]
    wrong = re.findall(r"^wrong   (.+)$", paragraph, re.MULTILINE)
    assert wrong
    assert all(line in broken.read_text(encoding="utf-8") for line in wrong)
    assert re.search(r"^right   \S", paragraph, re.MULTILINE)


def test_no_rule_is_explained_by_the_same_words_as_another() -> None:
    assert len(set(paragraphs().values())) == len(RULES)


def as_source(broken: Path) -> Source:
    part = parts_of(broken)[0]
    return Source(path=part.path, text=part.text)


def read(source: Source) -> list[Diagnostic]:
    journal, findings = gather.journal([source], Settings())
    return [*findings, *checks.run(journal, TODAY)]


SINGLE = [path for path in BROKEN if path.suffix == ".md" and not HEADER.search(path.read_text(encoding="utf-8"))]
FIXABLE = [path for path in SINGLE if any(one.fix and one.fix.safe for one in read(as_source(path)))]


def test_the_rules_with_a_safe_fix_are_these() -> None:
    assert [path.stem for path in FIXABLE] == ["date-form", "follow-up-form", "misread-date", "url", "yaml-syntax"]


@pytest.mark.parametrize("dress", ["{}", "\ufeff{}"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("broken", FIXABLE, ids=lambda path: path.stem)
def test_a_safe_fix_mends_its_line_and_leaves_every_other_byte(broken: Path, newline: str, dress: str) -> None:
    plain = as_source(broken)
    source = Source(path=plain.path, text=dress.format(plain.text.replace("\n", newline)))
    before = read(source)
    [mended] = mend.mend(before, Settings())
    changed = before[0].span.line - 1
    old, new = source.text.split("\n"), mended.text.split("\n")
    assert read(Source(path=plain.path, text=mended.text)) == []
    assert new[:changed] + new[changed + 1 :] == old[:changed] + old[changed + 1 :]
    assert new[changed] != old[changed]
    assert new[changed].endswith("\r") == old[changed].endswith("\r")


@pytest.mark.parametrize("broken", SINGLE, ids=lambda path: path.stem)
def test_line_ends_and_byte_order_marks_move_no_finding(broken: Path) -> None:
    plain = as_source(broken)
    dressed = Source(path=plain.path, text="\ufeff" + plain.text.replace("\n", "\r\n"))
    places = [(one.rule.code, one.span.line, one.span.column, one.message) for one in read(plain)]
    assert [(one.rule.code, one.span.line, one.span.column, one.message) for one in read(dressed)] == places


def test_a_hundred_broken_files_get_a_hundred_answers_in_one_run(tmp_path: Path) -> None:
    texts = [as_source(path).text for path in SINGLE]
    names = [f"contacts/broken-{number:03}.md" for number in range(100)]
    build(tmp_path, [Part(name, texts[number % len(texts)]) for number, name in enumerate(names)])
    (tmp_path / names[0]).write_bytes(b"\xff\xfe\x00")
    assert sorted({one.span.path for one in find(tmp_path)}) == names


PIECES = st.sampled_from(
    [
        *("---\n", "\n---\n", "\n", "\r\n", "\ufeff", "  ", "\t", "- ", "name: ", "aliases: [", "tags: ", "email: "),
        *("phone: ", "url: ", "referred_by: ", "met_at: ", "organisation: ", "campaigns: {", "photo: ", "tier: inner"),
        *("kind: event\n", "kind: campaign\n", "audience: ", "steps:\n  - ", "reactions:\n  positive: ", "met: "),
        *("birthday: ", "archived: ", "deceased: ", "private: ", "cadence: ", "\n## Log\n", "\n## Next\n"),
        *("\n## Cards\n", "- [ ] ", "2026-02-20", "2099-13-41", " call", " with [[", "]]", ", positive", ": ", "; "),
        *("[", "]", "{", "}", "'", '"', "#", "&a ", "*a", "!!x ", "<<: ", "| ", "> ", "```\n", "<!--", "<<<<<<< "),
        *("ada@", "www.", "+39 333", "\x00", "\x85", "\u2028", "\u202e", "\U0001f600", "ß", "0", "9" * 30),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(PIECES, PIECES, st.text(max_size=4)), max_size=40).map("".join),
    st.lists(PIECES, max_size=30).map(lambda pieces: "---\nname: Ada\n" + "".join(pieces)),
)


@settings(max_examples=300, deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_any_text_is_read_and_checked_and_every_finding_lies_inside_it(first: str, second: str) -> None:
    sources = [Source(path="contacts/ada.md", text=first), Source(path="contacts/bruno.md", text=second)]
    journal, findings = gather.journal(sources, Settings())
    found = [*findings, *checks.run(journal, TODAY)]
    assert [one for one in found if not 0 <= one.span.start <= one.span.end <= len(one.span.source.text)] == []
    assert report.render(found, "full").count("\n") >= len(found)


@settings(max_examples=60, deadline=None)
@given(data=st.one_of(st.binary(max_size=80), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_saved_as_a_contact_get_an_answer(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "contacts").mkdir()
        (root / "contacts" / "ada.md").write_bytes(data)
        assert isinstance(report.render(find(root), "concise"), str)
