"""`kith init --ci`: let a code host write the feeds every morning."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kithbook import store
from kithbook.sites.secret import VARIABLE
from kithbook.starter import workflows
from kithbook.views.diff import unified
from kithbook.words import _


def write(root: Path, host: str, *, dry_run: bool) -> None:
    """Write the host's file for the journal in `root` and say what is left to do; one that is there is left alone.

    Raises `JournalError`.
    """
    top, branch = _repository(root)
    path = top / workflows.PATHS[host]
    folder = os.path.relpath(os.path.realpath(root), os.path.realpath(top)).replace(os.sep, "/")
    text = workflows.workflow(host, branch=branch, folder=folder)
    if dry_run:
        click.echo(unified(workflows.PATHS[host], "", text), nl=False)
        return
    store.create(path, text.encode())
    click.echo(_("Wrote {file}. What is left to do:", file=workflows.PATHS[host]))
    for step in STEPS[host]():
        click.echo(f"- {step}")


def _repository(root: Path) -> tuple[Path, str]:
    """Where the repository begins, and its branch; as it will be, where there is none yet."""
    from kithbook.history.repository import NoHistory, repository

    try:
        place = repository(root)
    except NoHistory:
        return root, "main"
    return place.top, place.ask("symbolic-ref", "--quiet", "--short", "HEAD").text.strip() or "main"


def _github() -> tuple[str, ...]:
    return (
        _("keep the repository private: it has everything in it"),
        _(
            "Settings, Secrets and variables, Actions: a secret {name}, 32 digits from: openssl rand -hex 16",
            name=VARIABLE,
        ),
        _("there too: a variable {name} with what pip shall install", name="KITHBOOK"),
        _("Settings, Pages, Source: GitHub Actions"),
        _("commit the file and push; how to subscribe: kith help feed"),
    )


def _gitlab() -> tuple[str, ...]:
    return (
        _("keep the project private: it has everything in it"),
        _("Settings, General, Visibility: Pages for everyone, because a calendar cannot log in"),
        _("Settings, CI/CD, Variables: {name}, masked, 32 digits from: openssl rand -hex 16", name=VARIABLE),
        _("there too: a variable {name} with what pip shall install", name="KITHBOOK"),
        _("Build, Pipeline schedules: a new schedule for every morning"),
        _("commit the file and push; how to subscribe: kith help feed"),
    )


STEPS = {"github": _github, "gitlab": _gitlab}
