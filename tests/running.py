"""Run `kith` on a journal as a shell would, in a pipe of so many columns, on the first of March 2026."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from kithbook.cli import cli

EXAMPLES = Path(__file__).parent / "examples"


def kith(root: Path, *arguments: str, width: int = 80, colour: bool = False) -> Result:
    """The result of one command; `colour` is what FORCE_COLOR asks for."""
    env = {"COLUMNS": str(width), "NO_COLOR": None, "FORCE_COLOR": "1" if colour else None}
    verb, *rest = arguments
    return CliRunner().invoke(cli, ["-C", str(root), *verb.split(), "--today", "2026-03-01", *rest], env=env)


def said(root: Path, *arguments: str, width: int = 80) -> str:
    """What a command that must succeed wrote on standard output."""
    result = kith(root, *arguments, width=width)
    assert result.exit_code == 0, result.output
    return result.stdout
