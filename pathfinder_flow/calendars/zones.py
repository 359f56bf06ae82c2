"""Time zones, always from the package ``tzdata``.

Python's own ``ZoneInfo(name)`` prefers the machine's zone files, and with them a deadline would
depend on where it is computed.
"""

from __future__ import annotations

from datetime import tzinfo
from functools import cache
from typing import TYPE_CHECKING

from pathfinder_flow.calendars.codes import UnknownZone, alpha_2

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def zone(name: str) -> tzinfo:
    """Give the time zone of a name such as ``America/Lima``, the same object each time.

    Raises ValueError with the nearest name for one that does not exist.
    """
    from zoneinfo import ZoneInfo

    if name not in _names():
        raise UnknownZone(name, sorted(_names()))
    with _data().joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def zones_of(country: str) -> tuple[str, ...]:
    """Give the names of the zones of a country (alpha-3), the one most people live in first.

    Empty for what has none of its own. Raises ValueError for a country nobody knows.
    """
    return _zones().get(alpha_2(country) or "", ())


@cache
def version() -> str:
    """Give name and version of the data: ``tzdata 2026.1``."""
    from importlib.metadata import version as installed

    return f"tzdata {installed('tzdata')}"


def _data() -> Traversable:
    from importlib.resources import files

    return files("tzdata")


@cache
def _names() -> frozenset[str]:
    return frozenset(_data().joinpath("zones").read_text(encoding="ascii").split())


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Give the zones of every country by its alpha-2 code; a line is code, place, zone, remark."""
    found: dict[str, tuple[str, ...]] = {}
    table = _data().joinpath("zoneinfo", "zone.tab").read_text(encoding="ascii")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, name = line.split("\t")[:3]
            found[code] = (*found.get(code, ()), name)
    return found
