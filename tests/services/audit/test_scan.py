"""A long ledger is looked at by several processes at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DESK

_SHARED = """
import sys
from pathfinder_flow.services.audit import scan as scanning
from pathfinder_flow.cli.main import main
scanning.STRETCH, scanning._LONG = 16, 1
assert scanning._can_share() or sys.exit(7)
main()
"""


def test_several_processes_come_to_the_same_verdicts(tmp_path: Path) -> None:
    home = str(tmp_path / "home")

    def run(*start: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *start, "--home", home, "--as", DESK]
        return subprocess.run(
            [*command, *told], capture_output=True, text=True, check=False, timeout=60
        )

    told = ["demo"]
    assert run("-m", "pathfinder_flow").returncode == 0
    told = ["audit", "key", "create"]
    assert run("-m", "pathfinder_flow").returncode == 0
    told = ["audit", "verify", "--json"]
    shared, alone = run("-c", _SHARED), run("-m", "pathfinder_flow")
    if shared.returncode == 7:
        pytest.skip("processes cannot be forked here, or there is only one processor")
    assert shared.stdout == alone.stdout, shared.stderr
    assert json.loads(alone.stdout)[0]["looked_at"]["entries"] > 64
