"""`kith completion`: the script works in a real shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner

from kithbook.cli import COMMANDS, cli
from needing import need

BIN = Path(sys.executable).parent


def complete_in_bash(*words: str) -> list[str]:
    """What pressing Tab behind the last word offers; bash takes `:` and `=` for words of their own."""
    script = """
        eval "$(kith completion bash)"
        compopt() { echo "compopt $*"; }
        COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
        parted() { printf '%s\\n' "$@" | sed -E 's/(.)([:=])/\\1\\n\\2/; s/([:=])(.)/\\1\\n\\2/'; }
        while read -r word; do COMP_WORDS+=("$word"); done < <(parted "$@")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _kith_completion kith
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", *words], env=environment, capture_output=True, check=True, text=True
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_bash_completes_verbs() -> None:
    assert complete_in_bash("kith", "") == list(COMMANDS)
    assert complete_in_bash("kith", "comp") == ["completion"]


def test_bash_completes_options() -> None:
    assert complete_in_bash("kith", "check", "--f") == ["--format", "--fix"]
    assert complete_in_bash("kith", "--jour") == ["--journal"]


def test_bash_completes_choices() -> None:
    assert complete_in_bash("kith", "check", "--format", "") == ["concise", "full", "json", "github", "sarif"]
    assert complete_in_bash("kith", "completion", "z") == ["zsh"]


def test_bash_completes_contacts(write_journal: Callable[[Mapping[str, str]], Path]) -> None:
    root = write_journal({"ada-rossi.md": "---\nname: Ada Rossi\n---\n", "li-wei.md": "---\nname: Li Wei\n---\n"})
    assert complete_in_bash("kith", "-C", str(root), "show", "ad") == ["ada-rossi"]


def test_bash_completes_what_stands_behind_a_colon_or_an_equals_sign(
    write_journal: Callable[[Mapping[str, str]], Path],
) -> None:
    ada = "---\nname: Ada Rossi\ntags: [garden, shop]\ntown: Bologna\n---\n"
    li = "---\nname: Li Wei\ntags: [shop, tea house]\ntown: Bath\n---\n"
    root = write_journal({"ada-rossi.md": ada, "li-wei.md": li, "organisations/acme.md": "---\nname: Acme\n---\n"})
    offered = partial(complete_in_bash, "kith", "-C", str(root))
    assert offered("list", "tier:") == ["inner", "close", "wide", "loose"]
    assert offered("list", "tier:c") == ["close"]
    assert offered("list", "tag:") == ["garden", "shop"]
    assert offered("list", "town:B") == ["Bath", "Bologna"]
    assert offered("list", "state:o") == ["ok", "overdue"]
    assert offered("list", "tag:shop,g") == ["shop,garden"]
    assert offered("set", "ada-rossi", "organisation=") == ["acme"]
    assert offered("set", "ada-rossi", "tags+=g") == ["garden"]
    assert offered("set", "li") == ["li-wei"]


def test_bash_puts_no_space_behind_a_key_that_wants_a_value(
    write_journal: Callable[[Mapping[str, str]], Path],
) -> None:
    root = str(write_journal({"ada-rossi.md": "---\nname: Ada Rossi\n---\n"}))
    assert complete_in_bash("kith", "-C", root, "list", "ti") == ["compopt", "-o", "nospace", "tier:"]
    assert complete_in_bash("kith", "-C", root, "set", "ada-rossi", "ro") == ["compopt", "-o", "nospace", "role="]


def test_bash_completes_the_pages_of_the_manual() -> None:
    assert complete_in_bash("kith", "help", "qu") == ["queries"]
    assert complete_in_bash("kith", "help", "undo") == ["undo"]
    assert complete_in_bash("kith", "help", "unknown-ti") == ["unknown-tier"]


def test_bash_itself_completes_as_one_types(write_journal: Callable[[Mapping[str, str]], Path]) -> None:
    root = str(write_journal({"ada-rossi.md": "---\nname: Ada Rossi\n---\n"}))
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}
    bash = pexpect.spawn("bash", ["--norc", "--noprofile"], env=environment, encoding="utf-8", timeout=30)
    bash.sendline("PS1='rea''dy> '; eval \"$(kith completion bash)\"")
    bash.expect("ready> ")
    bash.send(f"kith -C {root} sh\tad\t")
    bash.expect("show ada-rossi ")
    bash.send(f"\x15kith -C {root} list ti\tclo\t")
    bash.expect("list tier:close ")
    bash.close(force=True)


def test_zsh_itself_completes_as_one_types(write_journal: Callable[[Mapping[str, str]], Path]) -> None:
    need(shutil.which("zsh") is not None, "zsh is not installed here: apt-get install zsh")
    root = str(write_journal({"ada-rossi.md": "---\nname: Ada Rossi\ntier: close\n---\n"}))
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}
    zsh = pexpect.spawn("zsh", ["-f"], env=environment, encoding="utf-8", timeout=30, dimensions=(30, 400))
    zsh.sendline("tell() { zle -I; print -r -- \"<$BUFFER>\"; BUFFER=; }; zle -N tell; bindkey '^G' tell")
    zsh.sendline("PS1='rea''dy> '; eval \"$(kith completion zsh)\"")
    zsh.expect("ready> ")
    for typed, completed in (
        ("sh\tad\t", "show ada-rossi "),
        ("list ti\tclo\t", "list tier:close "),
        ("check --format=gi\t", "check --format=github "),
    ):
        zsh.send(f"kith -C {root} {typed}\x07")
        zsh.expect_exact(f"<kith -C {root} {completed}>")
    zsh.close(force=True)


def test_bash_completes_verbs_of_verbs_and_events(write_journal: Callable[[Mapping[str, str]], Path]) -> None:
    root = str(write_journal({"events/2026-02-fair.md": "---\nname: Closing Fair\n---\n"}))
    assert complete_in_bash("kith", "-C", root, "inbox", "") == ["add", "sort"]
    assert complete_in_bash("kith", "-C", root, "event", "cl") == ["close", "2026-02-fair"]
    assert complete_in_bash("kith", "-C", root, "event", "close", "2026") == ["2026-02-fair"]


def test_completing_a_verb_imports_no_verb() -> None:
    code = (
        "import sys\n"
        "from kithbook.cli import main\n"
        "try: main([])\n"
        "except SystemExit: pass\n"
        "print(*sorted(name for name in sys.modules if name.startswith('kithbook.commands')), file=sys.stderr)\n"
    )
    environment = os.environ | {"COMP_WORDS": "kith ", "COMP_CWORD": "1", "_KITH_COMPLETE": "bash_complete"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"plain,{verb}" for verb in COMMANDS]
    assert done.stderr == "\n"


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("zsh", "#compdef kith"),
        ("zsh", "autoload -Uz compinit && compinit -i"),
        ("fish", "complete --no-files --command kith --arguments"),
    ],
)
def test_other_shells_get_their_own_script(shell: str, line: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert line in result.stdout


def test_an_unknown_shell_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["completion", "tcsh"]).exit_code == 2
