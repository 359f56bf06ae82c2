"""What the tests of use cases share: people in their roles, and a country on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.staging import Fact, StagedFacts
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import published
from tests.mailing import FOCAL_PERU, OPENING, Programme, found_programme
from tests.services.beginnings import Beginnings, MakeReminders, peru
from tests.services.simulation import Reminders

DESK = "desk.secretariat"
ROADMAP = {
    "priorities": ["Forced labour in agriculture"],
    "key_actions": ["Inspection"],
    "responsibilities": ["Ministry of labour"],
    "timelines": ["2024 to 2030"],
    "budget": ["Allocated"],
    "indicators": ["Number of inspections"],
    "period": ["2020/2030"],
    "groups": ["employers; workers; civil_society; survivors; academia"],
}


class Office:
    """People in their roles at one desk, doing what the tests are not about."""

    def __init__(self, app: AppContext) -> None:
        self.app = app

    def supply(
        self,
        country: str,
        kind: str,
        effective: str,
        *,
        by: str = "focal.per",
        **fields: str,
    ) -> Entry:
        given = {name: [value] for name, value in fields.items()}
        new = NewEvidence(kind, effective, url="https://example.org/document", fields=given)
        return add_evidence(self.app, by, country, new)

    def attest(self, country: str, kind: str, date: str) -> None:
        """Import a fact from the public record."""
        staged = StagedFacts()
        source = "https://example.org/record"
        staged.add(Fact(2, country, kind, date, "stated", "", source, ""), date, None)
        import_facts(self.app, DESK, staged)
        staged.close()

    def decide(self, outcome: str, effective: str, *countries: str) -> Entry:
        new = NewDecision(Body.GCG, "20", effective, dict.fromkeys(countries, outcome))
        return record_decision(self.app, DESK, new)[0]

    def advance(self, country: str, event: str, effective: str, by: str = DESK) -> Entry:
        return advance(self.app, by, country, event, effective=effective)

    def open(self, country: str, effective: str, workflow: str = "pathfinder/2019") -> Entry:
        return open_case(
            self.app, DESK, country, effective=effective, workflow=workflow, reason="letter"
        )

    def submitted(self, country: str = "PER") -> None:
        """Bring a country before the GCG under the procedure of 2019."""
        self.open(country, "2020-01-10")
        self.supply(country, "expression_of_interest", "2020-01-10", by=DESK)
        self.supply(country, "candidate_presented", "2020-02-01", by=DESK)
        self.advance(country, "begin_planning", "2020-02-10")
        self.supply(country, "strategic_planning_workshop", "2020-06-01", by=DESK)
        roadmap = {"by": "focal.per" if country == "PER" else "second.secretariat"}
        fields = {name: values[0] for name, values in ROADMAP.items() if name in self._roadmap()}
        self.supply(country, "roadmap", "2020-09-01", **roadmap, **fields)
        self.advance(country, "submit_roadmap", "2020-10-01")

    def _roadmap(self) -> set[str]:
        with self.app.snapshot() as conn:
            known = published.by_name(conn, "pathfinder/2019.2")
            assert known
            return set(self.app.rules(conn, known.sha256).workflow.evidence["roadmap"].fields)


@pytest.fixture
def office(app: AppContext, appoint: Callable[..., int]) -> Office:
    appoint("second.secretariat", Role.SECRETARIAT)
    appoint("focal.per", Role.FOCAL_POINT, "PER")
    appoint("focal.fra", Role.FOCAL_POINT, "FRA")
    appoint("focal.ken", Role.FOCAL_POINT, "KEN")
    appoint("mwg.member", Role.MWG)
    return Office(app)


@pytest.fixture(scope="session")
def beginnings(tmp_path_factory: pytest.TempPathFactory, founded_sqlite: Path) -> Beginnings:
    return Beginnings(tmp_path_factory.mktemp("beginnings"), founded_sqlite)


@pytest.fixture
def maker(tmp_path: Path, beginnings: Beginnings) -> Iterator[MakeReminders]:
    made = MakeReminders(tmp_path, beginnings)
    yield made
    made.close()


@pytest.fixture
def notices(maker: MakeReminders) -> Reminders:
    return peru(maker)


@pytest.fixture
def programme(url: str, tmp_path: Path) -> Iterator[Programme]:
    """Peru owes a report, and its opening notice is due."""
    made = found_programme(url, tmp_path, {"PER": (FOCAL_PERU,)})
    made.clock.now = OPENING
    yield made
    made.app.engine.dispose()
