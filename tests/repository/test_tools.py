"""What runs around the code: hooks, containers, the forge, the documentation's build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.repository.recipes import ROOT, environment

RELEASED = ["3.11", "3.12", "3.13"]
"""The versions of Python that the classifiers promise."""


def yaml(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


def loaded_from_elsewhere(site: Path) -> list[str]:
    found: list[str] = run_path(str(ROOT / ".ci/docs_hooks.py"))["loaded_from_elsewhere"](site)
    return found


def test_hooks_before_a_commit_run_what_is_locked_here() -> None:
    hooks = [(repo["repo"], hook) for repo in yaml(".pre-commit-config.yaml")["repos"]
             for hook in repo["hooks"]]  # fmt: skip
    assert {(repo, hook["language"]) for repo, hook in hooks} == {("local", "system")}
    programs = [hook["entry"].split()[0] for _, hook in hooks]
    assert [p for p in programs if not p.startswith(".venv/bin/")] == []
    assert [p for p in programs if not (Path(sys.prefix) / p.removeprefix(".venv/")).exists()] == []


def test_a_container_for_development_starts_with_what_the_guide_starts_with() -> None:
    made = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert made["postCreateCommand"] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    version = re.search(r"python:(\d\.\d+)", made["image"])
    assert version
    assert version[1] in RELEASED


def test_the_forge_runs_everything_on_every_version_that_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = re.findall(r":: (3\.\d+)$", "\n".join(project["classifiers"]), re.MULTILINE)
    job = yaml(".github/workflows/ci.yml")["jobs"]["run"]
    assert promised == job["strategy"]["matrix"]["python"] == RELEASED
    assert job["steps"][-1] == {"run": ".ci/run"}
    assert f"for version in {' '.join(promised)}; do" in (ROOT / ".ci/versions").read_text()


def test_a_python_that_is_not_there_is_skipped_with_the_reason(tmp_path: Path) -> None:
    for program in ("bash", "dirname", "env"):
        (tmp_path / program).symlink_to(shutil.which(program) or program)
    launcher = tmp_path / "python3.12"
    launcher.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    launcher.chmod(0o755)
    result = subprocess.run(
        [ROOT / ".ci/versions"], env=environment(ROOT) | {"PATH": str(tmp_path), "PYTHONS": ""},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert result.stdout.count("skipped: there is no Python 3.") == len(RELEASED)
    assert (result.returncode, result.stderr) == (1, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", '<script defer src="https://cdn.example/x.js"></script>'),
        ("x.html", '<img alt="" src="//cdn.example/x.png">'),
        ("x.html", '<link rel="stylesheet" href="https://cdn.example/x.css">'),
        ("x.html", '<pre class="mermaid"><code>graph</code></pre>'),
        ("x.css", "@font-face { src: url(https://fonts.example/x.woff2) }"),
    ],
)
def test_a_site_that_loads_something_from_elsewhere_is_not_built(
    name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(loaded_from_elsewhere(tmp_path)) == 1


def test_a_site_may_lead_elsewhere_when_a_reader_follows_a_link(tmp_path: Path) -> None:
    text = '<a href="https://c2sp.org/signed-note">note</a><script src="x.js"></script>'
    (tmp_path / "x.html").write_text(text, encoding="utf-8")
    assert loaded_from_elsewhere(tmp_path) == []


def pages(menu: Any) -> list[str]:
    match menu:
        case str():
            return [menu]
        case dict():
            return [page for one in menu.values() for page in pages(one)]
    return [page for one in menu for page in pages(one)]


def test_every_page_of_the_documentation_has_its_place_in_the_menu() -> None:
    there = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    assert sorted(pages(yaml("mkdocs.yml")["nav"])) == sorted(there)


def test_what_a_source_archive_is_made_of_is_there_and_complete() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    assert [name for name in listed if not (ROOT / name).exists()] == []
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout says what is tracked")
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
    ).stdout.split()  # fmt: skip
    # Hatchling adds these by itself.
    given = {".gitignore", "LICENSE", "README.md", "pyproject.toml"}
    assert {name.partition("/")[0] for name in tracked} - {*listed} <= given | {".gitattributes"}
