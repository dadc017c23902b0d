"""`kith schema`: JSON Schema for editors that complete and check YAML or TOML."""

from __future__ import annotations

import json

import click

KINDS = ("contact", "event", "organisation", "campaign", "settings")


@click.command(name="schema")
@click.argument("kind", type=click.Choice(KINDS), default="contact")
def command(kind: str) -> None:
    """Print the JSON Schema of the frontmatter.

    Of a contact when no other kind is named; `settings` is about kith.toml.

    \b
    kith schema > contact.schema.json
    kith schema event
    """
    from kithbook.views import schema

    found = schema.settings() if kind == "settings" else schema.frontmatter(kind)
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
