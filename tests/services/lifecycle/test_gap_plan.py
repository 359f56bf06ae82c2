"""Doing exactly what the gap plan says makes every move of every workflow possible."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import Definition, parse_workflow
from pathfinder_flow.domain.ledger.entries import Draft, Kind
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.answers import Step
from pathfinder_flow.domain.workflow.guards import StatusHeld
from pathfinder_flow.domain.workflow.model import Field, Workflow
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.services.lifecycle.advance import advance, marks, why
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork

COUNTRY = "PER"
APPROVER, COLLEAGUE = "approver.secretariat", "colleague.secretariat"
HOLDERS = {Role.SECRETARIAT: COLLEAGUE, Role.FOCAL_POINT: "focal.point", Role.MWG: "mwg.member"}
MOST_ROUNDS = 12
STATUS = {
    "kind": "status_granted", "fields": {}, "source": {}, "note": "", "certainty": "stated",
    "attests_status": True,
}  # fmt: skip


def workflows() -> list[Workflow]:
    files = workflow_files()
    return [parse_workflow(path.read_bytes(), name) for name, path in files.items()]


def every_start() -> list[tuple[str, str, str]]:
    """Every transition of every workflow, from its own states and from the very beginning.

    No plan leads through leaving the Alliance, so what starts there is tried from there only.
    """
    starts = []
    for workflow in workflows():
        for event, transition in workflow.transitions.items():
            after_leaving = all(workflow.states[s].ends_status for s in transition.from_states)
            beginning = [] if after_leaving else [workflow.initial]
            states = dict.fromkeys([*transition.from_states, *beginning])
            starts += [(workflow.name, event, state) for state in states]
    return starts


class Doer:
    """Does what gap plans say, as the people they name, and nothing else."""

    def __init__(self, app: AppContext, clock: object, *, seated: bool) -> None:
        self.app, self.clock = app, clock
        for handle in (APPROVER, COLLEAGUE):
            self._appoint(handle, Role.SECRETARIAT, None)
        self._appoint("mwg.member", Role.MWG, None)
        self._appoint("auditor.one", Role.AUDITOR, None)
        if seated:
            self._appoint("seat.per", Role.GCG, COUNTRY)

    def _appoint(self, handle: str, role: Role, country: str | None) -> None:
        add_mandate(
            self.app, "founder", NewMandate(handle, role, country, "2015-01-01", None, "letter")
        )

    @property
    def today(self) -> str:
        return self.app.today().isoformat()

    def place(self, name: str, state: str, event: str) -> None:
        """Open the case and let public sources attest that it stands at a state.

        And that it holds the status, where the event to try is for those only who do.
        """
        open_case(self.app, APPROVER, COUNTRY, effective="2020-01-01", workflow=name, reason="test")

        tried = event

        def attest(uow: UnitOfWork) -> None:
            act = uow.authorise((Role.SECRETARIAT,), "attest")
            record = uow.record(COUNTRY)
            rules = self.app.rules(uow.conn, record.governance[-1].sha256)
            if state == rules.workflow.initial:
                return
            event = next(e for e, t in rules.workflow.transitions.items() if t.to_state == state)
            body = {**marks(rules, event), "event": event, "from": rules.workflow.initial}
            body |= {"to": state, "attested": True, "rests_on": [], "certainty": "stated"}
            uow.append(Draft(Kind.TRANSITION, COUNTRY, "2021-01-01", act, "", body))
            if StatusHeld(guard="status_held") in rules.workflow.transitions[tried].guards:
                uow.append(Draft(Kind.EVIDENCE, COUNTRY, "2021-01-01", act, "", STATUS))

        self.app.run(APPROVER, attest)

    def make_possible(self, event: str, depth: int = 0) -> Answer:
        for _ in range(MOST_ROUNDS):
            _, [answer] = why(self.app, APPROVER, COUNTRY, event)
            if answer.move:
                return answer
            assert answer.plan, f"{event}: refused without a plan: {answer.refusals}"
            for step in answer.plan:
                self.do(step, answer.workflow, depth)
                if step.act == "move":
                    break
        raise AssertionError(f"{event} is not possible after {MOST_ROUNDS} rounds: {answer}")

    def do(self, step: Step, workflow: Workflow, depth: int) -> None:
        match step.act:
            case "move":
                assert depth < 8, f"the way to {step.target} goes in circles"
                self.make_possible(step.target, depth + 1)
                advance(self.app, APPROVER, COUNTRY, step.target, effective=self.today)
            case "wait":
                self.clock.now = datetime.combine(
                    date.fromisoformat(step.target), time(9), self.clock.now.tzinfo
                )
            case "mandate":
                self._appoint(HOLDERS[Role(step.target)], Role(step.target), COUNTRY)
            case "decision":
                self._decide(step)
            case "evidence":
                self._supply(step, workflow)
            case "another_person":
                raise AssertionError("nobody asked recorded the evidence, so nobody stands aside")

    def _decide(self, step: Step) -> None:
        new = NewDecision(
            Body(step.target), "20", step.demands["to"], {COUNTRY: step.demands["outcome"]},
            tuple(step.demands.get("recused", ())),
        )  # fmt: skip
        record_decision(self.app, HOLDERS[step.by[0]], new)

    def _supply(self, step: Step, workflow: Workflow) -> None:
        role = step.by[0]
        if role is Role.FOCAL_POINT:
            self._appoint(HOLDERS[role], role, COUNTRY)
        kind, asked = workflow.evidence[step.target], step.demands
        fields = {name: [_sample(kind.fields[name])] for name in asked.get("fields", ())}
        fields |= {name: [";".join(chosen)] for name, chosen in asked.get("choices", {}).items()}
        fields |= {name: [value] for name, value in asked.get("values", {}).items()}
        fields |= {name: [f"{day}/{day}"] for name, day in asked.get("covers", {}).items()}
        new = NewEvidence(step.target, asked["to"], url="https://example.org/doc", fields=fields)
        add_evidence(self.app, HOLDERS[role], COUNTRY, new)


def _sample(field: Field) -> str:
    samples = {"year": "2025", "date": "2025-05-01", "period": "2025-01-01/2030-12-31"}
    return next(iter(field.options), samples.get(field.type, "as agreed"))


@pytest.fixture
def doer(request: pytest.FixtureRequest, url: str, definitions: list[Definition]) -> Doer:
    make_desk = request.getfixturevalue("desk_maker")
    clock = request.getfixturevalue("clock")
    app = make_desk(url)
    initialise(app, "founder", definitions)
    return Doer(app, clock, seated=getattr(request, "param", False))


@pytest.mark.parametrize("doer", [False, True], indirect=True, ids=["unseated", "seated"])
@pytest.mark.parametrize(("name", "event", "state"), every_start())
def test_doing_what_the_plan_says_makes_the_move_possible(
    doer: Doer, name: str, event: str, state: str
) -> None:
    doer.place(name, state, event)
    answer = doer.make_possible(event)
    entry = advance(doer.app, APPROVER, COUNTRY, event, effective=doer.today)
    assert entry.body["to"] == answer.workflow.transitions[event].to_state
