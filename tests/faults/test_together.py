"""Several processes at one ledger: each is served or told, and nothing is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pathfinder_flow.domain.errors.conflict import ConcurrentWrite
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.services.people.mandates import list_mandates
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger, people, projections
from pathfinder_flow.words.countries import all_codes
from tests.faults import workers
from tests.faults.running import Program, finish
from tests.faults.workers import assert_sound, go, start_worker

CODES = all_codes()


def test_processes_that_write_different_countries_lose_nothing(app: AppContext) -> None:
    shares = 4
    with app.snapshot() as conn:
        before = ledger.size(conn)
    processes = [start_worker(app, "many", f"{share}/{shares}/5") for share in range(shares)]
    go(*processes)
    ends = [finish(process) for process in processes]
    assert [(code, errors) for code, _, errors in ends] == [(0, "")] * shares
    numbers = sorted(int(line.split()[0]) for _, told, _ in ends for line in told.splitlines())
    assert numbers == [*range(before + 1, before + 1 + shares * 5 * 3)]
    assert_sound(app, at_least=numbers[-1])


def test_of_two_that_advance_a_country_at_once_one_wins_and_the_other_is_told(
    app: AppContext,
) -> None:
    app.clock = lambda: workers.NOW
    countries = CODES[:12]
    for country in countries:
        workers.open_case(
            app, workers.DESK, country, effective="2026-11-01", workflow=None, reason=""
        )
        workers.add_evidence(app, workers.DESK, country, workers.letter())
    processes = [start_worker(app, "race", ",".join(countries)) for _ in range(2)]
    go(*processes)
    ends = [finish(process) for process in processes]
    assert [(code, errors) for code, _, errors in ends] == [(0, "")] * 2
    told = [line.split() for _, said, _ in ends for line in said.splitlines()]
    winners = {country: number for country, outcome, number in told if outcome == "moved"}
    losers = {country: number for country, outcome, number in told if outcome == "refused"}
    assert sorted(winners) == countries
    assert losers == winners, "who comes second is told which entry moved the country"
    assert_sound(app, at_least=max(map(int, winners.values())))
    with app.snapshot() as conn:
        assert {row["state"] for row in projections.all_cases(conn)} == {"withdrawn"}


def test_processes_that_register_the_same_people_register_each_once(app: AppContext) -> None:
    names = [f"person.{number}" for number in range(10)]
    processes = [start_worker(app, "appoint", ",".join(names)) for _ in range(2)]
    go(*processes)
    ends = [finish(process) for process in processes]
    assert [(code, errors) for code, _, errors in ends] == [(0, "")] * 2
    holders = {holder.mandate.person: holder.handle for holder in list_mandates(app)}
    assert sorted(holders.values()) == sorted([workers.DESK, *names])
    assert_sound(app, at_least=24)


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_of_two_that_found_a_ledger_at_once_one_is_the_founder(program: Program, url: str) -> None:
    program.database.unlink()
    env = {"PATHFINDER_FLOW_DATABASE_URL": url}
    ends = [finish(process) for process in [program.start("init", **env) for _ in range(2)]]
    assert sorted(code for code, _, _ in ends) == [0, 1]
    [told] = [errors for code, _, errors in ends if code == 1]
    assert len(told.splitlines()) == 1
    assert "Traceback" not in told
    assert program.call("db", "check", env=env).exit_code == 0
    assert program.call("country", "open", "KEN", env=env).exit_code == 0


def test_a_head_that_moved_since_it_was_read_is_a_conflict(app: AppContext) -> None:
    """The backstop below the locks: the head moves by compare-and-set."""
    draft = Draft(Kind.REFUSAL, None, "2026-11-22", Act("p-x"), "", {"said": []})
    with app.engine.connect() as conn, conn.begin() as transaction:
        writer = ledger.Writer(conn, app.clock())
        writer.append(draft)
        conn.execute(text("UPDATE head SET size = size + 1"))
        with pytest.raises(ConcurrentWrite, match="Somebody else wrote to the ledger"):
            writer.flush()
        transaction.rollback()
    assert_sound(app, at_least=4)


def test_a_refused_session_leaves_no_person_behind(app: AppContext) -> None:
    """Registering and recording are one: whoever has no mandate is not registered."""
    with app.snapshot() as conn:
        before = people.handles(conn)
    with pytest.raises(Exception, match="before it begins"):
        workers.add_mandate(app, workers.DESK, workers.mandate("new.person", end="2000-01-01"))
    with app.snapshot() as conn:
        assert people.handles(conn) == before


def test_processes_that_do_the_same_act_under_the_same_number_record_it_once(
    app: AppContext,
) -> None:
    app.clock = lambda: workers.NOW
    countries = CODES[:12]
    for country in countries:
        workers.open_case(
            app, workers.DESK, country, effective="2026-11-01", workflow=None, reason=""
        )
    processes = [start_worker(app, "once", ",".join(countries)) for _ in range(2)]
    go(*processes)
    ends = [finish(process) for process in processes]
    assert [(code, errors) for code, _, errors in ends] == [(0, "")] * 2
    assert ends[0][1] == ends[1][1], "both are told the same entries"
    with app.snapshot() as conn:
        found = [*ledger.all_entries(conn, kind=Kind.EVIDENCE)]
    assert len(found) == len(countries)
    assert_sound(app, at_least=len(countries))
