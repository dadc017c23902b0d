"""`kith init --ci`: a file for a code host that writes the feeds every morning and publishes nothing but them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema.validators import validator_for

from kithbook.cli import cli
from kithbook.starter.workflows import PATHS, workflow
from kithbook.world import JournalError

SCHEMAS = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
"""What the hosts document, as JSON Schema."""
DOCUMENTED = {"github": "github-workflows.json", "gitlab": "gitlab-ci.json"}
ADA = {"ada.md": "---\nname: Ada\nmet: 2026-03-01\n---\n"}
OFFICIAL = re.compile(r"actions/[a-z-]+@v[0-9]+")


def kith(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def parsed(text: str) -> dict[str, Any]:
    """The file as the host reads it: in YAML 1.1 the key `on` would be true."""
    read = yaml.load(text, yaml.BaseLoader)  # noqa: S506  (it makes nothing but texts)
    assert isinstance(read, dict)
    return read


def refused(host: str, text: str) -> list[str]:
    schema = json.loads((SCHEMAS / DOCUMENTED[host]).read_text(encoding="utf-8"))
    read = yaml.safe_load(text)
    read = {"on" if key is True else key: value for key, value in read.items()}
    return [error.message for error in validator_for(schema)(schema).iter_errors(read)]


@pytest.mark.parametrize("host", PATHS)
@pytest.mark.parametrize("folder", [".", "my people/journal"])
def test_the_file_is_what_the_host_documents(host: str, folder: str) -> None:
    text = workflow(host, branch="main", folder=folder)
    assert refused(host, text) == []
    assert "@" not in re.sub(r"@v[0-9]", "", text)
    assert folder in text


@pytest.mark.parametrize(("host", "key"), [("github", "steps:"), ("gitlab", "script:")])
def test_a_slip_in_the_file_would_be_seen(host: str, key: str) -> None:
    assert refused(host, workflow(host, branch="main", folder=".").replace(key, "slip:")) != []


def test_github_writes_every_morning_from_the_whole_history_with_official_actions_only() -> None:
    read = parsed(workflow("github", branch="trunk", folder="."))
    assert read["on"]["schedule"] == [{"cron": "5 3 * * *"}]
    assert read["on"]["push"] == {"branches": ["trunk"]}
    steps = [step for job in read["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [one for one in used if not OFFICIAL.fullmatch(one)] == []
    assert steps[0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_on_github_only_the_job_that_publishes_may_publish_and_nothing_may_write() -> None:
    read = parsed(workflow("github", branch="main", folder="."))
    assert read["permissions"] == {"contents": "read"}
    assert "permissions" not in read["jobs"]["build"]
    assert read["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_on_github_the_feeds_are_published_and_the_site_is_not() -> None:
    steps = parsed(workflow("github", branch="main", folder="."))["jobs"]["build"]["steps"]
    (pages,) = (step["with"]["path"] for step in steps if step.get("uses", "").startswith("actions/upload-pages"))
    assert pages == "${{ runner.temp }}/feeds"
    runs = [step["run"] for step in steps if "run" in step]
    assert 'kith feed --output "$RUNNER_TEMP/feeds"' in runs
    assert [run for run in runs if "feeds" in run and "build" in run] == []


def test_on_github_no_setting_of_the_repository_is_pasted_into_a_command() -> None:
    read = parsed(workflow("github", branch="main", folder="."))
    assert read["env"].items() >= {("KITH_FEED_SECRET", "${{ secrets.KITH_FEED_SECRET }}")}
    runs = [step["run"] for job in read["jobs"].values() for step in job["steps"] if "run" in step]
    assert [run for run in runs if "${{" in run] == []


def test_gitlab_publishes_the_feeds_from_the_whole_history_of_the_default_branch() -> None:
    read = parsed(workflow("gitlab", branch="main", folder="people"))
    assert read["variables"] == {"GIT_DEPTH": "0", "JOURNAL": "people"}
    assert 'kith feed --output "$CI_PROJECT_DIR/public"' in read["pages"]["script"]
    assert [line for line in read["pages"]["script"] if "public" in line and "build" in line] == []
    assert read["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


@pytest.mark.parametrize("name", ["a${{ github.token }}", 'a"b', "a\nb", "a;b", "$(id)", ""])
def test_a_name_that_the_host_might_read_as_more_is_refused(name: str) -> None:
    for given in ({"branch": name, "folder": "."}, {"branch": "main", "folder": name}):
        with pytest.raises(JournalError, match="cannot stand in a workflow"):
            workflow("github", **given)


def test_the_commands_of_the_file_write_secret_feeds_and_a_site(write_journal: Any, tmp_path: Path) -> None:
    """What the host would type, typed here."""
    root = write_journal(ADA)
    (root / "mkdocs.yml").write_text("site_name: P\ndocs_dir: contacts\ntheme: {name: material}\nplugins: [kith]\n")
    digits = "0123456789abcdef0123456789abcdef"
    for line in parsed(workflow("gitlab", branch="main", folder="."))["pages"]["script"]:
        if line.startswith("kith "):
            words = [word.strip('"').replace("$CI_PROJECT_DIR", str(tmp_path / "out")) for word in line.split()[1:]]
            said = CliRunner().invoke(cli, ["-C", str(root), *words], env={"KITH_FEED_SECRET": digits})
            assert said.exit_code == 0, said.output
    published = sorted(path.name for path in (tmp_path / "out" / "public").iterdir())
    assert [name[:-36] for name in published] == ["follow-ups-", "occasions-"]
    assert (tmp_path / "out" / "site" / "index.html").is_file()


def test_without_the_secret_nothing_is_published_on_github(write_journal: Any) -> None:
    """The host hands over a secret that nobody stored as an empty text."""
    root = write_journal(ADA)
    said = CliRunner().invoke(cli, ["-C", str(root), "feed"], env={"KITH_FEED_SECRET": ""})
    assert (said.exit_code, (root / "site").exists()) == (3, False)


@pytest.mark.parametrize(("given", "passes"), [({}, False), ({"KITH_FEED_SECRET": ""}, False), (None, True)])
def test_without_the_secret_nothing_is_published_on_gitlab(given: dict[str, str] | None, passes: bool) -> None:
    """The host leaves a variable that nobody stored out of the environment, and stops at the first line that fails."""
    first, *_ = parsed(workflow("gitlab", branch="main", folder="."))["pages"]["script"]
    said = subprocess.run(
        ["/bin/sh", "-c", first],
        env={"KITH_FEED_SECRET": "0123456789abcdef0123456789abcdef"} if given is None else given,
        capture_output=True,
        text=True,
    )
    assert (said.returncode == 0) is passes
    assert ("KITH_FEED_SECRET" in said.stderr) is not passes


# The command


@pytest.mark.parametrize("host", PATHS)
def test_a_journal_that_is_there_gets_the_file_and_nothing_else(write_journal: Any, host: str) -> None:
    root = write_journal(ADA)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    said = kith("init", root, "--ci", host)
    assert said.exit_code == 0, said.output
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert after.keys() - before.keys() == {root / PATHS[host]}
    assert {path: after[path] for path in before} == before
    assert said.stdout.startswith(f"Wrote {PATHS[host]}. What is left to do:\n- keep the ")
    assert "KITH_FEED_SECRET" in said.stdout


def test_the_journal_is_the_one_here_when_none_is_named(write_journal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal(ADA)
    monkeypatch.chdir(root / "contacts")
    assert kith("init", "--ci", "github").exit_code == 0
    assert (root / PATHS["github"]).is_file()


def test_a_journal_inside_a_repository_gets_its_file_at_the_top_with_its_branch(write_journal: Any) -> None:
    top = write_journal({})
    subprocess.run(["git", "init", "-q", "-b", "trunk", str(top)], check=True)
    (top / "contacts").rename(top / "elsewhere")
    (top / "my people" / "contacts").mkdir(parents=True)
    assert kith("init", top / "my people", "--ci", "github").exit_code == 0
    text = (top / PATHS["github"]).read_text()
    assert 'branches: ["trunk"]' in text
    assert 'working-directory: "my people"' in text


def test_a_new_journal_can_have_it_at_once(tmp_path: Path) -> None:
    said = kith("init", tmp_path / "people", "--ci", "github", "--today", "2026-03-01")
    assert said.exit_code == 0, said.output
    assert (tmp_path / "people" / "contacts").is_dir()
    assert (tmp_path / "people" / PATHS["github"]).is_file()


def test_in_an_italian_journal_it_is_said_in_italian_what_is_left_to_do(write_journal: Any) -> None:
    root = write_journal(ADA | {"kith.toml": 'language = "it"\n'})
    assert "Che cosa resta da fare" in kith("init", root, "--ci", "github").stdout
    assert "What is left" in kith("--language", "en", "init", root, "--ci", "gitlab").stdout


def test_a_file_that_is_there_is_left_as_it_is(write_journal: Any) -> None:
    root = write_journal(ADA)
    (root / ".gitlab-ci.yml").write_text("mine: 1\n")
    said = kith("init", root, "--ci", "gitlab")
    assert said.exit_code == 3
    assert (root / ".gitlab-ci.yml").read_text() == "mine: 1\n"


def test_a_dry_run_shows_the_file_and_writes_nothing(write_journal: Any, tmp_path: Path) -> None:
    root = write_journal(ADA)
    said = kith("init", root, "--ci", "github", "--dry-run")
    assert said.stdout.startswith(f"--- a/{PATHS['github']}\n+++ b/{PATHS['github']}\n")
    assert not (root / ".github").exists()
    made = kith("init", tmp_path / "new", "--dry-run")
    assert str(tmp_path / "new" / "contacts" / "ada-rossi.md") in made.stdout
    assert not (tmp_path / "new").exists()


def test_without_a_folder_and_without_a_host_it_says_what_to_type() -> None:
    said = kith("init")
    assert said.exit_code == 2
    assert "say where to make the journal: kith init DIR" in said.stderr
