"""Follows what CONTRIBUTING.md says, in a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.repository.test_house_rules import ROOT, found_by_walking, listed_by_git

GUIDE = ROOT / "CONTRIBUTING.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
NAMED = re.compile(r"# (?P<path>[\w./-]+)\n(?P<text>.*)", re.DOTALL)


def recipes() -> dict[str, str]:
    """Give each recipe of the guide: a section with blocks in it, by its heading."""
    sections = re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {one.partition("\n")[0]: one for one in sections if BLOCK.search(one)}


def copy_of_the_repository(folder: Path) -> Path:
    """Copy what belongs to the project, and lend it the environment that this test runs in."""
    copy = folder / "pathfinder-flow"
    for path in listed_by_git() or list(found_by_walking()):
        if path.is_file():
            new = copy / path.relative_to(ROOT)
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new)
    _lend_environment(copy / ".venv")
    return copy


def _lend_environment(venv: Path) -> None:
    """Make an environment of links, which make takes for complete and so never installs into."""
    venv.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        if (Path(sys.prefix) / name).exists():
            (venv / name).symlink_to(Path(sys.prefix) / name)
    for stamp in ("run.stamp", "dev.stamp"):
        (venv / stamp).touch()


def environment(copy: Path) -> dict[str, str]:
    """Give settings under which the copy's own package is the one that is imported."""
    mine = {k: v for k, v in os.environ.items() if not k.startswith(("PATHFINDER_FLOW_", "GIT_"))}
    return mine | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}


def sh(copy: Path, script: str) -> str:
    """Run lines of a shell in the copy; each must succeed."""
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=copy, env=environment(copy), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{script}\n{done.stdout}"
    return done.stdout


def follow(recipe: str, copy: Path) -> None:
    """Do what each block of a recipe says: run it, apply it, or write the file that it names."""
    for language, block in BLOCK.findall(recipe):
        if language == "sh":
            sh(copy, block)
        elif language == "diff":
            (copy / "change.diff").write_text(block, encoding="utf-8")
            sh(copy, "git apply --recount change.diff && rm change.diff")
        else:
            named = NAMED.fullmatch(block)
            assert named, f"no file is named in its first line:\n{block}"
            path = copy / named["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(named["text"], encoding="utf-8")
