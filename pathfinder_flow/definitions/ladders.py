"""Reads the ladder file, or says everything that is wrong with it at once."""

from __future__ import annotations

from pathfinder_flow.domain.checks.ladders import Known, check_ladders
from pathfinder_flow.domain.checks.problems import Problem
from pathfinder_flow.domain.reminders.ladder import Ladders


def _any_name(_: str) -> bool:
    return True


def parse_ladders(
    data: bytes, path: str, *, known_zone: Known = _any_name, known_calendar: Known = _any_name,
    known_message: Known = _any_name,
) -> Ladders:  # fmt: skip
    """Read the bytes of ``ladders.yaml``; ``path`` is what messages call it.

    ``known_zone``, ``known_calendar`` and ``known_message`` say whether there is such a time zone,
    calendar or message.
    Raises :class:`DefinitionRefused` with every problem, in the order of the lines.
    """
    # YAML and pydantic take a quarter of a second: imported where a file is read.
    from pathfinder_flow.definitions.reading import read_definition

    def problems(found: Ladders, whole: bool) -> list[Problem]:
        return check_ladders(found, known_zone, known_calendar, known_message, order=whole)

    return read_definition(data, path, Ladders, problems)
