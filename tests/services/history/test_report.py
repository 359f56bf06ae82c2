"""What an auditor reads: the report, what became known, and what was known on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from pathfinder_flow.domain.errors.invalid import BadFilter
from pathfinder_flow.domain.errors.not_found import NoCase, UnknownEntry
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.domain.workflow.model import LANGUAGES
from pathfinder_flow.presentation.audit.summary import summary
from pathfinder_flow.services.history.diff import Diff, Part, diff, moments
from pathfinder_flow.services.history.queries import board, history, programme_history
from pathfinder_flow.services.history.report import report
from pathfinder_flow.services.history.who_knew import who_knew
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.people.mandates import end_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.conftest import Clock
from tests.services.conftest import DESK, Office
from tests.services.imports.test_public_record import load

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def mended(office: Office, number: int, **what: object) -> int:
    new = NewCorrection(number, "a slip", **what)  # type: ignore[arg-type]
    return correct(office.app, DESK, new)[-1].number


# The report


def test_it_counts_what_an_auditor_looks_at(office: Office) -> None:
    office.submitted()
    with pytest.raises(Refused):
        office.advance("PER", "grant_status", "2020-11-01")
    mended(office, history(office.app, "PER")[-2].entry.number, effective="2020-09-30")
    found = report(office.app, "PER", as_of=None, known_at=None)
    assert found.counts == {
        "entries": len(history(office.app, "PER")),
        "corrections": 1,
        "refusals": 1,
        "attested_moves": 0,
        "own": 0,
    }


def test_it_tells_where_a_country_stands_and_what_is_uncertain(app: AppContext) -> None:
    load(app)
    found = report(app, "FRA", as_of=None, known_at=None)
    assert found.standing
    assert found.workflow
    assert (found.standing.state, found.workflow.name) == ("planning", "pathfinder/2019.2")
    assert found.doubted("disputed")
    assert found.counts["attested_moves"] == 2
    assert len(found.unseen) == 2
    facts = dict(summary(found, "en"))
    assert facts["Where it stands"] == "France stands at 'Planning' (9 November 2021)."
    assert facts["Uncertain"].startswith("It may have reached 'Implementation'")


def test_it_answers_on_both_clocks(app: AppContext, clock: Clock) -> None:
    before = clock.now
    clock.forward(days=1)
    load(app)
    clock.forward(days=1)
    with pytest.raises(NoCase):
        report(app, "FRA", as_of=None, known_at=before)
    assert report(app, "FRA", as_of=date(2020, 1, 1), known_at=None).lines == []
    found = report(app, "FRA", as_of=date(2021, 5, 1), known_at=clock.now)
    assert found.standing
    assert found.standing.state == "interest"


def test_without_a_country_it_is_about_the_programme(app: AppContext) -> None:
    load(app)
    found = report(app, None, as_of=None, known_at=None)
    numbers = [line.entry.number for line in programme_history(app)]
    assert [line.entry.number for line in found.lines] == numbers
    assert found.board == board(app)
    assert dict(summary(found, "en"))["Countries"] == (
        "with a case: 24, holding the status: 20 (and 2 possibly), "
        "implementing: 12 (and 10 possibly)"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("country", ["BRA", "FRA", "MDG", "MYS", None])
def test_every_report_begins_in_every_language(
    app: AppContext, lang: str, country: str | None
) -> None:
    load(app)
    for label, fact in summary(report(app, country, as_of=None, known_at=None), lang):
        assert fact
        assert "None" not in f"{label} {fact}"
        assert "{" not in fact


# What became known between two moments


@pytest.fixture
def story(office: Office, clock: Clock) -> tuple[Office, datetime]:
    """Peru before the GCG, and a moment after; a month then passes."""
    office.submitted()
    first = clock.forward(days=1)
    clock.forward(days=30)
    return office, first


def only(found: Diff) -> Part:
    [part] = found.parts
    return part


def test_between_a_moment_and_itself_nothing_became_known(
    story: tuple[Office, datetime],
) -> None:
    office, first = story
    office.decide("granted", "2020-11-01", "PER")
    assert diff(office.app, None, first, first).parts == ()
    assert diff(office.app, "PER", first, first).parts == ()


def test_a_move_of_before_that_was_recorded_after_changes_where_a_country_stood(
    story: tuple[Office, datetime], clock: Clock
) -> None:
    office, first = story
    decision = office.decide("granted", "2020-11-01", "PER")
    move = office.advance("PER", "grant_status", "2020-11-01")
    part = only(diff(office.app, "PER", first, clock.forward(days=1)))
    assert part.before
    assert part.after
    assert (part.before.state, part.after.state) == ("designation", "implementation")
    assert [line.entry.number for line in part.late] == [decision.number, move.number]


def test_among_all_countries_what_is_the_programmes_is_told_once(
    story: tuple[Office, datetime], clock: Clock
) -> None:
    office, first = story
    office.open("KEN", "2020-01-10")
    decision = office.decide("granted", "2020-11-01", "PER")
    move = office.advance("PER", "grant_status", "2020-11-01")
    parts = {
        part.country: part for part in diff(office.app, None, first, clock.forward(days=1)).parts
    }
    assert [*parts] == [None, "KEN", "PER"]
    assert [line.entry.number for line in parts[None].late] == [decision.number]
    assert [line.entry.number for line in parts["PER"].late] == [move.number]
    assert parts["KEN"].before is None
    assert parts["KEN"].after


def test_a_correction_is_shown_before_and_after(
    story: tuple[Office, datetime], clock: Clock
) -> None:
    office, first = story
    letter = history(office.app, "PER")[2].entry
    correction = mended(office, letter.number, effective="2019-12-31")
    part = only(diff(office.app, "PER", first, clock.forward(days=1)))
    [(change, line)] = part.changes
    assert (change.before, change.after) == (
        {"effective": letter.effective},
        {"effective": "2019-12-31"},
    )
    assert (change.by, line.entry) == ((correction,), letter)
    assert (part.before, part.after, part.late, part.other) == (None, None, (), {})


def test_every_new_entry_is_told_or_counted(
    story: tuple[Office, datetime], clock: Clock, appoint: Callable[..., int]
) -> None:
    office, first = story
    with office.app.snapshot() as conn:
        size = ledger.size(conn)
    seat = appoint("gcg.chl", Role.GCG, "CHL")
    end_mandate(office.app, DESK, seat, end="2026-12-22", reason="moved on")
    decision = office.decide("granted", "2020-11-01", "PER")
    move = office.advance("PER", "grant_status", "2020-11-01")
    mended(office, decision.number, withdraw=True, with_dependents=True)
    with pytest.raises(Refused):
        office.advance("PER", "grant_status", "2020-11-01")
    with office.app.snapshot() as conn:
        new = ledger.size(conn) - size
    parts = diff(office.app, None, first, clock.forward(days=1)).parts
    late = [line.entry.number for part in parts for line in part.late]
    assert move.number not in late
    by = [number for part in parts for change, _ in part.changes for number in change.by]
    assert len(late) + len(by) + sum(part.other.total() for part in parts) == new


def test_a_country_nothing_is_recorded_about_is_refused(
    story: tuple[Office, datetime], clock: Clock
) -> None:
    office, first = story
    with pytest.raises(NoCase):
        diff(office.app, "CHL", first, clock.forward(days=1))


def test_the_earlier_moment_comes_first() -> None:
    assert moments("2026-11-20", "2026-11-22", NOW)[1] == NOW
    with pytest.raises(BadFilter, match="it lies before the first one, 2026-11-21"):
        moments("2026-11-21", "2026-11-20", NOW)
    with pytest.raises(BadFilter):
        moments("2026-11-20", "2026-11-23", NOW)


# What was known on the day


def test_an_entry_is_looked_at_with_what_was_known_just_before_it(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    move = office.advance("PER", "grant_status", "2020-11-01")
    found = who_knew(office.app, move.number)
    [peru] = found.when_recorded.standings
    assert (peru.state, found.day) == ("designation", date(2020, 11, 1))
    assert found.recorded_later
    assert found.unborn
    assert found.held_then is None
    assert found.differing == ()


def test_the_ledger_of_the_day_stands_beside_what_was_known_when_recording(
    office: Office, clock: Clock
) -> None:
    office.open("PER", "2020-01-10")
    decided = clock.forward(days=2).date().isoformat()
    clock.forward(days=3)
    office.open("KEN", "2020-01-10")
    decision = office.decide("granted", decided, "PER", "KEN")
    office.open("FRA", "2020-01-10")
    found = who_knew(office.app, decision.number)
    assert not found.unborn
    assert found.held_then
    assert [one.country for one in found.held_then.standings] == ["PER"]
    assert [one.country for one in found.when_recorded.standings] == ["KEN", "PER"]
    assert found.differing == ("KEN",)


def test_a_decision_shows_what_it_covered(office: Office) -> None:
    office.submitted()
    office.open("KEN", "2020-01-10")
    decision = office.decide("granted", "2020-11-01", "PER", "KEN")
    covered = who_knew(office.app, decision.number).covered
    assert [(one.country, one.outcome, one.stood_aside) for one in covered] == [
        ("KEN", "granted", False),
        ("PER", "granted", False),
    ]
    assert [one.standing and one.standing.state for one in covered] == ["interest", "designation"]


def test_it_shows_who_could_act_for_the_body_that_day(
    office: Office, appoint: Callable[..., int]
) -> None:
    office.submitted()
    seat = appoint("gcg.chl", Role.GCG, "CHL")
    ended = appoint("gcg.fra", Role.GCG, "FRA")
    end_mandate(office.app, DESK, ended, end="2019-12-31", reason="moved on")
    decision = office.decide("granted", "2020-11-01", "PER")
    appoint("gcg.ken", Role.GCG, "KEN")
    found = who_knew(office.app, decision.number)
    assert [mandate.number for mandate in found.could_act] == [seat]
    assert set(found.learned) == {seat}


def test_for_a_move_these_are_the_roles_that_may_make_it(office: Office) -> None:
    office.submitted()
    move = history(office.app, "PER")[-1].entry
    roles = {mandate.role for mandate in who_knew(office.app, move.number).could_act}
    # The founding mandate begins only later; the second one was given since 2015.
    assert roles == {Role.SECRETARIAT}


def test_an_imprecise_date_is_taken_at_its_last_day(office: Office) -> None:
    entry = office.open("PER", "../2020-03")
    found = who_knew(office.app, entry.number)
    assert (found.imprecise, found.day) == (True, date(2020, 3, 31))
    late = office.supply("PER", "expression_of_interest", "../2026", by=DESK)
    found = who_knew(office.app, late.number)
    assert (found.imprecise, found.day, found.ahead) == (True, NOW.date(), False)


def test_what_takes_effect_later_is_looked_at_on_the_day_it_was_recorded(
    office: Office, appoint: Callable[..., int]
) -> None:
    seat = appoint("gcg.chl", Role.GCG, "CHL")
    ended = end_mandate(office.app, DESK, seat, end="2027-12-31", reason="as agreed")
    found = who_knew(office.app, ended.number)
    assert (found.ahead, found.day, found.recorded_later) == (True, NOW.date(), False)


def test_a_correction_made_later_does_not_change_what_was_known(office: Office) -> None:
    office.submitted()
    decision = office.decide("granted", "2020-11-01", "PER")
    before = who_knew(office.app, decision.number)
    mended(office, decision.number, effective="2020-10-15")
    after = who_knew(office.app, decision.number)
    assert (after.day, after.when_recorded) == (before.day, before.when_recorded)
    assert after.line.amended_by


def test_every_entry_can_be_asked_about(office: Office) -> None:
    office.submitted()
    with pytest.raises(Refused):
        office.advance("PER", "grant_status", "2020-11-01")
    with office.app.snapshot() as conn:
        size = ledger.size(conn)
    for number in range(1, size + 1):
        assert who_knew(office.app, number).line.entry.number == number
    with pytest.raises(UnknownEntry):
        who_knew(office.app, size + 1)
