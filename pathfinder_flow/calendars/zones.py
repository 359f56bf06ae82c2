"""Time zones, always from the package ``tzdata``.

Python's own ``ZoneInfo(name)`` prefers the machine's zone files, and with them a deadline would
depend on where it is computed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import TYPE_CHECKING

from pathfinder_flow.calendars.codes import UnknownZone, alpha_2

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_COMPARED = 6 * 366
"""Over how many days zones are compared; what differs only beyond has not been decided by law."""


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


def only_zone(country: str) -> str | None:
    """Give the one zone of a country; None where it has none, or several that must be told apart.

    Zones that keep the same time from now on are one, named by the first. Raises ValueError for a
    country nobody knows.
    """
    names = zones_of(country)
    return names[0] if names and _keep_the_same_time(names) else None


@cache
def _keep_the_same_time(names: tuple[str, ...]) -> bool:
    clocks = [zone(name) for name in names]
    return len(clocks) == 1 or all(
        len({moment.astimezone(clock).utcoffset() for clock in clocks}) == 1
        for moment in _moments()
    )


@cache
def _moments() -> tuple[datetime, ...]:
    """Give moments of the years to come at which clocks are compared: every third day.

    They begin with the year of the data and not with today, so that an answer does not depend on
    when it is asked for.
    """
    first = datetime(int(version().split()[1].split(".")[0]), 1, 1, tzinfo=UTC)
    return tuple(first + timedelta(days=days) for days in range(0, _COMPARED, 3))


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
