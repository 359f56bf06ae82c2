"""Whether a country has been asked: by a mail that an address there has accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pathfinder_flow.domain.cases.obligations import Due
from pathfinder_flow.domain.deadlines.due_dates import Place, Places
from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.reminders.hours import first_hour
from pathfinder_flow.domain.reminders.ladder import Hours, Ladder, Rung
from pathfinder_flow.domain.reminders.mail import WRITTEN_ANEW
from pathfinder_flow.domain.reminders.reached import (
    NOT_ASKED,
    Reached,
    as_asked,
    not_asked_since,
    reached,
    was_asked,
)
from pathfinder_flow.domain.reminders.rungs import (
    RungsDone,
    escalates_at,
    is_true,
    next_moment,
    rungs_done,
)
from pathfinder_flow.domain.roles import Role
from tests.domain.reminders.test_rungs import GENEVA, LADDER, PERU, climbs, due, utc
from tests.domain.values import OPENED, TITLE, Ledger

KEY = ("report", "2026")
LATE = Rung(
    title=TITLE, message="report_overdue", counted_from="due", days=7, to=(Role.FOCAL_POINT,)
)
LADDER_OF_ONE = Ladder(hours=Hours(start=9, end=17), stops=(), rungs={"overdue_7": LATE})


def reminded(
    ledger: Ledger, rung: str, message: str = "<1@a>", role: str = "focal_point", turn: int = 0
) -> Ledger:
    served = {
        "recipient": "p-1", "role": role, "copy": False, "language": "es",
        "message": message, "sha256": "aa",
    }  # fmt: skip
    body = {
        "obligation": "report", "period": "2026", "round": turn, "rung": rung,
        "due": "2027-03-31", "served": [served], "withheld": None, "facts": {},
    }  # fmt: skip
    return ledger.add(Kind.REMINDER, "2027-04-07", body)


def delivered(ledger: Ledger, state: str, day: str, message: str = "<1@a>", **more: Any) -> Ledger:
    body = {"message": message, "recipient": "p-1", "state": state, **more}
    return ledger.add(Kind.DELIVERY, day, body, recorded=day)


SENT = delivered(reminded(OPENED, "overdue_7"), "sent", "2027-04-08")
ANEW = delivered(
    reminded(OPENED, "overdue_7"), "cancelled", "2027-04-08", why=WRITTEN_ANEW, instead="<2@a>"
)
AT_NOON = datetime(2027, 4, 8, 12, tzinfo=UTC)
TOLD = {
    "never delivered": (reminded(OPENED, "overdue_7"), False, None),
    "accepted": (SENT, True, AT_NOON),
    "refused": (delivered(reminded(OPENED, "overdue_7"), "failed", "2027-04-08"), False, None),
    "accepted, and come back since": (delivered(SENT, "failed", "2027-04-09"), False, None),
    "written anew, and accepted": (
        delivered(ANEW, "sent", "2027-04-08", message="<2@a>"), True, AT_NOON,
    ),
    "written anew, and not delivered yet": (ANEW, False, None),
    "accepted, and not late": (
        delivered(reminded(OPENED, "opening"), "sent", "2027-04-08"), True, None,
    ),
    "accepted, before the date moved": (
        delivered(reminded(OPENED, "overdue_7", turn=1), "sent", "2027-04-08"), True, None,
    ),
    "told to others": (
        delivered(reminded(OPENED, "overdue_7", role="mwg"), "sent", "2027-04-08"), False, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ledger", "asked", "told"), TOLD.values(), ids=TOLD)
def test_a_country_is_asked_when_an_address_there_accepted_a_reminder(
    ledger: Ledger, told: datetime | None, *, asked: bool
) -> None:
    record = ledger.record()
    assert was_asked(record, KEY) is asked
    found = reached(record, KEY, LADDER_OF_ONE, reachable=True)
    assert found == Reached(reachable=True, asked=asked, told_late=told)


UNREACHED = reminded(OPENED, NOT_ASKED, role="secretariat")


@pytest.mark.parametrize(
    ("ledger", "number"),
    [
        (OPENED, None),
        (UNREACHED, 2),
        (reminded(UNREACHED, "overdue_7"), None),
        (reminded(UNREACHED, "overdue_30", role="mwg"), 2),
    ],
    ids=["never", "told", "reached since", "others told since"],
)
def test_nobody_is_asked_since_the_secretariat_was_told_so(
    ledger: Ledger, number: int | None
) -> None:
    assert not_asked_since(ledger.record()) == number


@pytest.mark.parametrize(("ledger", "reachable"), [(OPENED, True), (UNREACHED, False)])
def test_what_the_record_alone_can_say_of_who_can_be_reached(
    ledger: Ledger, *, reachable: bool
) -> None:
    assert rungs_done(ledger.record(), KEY, LADDER_OF_ONE).reached.reachable is reachable


def test_the_letter_on_a_moved_date_stands_for_the_rungs_before_it() -> None:
    done = rungs_done(reminded(OPENED, "moved_2").record(), KEY, LADDER_OF_ONE, reachable=True)
    assert done.moved == ("moved_2", datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert done.rungs == {"moved_2"}


# What waits for that

COPY_TO_OTHERS = Rung(
    title=TITLE, message="report_missing", counted_from="due", days=30, to=(Role.MWG,)
)
TELLS_OTHERS_ONLY = replace(LADDER_OF_ONE, rungs={"overdue_30": COPY_TO_OTHERS})


@pytest.mark.parametrize(
    ("ladder", "known", "moment"),
    [
        (LADDER_OF_ONE, Reached(), None),
        (LADDER_OF_ONE, Reached(told_late=AT_NOON), AT_NOON),
        (TELLS_OTHERS_ONLY, Reached(), None),
        (TELLS_OTHERS_ONLY, Reached(asked=True), datetime.min.replace(tzinfo=UTC)),
    ],
)
def test_others_are_told_once_the_country_was(
    ladder: Ladder, known: Reached, moment: datetime | None
) -> None:
    assert escalates_at(ladder, known) == moment


@pytest.mark.parametrize(
    ("known", "looks"),
    [
        (Reached(reachable=False), None),
        (Reached(), "2027-05-04T07:00:00+00:00"),
        (Reached(told_late=utc("2027-05-20T12:00")), "2027-05-20T12:00:00+00:00"),
    ],
    ids=["nobody can be reached", "it may be on its way", "told"],
)
def test_what_waits_for_the_country_is_looked_at_when_that_can_change(
    known: Reached, looks: str | None
) -> None:
    ladder = replace(LADDER_OF_ONE, rungs={"overdue_7": LATE, "overdue_30": COPY_TO_OTHERS})
    done = RungsDone(("overdue_7",), None, known)
    found = next_moment(ladder, due(), PERU, done, utc("2027-05-03T15:00"))
    assert (found and found.isoformat()) == looks


def test_what_is_to_the_country_is_not_looked_at_while_nobody_there_can_be_reached() -> None:
    done = RungsDone((), None, Reached(reachable=False))
    assert next_moment(LADDER_OF_ONE, due(), PERU, done, utc("2027-05-03T15:00")) is None


NOWHERE = Places(Place(None, None, PERU.country.calendar), GENEVA)


@pytest.mark.parametrize(
    ("name", "owed", "places", "true"),
    [
        ("moved_2", due(), PERU, True),
        ("overdue_7", due(), PERU, True),
        ("opening", due(), PERU, False),
        ("overdue_7", replace(due(), day=None), PERU, False),
        ("overdue_7", due(), NOWHERE, False),
    ],
)
def test_what_a_rung_says_holds_or_does_not(
    name: str, owed: Due, places: Places, *, true: bool
) -> None:
    assert is_true(LADDER, name, owed, places, utc("2027-04-10T15:00")) is true


def test_what_tells_others_of_nothing_late_waits_for_nobody() -> None:
    early = replace(COPY_TO_OTHERS, days=-30)
    ladder = replace(LADDER, rungs={"t_30": early})
    assert climbs("2027-03-01T15:00", ladder=ladder, reached=Reached()) == {"t_30": None}


def test_what_fell_away_ends_every_rung_that_is_left() -> None:
    fallen = ObligationStatus("fallen_away", {"entry": 9})
    found = climbs("2027-01-10T15:00", "opening", owed=replace(due(), day=None), stands=fallen)
    assert set(found) == set(LADDER.rungs) - {"opening"}
    assert set(found.values()) == {"fallen_away"}


@pytest.mark.parametrize(
    ("ladder", "place", "leaves"),
    [
        (None, GENEVA, "2027-05-01T03:00"),
        (LADDER, GENEVA, "2027-05-03T07:00"),
        (LADDER, NOWHERE.country, "2027-05-01T03:00"),
    ],
    ids=["no hours are known", "a Saturday night", "no zone is known"],
)
def test_mail_leaves_in_the_hours_where_they_are_known(
    ladder: Ladder | None, place: Place, leaves: str
) -> None:
    assert first_hour(ladder, place, utc("2027-05-01T03:00")) == utc(leaves)


# How it stands towards the country

NAMED = OPENED.mandated("focal_point", "PER")
TOLD_SO = reminded(NAMED, NOT_ASKED, role="secretariat")
ASKED = delivered(reminded(NAMED, "overdue_7"), "sent", "2027-04-08")


@pytest.mark.parametrize(
    ("ledger", "code", "why"),
    [
        (OPENED, "overdue", "no_focal_point"),
        (OPENED, "open", "no_focal_point"),
        (TOLD_SO, "overdue", "unreachable"),
        (OPENED, "suspended", None),
        (NAMED, "overdue", None),
        (reminded(TOLD_SO, "overdue_7"), "overdue", None),
        (ASKED, "overdue", None),
    ],
)
def test_a_country_that_nobody_could_ask_is_not_said_to_be_late(
    ledger: Ledger, code: str, why: str | None
) -> None:
    standing = ObligationStatus(code, {})
    not_asked = ObligationStatus("not_asked", {"would_be": code, "why": why})
    found = as_asked(ledger.as_of("2027-04-10"), KEY, standing)
    assert found == (not_asked if why else standing)
