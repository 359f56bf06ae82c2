"""A workflow: one version of the procedure, as data.

These are the types behind ``workflows/<id>/<version>.yaml``; the names of the fields are the
keys of the file. A workflow holds no code: its guards come from the closed vocabulary of
:mod:`pathfinder_flow.domain.workflow.guards`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pathfinder_flow.domain.cases.indicators import TableName
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.guards import AnyGuard, DecisionTaken

Text = dict[str, str]
"""One text in every language: ``{"en": ..., "fr": ..., "es": ...}``."""

LANGUAGES = ("en", "fr", "es")
"""The languages every text of a workflow must have; more are welcome."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a rule rests on: a public ``source``, or an assumption and its reason.

    ``assumption: true`` with ``because`` says that the rule was searched for and not found.
    """

    source: str | None = None
    assumption: bool = False
    because: str | None = None


@dataclass(frozen=True, kw_only=True)
class InForce:
    """From when to when the procedure holds, EDTF; ``until`` is None while it does."""

    start: str
    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class State(Basis):
    """A stage a country can be at.

    ``implementing`` says that countries here are counted as implementing, ``ends_status`` that a
    country here no longer holds the pathfinder status, ``final`` that nothing leads on.
    """

    title: Text
    explanation: Text
    initial: bool = False
    final: bool = False
    implementing: bool = False
    ends_status: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a kind of evidence.

    ``text`` any text, ``date`` EDTF, ``period`` an EDTF interval with both ends, ``year`` four
    digits, ``list`` several texts, ``choice`` one of ``options``, ``choices`` several of them;
    ``options`` gives each option its title.
    """

    title: Text
    type: Literal["text", "date", "period", "year", "list", "choice", "choices"] = "text"
    options: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class EvidenceKind(Basis):
    """A kind of document or fact; ``suppliers`` are the roles that may record it.

    ``attests`` names the event that must have happened if such a fact is on the public record
    (a status granted attests the event that grants it), ``opens_case`` that a case begins with
    it, ``outside_case`` that it says nothing of a candidature: alone it opens no case. ``tables``
    are those that may come with it: ``indicators`` and ``actions``, or ``values`` of them.
    ``attests_of_holder`` names the event instead where the country holds the status by then,
    ``suggests`` those that may have happened since, without a dated fact to show it. All are used
    for importing history only.
    """

    title: Text
    explanation: Text
    suppliers: tuple[Role, ...]
    fields: dict[str, Field] = field(default_factory=dict)
    tables: tuple[TableName, ...] = ()
    attests: str | None = None
    attests_of_holder: str | None = None
    suggests: tuple[str, ...] = ()
    opens_case: bool = False
    outside_case: bool = False


@dataclass(frozen=True, kw_only=True)
class Transition(Basis):
    """An event that takes a country from one of ``from_states`` to ``to_state``.

    ``by`` are the roles that may trigger it (authority), ``guards`` what must be there
    (validity). ``grants_status`` marks the event that makes a country a pathfinder.
    """

    title: Text
    explanation: Text
    from_states: tuple[str, ...]
    to_state: str
    by: tuple[Role, ...]
    guards: tuple[AnyGuard, ...] = ()
    grants_status: bool = False


@dataclass(frozen=True, kw_only=True)
class DueRule:
    """When something falls due: by the calendar, or counted from something that happened.

    By the calendar it is an RFC 5545 rule on a fixed first date (never on the last due date).
    Otherwise it is counted in ``months`` and ``days`` from each time an event, evidence of a kind
    or a decision with an outcome is on record; so a body sets a date of its own by deciding. With
    ``field`` it is counted from the day, or the ``edge`` of the period, that this field of the
    latest evidence names, and backwards where the numbers are negative. With ``before_meeting`` it
    lies so long before each meeting of a body that is on record.
    """

    rrule: str | None = None
    anchor: str | None = None
    after_event: str | None = None
    after_evidence: str | None = None
    after_decision: str | None = None
    before_meeting: Body | None = None
    field: str | None = None
    edge: Literal["start", "end"] = "end"
    months: int = 0
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class Roll:
    """Where a due date goes that falls on a day off, by whose calendar."""

    to: Literal["next_working_day", "previous_working_day", "stay"]
    calendar: Literal["country", "secretariat"]


@dataclass(frozen=True, kw_only=True)
class Extension:
    """How far a due date may be put off: ``most_days`` in all, by ``outcome`` of a decision."""

    most_days: int
    by: tuple[Role, ...]
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ObligationRule(Basis):
    """A report that is owed again and again.

    ``while_status`` says that every holder of the status owes it, whatever its state, but for the
    time it spends in ``except_in``; otherwise it is owed in the states of ``while_in``. After
    such a time the first period is the one running on the day of the return
    (``running_period``), or the first that begins after it (``next_period``).

    ``period`` is what it covers: the calendar year before the due date; as many whole calendar
    years or months as ``span`` says, ending ``lag`` years or months before the one in which it
    falls due; the time since the due date before; the occasion from which the due date is counted;
    or the period of the field it is counted from.

    ``outcomes`` says which roles may record which outcome of a period, ``suspended_by`` who may
    suspend and resume it; without ``extension`` its due dates cannot be put off.
    """

    title: Text
    explanation: Text
    evidence: str
    while_status: bool = False
    while_in: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()
    after_return: Literal["running_period", "next_period"] = "running_period"
    due: DueRule
    period: Literal[
        "previous_calendar_year", "calendar_years", "calendar_months", "since_last_due_date",
        "occasion", "of_field",
    ]  # fmt: skip
    span: int = 1
    lag: int = 0
    first_period: Literal["first_full_calendar_year_after_status"]
    opens_days_before: int
    roll: Roll
    outcomes: dict[
        Literal[
            "reported",
            "partly_reported",
            "nil_confirmed",
            "exempt",
            "waived",
            "closed",
            "returned",
        ],
        tuple[Role, ...],
    ]
    extension: Extension | None = None
    suspended_by: tuple[Role, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether its due dates are counted from something that happened, not by a calendar."""
        return self.period in ("occasion", "of_field")

    def is_asked_in(self, state: str | None) -> bool:
        """Whether a country in this state is asked for it, if it holds the status."""
        return state not in self.except_in if self.while_status else state in self.while_in


@dataclass(frozen=True, kw_only=True)
class LapseRule(Basis):
    """Something that ends or is not there, to be seen before a step needs it.

    ``watch`` says what: ``evidence`` of a ``kind``, in force until the end of the period that its
    ``field`` names, if one is given; a ``mandate`` in a ``role``; or ``rest``, a country in which
    nothing moves. It is watched in ``states``, or of every holder of the status (``while_status``)
    but for ``except_in``. ``months`` are those before an end, or since the last move, from which
    on it is told.
    """

    title: Text
    explanation: Text
    watch: Literal["evidence", "mandate", "rest"]
    kind: str | None = None
    field: str | None = None
    role: Role | None = None
    states: tuple[str, ...] = ()
    while_status: bool = False
    except_in: tuple[str, ...] = ()
    months: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Workflow(Basis):
    """One version of the procedure. The order of ``states`` is the order of the lifecycle.

    A published file never changes; what has to be told better is a further ``edition`` of the same
    version. ``outcomes`` and ``roles`` give titles to what bodies decide and to who acts; what has
    none here goes by the program's own word.
    """

    workflow: str
    version: str
    edition: int = 1
    title: Text
    explanation: Text
    in_force: InForce
    states: dict[str, State]
    evidence: dict[str, EvidenceKind]
    transitions: dict[str, Transition]
    obligations: dict[str, ObligationRule] = field(default_factory=dict)
    lapses: dict[str, LapseRule] = field(default_factory=dict)
    outcomes: dict[str, Text] = field(default_factory=dict)
    roles: dict[Role, Text] = field(default_factory=dict)

    @property
    def procedure(self) -> str:
        """Id and version, which all of its editions share: ``pathfinder/2023``."""
        return f"{self.workflow}/{self.version}"

    @property
    def name(self) -> str:
        """Id, version and edition, such as ``pathfinder/2023.2``; the first edition says none."""
        return self.procedure if self.edition == 1 else f"{self.procedure}.{self.edition}"

    @property
    def initial(self) -> str:
        """The state a new case starts in."""
        return next(name for name, state in self.states.items() if state.initial)

    def rank(self, state: str) -> int:
        """How far along the lifecycle a state lies; the first is 0."""
        return list(self.states).index(state)

    def outcomes_asked(self) -> set[str]:
        """Give every outcome of a body that this workflow asks for."""
        guards = (guard for move in self.transitions.values() for guard in move.guards)
        found = {guard.outcome for guard in guards if isinstance(guard, DecisionTaken)}
        for rule in self.obligations.values():
            found |= {rule.extension.outcome} if rule.extension else set()
            found |= {rule.due.after_decision} if rule.due.after_decision else set()
        return found

    def events_from(self, state: str) -> list[str]:
        """Give the events that may be tried from a state, in the order of the file."""
        return [name for name, move in self.transitions.items() if state in move.from_states]
