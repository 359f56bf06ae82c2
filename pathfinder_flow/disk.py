"""Writing files so that they are there whole, or not at all, also after a loss of power."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO


def write_whole(path: Path, data: bytes, *, draft: Path) -> None:
    """Write a file as a ``draft`` in the same file system, and give it its place when it is whole.

    Raises OSError, and leaves no draft, when it cannot.
    """
    try:
        with draft.open("wb") as file:
            file.write(data)
            sync(file)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    sync_names(path.parent)


def sync(file: IO[bytes]) -> None:
    """Let what was written to a file outlive a loss of power."""
    file.flush()
    os.fsync(file.fileno())


def sync_names(folder: Path) -> None:
    """Let the names in a folder outlive a loss of power, where a folder can be synced."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
