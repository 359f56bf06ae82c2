"""Files are written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder_flow.disk import write_whole


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"before")
    write_whole(path, b"after", draft=tmp_path / ".draft")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_take_its_place_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    (path / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        write_whole(path, b"data", draft=tmp_path / ".draft")
    assert list(tmp_path.iterdir()) == [path]
