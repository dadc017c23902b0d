"""A command that may have verbs of its own: `kith event new`, beside `kith event ID`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from kithbook.words import _

WHOLE = 1000
"""Letters of the line about a verb: a sentence is never cut off, in no language; what is long goes on below."""


class Nested(click.Command):
    """A command whose first word may be one of its `verbs`; anything else is an argument of its own.

    A verb wins over a thing of the same name.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, click.Command] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbs = dict(verbs or {})

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse as the verb that is named first, else as this command."""
        verb = self.verbs.get(args[0]) if args else None
        if verb is None:
            return super().make_context(info_name, args, parent, **extra)
        return verb.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a verb; options as Click does."""
        found = [CompletionItem(name) for name in self.verbs if name.startswith(incomplete)]
        return [*found, *super().shell_complete(ctx, incomplete)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the verbs."""
        super().format_options(ctx, formatter)
        if self.verbs:
            with formatter.section(_("Commands")):
                formatter.write_dl([(name, verb.get_short_help_str(WHOLE)) for name, verb in self.verbs.items()])
