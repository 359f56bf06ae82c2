"""Who may see what: the table, reader by reader, for the own country and for another."""

from __future__ import annotations

from datetime import date

import pytest

from pathfinder_flow.domain.errors.not_found import NotShown
from pathfinder_flow.domain.rights.viewer import (
    COMMAND_LINE,
    MAY_SEE,
    PUBLIC,
    Reader,
    Thing,
    Viewer,
    viewer_with,
)
from pathfinder_flow.domain.roles import Mandate, Role

DAY = date(2026, 11, 22)
OWN, OTHER = "MWI", "BRA"
EVERYBODYS = {"standing", "history", "workflows"}
OF_A_COUNTRY = EVERYBODYS | {
    "country_file", "reasons", "next_moves", "refusals", "deadlines", "reminders", "mandates",
}  # fmt: skip
EVERYTHING = {str(thing) for thing in Thing}


def holding(role: Role, country: str | None = None, end: date | None = None) -> Viewer:
    mandate = Mandate(1, "p-1", role, country, date(2020, 1, 1), end, "letter")
    return viewer_with([mandate], DAY)


FOCAL_POINT = holding(Role.FOCAL_POINT, OWN)


@pytest.mark.parametrize(
    ("viewer", "country", "sees"),
    [
        (PUBLIC, OWN, EVERYBODYS),
        (FOCAL_POINT, OWN, OF_A_COUNTRY | {"letters"}),
        (FOCAL_POINT, OTHER, EVERYBODYS),
        (FOCAL_POINT, None, EVERYBODYS),
        (holding(Role.MWG), OTHER, OF_A_COUNTRY | {"meetings"}),
        (holding(Role.GCG, OWN), OTHER, OF_A_COUNTRY | {"meetings"}),
        (holding(Role.AUDITOR), OTHER, OF_A_COUNTRY | {"letters", "audit", "meetings"}),
        (holding(Role.SECRETARIAT), OTHER, EVERYTHING),
        (holding(Role.SECRETARIAT, end=date(2026, 11, 21)), OTHER, EVERYBODYS),
        (COMMAND_LINE, OTHER, EVERYTHING),
    ],
)
def test_a_reader_sees_these_things_and_no_others(
    viewer: Viewer, country: str | None, sees: set[str]
) -> None:
    assert {str(thing) for thing in Thing if viewer.sees(thing, country)} == sees


def test_the_table_speaks_of_every_thing_and_every_reader() -> None:
    assert set(MAY_SEE) == set(Thing)
    assert all(set(row) == set(Reader) for row in MAY_SEE.values())


def test_nobody_but_the_secretariat_and_the_command_line_sees_names_addresses_and_mails() -> None:
    for thing in (Thing.PERSONS, Thing.MAILS):
        readers = {reader for reader, scope in MAY_SEE[thing].items() if scope != "none"}
        assert readers == {Reader.SECRETARIAT, Reader.COMMAND_LINE}


def test_who_holds_several_mandates_sees_what_each_lets_them_see() -> None:
    both = Viewer(FOCAL_POINT.readers | {Reader.AUDITOR}, FOCAL_POINT.countries)
    assert both.sees(Thing.AUDIT, OTHER)
    assert both.sees(Thing.LETTERS, OWN)


def test_what_is_not_shown_is_refused_without_saying_whether_it_is_there() -> None:
    with pytest.raises(NotShown, match="nothing of that kind"):
        FOCAL_POINT.require(Thing.DEADLINES, OTHER)
    FOCAL_POINT.require(Thing.DEADLINES, OWN)
