"""Every guard: what it relies on when it is met, why it refuses, and what would mend it."""

import ast
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from pathfinder_flow.domain.cases.indicators import COLUMNS
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Actor, Body, Role
from pathfinder_flow.domain.workflow import guards as g
from pathfinder_flow.domain.workflow.answers import Finding, Step
from pathfinder_flow.domain.workflow.question import Question
from tests.domain.values import ANA, OPENED, WORKFLOW, Ledger, ask, guarded

SOURCES = Path(g.__file__).parent
TODAY = "2024-05-01"
DESK = Actor("desk", ANA.mandates)
BOTH = (Role.SECRETARIAT, Role.FOCAL_POINT)

PRESENT = g.EvidencePresent(guard="evidence_present", kind="letter")
UNUSED = g.EvidencePresent(guard="evidence_present", kind="letter", unused=True)
COMPLETE = g.EvidenceComplete(
    guard="evidence_complete", kind="roadmap", fields=("actions", "budget")
)
CURRENT = g.PeriodCurrent(guard="period_current", kind="roadmap")
CONSULTED = g.GroupsConsulted(guard="groups_consulted", kind="roadmap", groups=("workers", "youth"))
ADOPTED = g.FrameworkAdopted(guard="framework_adopted", kind="roadmap", edition="2022")
FOCAL = g.MandateInForce(guard="mandate_in_force", role=Role.FOCAL_POINT)
SEAT = g.MandateInForce(guard="mandate_in_force", role=Role.GCG)
DECIDED = g.DecisionTaken(guard="decision_taken", body=Body.GCG, outcome="granted")
EVER_DECIDED = g.DecisionTaken(
    guard="decision_taken", body=Body.GCG, outcome="granted", unused=False
)
APART = g.SeparateDuties(guard="separate_duties", kind="roadmap")
NOT_OWN = g.NotOwnCase(guard="not_own_case", body=Body.GCG)
STATUS = g.StatusHeld(guard="status_held")
CHOSEN = g.FieldIs(guard="field_is", kind="roadmap", field="edition", value="2022")
OVER = g.PeriodOver(guard="period_over", kind="roadmap")
ANSWERED = g.RequestAnswered(guard="request_answered", request="letter", answer="roadmap")
WAITED = g.NotBefore(guard="not_before", days=30)

LETTER = OPENED.filed("letter", "2020-01-01")
USED = LETTER.moved("plan", "interest", "2021-01-01", rests_on=(2,))
GRANTED = OPENED.moved("grant", "planning", "2021-01-01")
SEATED = OPENED.mandated("gcg", "PER")
MEASURED = g.IndicatorsReported(guard="indicators_reported", kind="letter")


def roadmap(ledger: Ledger = OPENED, **fields: Any) -> Ledger:
    return ledger.filed("roadmap", "2023-01-01", fields)


def with_tables(ledger: Ledger, kind: str, **tables: list[dict[str, str]]) -> Ledger:
    body = {"kind": kind, "fields": {}, "source": {}, "certainty": "stated", "tables": tables}
    return ledger.add(Kind.EVIDENCE, "2023-01-01", body)


def measured(*ids: str) -> Ledger:
    """A roadmap with two indicators, and a report that speaks of some."""
    columns = dict.fromkeys(COLUMNS["indicators"], "")
    rows = [columns | {"id": name, "title": name} for name in ("I1", "I2")]
    values = [{"id": name, "group": "", "value": "1", "reason": "", "state": ""} for name in ids]
    return with_tables(with_tables(OPENED, "roadmap", indicators=rows), "letter", values=values)


def question(guard: g.AnyGuard, ledger: Ledger) -> Question:
    """Ana's desk asks to make the move 'plan', which has this guard alone."""
    return ask(ledger, "plan", workflow=guarded(guard), actor=DESK, on=TODAY)


class Met(NamedTuple):
    """A guard that is met, and the entries it relied on."""

    guard: g.AnyGuard
    ledger: Ledger
    relied_on: tuple[int, ...]


class No(NamedTuple):
    """A guard that refuses: its code and facts, and the step that would mend it."""

    guard: g.AnyGuard
    ledger: Ledger
    code: str
    facts: dict[str, Any]
    step: Step


def evidence(kind: str, by: tuple[Role, ...], **demands: Any) -> Step:
    return Step("evidence", kind, by, {**demands, "to": TODAY})


def new_roadmap(**demands: Any) -> Step:
    return evidence("roadmap", (Role.FOCAL_POINT,), **demands)


def decision(**demands: Any) -> Step:
    return Step("decision", "gcg", (Role.SECRETARIAT,), demands)


NEW_LETTER = evidence("letter", BOTH)
NEW_DECISION = decision(outcome="granted", to=TODAY)

MET = {
    "evidence on file": Met(PRESENT, LETTER, (2,)),
    "evidence of the day itself": Met(PRESENT, OPENED.filed("letter", TODAY), (2,)),
    "the newest evidence": Met(PRESENT, LETTER.filed("letter", "2019-06-01"), (2,)),
    "evidence used before": Met(PRESENT, USED, (2,)),
    "evidence not used before": Met(UNUSED, USED.filed("letter", "2022-01-01"), (4,)),
    "every field filled": Met(COMPLETE, roadmap(actions=["x"], budget="1"), (2,)),
    "a period that covers the day": Met(CURRENT, roadmap(period="2023/2030"), (2,)),
    "a period from this day": Met(CURRENT, roadmap(period="2024-05-01/2030"), (2,)),
    "a period to this day": Met(CURRENT, roadmap(period="2020/2024-05-01"), (2,)),
    "a period without end": Met(CURRENT, roadmap(period="2020/.."), (2,)),
    "every group": Met(CONSULTED, roadmap(groups=["youth", "ngos", "workers"]), (2,)),
    "the edition": Met(ADOPTED, roadmap(edition="2022"), (2,)),
    "a mandate for the country": Met(FOCAL, OPENED.mandated("focal_point", "PER"), (2,)),
    "a mandate that ends that day": Met(
        FOCAL, OPENED.mandated("focal_point", "PER", end=TODAY), (2,)
    ),
    "a mandate of another country's seat": Met(SEAT, OPENED.mandated("gcg", "FRA"), (2,)),
    "the decision": Met(DECIDED, OPENED.decided("granted", "2023-01-01"), (2,)),
    "the latest decision": Met(
        DECIDED, OPENED.decided("granted", "2023-01-01").decided("no", "2022-01-01"), (2,)
    ),
    "a decision used before, if that will do": Met(
        EVER_DECIDED,
        OPENED.decided("granted", "2020-01-01").moved(
            "plan", "interest", "2021-01-01", rests_on=(2,)
        ),
        (2,),
    ),
    "the value": Met(CHOSEN, roadmap(edition="2022"), (2,)),
    "a period that ended the day before": Met(OVER, roadmap(period="2019/2024-04-30"), (2,)),
    "nothing asked for": Met(ANSWERED, roadmap(), ()),
    "an answer after the request": Met(ANSWERED, roadmap(LETTER), (2, 3)),
    "evidence of somebody else": Met(APART, OPENED.filed("roadmap", "2020", by="ben"), ()),
    "no evidence to have been recorded": Met(APART, OPENED, ()),
    "no seat in the body": Met(NOT_OWN, OPENED.decided("granted", "2023-01-01"), ()),
    "no decision yet": Met(NOT_OWN, SEATED, ()),
    "a seat that stood aside": Met(
        NOT_OWN, SEATED.decided("granted", "2023-01-01", recused=("PER",)), ()
    ),
    "a seat given up before": Met(
        NOT_OWN,
        OPENED.mandated("gcg", "PER", end="2022-12-31").decided("granted", "2023-01-01"),
        (),
    ),
    "a seat taken only after": Met(
        NOT_OWN, OPENED.mandated("gcg", "PER", "2023-01-02").decided("granted", "2023-01-01"), ()
    ),
    "every indicator answered": Met(MEASURED, measured("I1", "I2"), (3,)),
    "no indicators to answer": Met(MEASURED, LETTER, (2,)),
    "no report yet": Met(MEASURED, OPENED, ()),
    "a status granted": Met(STATUS, GRANTED, (2,)),
    "a status attested": Met(STATUS, OPENED.filed("letter", "../2020", status=True), (2,)),
    "days enough": Met(WAITED, OPENED.moved("plan", "interest", "2024-04-01"), ()),
    "no case to count from": Met(WAITED, Ledger(), ()),
}

REFUSED = {
    "no evidence": No(PRESENT, OPENED, "evidence_missing", {"kind": "letter"}, NEW_LETTER),
    "an indicator left out": No(
        MEASURED,
        measured("I2"),
        "indicators_unreported",
        {"kind": "letter", "number": 3, "names": ["I1"], "count": 1, "of": 2},
        evidence("letter", BOTH, indicators=["I1", "I2"]),
    ),
    "withdrawn evidence": No(
        PRESENT, LETTER.withdrawn(2), "evidence_missing", {"kind": "letter"}, NEW_LETTER
    ),
    "evidence used before": No(
        UNUSED, USED, "evidence_used", {"kind": "letter", "number": 2}, NEW_LETTER
    ),
    "evidence of later": No(
        PRESENT,
        OPENED.filed("letter", "2024"),
        "evidence_later",
        {"kind": "letter", "number": 2, "date": "2024"},
        NEW_LETTER,
    ),
    "disputed evidence": No(
        PRESENT,
        OPENED.filed("letter", "2020", disputed=True),
        "evidence_disputed",
        {"kind": "letter", "number": 2},
        NEW_LETTER,
    ),
    "fields of nothing": No(
        COMPLETE,
        OPENED,
        "fields_unseen",
        {"kind": "roadmap", "fields": ["actions", "budget"]},
        new_roadmap(fields=["actions", "budget"]),
    ),
    "fields left empty": No(
        COMPLETE,
        roadmap(actions=[], period="2023/2030"),
        "fields_missing",
        {"kind": "roadmap", "number": 2, "fields": ["actions", "budget"]},
        new_roadmap(fields=["actions", "budget"]),
    ),
    "one field left empty": No(
        COMPLETE,
        roadmap(actions=["x"], budget=""),
        "fields_missing",
        {"kind": "roadmap", "number": 2, "fields": ["budget"]},
        new_roadmap(fields=["actions", "budget"]),
    ),
    "the newest evidence is less complete": No(
        COMPLETE,
        roadmap(actions=["x"], budget="1").filed("roadmap", "2024-01-01", {"budget": "2"}),
        "fields_missing",
        {"kind": "roadmap", "number": 3, "fields": ["actions"]},
        new_roadmap(fields=["actions", "budget"]),
    ),
    "a period of nothing": No(
        CURRENT,
        OPENED,
        "period_unseen",
        {"kind": "roadmap", "field": "period"},
        new_roadmap(covers={"period": TODAY}),
    ),
    "a period left empty": No(
        CURRENT,
        roadmap(budget="1"),
        "period_unseen",
        {"kind": "roadmap", "field": "period"},
        new_roadmap(covers={"period": TODAY}),
    ),
    "a period run out": No(
        CURRENT,
        roadmap(period="2019/2024-04-30"),
        "period_not_current",
        {"kind": "roadmap", "number": 2, "period": "2019/2024-04-30", "date": TODAY},
        new_roadmap(covers={"period": TODAY}),
    ),
    "a period not begun": No(
        CURRENT,
        roadmap(period="2025/2030"),
        "period_not_current",
        {"kind": "roadmap", "number": 2, "period": "2025/2030", "date": TODAY},
        new_roadmap(covers={"period": TODAY}),
    ),
    "no value": No(
        CHOSEN,
        roadmap(),
        "field_unsaid",
        {"kind": "roadmap", "field": "edition", "wanted": "2022"},
        new_roadmap(values={"edition": "2022"}),
    ),
    "another value": No(
        CHOSEN,
        roadmap(edition="2019"),
        "field_other",
        {"kind": "roadmap", "number": 2, "field": "edition", "said": "2019", "wanted": "2022"},
        new_roadmap(values={"edition": "2022"}),
    ),
    "no period that could be over": No(
        OVER,
        OPENED,
        "period_unseen",
        {"kind": "roadmap", "field": "period"},
        new_roadmap(fields=["period"]),
    ),
    "a period to the day itself": No(
        OVER,
        roadmap(period="2019/2024-05-01"),
        "period_not_over",
        {"kind": "roadmap", "number": 2, "period": "2019/2024-05-01", "date": TODAY},
        Step("wait", "2024-05-02", (Role.SECRETARIAT,)),
    ),
    "an answer from before the request": No(
        ANSWERED,
        roadmap(OPENED).filed("letter", "2024-01-01"),
        "request_open",
        {"request": "letter", "answer": "roadmap", "number": 3, "date": "2024-01-01"},
        new_roadmap(),
    ),
    "nobody consulted": No(
        CONSULTED,
        OPENED,
        "groups_missing",
        {"kind": "roadmap", "field": "groups", "groups": ["workers", "youth"]},
        new_roadmap(choices={"groups": ["workers", "youth"]}),
    ),
    "a group left out": No(
        CONSULTED,
        roadmap(groups=["workers"]),
        "groups_missing",
        {"kind": "roadmap", "field": "groups", "groups": ["youth"]},
        new_roadmap(choices={"groups": ["workers", "youth"]}),
    ),
    "no framework": No(
        ADOPTED,
        OPENED,
        "framework_missing",
        {"kind": "roadmap", "edition": "2022"},
        new_roadmap(values={"edition": "2022"}),
    ),
    "another edition": No(
        ADOPTED,
        roadmap(edition="2018"),
        "framework_other",
        {"kind": "roadmap", "edition": "2022", "number": 2, "found": "2018"},
        new_roadmap(values={"edition": "2022"}),
    ),
    "no edition": No(
        ADOPTED,
        roadmap(),
        "framework_other",
        {"kind": "roadmap", "edition": "2022", "number": 2, "found": ""},
        new_roadmap(values={"edition": "2022"}),
    ),
    **{
        f"a mandate {how}": No(
            guard,
            ledger,
            "mandate_missing",
            {"role": str(guard.role), "date": TODAY},
            Step("mandate", str(guard.role), (Role.SECRETARIAT,), {"to": TODAY}),
        )
        for how, guard, ledger in [
            ("of nobody", FOCAL, OPENED),
            ("for another country", FOCAL, OPENED.mandated("focal_point", "FRA")),
            ("over", FOCAL, OPENED.mandated("focal_point", "PER", end="2024-04-30")),
            ("not begun", FOCAL, OPENED.mandated("focal_point", "PER", "2024-05-02")),
            ("in another role", FOCAL, OPENED.mandated("secretariat")),
            ("of the own seat", SEAT, SEATED),
        ]
    },
    "no decision": No(
        DECIDED, OPENED, "decision_missing", {"body": "gcg", "outcome": "granted"}, NEW_DECISION
    ),
    "a decision about another country": No(
        DECIDED,
        OPENED.decided("granted", "2023-01-01", about=("FRA",)),
        "decision_missing",
        {"body": "gcg", "outcome": "granted"},
        NEW_DECISION,
    ),
    "a decision of another body": No(
        DECIDED,
        OPENED.decided("granted", "2023-01-01", body="mwg"),
        "decision_missing",
        {"body": "gcg", "outcome": "granted"},
        NEW_DECISION,
    ),
    "a decision used before": No(
        DECIDED,
        OPENED.decided("granted", "2020-01-01").moved(
            "plan", "interest", "2021-01-01", rests_on=(2,)
        ),
        "decision_missing",
        {"body": "gcg", "outcome": "granted"},
        NEW_DECISION,
    ),
    "a decision overtaken": No(
        DECIDED,
        OPENED.decided("granted", "2023-01-01").decided("no", "2023-06"),
        "decision_other",
        {"body": "gcg", "outcome": "granted", "number": 3, "found": "no", "date": "2023-06"},
        NEW_DECISION,
    ),
    "recorded by the one who asks": No(
        APART,
        roadmap(),
        "same_person",
        {"kind": "roadmap", "number": 2},
        Step("another_person", "roadmap", (Role.SECRETARIAT,)),
    ),
    "decided with the own seat": No(
        NOT_OWN,
        SEATED.decided("granted", "2023-01-01"),
        "own_case_decided",
        {"number": 3, "seat": 2, "body": "gcg"},
        decision(recused=["PER"], outcome="granted"),
    ),
    "decided with a seat given up since": No(
        NOT_OWN,
        OPENED.mandated("gcg", "PER", end="2023-01-01").decided("granted", "2023-01-01"),
        "own_case_decided",
        {"number": 3, "seat": 2, "body": "gcg"},
        decision(recused=["PER"], outcome="granted"),
    ),
    "only another country stood aside": No(
        NOT_OWN,
        SEATED.decided("granted", "2023-01-01", recused=("FRA",)),
        "own_case_decided",
        {"number": 3, "seat": 2, "body": "gcg"},
        decision(recused=["PER"], outcome="granted"),
    ),
    "no status": No(
        STATUS, OPENED, "status_missing", {}, Step("move", "grant", (Role.SECRETARIAT,))
    ),
    "a status not certain": No(
        STATUS,
        OPENED.filed("letter", "2020", disputed=True, status=True),
        "status_disputed",
        {},
        Step("move", "grant", (Role.SECRETARIAT,)),
    ),
    "too early": No(
        WAITED,
        OPENED.moved("plan", "interest", "2024-04-02"),
        "too_early",
        {"until": "2024-05-02", "days": 30, "since": "2024-04-02"},
        Step("wait", "2024-05-02", (Role.SECRETARIAT,)),
    ),
}


def codes_in(path: Path) -> set[str]:
    """Every refusal code that a source file names."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = {"refuse", "Refusal"}
    firsts = [c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id in named]
    nodes = [node for first in firsts for node in ast.walk(first)]
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.mark.parametrize("row", MET.values(), ids=MET)
def test_a_guard_that_is_met_says_what_it_relied_on(row: Met) -> None:
    assert row.guard.examine(question(row.guard, row.ledger)) == Finding(row.relied_on)


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_a_guard_that_is_not_met_says_why_with_its_facts(row: No) -> None:
    found = row.guard.examine(question(row.guard, row.ledger))
    assert (found.refused, found.facts, found.relied_on) == (row.code, row.facts, ())


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_a_guard_that_is_not_met_says_what_would_mend_it(row: No) -> None:
    assert row.guard.step(question(row.guard, row.ledger)) == row.step


@pytest.mark.parametrize("row", MET.values(), ids=MET)
def test_a_guard_that_is_met_still_says_what_it_asks_for(row: Met) -> None:
    steps = {type(no.guard): no.step.act for no in REFUSED.values()}
    expected = "evidence" if row.guard is APART else steps[type(row.guard)]
    assert row.guard.step(question(row.guard, row.ledger)).act == expected


def test_every_guard_of_the_vocabulary_is_met_and_refused_here() -> None:
    vocabulary = set(get_args(g.AnyGuard))
    assert {type(row.guard) for row in MET.values()} == vocabulary
    assert {type(row.guard) for row in REFUSED.values()} == vocabulary


def test_every_refusal_code_in_the_source_is_tested_here() -> None:
    codes = set[str]().union(*map(codes_in, SOURCES.glob("*.py")))
    assert {row.code for row in REFUSED.values()} == codes


def test_the_same_evidence_may_be_recorded_anew_by_somebody_who_does_not_ask() -> None:
    step = APART.step(question(APART, OPENED))
    assert step == new_roadmap(not_by=["desk"])


@pytest.mark.parametrize(
    ("ledger", "demands"),
    [
        (OPENED, {}),
        (SEATED, {"recused": ["PER"]}),
        (OPENED.decided("noted", "2020-01-01"), {"outcome": "noted"}),
        (SEATED.decided("noted", "2020-01-01"), {"recused": ["PER"], "outcome": "noted"}),
    ],
    ids=["no seat", "a seat", "a decision to be taken anew", "anew and seated"],
)
def test_a_decision_of_the_own_case_is_to_be_taken_without_the_own_seat(
    ledger: Ledger, demands: dict[str, Any]
) -> None:
    assert NOT_OWN.step(question(NOT_OWN, ledger)) == decision(**demands)


def test_a_decision_taken_anew_is_the_one_that_the_move_needs_whatever_was_decided_before() -> None:
    asked = ask(SEATED.decided("noted", "2020-01-01"), "plan", workflow=guarded(DECIDED, NOT_OWN))
    assert NOT_OWN.step(asked) == decision(recused=["PER"], outcome="granted")


def test_a_status_that_becomes_certain_after_the_day_is_not_held_yet() -> None:
    ledger = OPENED.filed("letter", "2024", status=True)
    assert STATUS.examine(question(STATUS, ledger)).refused == "status_disputed"


def test_a_guard_judges_on_the_effective_day_and_not_on_the_day_of_asking() -> None:
    case = OPENED.mandated("focal_point", "PER", end="2020-12-31").as_of("2020-06-01")
    asked = Question(WORKFLOW, case, "plan", ANA, case.day, today=date(2024, 5, 1))
    assert FOCAL.examine(asked) == Finding((2,))
