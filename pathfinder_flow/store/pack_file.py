"""Writing a pack: a zip file that is there whole or not at all."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused

T = TypeVar("T")
Source = bytes | Path
"""What is to be in a file of the pack, or where it lies."""

_CHUNK = 1 << 20
# The same record gives the same file, whenever and by whomever it is packed.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def refuse_existing(target: Path) -> None:
    """Raise :class:`FileRefused` where a file is already, or none can be."""
    try:
        is_there = target.exists()
    except (OSError, ValueError) as error:
        raise _unwritable(target, error) from error
    if is_there:
        why = "it is there already; name another, or put this one in its place"
        said = Clause("pack_exists", why, action("pack.replace", path=target))
        raise FileRefused(path=target, why=said)


def _unwritable(path: Path, error: Exception) -> FileRefused:
    said = of_system(error) if isinstance(error, OSError) else str(error)
    why = Clause("unwritable", "it cannot be written ({said})", said=said)
    return FileRefused(path=path, why=why)


def _unreadable(path: str, error: OSError) -> FileRefused:
    why = Clause("check_rights", "{said}; check the path and its rights", said=of_system(error))
    return FileRefused(path=path, why=why)


def write_pack(
    target: Path, members: Mapping[str, Source], manifest: Callable[[str], str],
    check: Callable[[Path], T],
) -> T:  # fmt: skip
    """Write a pack and give what its check says; it gets its name when it was checked.

    ``manifest`` makes manifest.txt of the lines that list every file: hash, size and name. Raises
    :class:`FileRefused` when the pack, or a file for it, cannot be written or read.
    """
    partial = target.parent / f".{target.name}.partial"
    try:
        with ZipFile(partial, "w", ZIP_DEFLATED) as archive:
            lines = [_add(archive, name, members[name]) for name in sorted(members)]
            _add(archive, "manifest.txt", manifest("".join(lines)).encode())
        found = check(partial)
        partial.replace(target)
    except (OSError, ValueError) as error:
        named = getattr(error, "filename", None)
        if isinstance(error, OSError) and named not in (None, str(partial)):
            raise _unreadable(named, error) from error
        # Whoever reads this knows the file by the name it was to have.
        raise _unwritable(target, error) from error
    finally:
        with suppress(OSError, ValueError):
            partial.unlink(missing_ok=True)
    return found


def _add(archive: ZipFile, name: str, source: Source) -> str:
    """Put a file into the archive; gives its line in the manifest."""
    info = ZipInfo(name, _ALWAYS)
    info.compress_type, info.create_system = ZIP_DEFLATED, 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    digest, size = sha256(), 0
    info.file_size = len(source) if isinstance(source, bytes) else source.stat().st_size
    with archive.open(info, "w") as writing:
        for chunk in _chunks(source):
            digest.update(chunk)
            size += len(chunk)
            writing.write(chunk)
    return f"{digest.hexdigest()} {size} {name}\n"


def _chunks(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as reading:
        while chunk := reading.read(_CHUNK):
            yield chunk
