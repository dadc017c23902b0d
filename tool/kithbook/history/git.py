"""Running git: never through a shell, and no configuration that runs programs is obeyed.

One exception: a clean or smudge filter, because whoever encrypts files in the repository would otherwise
find them there in plain text.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

MISSING = 127
"""The exit code of a program that is not there."""
_OPTIONS = (
    "-c", "core.fsmonitor=false",
    "-c", "core.quotePath=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "core.splitIndex=false",
    "-c", "i18n.commitEncoding=UTF-8",
    "-c", "i18n.logOutputEncoding=UTF-8",
    "--no-pager",
)  # fmt: skip
_OF_ANOTHER_REPOSITORY = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
)  # fmt: skip
"""What git leaves in the environment of its hooks: the journal is found from its own folder."""
_ALWAYS = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "en",
}
"""What it complains of is read here, so it is always English; `LC_ALL` alone leaves the choice to `LANGUAGE`."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """What git said; `code` is its exit code, `MISSING` when there is no git."""

    code: int
    output: bytes
    complaint: str

    @property
    def text(self) -> str:
        """The output as text; a file name that is no UTF-8 keeps its bytes in disguise."""
        return self.output.decode("utf-8", "surrogateescape")

    @property
    def records(self) -> list[str]:
        """The parts of an output with `-z`."""
        return self.text.split("\0")[:-1]


def ask(root: Path, *arguments: str, stdin: bytes | str = b"", environment: Mapping[str, str] = _NOTHING) -> Answer:
    """Run git in the folder `root`. Raises nothing: whoever asks looks at the code."""
    own = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    given = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
    try:
        done = subprocess.run(
            ["git", *_OPTIONS, *arguments],
            cwd=root,
            env={**own, **_ALWAYS, **environment},
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        return Answer(MISSING, b"", str(error))
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def run(root: Path, *arguments: str) -> str:
    """What git prints; "" when it is missing or refuses."""
    answer = ask(root, *arguments)
    return answer.output.decode("utf-8", "replace") if answer.code == 0 else ""
