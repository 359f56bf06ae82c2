"""SQLite files that are only read: a copy handed to an auditor, a disk without rights."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

Look = tuple[int, int]
"""When a file was last written to, in nanoseconds, and its size in bytes."""


def can_be_written(path: Path) -> bool:
    """Whether this user can write to a database; one that is not there yet is no reason not to."""
    real = Path(os.path.realpath(path))
    if not os.access(real, os.F_OK):
        return True
    # Whoever writes makes files beside it, unless they are there already.
    makes_files = os.access(real.parent, os.W_OK) or _log(real).exists()
    return os.access(real, os.W_OK) and makes_files


def connect(path: Path, busy_seconds: float) -> tuple[sqlite3.Connection, Look | None]:
    """Open a database for reading, and leave nothing beside it that stands in a writer's way.

    Gives the look of the file where nothing but that look tells whether somebody writes to it
    meanwhile: SQLite takes it as one that never changes, since it could not be opened otherwise.
    """
    real = Path(os.path.realpath(path))
    still = not can_be_written(real) and not _has_log(real)
    look = look_of(real) if still else None
    address = f"{real.as_uri()}?mode=ro{'&immutable=1' if still else ''}"
    return sqlite3.connect(address, uri=True, timeout=busy_seconds, check_same_thread=False), look


def look_of(path: Path) -> Look | None:
    """Give what changes of a file when it is written to; None when it is not there any more."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _has_log(path: Path) -> bool:
    """Whether something was written that is not in the file itself yet."""
    log = _log(path)
    return log.exists() and log.stat().st_size > 0


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
