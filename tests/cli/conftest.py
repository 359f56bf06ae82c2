"""The commands are tested on the same homes as the faults, and on one in which reports are owed."""

import shutil
from pathlib import Path

import pytest
import time_machine

from tests.cli.years import FIRST_DAY, Owing
from tests.faults.conftest import (
    _own_environment,
    founded_home,
    peopled,
    peopled_home,
    program,
)
from tests.faults.running import fact, write_facts

__all__ = ["_own_environment", "founded_home", "peopled", "peopled_home", "program"]

_FOCAL_POINTS = {"MWI": ("focal.mwi", "en"), "ALB": ("focal.alb", "fr")}


@pytest.fixture(scope="session")
def owing_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Malawi and Albania owe a report and have been told so; Brazil waits for a time zone.

    Peru is at the very beginning, and owes nothing.
    """
    folder = tmp_path_factory.mktemp("owing")
    owing = Owing(folder / "home")
    facts = [fact(code, "status_granted", "2020-03-02") for code in ("MWI", "ALB", "BRA")]
    facts += [fact("PER", "expression_of_interest", "2018-05-01")]
    with time_machine.travel(FIRST_DAY, tick=True):
        owing.done("init")
        owing.done("import", str(write_facts(folder / "facts.csv", facts)), "--quiet")
        for country, (handle, language) in _FOCAL_POINTS.items():
            owing.done(
                "mandate", "add", handle, "--role", "focal_point", "--country", country,
                "--letter", "L/1", "--email", f"{handle}@labour.example", "--language", language,
            )  # fmt: skip
        owing.done("run", "--once")
    return owing.home


@pytest.fixture
def owing(owing_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Owing:
    """The program on a home in which reports are owed, on an 80-column terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    return Owing(Path(shutil.copytree(owing_home, tmp_path / "home")))
