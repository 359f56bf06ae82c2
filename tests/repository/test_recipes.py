"""Whoever follows CONTRIBUTING.md gets where it leads, and whoever releases gets a release."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.repository.recipes import (
    GUIDE,
    ROOT,
    copy_of_the_repository,
    environment,
    follow,
    recipes,
    sh,
)

TARGET = re.compile(r"^([a-z][a-z-]*):.*## ", re.MULTILINE)
COMMIT = "git -c user.name=Test -c user.email=test@pathfinder.example"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_of_the_repository(tmp_path)


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_of_the_guide_can_be_followed(name: str, copy: Path) -> None:
    follow(recipes()[name], copy)


def test_the_guide_has_a_recipe_for_each_thing_that_newcomers_do() -> None:
    assert list(recipes()) == ["Set up", "One test", "One guard", "One language"]


def test_every_target_that_the_guide_names_is_one_of_make() -> None:
    targets = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    named = re.findall(r"`make ([a-z-]+)`", GUIDE.read_text(encoding="utf-8"))
    assert set(named) <= set(targets)


def released(copy: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [copy / ".ci" / "release"], env=environment(copy), check=False,
        capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture
def repository(copy: Path) -> Path:
    """A copy with its own history, whose changelog names a day."""
    changelog = copy / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    dated = re.sub(r"^(## \S+ - ).*$", r"\g<1>2026-12-01", text, count=1, flags=re.MULTILINE)
    changelog.write_text(dated, encoding="utf-8")
    sh(
        copy,
        f"git init -q -b main && echo .venv >>.gitignore && git add -A && {COMMIT} commit -qm x",
    )
    sh(copy, "git config user.name Test && git config user.email test@pathfinder.example")
    return copy


def test_a_release_is_built_checked_and_tagged_with_its_notes(repository: Path) -> None:
    result = released(repository)
    assert result.returncode == 0, result.stderr
    built = sorted(path.suffix for path in (repository / "dist").iterdir())
    notes = sh(repository, "git tag --list --format='%(contents)'")
    heading, first, *_ = [line for line in notes.splitlines() if line]
    assert built == [".gz", ".whl"]
    assert heading == f"pathfinder-flow {sh(repository, 'git tag').strip().removeprefix('v')}"
    assert first in (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert released(repository).stderr.endswith("is there already\n")


def test_no_release_is_made_of_what_is_not_committed(repository: Path) -> None:
    (repository / "README.md").write_text("Changed", encoding="utf-8")
    assert "something is not committed" in released(repository).stderr
    assert sh(repository, "git tag") == ""


def test_no_release_is_made_before_the_changelog_names_a_day(repository: Path) -> None:
    sh(repository, f"sed -i 's/2026-12-01/unreleased/' CHANGELOG.md && {COMMIT} commit -qam x")
    result = released(repository)
    assert "unreleased" in result.stderr
    assert (result.returncode, sh(repository, "git tag")) == (1, "")
