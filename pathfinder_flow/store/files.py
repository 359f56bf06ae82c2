"""The evidence store: files kept by the SHA-256 of their content."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from pathfinder_flow.disk import sync, sync_names
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A kept file: the name it came with, its SHA-256 in hex, its size in bytes."""

    name: str
    sha256: str
    size: int


class EvidenceFiles:
    """A folder of files named by their hash; what is in it is never changed."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.folder, self.max_bytes = folder, max_bytes

    def path(self, sha256: str) -> Path:
        """Where the file of that hash lies."""
        return self.folder / sha256[:2] / sha256

    def keep(self, source: Path) -> StoredFile:
        """Copy a file in; raises :class:`FileRefused`. Keeping the same content twice is one file.

        The copy is complete on disk before it gets its name, so a crash leaves no half file.
        """
        try:
            why = self._why_not(source)
            if why:
                raise FileRefused(path=source, why=why)
            return self._copy(source)
        except OSError as error:
            why = Clause(
                "check_rights", "{said}; check the path and its rights", said=of_system(error)
            )
            raise FileRefused(path=source, why=why) from error

    def _why_not(self, source: Path) -> Clause | None:
        if not source.is_file():
            return Clause("not_a_file", "it is not a file; give the path of a document")
        size = source.stat().st_size
        if size > self.max_bytes:
            limit = self.max_bytes >> 20
            return Clause("give_url", "it is larger than {limit} MiB; give its URL", limit=limit)
        if size == 0:
            return Clause("empty_file", "it is empty; check that it was saved")
        return None

    def _copy(self, source: Path) -> StoredFile:
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        # Opened like any file, not as a private one: whoever shares the folder may read it.
        copy = self.folder / f"tmp{secrets.token_hex(8)}"
        with source.open("rb") as reading, copy.open("xb") as writing:
            try:
                while chunk := reading.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    writing.write(chunk)
                sync(writing)
                self._name(copy, digest.hexdigest())
            except BaseException:
                copy.unlink(missing_ok=True)
                raise
        return StoredFile(source.name, digest.hexdigest(), size)

    def _name(self, copy: Path, sha256: str) -> None:
        """Give a complete copy its name, so that the name too outlives a loss of power."""
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        copy.replace(target)
        sync_names(target.parent)

    def fault(self, sha256: str) -> Clause | None:
        """Say what is wrong with a kept file; None when it still has its hash."""
        start = sha256[:12]
        try:
            with self.path(sha256).open("rb") as reading:
                found = hashlib.file_digest(reading, "sha256").hexdigest()
        except OSError:
            says = "the evidence file {start}… cannot be read"
            return Clause("file_unreadable", says, start=start)
        says = "the evidence file {start}… no longer has that content"
        return None if found == sha256 else Clause("file_changed", says, start=start)
