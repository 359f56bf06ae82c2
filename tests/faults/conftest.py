"""A founded home folder, copied for each test: founding it anew would cost half a second."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.running import Program, fact, write_facts


@pytest.fixture(scope="session")
def founded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("founded") / "home"
    Program(home).done("init")
    return home


@pytest.fixture(scope="session")
def peopled_home(founded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three countries, each at another stage."""
    home = tmp_path_factory.mktemp("peopled") / "home"
    shutil.copytree(founded_home, home)
    rows = [
        fact("PER", "expression_of_interest", "2018-05-01"),
        fact("FRA", "status_granted", "2019-03"),
        fact("CIV", "strategic_planning_workshop", "2019-03-28/2019-03-29", note="Abidjan"),
    ]
    Program(home).done("import", str(write_facts(home / "facts.csv", rows)))
    return home


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the shell happens to have set does not matter here."""
    for name in [*os.environ]:
        if name.startswith(("PATHFINDER_FLOW_", "LC_", "LANG")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def program(founded_home: Path, tmp_path: Path) -> Program:
    """The program on a home that was just set up."""
    return Program(Path(shutil.copytree(founded_home, tmp_path / "home")))


@pytest.fixture
def peopled(peopled_home: Path, tmp_path: Path) -> Program:
    """The program on a home with three countries."""
    return Program(Path(shutil.copytree(peopled_home, tmp_path / "home")))
