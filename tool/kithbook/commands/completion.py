"""`kith completion`: the script that lets a shell complete verbs, options and names."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command(name="completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
def command(shell: str) -> None:
    """Print the script that completes commands and names in a shell.

    \b
    bash:  echo 'eval "$(kith completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(kith completion zsh)"' >> ~/.zshrc
    fish:  kith completion fish > ~/.config/fish/completions/kith.fish

    Then open a new shell and type: kith show a, and the Tab key.
    """
    from kithbook.cli import cli

    click.echo(SHELLS[shell](cli, {}, "kith", "_KITH_COMPLETE").source(), nl=False)
