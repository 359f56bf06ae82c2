"""What became known between two moments: everything, and each thing once."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.cases.record_diff import Hindsight, hindsight
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from tests.domain.values import OPENED, Ledger

FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""When whatever these tests record by default was recorded."""
LATER = "2026-05-01"


def learned(ledger: Ledger, first: datetime = FIRST) -> Hindsight:
    return between(ledger.entries, first, datetime.max.replace(tzinfo=UTC))


def between(entries: tuple[Entry, ...], first: datetime, second: datetime) -> Hindsight:
    known = [entry for entry in entries if entry.recorded_at <= second]
    before = Record("PER", [entry for entry in known if entry.recorded_at <= first])
    return hindsight(before, Record("PER", known), known, first)


def corrected(ledger: Ledger, number: int, **what: object) -> Ledger:
    """Correct an entry after the first moment."""
    body = {"corrects": number, "withdraw": False, "effective": None, "fields": {}, **what}
    return ledger.add(Kind.CORRECTION, LATER, body, recorded=LATER)


FILED = OPENED.filed("letter", "2020-01-01", {"pages": "3"})


def test_nothing_is_learned_where_nothing_is_new() -> None:
    assert learned(FILED).is_empty


def test_a_fact_of_before_that_was_recorded_after_is_learned_late() -> None:
    ledger = FILED.add(
        Kind.EVIDENCE, "2025-12-01", {"kind": "letter", "fields": {}, "source": {}}, recorded=LATER
    )
    found = learned(ledger)
    assert [entry.number for entry in found.late] == [3]
    assert not found.other


def test_a_fact_that_may_be_of_before_is_learned_late_too() -> None:
    body = {"kind": "letter", "fields": {}, "source": {}}
    ledger = FILED.add(Kind.EVIDENCE, "../2026-04", body, recorded=LATER)
    assert [entry.number for entry in learned(ledger).late] == [3]


def test_a_fact_of_after_is_only_counted() -> None:
    body = {"kind": "letter", "fields": {}, "source": {}}
    ledger = FILED.add(Kind.EVIDENCE, "2026-04-01", body, recorded=LATER)
    assert learned(ledger).other == {"evidence": 1}


def test_a_fact_recorded_on_its_own_day_is_not_late() -> None:
    body = {"kind": "letter", "fields": {}, "source": {}}
    ledger = FILED.add(Kind.EVIDENCE, "2026-01-01", body, recorded="2026-01-01")
    found = learned(ledger, FIRST.replace(hour=11))
    assert [entry.number for entry in found.late] == [1, 2]
    assert found.other == {"evidence": 1}


def test_a_fact_that_was_taken_back_again_was_never_learned() -> None:
    body = {"kind": "letter", "fields": {}, "source": {}}
    ledger = FILED.add(Kind.EVIDENCE, "2025-12-01", body, recorded=LATER)
    found = learned(corrected(ledger, 3, withdraw=True))
    assert (found.late, found.other) == ((), {"evidence": 1, "correction": 1})


def test_a_correction_shows_before_and_after() -> None:
    ledger = corrected(FILED, 2, effective="2021", fields={"pages": "4", "seal": "yes"})
    [change] = learned(ledger).changes
    assert change.entry.number == 2
    assert change.before == {"effective": "2020-01-01", "fields.pages": "3", "fields.seal": None}
    assert change.after == {"effective": "2021", "fields.pages": "4", "fields.seal": "yes"}
    assert change.by == (3,)


def test_a_correction_withdrawn_changes_itself_and_what_it_corrected() -> None:
    ledger = FILED.corrected(2, withdraw=True)
    found = learned(corrected(ledger, 3, withdraw=True))
    assert [(c.entry.number, c.after, c.by) for c in found.changes] == [
        (2, {"withdrawn": False}, (4,)),
        (3, {"withdrawn": True}, (4,)),
    ]


def test_a_correction_that_was_undone_changed_nothing() -> None:
    ledger = corrected(corrected(FILED, 2, effective="2021"), 3, withdraw=True)
    found = learned(ledger)
    assert (found.changes, found.other) == ((), {"correction": 2})


def test_a_field_of_any_name_is_told_apart_from_the_date() -> None:
    ledger = corrected(FILED, 2, fields={"effective": "x", "withdrawn": "y"})
    [change] = learned(ledger).changes
    assert change.after == {"fields.effective": "x", "fields.withdrawn": "y"}


DAYS = st.sampled_from(["2025-12-01", "2026-03-01", "2026-06-01", "../2026-04", "2025"])
MOMENTS = st.integers(0, 9)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Letters and corrections of whatever came before, one a month."""
    ledger = OPENED
    for month in range(2, 2 + draw(st.integers(0, 8))):
        recorded = f"2026-{month:02}-15"
        if draw(st.booleans()):
            body = {"kind": "letter", "fields": {"pages": str(month)}, "source": {}}
            ledger = ledger.add(Kind.EVIDENCE, draw(DAYS), body, recorded=recorded)
            continue
        number = draw(st.integers(1, len(ledger.entries) + 1))
        withdrawn = draw(st.booleans())
        effective = None if withdrawn else draw(DAYS)
        body = {"corrects": number, "withdraw": withdrawn, "effective": effective, "fields": {}}
        ledger = ledger.add(Kind.CORRECTION, recorded, body, recorded=recorded)
    return ledger


def on(month: int) -> datetime:
    return datetime(2026, 1 + month, 20, tzinfo=UTC)


@given(ledgers(), MOMENTS)
def test_between_a_moment_and_itself_nothing_becomes_known(ledger: Ledger, month: int) -> None:
    assert between(ledger.entries, on(month), on(month)).is_empty


@given(ledgers(), MOMENTS, MOMENTS)
def test_every_new_entry_is_told_or_counted_and_never_both(
    ledger: Ledger, one: int, other: int
) -> None:
    first, second = on(min(one, other)), on(max(one, other))
    found = between(ledger.entries, first, second)
    new = {entry.number for entry in ledger.entries if first < entry.recorded_at <= second}
    late = {entry.number for entry in found.late}
    corrections = {number for change in found.changes for number in change.by}
    assert late.isdisjoint(corrections)
    assert late | corrections <= new
    assert len(late | corrections) + found.other.total() == len(new)


@given(ledgers(), MOMENTS, MOMENTS)
def test_what_stands_otherwise_is_told(ledger: Ledger, one: int, other: int) -> None:
    """The fold at either moment says the same of every entry that no change is told of."""
    first, second = on(min(one, other)), on(max(one, other))
    found = between(ledger.entries, first, second)
    before, after = (
        Record("PER", [entry for entry in ledger.entries if entry.recorded_at <= moment])
        for moment in (first, second)
    )
    told = {change.entry.number for change in found.changes}
    for entry in before.entries:
        was, now = before.amend(entry), after.amend(entry)
        gone = (entry.number in before.withdrawn) != (entry.number in after.withdrawn)
        assert (entry.number in told) == (gone or was.effective != now.effective)
