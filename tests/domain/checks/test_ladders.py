"""What the shape of the ladders alone does not say."""

from dataclasses import replace
from typing import Any

import pytest

from pathfinder_flow.domain.checks.ladders import check_ladders
from pathfinder_flow.domain.checks.problems import Problem
from pathfinder_flow.domain.reminders.ladder import (
    Escalation,
    Hours,
    Ladder,
    Ladders,
    Rung,
    Secretariat,
)
from pathfinder_flow.domain.roles import Role

RULES = "https://example.org/rules"
OPENING = Rung(
    title={"en": "Opening", "fr": "Ouverture", "es": "Apertura"},
    message="report_opens",
    counted_from="opening",
    days=0,
    to=(Role.FOCAL_POINT,),
    source=RULES,
)
EARLY = replace(OPENING, counted_from="due", days=-30, message="report_reminder")
LATE = replace(OPENING, counted_from="due", days=30, copy=(Role.SECRETARIAT,))
LADDER = Ladder(
    hours=Hours(start=9, end=17),
    stops=("reported",),
    rungs={"opening": OPENING, "early": EARLY, "late": LATE},
    source=RULES,
)
OFFICE = Secretariat(calendar="CHE-GE", zone="Europe/Zurich", language="en", source=RULES)
GOOD = Ladders(secretariat=OFFICE, ladders={"report": LADDER})


def known(_: str) -> bool:
    return True


def unknown(_: str) -> bool:
    return False


def problems(found: Ladders) -> list[Problem]:
    return check_ladders(found, known, known, known)


def with_office(**changes: Any) -> Ladders:
    return replace(GOOD, secretariat=replace(OFFICE, **changes))


def with_ladder(**changes: Any) -> Ladders:
    return replace(GOOD, ladders={"report": replace(LADDER, **changes)})


def with_late(**changes: Any) -> Ladders:
    return with_ladder(rungs={**LADDER.rungs, "late": replace(LATE, **changes)})


LATE_AT = ("ladders", "report", "rungs", "late")


def test_good_ladders_have_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"calendar": "Geneva"}, "calendar", "not a calendar we know"),
        ({"calendar": "CHE_GE"}, "calendar", "not a calendar we know"),
        ({"zone": "../etc/passwd"}, "zone", "not a time zone we know"),
        ({"zone": ""}, "zone", "not a time zone we know"),
        ({"language": "English"}, "language", "not the code of a language"),
        ({"language": "pt"}, "language", "not every title below has a text in 'pt'"),
        ({"assumption": True}, "assumption", "add 'because'"),
        ({"because": "It is so."}, "because", "only for what has 'assumption: true'"),
    ],
)
def test_the_secretariat_is_checked(changes: dict[str, Any], key: str, words: str) -> None:
    (problem,) = problems(with_office(**changes))
    assert problem.path == ("secretariat", key)
    assert words in problem.message


def test_the_secretariat_rests_on_something() -> None:
    (problem,) = problems(with_office(source=None))
    assert problem.path == ("secretariat",)


def test_what_knows_zones_and_calendars_is_asked() -> None:
    assert [one.path[-1] for one in check_ladders(GOOD, unknown, known, known)] == ["zone"]
    assert [one.path[-1] for one in check_ladders(GOOD, known, unknown, known)] == ["calendar"]


def test_what_knows_the_messages_is_asked() -> None:
    found = check_ladders(GOOD, known, known, unknown)
    assert [one.path[-2:] for one in found] == [(name, "message") for name in LADDER.rungs]


@pytest.mark.parametrize("days", [-1, 367])
def test_others_are_told_within_a_year(days: int) -> None:
    (problem,) = problems(with_ladder(escalation=Escalation(after_days=days, source=RULES)))
    assert problem.path == ("ladders", "report", "escalation", "after_days")


def test_a_language_beyond_ours_will_do_when_every_title_has_it() -> None:
    rungs = {
        name: replace(rung, title={**rung.title, "pt": "Prazo"})
        for name, rung in LADDER.rungs.items()
    }
    found = replace(with_ladder(rungs=rungs), secretariat=replace(OFFICE, language="pt"))
    assert problems(found) == []


@pytest.mark.parametrize(
    ("hours", "keys"),
    [
        (Hours(start=0, end=24), []),
        (Hours(start=23, end=24), []),
        (Hours(start=9, end=9), ["end"]),
        (Hours(start=17, end=9), ["end"]),
        (Hours(start=-1, end=9), ["start"]),
        (Hours(start=9, end=25), ["end"]),
        (Hours(start=30, end=-3), ["start", "end"]),
    ],
)
def test_hours_lie_within_a_day_and_start_before_they_end(hours: Hours, keys: list[str]) -> None:
    assert [one.path for one in problems(with_ladder(hours=hours))] == [
        ("ladders", "report", "hours", key) for key in keys
    ]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"rungs": {}}, ("rungs",), "the ladder has no rung"),
        ({"stops": ()}, ("stops",), "name at least one outcome"),
        ({"stops": ("waived", "waived")}, ("stops", 1), "listed twice"),
        ({"source": " "}, (), "nothing says what this rests on"),
    ],
)
def test_a_ladder_is_checked(changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    (problem,) = problems(with_ladder(**changes))
    assert problem.path == ("ladders", "report", *path)
    assert words in problem.message


def test_there_is_at_least_one_ladder() -> None:
    assert [one.path for one in problems(replace(GOOD, ladders={}))] == [("ladders",)]


@pytest.mark.parametrize("name", ["annual.report", "Report", "", "class"])
def test_a_ladder_has_a_proper_name(name: str) -> None:
    assert [one.path for one in problems(replace(GOOD, ladders={name: LADDER}))] == [
        ("ladders", name)
    ]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"days": 367}, ("days",), "lies from -366 to 366"),
        ({"message": "report-overdue"}, ("message",), "cannot be the name of a message"),
        ({"message": "../secret"}, ("message",), "cannot be the name of a message"),
        ({"message": "_"}, ("message",), "cannot be the name of a message"),
        ({"to": ()}, ("to",), "name at least one role"),
        ({"to": (Role.MWG, Role.MWG)}, ("to", 1), "listed twice"),
        ({"copy": (Role.MWG, Role.MWG)}, ("copy", 1), "listed twice"),
        ({"copy": (Role.FOCAL_POINT,)}, ("copy", 0), "written to already"),
        ({"title": {"en": "Late", "es": "Tarde"}}, ("title", "fr"), "the text in 'fr' is missing"),
        ({"assumption": True}, ("assumption",), "add 'because'"),
        ({"source": None}, (), "nothing says what this rests on"),
    ],
)
def test_a_rung_is_checked(changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    (problem,) = problems(with_late(**changes))
    assert problem.path == (*LATE_AT, *path)
    assert words in problem.message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": -30}, "on the same day as 'early'"),
        ({"days": -31}, "before 'early' in time"),
        ({"counted_from": "opening", "days": 60}, "before 'early' in time"),
    ],
)
def test_rungs_stand_in_the_order_of_time(changes: dict[str, Any], words: str) -> None:
    (problem,) = problems(with_late(**changes))
    assert problem.path == LATE_AT
    assert words in problem.message


def test_the_order_is_left_out_when_days_could_not_be_read() -> None:
    assert check_ladders(with_late(days=-31), known, known, known, order=False) == []
