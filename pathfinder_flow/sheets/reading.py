"""Reading a file of rows, whatever it is: a workbook, or a text file in any common shape."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.sheets.table import SheetTable
from pathfinder_flow.sheets.texts import read_text_file
from pathfinder_flow.sheets.workbooks import OLD_SIGNATURE, SIGNATURE, read_workbook

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
MAX_BYTES = 16 << 20
"""The largest sheet that is read at once."""


def read_tables(path: Path) -> list[SheetTable]:
    """Read a file's sheets, those with something in them; raises :class:`FileRefused`."""
    data = read_whole(path, MAX_BYTES)
    if data.startswith(SIGNATURE):
        tables = read_workbook(path, data)
    elif data.startswith(OLD_SIGNATURE):
        said = "it is an old workbook (XLS) or has a password; save it as XLSX without one"
        raise FileRefused(path=path, why=Clause("old_workbook", said))
    else:
        tables = [read_text_file(path, data)]
    found = [table for table in tables if table.rows]
    if not found:
        why = Clause("no_columns", "it is empty; its first line must name the columns")
        raise FileRefused(path=path, why=why)
    return found


def read_whole(path: Path, limit: int) -> bytes:
    """Read a regular file of at most so many bytes; raises :class:`FileRefused`."""
    with open_regular(path, limit) as file:
        return file.read(limit)


@contextmanager
def open_regular(path: Path, limit: int) -> Iterator[BinaryIO]:
    """Open a regular file of at most so many bytes; a pipe or device is refused, not waited for."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            found = os.fstat(file.fileno())
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(found.st_mode):
                said = "it is a pipe or a device, not a file"
                raise FileRefused(path=path, why=Clause("not_regular", said))
            if found.st_size > limit:
                said = "it is larger than {limit} MiB; split it"
                raise FileRefused(path=path, why=Clause("split_it", said, limit=limit >> 20))
            yield file
    except OSError as error:
        why = Clause("check_it", "{said}; check it", said=of_system(error))
        raise FileRefused(path=path, why=why) from error
