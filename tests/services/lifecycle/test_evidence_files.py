"""Documents are kept last, so that what is refused leaves none; and others may read them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathfinder_flow.domain.errors.invalid import ControlCharacters
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from tests.services.conftest import DESK, Office


@pytest.fixture
def umask() -> Iterator[int]:
    """A umask that lets the group read and write."""
    before = os.umask(0o007)
    yield 0o007
    os.umask(before)


def document(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"a letter")
    return path


def kept(office: Office) -> list[Path]:
    return [path for path in office.app.files.folder.rglob("*") if path.is_file()]


def test_a_file_with_a_refused_note_is_not_kept(office: Office, tmp_path: Path) -> None:
    office.open("PER", "2020-01-10")
    new = NewEvidence("expression_of_interest", "2020-01-10", document(tmp_path), note="a\x1b[31mb")
    with pytest.raises(ControlCharacters):
        add_evidence(office.app, DESK, "PER", new)
    assert kept(office) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_a_kept_file_has_the_rights_that_the_umask_gives(
    office: Office, tmp_path: Path, umask: int
) -> None:
    office.open("PER", "2020-01-10")
    new = NewEvidence("expression_of_interest", "2020-01-10", document(tmp_path))
    entry = add_evidence(office.app, DESK, "PER", new)
    (path,) = kept(office)
    assert path.name == entry.body["source"]["sha256"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
