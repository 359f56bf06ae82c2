"""``decide()`` for a case with 50 entries: pathfinder/2023, the move with the most guards.

A new ``Case`` is made of the record every time, so that nothing it remembers is counted out.
Floor: a bare ``transitions`` machine that triggers a transition with as many conditions, all true.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from transitions import Machine

from benchmarks.desks import NOW, SECRETARIAT, founded_desk
from benchmarks.measuring import Figure, Rounds, clocked, microseconds, print_table
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.roles import Actor, Body, Role
from pathfinder_flow.domain.workflow.machine import decide
from pathfinder_flow.domain.workflow.question import Question
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger

COUNTRY, EVENT = "PER", "submit_roadmap"
FOCAL_POINT, EXPERT = "focal.point", "mwg.expert"
ENTRIES = 50
ROUNDS, TIMES = 9, 400
TODAY = NOW.date()

_ROADMAP = {
    "priorities": ["schools"],
    "key_actions": ["inspect"],
    "responsibilities": ["Ministry of Labour"],
    "timelines": ["2027"],
    "budget": ["10 million"],
    "indicators": ["8.7.1"],
    "period": ["2023/2030"],
    "groups": ["employers;workers;civil_society;survivors;communities_at_risk"],
}


def prepare(app: AppContext) -> None:
    """Bring a country to where it may submit its roadmap, after being asked to change it often."""
    day = TODAY.isoformat()
    for handle, role, country in (
        (FOCAL_POINT, Role.FOCAL_POINT, COUNTRY),
        (EXPERT, Role.MWG, None),
        (SECRETARIAT, Role.SECRETARIAT, None),
    ):
        mandate = NewMandate(handle, role, country, "2015-01-01", None, "letter of appointment")
        add_mandate(app, SECRETARIAT, mandate)
    open_case(app, SECRETARIAT, COUNTRY, effective=day, workflow="pathfinder/2023", reason="")
    _file(app, FOCAL_POINT, "expression_of_interest")
    advance(app, SECRETARIAT, COUNTRY, "begin_planning", effective=day)
    _file(app, FOCAL_POINT, "strategic_planning_workshop")
    _file(app, FOCAL_POINT, "framework_adoption", edition=["2022"])
    asked = NewDecision(
        Body.GCG, "meeting", day, {COUNTRY: "changes_asked"}, event="request_changes"
    )
    while True:
        _file(app, FOCAL_POINT, "roadmap", **_ROADMAP)
        _file(app, EXPERT, "mwg_check", result=["in_line"])
        if len(record_of(app).entries) >= ENTRIES:
            return
        advance(app, SECRETARIAT, COUNTRY, EVENT, effective=day)
        record_decision(app, SECRETARIAT, asked)


def _file(app: AppContext, handle: str, kind: str, **fields: list[str]) -> None:
    evidence = NewEvidence(
        kind, TODAY.isoformat(), url="https://example.org/document", fields=fields
    )
    add_evidence(app, handle, COUNTRY, evidence)


def record_of(app: AppContext) -> Record:
    """Read the country's record."""
    with app.snapshot() as conn:
        return Record(COUNTRY, ledger.entries_of(conn, COUNTRY))


def rules_of(app: AppContext, record: Record) -> CompiledWorkflow:
    """Give the rules that govern it."""
    with app.snapshot() as conn:
        return app.rules(conn, record.governance[-1].sha256)


def asker(record: Record, rules: CompiledWorkflow) -> Question:
    """Ask, as the Secretariat, for the move with the most guards."""
    mandates = record.mandates.values()
    person = next(m.person for m in mandates if m.role is Role.SECRETARIAT)
    actor = Actor(person, tuple(m for m in mandates if m.person == person))
    return Question(rules.workflow, Case(record, TODAY), EVENT, actor, TODAY, TODAY)


class _Bare:
    state = "first"


def bare_machine(conditions: int) -> Machine:
    """Build the machine of the floor."""
    machine = Machine(
        model=None, states=["first", "second"], initial="first", auto_transitions=False,
        send_event=True,
    )  # fmt: skip
    machine.add_transition("go", "first", "second", conditions=[lambda _event: True] * conditions)
    return machine


def measure() -> list[Figure]:
    """Measure the decision and its floor in turns."""
    with tempfile.TemporaryDirectory() as name:
        app = founded_desk(Path(name) / "ledger.sqlite")
        prepare(app)
        record = record_of(app)
        rules = rules_of(app, record)
        app.engine.dispose()
    question = asker(record, rules)
    assert decide(rules.machine, question).move
    guards = len(rules.workflow.transitions[EVENT].guards)
    bare = bare_machine(guards)

    def deciding() -> None:
        for _ in range(TIMES):
            decide(rules.machine, asker_again(question, record))

    def triggering() -> None:
        for _ in range(TIMES):
            bare.events["go"].trigger(_Bare())

    rounds = Rounds({"decide": clocked(deciding), "floor": clocked(triggering)}, ROUNDS)
    took = rounds.median("decide") / TIMES
    floor = microseconds(rounds.median("floor") / TIMES)
    name = f"decide(), {len(record.entries)} entries, {guards} guards"
    ratio = f"{rounds.times('decide', 'floor'):.1f}"
    return [
        Figure(
            name, microseconds(took), f"bare transitions {floor}", ratio, "< 60 us", took < 60e-6
        )
    ]


def asker_again(question: Question, record: Record) -> Question:
    """Ask the same of a case that remembers nothing."""
    case = Case(record, question.effective)
    return Question(
        question.workflow, case, EVENT, question.actor, question.effective, question.today
    )


if __name__ == "__main__":
    print_table(measure())
