"""Checks of the ladders: whatever the shape of the file alone does not say.

Names of zones and calendars are data the domain does not have: what knows them is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pathfinder_flow.domain.checks.problems import Path, Problem, check_list, shown
from pathfinder_flow.domain.checks.texts import LANGUAGE, check_basis, check_name, check_text
from pathfinder_flow.domain.reminders.ladder import (
    Escalation,
    Hours,
    Ladder,
    Ladders,
    Rung,
    Secretariat,
)
from pathfinder_flow.domain.workflow.model import LANGUAGES

CALENDAR = "[A-Z]{3}(-[A-Z0-9]{1,3})?"
ZONE = "[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*"
MESSAGE = "[a-z]+(_[a-z]+)*"
LAST_HOUR = 24
FURTHEST = 366
"""How many days a rung may lie from what it is counted from."""

Known = Callable[[str], bool]


def check_ladders(
    found: Ladders, known_zone: Known, known_calendar: Known, known_message: Known,
    *, order: bool = True,
) -> list[Problem]:  # fmt: skip
    """Give every problem of the ladders, in no particular order; none means they can be used.

    ``order=False`` leaves out the order of the rungs, for a file of which parts could not be
    read.
    """
    problems = [*_secretariat(found, known_zone, known_calendar)]
    if not found.ladders:
        problems.append(Problem(("ladders",), "there is no ladder: nobody would be reminded"))
    for name, ladder in found.ladders.items():
        path: Path = ("ladders", name)
        problems += check_name(path, name)
        problems += _ladder(ladder, path)
        for step, rung in ladder.rungs.items():
            place: Path = (*path, "rungs", step)
            problems += _rung(step, rung, place)
            if re.fullmatch(MESSAGE, rung.message) and not known_message(rung.message):
                said = f"there are no templates for the message {shown(rung.message)}"
                problems.append(Problem((*place, "message"), said))
        problems += _order(ladder, (*path, "rungs")) if order else ()
    return problems


def _secretariat(found: Ladders, known_zone: Known, known_calendar: Known) -> Iterator[Problem]:
    office = found.secretariat
    yield from check_basis(("secretariat",), office)
    if not (re.fullmatch(CALENDAR, office.calendar) and known_calendar(office.calendar)):
        yield Problem(
            ("secretariat", "calendar"),
            f"{shown(office.calendar)} is not a calendar we know: write a country's ISO code of "
            "three letters, and its part if one is meant, such as CHE-GE",
        )
    if not (re.fullmatch(ZONE, office.zone) and known_zone(office.zone)):
        yield Problem(
            ("secretariat", "zone"),
            f"{shown(office.zone)} is not a time zone we know: write it as Europe/Zurich",
        )
    yield from _language(found, office)


def _language(found: Ladders, office: Secretariat) -> Iterator[Problem]:
    path: Path = ("secretariat", "language")
    if not re.fullmatch(LANGUAGE, office.language):
        yield Problem(path, f"{shown(office.language)} is not the code of a language, such as 'fr'")
        return
    if office.language in LANGUAGES:
        return  # every text has to have it anyway
    rungs = [rung for ladder in found.ladders.values() for rung in ladder.rungs.values()]
    if not all(office.language in rung.title for rung in rungs):
        yield Problem(path, f"not every title below has a text in '{office.language}'")


def _ladder(ladder: Ladder, path: Path) -> Iterator[Problem]:
    yield from check_basis(path, ladder)
    yield from check_list((*path, "stops"), ladder.stops, "outcome")
    yield from _hours(ladder.hours, (*path, "hours"))
    if ladder.escalation:
        yield from _escalation(ladder.escalation, (*path, "escalation"))
    if not ladder.rungs:
        yield Problem((*path, "rungs"), "the ladder has no rung: nobody would be reminded")


def _hours(hours: Hours, path: Path) -> Iterator[Problem]:
    within = True
    for key in ("start", "end"):
        if not 0 <= getattr(hours, key) <= LAST_HOUR:
            within = False
            yield Problem((*path, key), f"an hour lies from 0 to {LAST_HOUR}")
    if within and hours.start >= hours.end:
        yield Problem((*path, "end"), f"the hours end before they start, at {hours.start}")


def _escalation(escalation: Escalation, path: Path) -> Iterator[Problem]:
    yield from check_basis(path, escalation)
    if not 0 <= escalation.after_days <= FURTHEST:
        yield Problem((*path, "after_days"), f"the number of days lies from 0 to {FURTHEST}")


def _rung(name: str, rung: Rung, path: Path) -> Iterator[Problem]:
    yield from check_name(path, name)
    yield from check_basis(path, rung)
    yield from check_text((*path, "title"), rung.title)
    if not re.fullmatch(MESSAGE, rung.message):
        yield Problem(
            (*path, "message"),
            f"{shown(rung.message)} cannot be the name of a message: use lower-case letters with "
            "single underscores between them",
        )
    if not -FURTHEST <= rung.days <= FURTHEST:
        yield Problem((*path, "days"), f"the number of days lies from -{FURTHEST} to {FURTHEST}")
    yield from check_list((*path, "to"), rung.to, "role")
    for index, role in enumerate(rung.copy):
        if role in rung.to:
            yield Problem((*path, "copy", index), f"'{role}' is written to already, in 'to'")
        elif role in rung.copy[:index]:
            yield Problem((*path, "copy", index), f"'{role}' is listed twice")


def _order(ladder: Ladder, path: Path) -> Iterator[Problem]:
    rungs = list(ladder.rungs.items())
    for (before, earlier), (name, rung) in pairwise(rungs):
        if _place(rung) == _place(earlier):
            yield Problem((*path, name), f"this rung is on the same day as '{before}'")
        elif _place(rung) < _place(earlier):
            yield Problem(
                (*path, name),
                f"this rung comes before '{before}' in time: write what is counted from the "
                "opening first, then from the earliest day to the last",
            )


def _place(rung: Rung) -> tuple[bool, int]:
    return rung.counted_from == "due", rung.days
