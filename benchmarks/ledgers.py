"""Long ledgers, written through a session of the desk, many entries in one transaction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.desks import SECRETARIAT, codes
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.lifecycle.advance import marks
from pathfinder_flow.services.lifecycle.cases import append_opening
from pathfinder_flow.services.lifecycle.workflows import find_published
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork

FIRST_DAY = date(2020, 1, 1)
WAY = (
    ("begin_planning", "planning"),
    ("submit_roadmap", "designation"),
    ("grant_status", "implementation"),
    ("report_progress", "monitoring"),
    ("open_review", "review"),
    ("conclude_review", "implementation"),
)
"""Moves of pathfinder/2023; the last three go round and round."""


def fill(app: AppContext, countries: int, entries: int) -> list[str]:
    """Give so many countries so many entries each: evidence, and one move in eight."""
    chosen = codes(countries)

    def work(uow: UnitOfWork) -> None:
        act = uow.authorise((Role.SECRETARIAT,), Clause("attempt_import", "import facts"))
        for country in chosen:
            _fill_country(uow, act, country, entries)
            uow.flush()
            uow.forget(country)

    app.run(SECRETARIAT, work, cache=False)
    return chosen


def _fill_country(uow: UnitOfWork, act: Act, country: str, entries: int) -> None:
    published = find_published(uow, "pathfinder/2023")
    append_opening(uow, act, country, published, FIRST_DAY.isoformat(), "", attested=True)
    moves = 0
    for number in range(1, entries):
        day = (FIRST_DAY + timedelta(days=number)).isoformat()
        if number % 8:
            draft = Draft(Kind.EVIDENCE, country, day, act, "", _evidence(number))
        else:
            body = _move(uow, published.sha256, moves)
            draft = Draft(Kind.TRANSITION, country, day, act, "As published.", body)
            moves += 1
        uow.append(draft)


def _evidence(number: int) -> dict[str, Any]:
    return {
        "kind": "annual_report" if number % 2 else "roadmap",
        "fields": {"year": "2025", "progress": ["inspected", "taught"]},
        "source": {"url": f"https://example.org/{number}"},
        "note": "",
        "certainty": "stated",
        "attests_status": False,
    }


def _move(uow: UnitOfWork, sha256: str, moves: int) -> dict[str, Any]:
    turn = moves if moves < 3 else 3 + (moves - 3) % 3
    event, to_state = WAY[turn]
    before = WAY[turn - 1][1] if moves else "interest"
    rules = uow.app.rules(uow.conn, sha256)
    return {
        "event": event,
        "from": before,
        "to": to_state,
        "rests_on": [uow.writer.size],
        "attested": True,
        "certainty": "stated",
        **marks(rules, event),
    }
