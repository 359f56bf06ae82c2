"""Reading a pack: nothing is unpacked onto the disk, and nothing is taken at its word."""

from __future__ import annotations

import copy
import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from pathfinder_flow.verifier.sayings import Rejected

MOST_FILES = 100_000
MOST_BYTES = 8 << 30
LONGEST_TEXT = 64 << 20
LONGEST_LINE = 16 << 20
_CHUNK = 1 << 16

_PART_OF_NAME = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9_-]")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, OverflowError,
)  # fmt: skip


class Pack:
    """The files of a pack: their sizes by name, how to open one, and what to close at the end."""

    def __init__(
        self, sizes: dict[str, int], opener: Callable[[str], IO[bytes]],
        close: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.sizes, self._open, self._close = sizes, opener, close
        self._hashes: dict[str, str] = {}

    def __enter__(self) -> Pack:  # noqa: PYI034 - Self is newer than Python 3.9
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Read a file piece by piece, and never more of it than it declares."""
        if name not in self.sizes:
            raise Rejected("not_there", file=name)
        left = self.sizes[name]
        try:
            with self._open(name) as stream:
                while left >= 0:
                    chunk = stream.read(min(_CHUNK, left + 1))
                    left -= len(chunk)
                    if not chunk:
                        break
                    if left >= 0:
                        yield chunk
        except _DAMAGE as error:
            raise Rejected("damaged", file=name) from error
        if left:
            code = "damaged" if left > 0 else "inflates"
            raise Rejected(code, file=name, size=self.sizes[name])

    def text(self, name: str) -> str:
        """Read a whole file as text; what is not UTF-8 is marked, and is like nothing expected."""
        if self.sizes.get(name, 0) > LONGEST_TEXT:
            raise Rejected("too_large", file=name, limit=LONGEST_TEXT)
        return b"".join(self.chunks(name)).decode("utf-8", "replace")

    def lines(self, name: str) -> Iterator[bytes]:
        """Read a file line by line, without the line ends."""
        rest, line = b"", 1
        for chunk in self.chunks(name):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
            line += len(whole)
            if len(rest) > LONGEST_LINE:
                raise Rejected("long_line", file=name, line=line)
        if rest:
            yield rest

    def sha256(self, name: str) -> str:
        """Hash a file, once."""
        if name not in self._hashes:
            digest = hashlib.sha256()
            for chunk in self.chunks(name):
                digest.update(chunk)
            self._hashes[name] = digest.hexdigest()
        return self._hashes[name]

    def within(self, folder: str) -> list[str]:
        """Name the files in a folder of the pack."""
        return sorted(name for name in self.sizes if name.startswith(f"{folder}/"))


def open_pack(path: Path) -> Pack:
    """Open a pack: a zip file, or the folder that one was unpacked into."""
    try:
        return _open_folder(path) if path.is_dir() else _open_zip(path)
    except (OSError, ValueError) as error:
        raise Rejected("unreadable", file=path.name) from error


def _open_zip(path: Path) -> Pack:
    file = path.open("rb")
    try:
        return _pack_of(zipfile.ZipFile(file), path.name, file.close)
    except _DAMAGE as error:
        file.close()
        raise Rejected("no_zip", file=path.name) from error
    except Rejected:
        file.close()
        raise


def _pack_of(archive: zipfile.ZipFile, shown: str, close: Callable[[], None]) -> Pack:
    members = {member.orig_filename: member for member in archive.infolist()}
    if len(archive.infolist()) > MOST_FILES:
        raise Rejected("too_many", file=shown, limit=MOST_FILES)
    for name, member in members.items():
        _refuse_member(name, member)
    sizes = _checked_sizes((one.orig_filename, one.file_size) for one in archive.infolist())

    def opener(name: str) -> IO[bytes]:
        # The library stops at what is declared: what inflates beyond that must not go unnoticed.
        member = copy.copy(members[name])
        member.file_size += 2 * _CHUNK
        return archive.open(member)

    return Pack(sizes, opener, close)


def _refuse_member(name: str, member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if name.endswith("/") or kind not in (0, stat.S_IFREG):
        raise Rejected("no_file", file=name)
    if member.flag_bits & 1:
        raise Rejected("encrypted", file=name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Rejected("odd_method", file=name)


def _open_folder(path: Path) -> Pack:
    found = []
    for folder, folders, files in os.walk(path):
        for name in [*folders, *files]:
            whole = Path(folder, name)
            inside, info = whole.relative_to(path).as_posix(), whole.lstat()
            if stat.S_ISREG(info.st_mode):
                found.append((inside, info.st_size))
            elif not stat.S_ISDIR(info.st_mode):
                raise Rejected("no_file", file=inside)
    return Pack(_checked_sizes(found), lambda name: (path / name).open("rb"))


def _checked_sizes(members: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Refuse names that could be written elsewhere, files there twice, and more than fits."""
    sizes: dict[str, int] = {}
    seen: set[str] = set()
    total = 0
    for name, size in members:
        if not all(map(_PART_OF_NAME.fullmatch, name.split("/"))):
            raise Rejected("unsafe_name", file=name)
        # Some systems take names for the same that differ in capitals only.
        if name.lower() in seen:
            raise Rejected("twice", file=name)
        total += size
        if total > MOST_BYTES:
            raise Rejected("too_large", file=name, limit=MOST_BYTES)
        seen.add(name.lower())
        sizes[name] = size
    return sizes
