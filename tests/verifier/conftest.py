"""What tests of the verifier share: one pack, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pathfinder_flow.definitions.parse import Definition
from tests.packs import Audited, Members, audited, taken_apart


@pytest.fixture(scope="session")
def peru(
    tmp_path_factory: pytest.TempPathFactory, definitions: list[Definition]
) -> Iterator[Audited]:
    """Peru's record, which no test changes."""
    with audited(tmp_path_factory.mktemp("peru"), definitions) as made:
        yield made


@pytest.fixture(scope="session")
def good(peru: Audited, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that names people."""
    path = tmp_path_factory.mktemp("pack") / "PER.zip"
    peru.packed(path, with_names=True)
    return path


@pytest.fixture
def members(good: Path) -> Members:
    return taken_apart(good)
