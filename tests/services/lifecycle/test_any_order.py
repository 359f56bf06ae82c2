"""Whatever people do, in whatever order: the promises of the ledger hold."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import psycopg
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.engine import make_url

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import define, parse_workflow
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.services.audit.scan import scan
from pathfinder_flow.services.history.queries import board, history
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.staging import Fact, StagedFacts
from pathfinder_flow.services.lifecycle.advance import advance, why
from pathfinder_flow.services.lifecycle.cases import migrate_case, open_case
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.maintenance import rebuild
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate, end_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import inspection, ledger, projections
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles

COUNTRIES = ["PER", "FRA"]
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DEFINITIONS = [
    define(parse_workflow(path.read_bytes(), name)) for name, path in workflow_files().items()
]
WORKFLOWS = [definition.workflow for definition in DEFINITIONS]
EVENTS = sorted({event for workflow in WORKFLOWS for event in workflow.transitions})
KINDS = sorted({kind for workflow in WORKFLOWS for kind in workflow.evidence})
PUBLIC = ["expression_of_interest", "strategic_planning_workshop", "status_granted"]
PEOPLE = ["desk", "second", "focal", "mwg", "nobody", "desk", "desk"]

countries = st.sampled_from(COUNTRIES)
people = st.sampled_from(PEOPLE)
days = st.dates(date(2018, 1, 1), date(2026, 12, 31)).map(date.isoformat)
dates = st.one_of(
    days,
    st.sampled_from(["2020", "2021-03", "../2025", "2022-11-21/..", "2018-10-25?", "2031", "x"]),
)


class Promises(RuleBasedStateMachine):
    """Random commands, valid and invalid, on one ledger."""

    new_database: ClassVar[Callable[[Path], str]]
    """Makes a founded ledger anew in a folder and gives its URL."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.folder = Path(tempfile.mkdtemp())
        files = EvidenceFiles(self.folder / "evidence", 1 << 20)
        engine = open_engine(type(self).new_database(self.folder))
        self.app = AppContext(engine, files, lambda: self.now)
        self.answers: list[tuple[date | None, datetime, Any]] = []

    def teardown(self) -> None:
        self.app.engine.dispose()
        shutil.rmtree(self.folder)

    def attempt(self, work: Any, *args: Any, **kwargs: Any) -> None:
        """Do something that may be refused; any other failure fails the test."""
        self.now += timedelta(minutes=1)
        try:
            work(self.app, *args, **kwargs)
            event(f"{work.__name__}: done")
        except PathfinderError as refused:
            event(f"{work.__name__}: {type(refused).__name__}")

    @rule(country=countries, effective=dates, who=people)
    def open(self, country: str, effective: str, who: str) -> None:
        self.attempt(open_case, who, country, effective=effective, workflow=None, reason="")

    @rule(country=countries, name=st.sampled_from(EVENTS), effective=days, who=people)
    def advance(self, country: str, name: str, effective: str, who: str) -> None:
        self.attempt(advance, who, country, name, effective=effective)

    @rule(country=countries, kind=st.sampled_from(KINDS), effective=dates, who=people)
    def supply(self, country: str, kind: str, effective: str, who: str) -> None:
        self.attempt(add_evidence, who, country, _complete(kind, effective))

    @rule(
        outcome=st.sampled_from(["granted", "changes_asked", "noted", "nonsense"]),
        effective=days,
        then=st.sampled_from([None, "grant_status", "conclude_review"]),
        chosen=st.sets(countries),
    )
    def decide(self, outcome: str, effective: str, then: str | None, chosen: set[str]) -> None:
        new = NewDecision(
            Body.GCG, "20", effective, dict.fromkeys(sorted(chosen), outcome), ("FRA",), then
        )
        self.attempt(record_decision, "desk", new)

    @rule(number=st.integers(1, 60), withdraw=st.booleans(), effective=dates, cascade=st.booleans())
    def correct(self, number: int, effective: str, *, withdraw: bool, cascade: bool) -> None:
        new = NewCorrection(
            number, "mistaken", withdraw, None if withdraw else effective, {}, cascade
        )
        self.attempt(correct, "second", new)

    @rule(number=st.integers(1, 12), end=days)
    def end_mandate(self, number: int, end: str) -> None:
        if number > 1:  # the founder's stays, or nobody could go on
            self.attempt(end_mandate, "desk", number, end=end, reason="left office")

    @rule(
        country=countries,
        kind=st.sampled_from(PUBLIC),
        when=dates,
        certainty=st.sampled_from(["stated", "disputed"]),
    )
    def import_fact(self, country: str, kind: str, when: str, certainty: str) -> None:
        if when == "x" or when.startswith(("2031", "2026-0", "2026-1")):
            return
        staged = StagedFacts()
        fact = Fact(2, country, kind, when, certainty, "", "https://example.org/fact", "")
        staged.add(fact, "2020-01-01", None)
        self.attempt(import_facts, "desk", staged)
        staged.close()

    @rule(country=countries, name=st.sampled_from([w.name for w in WORKFLOWS]))
    def migrate(self, country: str, name: str) -> None:
        self.attempt(migrate_case, "desk", country, workflow=name, reason="newer procedure")

    @initialize(effective=days)
    def begin(self, effective: str) -> None:
        self.attempt(open_case, "desk", "PER", effective=effective, workflow=None, reason="")

    @rule(country=countries, which=st.integers(0, 3), ago=st.integers(0, 400))
    def go_on(self, country: str, which: int, ago: int) -> None:
        """Do what the gap plan of some event says, then try the event on some past day."""
        on = self.now.date() - timedelta(days=ago)
        try:
            _, answers = why(self.app, "second", country, on=on)
        except PathfinderError:
            return
        if not answers:
            return
        answer = answers[which % len(answers)]
        for step in answer.plan:
            if step.act == "evidence":
                who = "mwg" if Role.MWG in step.by else "desk"
                self.attempt(add_evidence, who, country, _complete(step.target, on.isoformat()))
            if step.act == "decision" and "outcome" in step.demands:
                decided = NewDecision(
                    Body.GCG, "21", on.isoformat(), {country: step.demands["outcome"]}, ("FRA",)
                )
                self.attempt(record_decision, "desk", decided)
        self.attempt(advance, "second", country, answer.event, effective=on.isoformat())

    @rule(days=st.integers(1, 200))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(as_of=st.none() | st.dates(date(2018, 1, 1), date(2027, 1, 1)))
    def ask(self, as_of: date | None) -> None:
        """Keep an answer as known now, to be asked again at the end."""
        self.answers.append((as_of, self.now, self._answer(as_of, self.now)))
        self.now += timedelta(seconds=1)

    def _answer(self, as_of: date | None, known_at: datetime) -> Any:
        standings = board(self.app, as_of=as_of, known_at=known_at).standings
        histories = [
            history(self.app, standing.country, as_of=as_of, known_at=known_at)
            for standing in standings
        ]
        return standings, histories

    @invariant()
    def numbers_hashes_and_root_agree(self) -> None:
        with self.app.snapshot() as conn:
            found = scan(self.app, conn)
        assert (found.integrity.count, found.complete.count) == (0, 0)

    @invariant()
    def projections_equal_the_fold(self) -> None:
        with self.app.snapshot() as conn:
            assert inspection.inspect_projections(conn) == []

    @precondition(lambda self: self.answers)
    @rule()
    def answers_as_known_then_never_change(self) -> None:
        for as_of, known_at, answer in self.answers:
            assert self._answer(as_of, known_at) == answer

    @rule()
    def rebuilding_gives_the_same_rows(self) -> None:
        with self.app.snapshot() as conn:
            before = projections.contents(conn)
        rebuild(self.app)
        with self.app.snapshot() as conn:
            assert projections.contents(conn) == before

    @rule()
    def moves_fit_together(self) -> None:
        from pathfinder_flow.domain.cases.record import Record

        with self.app.snapshot() as conn:
            for country in ledger.countries(conn):
                record = Record(country, ledger.entries_of(conn, country))
                assert record.first_break() is None
                assert record.first_unsupported() is None


def _complete(kind: str, effective: str) -> NewEvidence:
    """Evidence with every field filled in, so that some moves become possible."""
    definition = next(w.evidence[kind] for w in reversed(WORKFLOWS) if kind in w.evidence)
    fields = {}
    for name, field in definition.fields.items():
        samples = {"year": "2025", "date": "2025-05-01", "period": "2015-01-01/2030-12-31"}
        fields[name] = [";".join(field.options) or samples.get(field.type, "as agreed")]
        if field.type == "choice":
            fields[name] = [next(iter(field.options))]
    return NewEvidence(kind, effective, url="https://example.org/doc", fields=fields)


def founded(url: str, folder: Path) -> None:
    """Found the ledger that every run starts from; founding it each time would cost more."""
    engine = open_engine(url)
    app = AppContext(engine, EvidenceFiles(folder, 1), lambda: START)
    initialise(app, "desk", DEFINITIONS)
    for handle, role, country in [
        ("second", Role.SECRETARIAT, None),
        ("focal", Role.FOCAL_POINT, "PER"),
        ("mwg", Role.MWG, None),
        ("seat", Role.GCG, "FRA"),
    ]:
        add_mandate(app, "desk", NewMandate(handle, role, country, "2017-01-01", None, "letter"))
    engine.dispose()


def hold(new_database: Callable[[Path], str], runs: int) -> None:
    """Run the machine on databases made anew."""

    class OnThisDatabase(Promises):
        pass

    OnThisDatabase.new_database = staticmethod(new_database)
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    chosen = settings(
        max_examples=runs, stateful_step_count=50, deadline=None, suppress_health_check=quiet
    )
    run_state_machine_as_test(OnThisDatabase, settings=chosen)


def test_the_promises_hold_on_sqlite(tmp_path: Path) -> None:
    template = tmp_path / "template.sqlite"
    founded(f"sqlite:///{template}", tmp_path)

    def copied(folder: Path) -> str:
        shutil.copy(template, folder / "ledger.sqlite")
        return f"sqlite:///{folder / 'ledger.sqlite'}"

    hold(copied, runs=50)


def test_the_promises_hold_on_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    founded(postgresql_url, tmp_path)
    template = make_url(postgresql_url).database
    count = itertools.count()

    def copied(_folder: Path) -> str:
        name = f"{template}_{next(count)}"
        with psycopg.connect(postgresql_url.replace(f"/{template}?", "/postgres?")) as admin:
            admin.autocommit = True
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return postgresql_url.replace(f"/{template}?", f"/{name}?")

    hold(copied, runs=8)
