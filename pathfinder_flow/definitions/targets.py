"""Reads the goals that the Alliance has set itself, each with its public source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from pathfinder_flow.definitions.data_files import data_folder

Measure = Literal["new_holders", "implementing", "partners", "action_groups"]


@dataclass(frozen=True, slots=True)
class Target:
    """A goal: what is counted, how many, whether every year, by the end of which year.

    ``new_holders`` are countries that receive the status, ``implementing`` those that put a plan
    into practice; ``partners`` and ``action_groups`` are no matter of this ledger.
    """

    measure: Measure
    goal: int
    every_year: bool
    until: int
    source: str


def read_targets() -> list[Target]:
    """Give the goals that ship with the program, in the order of their file."""
    path = data_folder("workflows") / "pathfinder" / "targets.tsv"
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    return [_target(line.split("\t")) for line in lines]


def _target(cells: list[str]) -> Target:
    measure, goal, per, until, source = cells
    if measure not in get_args(Measure):
        raise ValueError(measure)
    return Target(cast("Measure", measure), int(goal), per == "year", int(until), source)
