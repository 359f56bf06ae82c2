"""Says what is wrong with the built files of a release: ``check_dist.py VERSION FILE...``."""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from packaging.metadata import Metadata

LEAN = re.compile(r"pathfinder_flow/|pathfinder_flow-[^/]+\.dist-info/")
"""What a wheel may hold: the program with its data, and what the installer needs."""
NEEDED = ("CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml", "tests/conftest.py")
"""Some of what a source archive must hold to be built and tested from."""


def problems(version: str, path: Path) -> Iterator[str]:
    """Say what is wrong with one file, if anything."""
    names, metadata = _read(path)
    found = Metadata.from_email(metadata, validate=True)
    if str(found.version) != version:
        yield f"{path.name} is of version {found.version}"
    if not found.description:
        yield f"{path.name} has no description"
    if path.suffix == ".whl":
        yield from (f"{path.name} holds {name}" for name in names if not LEAN.match(name))
    else:
        yield from (f"{path.name} lacks {name}" for name in NEEDED if name not in names)


def _read(path: Path) -> tuple[list[str], bytes]:
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            return names, wheel.read(next(n for n in names if n.endswith(".dist-info/METADATA")))
    with tarfile.open(path) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
        member = archive.extractfile(f"{archive.getnames()[0].partition('/')[0]}/PKG-INFO")
        return names, member.read() if member else b""


def main(version: str, *files: str) -> int:
    """Print what is wrong; 1 if anything is, or if a wheel or a source archive is missing."""
    found = [problem for file in files for problem in problems(version, Path(file))]
    found += [
        f"there is no {ending}"
        for ending in (".whl", ".tar.gz")
        if not any(file.endswith(ending) for file in files)
    ]
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
