"""What a workflow of the right shape can still get wrong."""

from dataclasses import replace
from typing import Any

import pytest

from pathfinder_flow.domain.checks.problems import Path
from pathfinder_flow.domain.checks.workflow import check
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow import guards as g
from pathfinder_flow.domain.workflow.model import (
    DueRule,
    EvidenceKind,
    Extension,
    Field,
    InForce,
    ObligationRule,
    Roll,
    State,
    Transition,
    Workflow,
)

TITLE = {"en": "Title", "fr": "Titre", "es": "Título"}
WORDS: dict[str, Any] = {
    "title": TITLE,
    "explanation": {"en": "It is.", "fr": "Cela est.", "es": "Es."},
    "source": "https://example.org",
}
FIELDS = {
    "span": Field(title=TITLE, type="period"),
    "groups": Field(title=TITLE, type="choices", options={"workers": TITLE}),
    "edition": Field(title=TITLE, type="choice", options={"2022": TITLE}),
}
BEGIN = Transition(**WORDS, from_states=("first",), to_state="second", by=(Role.GCG,))
END = Transition(**WORDS, from_states=("first", "second"), to_state="last", by=(Role.GCG,))
REPORT = ObligationRule(
    **WORDS,
    evidence="letter",
    while_in=("second",),
    due=DueRule(rrule="FREQ=YEARLY", anchor="2000-03-31"),
    period="previous_calendar_year",
    first_period="first_full_calendar_year_after_status",
    opens_days_before=90,
    roll=Roll(to="stay", calendar="country"),
    outcomes={"reported": (Role.SECRETARIAT,)},
)
LETTER = EvidenceKind(**WORDS, suppliers=(Role.SECRETARIAT,), fields=FIELDS, attests="begin")
SOUND = Workflow(
    **WORDS,
    workflow="example",
    version="2023",
    in_force=InForce(start="2018", until="2023"),
    states={
        "first": State(**WORDS, initial=True),
        "second": State(**WORDS),
        "last": State(**WORDS, final=True),
    },
    evidence={"letter": LETTER},
    transitions={"begin": BEGIN, "end": END},
    obligations={"report": REPORT},
)


def begin(**changes: Any) -> Workflow:
    """The sound workflow with another transition 'begin'."""
    return replace(SOUND, transitions={"begin": replace(BEGIN, **changes), "end": END})


def complete(kind: str, *fields: str) -> g.AnyGuard:
    return g.EvidenceComplete(guard="evidence_complete", kind=kind, fields=fields)


def period(field: str) -> g.AnyGuard:
    return g.PeriodCurrent(guard="period_current", kind="letter", field=field)


def consulted(field: str, *groups: str) -> g.AnyGuard:
    return g.GroupsConsulted(guard="groups_consulted", kind="letter", groups=groups, field=field)


def adopted(field: str, edition: str) -> g.AnyGuard:
    return g.FrameworkAdopted(
        guard="framework_adopted", kind="letter", edition=edition, field=field
    )


def decided(outcome: str) -> g.AnyGuard:
    return g.DecisionTaken(guard="decision_taken", body=Body.GCG, outcome=outcome)


def owed(**changes: Any) -> Workflow:
    """The sound workflow with another obligation."""
    return replace(SOUND, obligations={"report": replace(REPORT, **changes)})


def due(rule: str, anchor: str) -> Workflow:
    """The sound workflow with other due dates."""
    return owed(due=DueRule(rrule=rule, anchor=anchor))


def counted(**rule: Any) -> Workflow:
    """The sound workflow with due dates counted from something."""
    return owed(due=DueRule(**rule), period="occasion")


def letter(**changes: Any) -> Workflow:
    """The sound workflow with another kind of evidence."""
    return replace(SOUND, evidence={"letter": replace(LETTER, **changes)})


def field(name: str, **parts: Any) -> Workflow:
    """The sound workflow with one more field in its letter."""
    return letter(fields={**FIELDS, name: Field(title=TITLE, **parts)})


def states(**others: State) -> Workflow:
    """The sound workflow with other states."""
    return replace(SOUND, states={**SOUND.states, **others})


def said(text: str, language: str = "en") -> Workflow:
    """The sound workflow with another explanation of itself."""
    return replace(SOUND, explanation={**WORDS["explanation"], language: text})


IN_BEGIN: Path = ("transitions", "begin")
IN_FIELDS: Path = ("evidence", "letter", "fields")


def test_a_sound_workflow_has_no_problem() -> None:
    assert check(SOUND) == []


@pytest.mark.parametrize(
    ("workflow", "path", "words"),
    [
        (states(first=State(**WORDS)), ("states",), "no state is where a case starts"),
        (states(second=State(**WORDS, initial=True)), ("states", "second", "initial"), "one state"),
        (
            states(alone=State(**WORDS, final=True)),
            ("states", "alone"),
            "no way leads from 'first'",
        ),
        (states(last=State(**WORDS)), ("states", "last"), "no way leads out of 'last'"),
        (
            states(second=State(**WORDS, final=True)),
            ("states", "second", "final"),
            "leads to: last",
        ),
        (begin(to_state="secnd"), (*IN_BEGIN, "to_state"), "did you mean 'second'?"),
        (begin(from_states=("x",)), (*IN_BEGIN, "from_states", 0), "known: first, second, last"),
        (begin(from_states=()), (*IN_BEGIN, "from_states"), "the list is empty"),
        (begin(by=(Role.GCG, Role.GCG)), (*IN_BEGIN, "by", 1), "'gcg' is listed twice"),
        (letter(attests="begins"), ("evidence", "letter", "attests"), "did you mean 'begin'?"),
        (letter(suppliers=()), ("evidence", "letter", "suppliers"), "at least one role"),
    ],
)
def test_the_graph_has_no_dead_corner(workflow: Workflow, path: Path, words: str) -> None:
    assert [(one.path, words in one.message) for one in check(workflow)] == [(path, True)]


@pytest.mark.parametrize(
    ("guard", "path", "words"),
    [
        (g.EvidencePresent(guard="evidence_present", kind="leter"), ("kind",), "mean 'letter'?"),
        (complete("letter", "edition", "spam"), ("fields", 1), "did you mean 'span'?"),
        (complete("letter"), ("fields",), "at least one field"),
        (g.PeriodCurrent(guard="period_current", kind="letter"), ("field",), "field of 'letter'"),
        (period("groups"), ("field",), "is of type 'choices', and this guard needs period"),
        (consulted("groups", "worker"), ("groups", 0), "did you mean 'workers'?"),
        (consulted("groups"), ("groups",), "at least one group"),
        (consulted("edition", "2022"), ("field",), "needs choices"),
        (adopted("edition", "2020"), ("edition",), "did you mean '2022'?"),
        (adopted("span", "2022"), ("field",), "needs choice or text or year"),
        (decided("granted by vote"), ("outcome",), "cannot be a name"),
        (g.StatusHeld(guard="status_held"), (), "no transition has 'grants_status: true'"),
        (g.NotBefore(guard="not_before", days=0), ("days",), "1 or more"),
        (
            g.RequestAnswered(guard="request_answered", request="leter", answer="letter"),
            ("request",),
            "did you mean 'letter'?",
        ),
    ],
)
def test_a_guard_asks_for_what_can_be_given(guard: g.AnyGuard, path: Path, words: str) -> None:
    [problem] = check(begin(guards=(guard,)))
    assert problem.path == (*IN_BEGIN, "guards", 0, *path)
    assert words in problem.message


def test_evidence_that_the_workflow_knows_may_be_asked_for() -> None:
    letter = g.EvidencePresent(guard="evidence_present", kind="letter")
    assert check(begin(guards=(letter,))) == []


def test_the_same_guard_is_not_asked_twice() -> None:
    [problem] = check(begin(guards=(period("span"), period("span"))))
    assert problem.path == (*IN_BEGIN, "guards", 1)


def test_the_status_is_held_where_an_event_grants_it() -> None:
    assert check(begin(grants_status=True, guards=(g.StatusHeld(guard="status_held"),))) == []


@pytest.mark.parametrize(
    ("workflow", "path", "words"),
    [
        (field("Span"), (*IN_FIELDS, "Span"), "cannot be a name"),
        (field("a.b"), (*IN_FIELDS, "a.b"), "cannot be a name"),
        (field("class"), (*IN_FIELDS, "class"), "means something else"),
        (field("x" * 65), (*IN_FIELDS, "x" * 65), "at most 64"),
        (field("x", type="choice"), (*IN_FIELDS, "x", "options"), "at least one option"),
        (field("x", options={"a": TITLE}), (*IN_FIELDS, "x", "options"), "has no options"),
        (
            field("x", type="choice", options={"a b": TITLE}),
            (*IN_FIELDS, "x", "options", "a b"),
            "cannot be an option",
        ),
        (
            field("x", type="choice", options={"a": {**TITLE, "es": " "}}),
            (*IN_FIELDS, "x", "options", "a", "es"),
            "the text in 'es' is missing",
        ),
        (replace(SOUND, version="../2023"), ("version",), "cannot be a version"),
        (replace(SOUND, version="CON"), ("version",), "cannot be a version"),
        (replace(SOUND, workflow="a/b"), ("workflow",), "cannot be a name"),
        (replace(SOUND, title={"en": "A", "es": "A"}), ("title", "fr"), "text in 'fr' is missing"),
        (replace(SOUND, title={**TITLE, "Ar ": "A"}), ("title", "Ar "), "code of a language"),
        (replace(SOUND, title={**TITLE, "en": "A\x07"}), ("title", "en"), "print: U+0007"),
        (replace(SOUND, title={**TITLE, "en": "A\nB"}), ("title", "en"), "begin it with '>-'"),
        (said("It is"), ("explanation", "en"), "end it with a full stop"),
        (said("It is. It was."), ("explanation", "en"), "another begins after 'is'"),
        (said("Es? ¿Era?.", "es"), ("explanation", "es"), "another begins after 'Es'"),
        (begin(source=None), IN_BEGIN, "nothing says what this rests on"),
        (begin(source=" "), IN_BEGIN, "nothing says what this rests on"),
        (begin(assumption=True), (*IN_BEGIN, "assumption"), "add 'because'"),
        (begin(because="So."), (*IN_BEGIN, "because"), "only for what has 'assumption: true'"),
        (begin(source="a\tb"), (*IN_BEGIN, "source"), "U+0009"),
        (replace(SOUND, in_force=InForce(start="Spring")), ("in_force", "start"), "'Spring'"),
        (
            replace(SOUND, in_force=InForce(start="2019", until="2018")),
            ("in_force", "until"),
            "ends before it starts",
        ),
    ],
)
def test_what_people_read_is_there_and_can_be_read(
    workflow: Workflow, path: Path, words: str
) -> None:
    assert [(one.path, words in one.message) for one in check(workflow)] == [(path, True)]


def test_an_event_may_not_bear_the_name_the_library_keeps_for_itself() -> None:
    [problem] = check(replace(SOUND, transitions={**SOUND.transitions, "state": END}))
    assert problem.path == ("transitions", "state")


@pytest.mark.parametrize(
    "text",
    ["See art. 3 of it.", "Some, e.g. Ministers.", "It is 2.5 days.", "Up to the U.N. Assembly."],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert check(said(text)) == []


def test_more_languages_are_welcome() -> None:
    assert check(replace(SOUND, title={**TITLE, "pt": "Título", "zh-Hant": "x"})) == []


def extension(**changes: Any) -> Workflow:
    """The sound workflow with an extension of the report's due date."""
    usual = {"by": (Role.SECRETARIAT,), "outcome": "deadline_extended", "most_days": 60}
    return owed(extension=Extension(**{**usual, **changes}))


@pytest.mark.parametrize(
    ("workflow", "path", "words"),
    [
        (owed(evidence="leter"), ("evidence",), "did you mean 'letter'?"),
        (owed(while_in=("secon",)), ("while_in", 0), "did you mean 'second'?"),
        (owed(while_in=()), ("while_in",), "at least one state"),
        (owed(while_status=True), ("while_in",), "every holder of the status owes it already"),
        (owed(opens_days_before=-1), ("opens_days_before",), "from 0 to 366"),
        (owed(outcomes={"reported": ()}), ("outcomes", "reported"), "at least one role"),
        (extension(by=()), ("extension", "by"), "at least one role"),
        (extension(most_days=0), ("extension", "most_days"), "from 1 to 366"),
        (extension(most_days=367), ("extension", "most_days"), "from 1 to 366"),
        (extension(outcome="By vote"), ("extension", "outcome"), "is not a name in a_z"),
        (due("FREQ=YEARLY", "2000-03"), ("due", "anchor"), "not one certain day"),
        (due("FREQ=YEARLY", "2001-02-29"), ("due", "anchor"), "not one certain day"),
        (due("FREQ=YEARLY", "2000-02-29"), ("due", "anchor"), "skips the months"),
        (due("FREQ=MONTHLY", "2000-01-31"), ("due", "anchor"), "use BYMONTHDAY=-1"),
        (due("FREQ=YEARLY;BYMONTH=4", "2000-03-30"), ("due", "anchor"), "not a day of the rule"),
        (due("FREQ=YEARLY", "0001-03-31"), ("due", "anchor"), "not a day of the rule"),
        (due("FREQ=SECONDLY", "2000-03-31"), ("due", "rrule"), "is not a rule such as"),
        (due("FREQ=MONTHLY;INTERVAL=0", "2000-03-01"), ("due", "rrule"), "is not a rule"),
        (due("every year", "2000-03-31"), ("due", "rrule"), "is not a rule"),
        (due("FREQ=YEARLY;COUNT=3", "2000-03-31"), ("due", "rrule"), "is not a rule"),
        (due("FREQ=MONTHLY", "2000-01-01"), ("due", "rrule"), "several days a year"),
        (owed(due=DueRule()), ("due",), "say one of rrule"),
        (owed(due=DueRule(rrule="FREQ=YEARLY", after_event="begin")), ("due",), "say one of"),
        (counted(after_event="begn"), ("due", "after_event"), "unknown event"),
        (counted(after_evidence="leter"), ("due", "after_evidence"), "did you mean 'letter'?"),
        (counted(after_decision="By vote"), ("due", "after_decision"), "is not a name in a_z"),
        (counted(after_evidence="letter", days=-1), ("due", "days"), "from 0 to 366"),
        (owed(due=DueRule(after_evidence="letter")), ("due",), "has 'period: occasion'"),
        (owed(period="occasion"), ("due",), "has no occasions"),
        (owed(period="of_field"), ("due",), "has no occasions"),
        (owed(period="calendar_years", span=2), ("due", "rrule"), "do not lie 24 months apart"),
        (owed(period="calendar_months"), ("due", "rrule"), "do not lie 1 months apart"),
        (owed(period="calendar_years", span=0), ("span",), "from 1 to 60"),
        (owed(period="calendar_years", lag=-1), ("lag",), "from 0 to 60"),
        (counted(after_evidence="letter", field="perod"), ("due", "field"), "field of 'letter'"),
        (counted(after_evidence="letter", field="edition"), ("due", "field"), "not a day"),
        (counted(after_event="begin", field="x"), ("due", "field"), "of 'after_evidence'"),
        (counted(before_meeting=Body.GCG, days=-1), ("due", "days"), "from 0 to 366"),
        (
            owed(due=DueRule(after_evidence="letter"), period="of_field"),
            ("due", "field"),
            "is counted from a 'field'",
        ),
    ],
)
def test_what_is_owed_can_be_computed(workflow: Workflow, path: Path, words: str) -> None:
    [problem] = check(workflow)
    assert problem.path == ("obligations", "report", *path)
    assert words in problem.message


@pytest.mark.parametrize(
    ("rule", "anchor"),
    [
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "2000-03-31"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2000-01-31"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2024-04-01"),
    ],
)
def test_usual_rules_are_taken(rule: str, anchor: str) -> None:
    rule_of_the_calendar = DueRule(rrule=rule, anchor=anchor)
    assert check(owed(due=rule_of_the_calendar, period="since_last_due_date")) == []


def test_a_due_date_can_be_counted_from_a_field() -> None:
    due = DueRule(after_evidence="letter", field="span", months=-12)
    assert check(owed(due=due, period="of_field")) == []


def test_a_due_date_can_be_counted_from_evidence() -> None:
    assert check(counted(after_evidence="letter", months=6)) == []


def test_periods_of_whole_units_are_taken_where_they_leave_no_gap() -> None:
    assert check(owed(period="calendar_years", lag=1)) == []
    quarterly = DueRule(rrule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", anchor="2000-01-31")
    assert check(owed(due=quarterly, period="calendar_months", span=3)) == []
