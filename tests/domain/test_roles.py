"""Mandates: when they hold, for whom, and which one lets a person act."""

from datetime import date

import pytest

from pathfinder_flow.domain.roles import Actor, Body, Role
from tests.domain.values import mandate

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("2024-05-01", None, True),
        ("2024-05-02", None, False),
        ("2018-01-01", None, True),
        ("2018-01-01", "2024-05-01", True),
        ("2018-01-01", "2024-04-30", False),
        ("2024-05-01", "2024-05-01", True),
    ],
)
def test_a_mandate_holds_from_its_first_to_its_last_day(
    start: str, end: str | None, holds: bool
) -> None:
    assert mandate(Role.GCG, start=start, end=end).in_force(DAY) is holds


@pytest.mark.parametrize(
    ("role", "of", "matter", "covered"),
    [
        (Role.FOCAL_POINT, "PER", "PER", True),
        (Role.FOCAL_POINT, "PER", "FRA", False),
        (Role.FOCAL_POINT, "PER", None, False),
        (Role.GCG, "PER", "PER", False),
        (Role.GCG, "PER", "FRA", True),
        (Role.GCG, "PER", None, True),
        (Role.GCG, None, "PER", True),
        (Role.MWG, "PER", "PER", False),
        (Role.MWG, None, "PER", True),
        (Role.SECRETARIAT, None, "PER", True),
        (Role.SECRETARIAT, None, None, True),
    ],
)
def test_a_focal_point_acts_for_the_own_country_only_and_a_seat_never_does(
    role: Role, of: str | None, matter: str | None, covered: bool
) -> None:
    assert mandate(role, of).covers(matter) is covered


@pytest.mark.parametrize(
    ("role", "country", "speaks_for"),
    [(Role.FOCAL_POINT, "PER", "PER"), (Role.GCG, "FRA", "FRA"), (Role.MWG, None, "mwg")],
)
def test_a_holder_speaks_for_a_country_or_for_the_body(
    role: Role, country: str | None, speaks_for: str
) -> None:
    assert mandate(role, country).on_behalf_of == speaks_for


def test_the_first_role_asked_for_is_used_before_the_first_mandate_held() -> None:
    seat, app = mandate(Role.GCG, number=1), mandate(Role.SECRETARIAT, number=2)
    found = Actor("ana", (seat, app)).mandate_for((Role.SECRETARIAT, Role.GCG), "PER", DAY)
    assert found is app


def test_a_mandate_not_in_force_is_passed_over_for_one_that_is() -> None:
    old = mandate(Role.GCG, end="2020-01-01", number=1)
    new = mandate(Role.GCG, start="2024-01-01", number=2)
    assert Actor("ana", (old, new)).mandate_for((Role.GCG,), "PER", DAY) is new


def test_a_seat_of_the_own_country_is_passed_over_for_another_role() -> None:
    seat, focal = mandate(Role.GCG, "PER"), mandate(Role.FOCAL_POINT, "PER")
    found = Actor("ana", (seat, focal)).mandate_for((Role.GCG, Role.FOCAL_POINT), "PER", DAY)
    assert found is focal


def test_without_a_mandate_nobody_may_act() -> None:
    assert Actor("ana").mandate_for(tuple(Role), "PER", DAY) is None


def test_every_body_that_decides_is_a_role_to_sit_in() -> None:
    assert {Role(body) for body in Body} == {Role.GCG, Role.MWG}
