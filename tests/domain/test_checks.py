"""What a workflow of the right shape can still get wrong."""

from dataclasses import replace
from typing import Any

import pytest

from pathfinder_flow.domain import guards as g
from pathfinder_flow.domain.checks import check
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow import (
    EvidenceKind,
    Field,
    InForce,
    Obligation,
    Recurrence,
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
REPORT = Obligation(
    **WORDS,
    evidence="letter",
    while_in=("second",),
    due=Recurrence(rrule="FREQ=YEARLY", anchor="2000-03-31"),
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


def guarded(guard: g.AnyGuard) -> Workflow:
    """The sound workflow with a guard."""
    return begin(guards=(guard,))


def owed(**changes: Any) -> Workflow:
    """The sound workflow with another obligation."""
    return replace(SOUND, obligations={"report": replace(REPORT, **changes)})


def due(rule: str, anchor: str) -> Workflow:
    """The sound workflow with other due dates."""
    return owed(due=Recurrence(rrule=rule, anchor=anchor))


def letter(**changes: Any) -> Workflow:
    """The sound workflow with another kind of evidence."""
    return replace(SOUND, evidence={"letter": replace(LETTER, **changes)})


def states(**others: State | None) -> Workflow:
    """The sound workflow with other states; None leaves one out."""
    changed = {**SOUND.states, **others}
    return replace(SOUND, states={name: one for name, one in changed.items() if one})


def said(text: str, language: str = "en") -> Workflow:
    """The sound workflow with another explanation of itself."""
    return replace(SOUND, explanation={**WORDS["explanation"], language: text})


IN_BEGIN = ("transitions", "begin")
IN_GUARD = (*IN_BEGIN, "guards", 0)
IN_FIELDS = ("evidence", "letter", "fields")
IN_DUE = ("obligations", "report", "due")
NOWHERE = {"source": None}


def test_a_sound_workflow_has_no_problem() -> None:
    assert check(SOUND) == []


@pytest.mark.parametrize(
    ("workflow", "path", "words"),
    [
        (states(first=State(**WORDS)), ("states",), "no state is where a case starts"),
        (states(second=State(**WORDS, initial=True)), ("states", "second", "initial"), "one state"),
        (states(alone=State(**WORDS, final=True)), ("states", "alone"), "no way leads from 'first'"),
        (states(last=State(**WORDS)), ("states", "last"), "no way leads out of 'last'"),
        (states(second=State(**WORDS, final=True)), ("states", "second", "final"), "leads to: last"),
        (states(last=None), ("transitions", "begin"), ""),
        (begin(to_state="secnd"), (*IN_BEGIN, "to_state"), "did you mean 'second'?"),
        (begin(from_states=("x",)), (*IN_BEGIN, "from_states", 0), "known: first, second, last"),
        (begin(from_states=()), (*IN_BEGIN, "from_states"), "the list is empty"),
        (begin(by=(Role.GCG, Role.GCG)), (*IN_BEGIN, "by", 1), "'gcg' is listed twice"),
        (letter(attests="begins"), ("evidence", "letter", "attests"), "did you mean 'begin'?"),
        (letter(suppliers=()), ("evidence", "letter", "suppliers"), "at least one role"),
    ],
)
def test_the_graph_has_no_dead_corner(
    workflow: Workflow, path: tuple[str | int, ...], words: str
) -> None:
    found = check(workflow)
    if words:
        assert [(one.path, words in one.message) for one in found] == [(path, True)]
    else:
        assert ("transitions", "end", "to_state") in [one.path for one in found]
