"""Journals in real git repositories, made by the real git without any settings of the machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing but what the test tells it."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def begin(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Irene Bassi")
    git(folder, "config", "user.email", "irene@bassi.example")
    return folder


def save(root: Path, name: str, text: str) -> str:
    path = root / "contacts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return f"contacts/{name}"


def status(folder: Path) -> list[str]:
    return git(folder, "status", "--porcelain").splitlines()


def keep(root: Path, day: str, author: str, texts: Mapping[str, str], subject: str = "Work") -> None:
    """Commit these files as somebody on a day."""
    for name, text in texts.items():
        save(root, name, text)
    git(root, "add", "--all", ".")
    mail = f"{author.split()[0].lower()}@bottega.example"
    git(
        root, "-c", f"user.name={author}", "-c", f"user.email={mail}", "commit", "--quiet", "-m", subject,
        f"--date={day}T10:00:00+01:00",
    )  # fmt: skip
