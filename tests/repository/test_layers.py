"""The layers hold in the real package, and a breach of them does not pass unseen."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Checks the contracts of the package in `folder`, which comes first on the path."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to plant a breach in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "pathfinder_flow",
        tmp_path / "pathfinder_flow",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return tmp_path


def test_the_real_package_keeps_its_layers() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "reported"),
    [
        pytest.param(
            "domain/breach.py",
            "import pathfinder_flow.services",
            "pathfinder_flow.domain.breach -> pathfinder_flow.services",
            id="domain imports a service",
        ),
        pytest.param(
            "store/breach.py",
            "import pathfinder_flow.definitions",
            "pathfinder_flow.store.breach -> pathfinder_flow.definitions",
            id="store knows the definitions",
        ),
        pytest.param(
            "services/breach.py",
            "import pathfinder_flow.settings",
            "pathfinder_flow.services.breach -> pathfinder_flow.settings",
            id="a service reads the settings",
        ),
        pytest.param(
            "domain/breach.py",
            "import sqlalchemy",
            "pathfinder_flow.domain.breach -> sqlalchemy",
            id="domain reaches for the database",
        ),
        pytest.param(
            "domain/breach.py",
            "from pathlib import Path",
            "pathfinder_flow.domain.breach -> pathlib",
            id="domain reaches for a file",
        ),
        pytest.param(
            "unplaced.py",
            '"""Has no layer."""',
            "unplaced",
            id="a module without a layer",
        ),
    ],
)
def test_a_breach_is_reported(copy: Path, module: str, line: str, reported: str) -> None:
    (copy / "pathfinder_flow" / module).write_text(line + "\n", encoding="utf-8")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert reported in result.stdout
