"""What became known between two moments: of one country, or of the programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import Entry, Kind


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that says something else since it was corrected, or a correction was withdrawn.

    ``before`` and ``after`` hold what differs, by name: ``withdrawn``, ``effective``, and
    ``fields.NAME`` of evidence. ``by`` are the corrections that did it.
    """

    entry: Entry
    before: dict[str, Any]
    after: dict[str, Any]
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What became known between two moments, each new entry in one place only.

    ``late`` are facts that took effect by the first moment, as corrections known at the second
    leave them; ``changes`` are entries known at the first moment that were corrected; ``other``
    counts the rest, by kind.
    """

    late: tuple[Entry, ...]
    changes: tuple[Change, ...]
    other: Counter[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing became known."""
        return not (self.late or self.changes or self.other)


def hindsight(before: Record, after: Record, about: Iterable[Entry], first: datetime) -> Hindsight:
    """Compare what a record said as known at a first moment with what it says at a second one.

    ``before`` and ``after`` are the record at either; ``about`` are the entries of ``after`` to
    look at.
    """
    looked_at = list(about)
    old = [entry for entry in looked_at if entry.recorded_at <= first]
    new = [entry for entry in looked_at if entry.recorded_at > first]
    changes = _changes(before, after, old, new)
    told = {number for change in changes for number in change.by}
    rest = [entry for entry in new if entry.number not in told]
    late = [after.amend(entry) for entry in rest if _is_late(after, entry, first)]
    other = Counter(str(entry.kind) for entry in rest if not _is_late(after, entry, first))
    return Hindsight(tuple(late), tuple(changes), other)


def _is_late(record: Record, entry: Entry, first: datetime) -> bool:
    """Whether it took effect, or may have, by the first moment and was written down on a later day.

    What was taken back before the second moment was never learned.
    """
    if entry.number in record.withdrawn:
        return False
    begun = parse_when(record.amend(entry).effective).earliest or date.min
    return begun <= first.date() and begun < entry.recorded_at.date()


def _changes(before: Record, after: Record, old: list[Entry], new: list[Entry]) -> list[Change]:
    known = {entry.number: entry for entry in old}
    touched: dict[int, list[int]] = {}
    for correction in new:
        target = _target(correction)
        # A correction that is corrected changes with what it corrected.
        while target in known:
            touched.setdefault(target, []).append(correction.number)
            target = _target(known[target])
    found = []
    for number, by in sorted(touched.items()):
        was, now = (_state(record, known[number]) for record in (before, after))
        names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        if names:
            was, now = ({name: state.get(name) for name in names} for state in (was, now))
            held = tuple(one for one in by if one not in after.withdrawn)
            found.append(Change(known[number], was, now, held))
    return found


def _target(entry: Entry) -> int:
    """Give the number of what an entry corrects; 0 if it corrects nothing that came before it."""
    number = int(entry.body["corrects"]) if entry.kind is Kind.CORRECTION else 0
    return number if number < entry.number else 0


def _state(record: Record, entry: Entry) -> dict[str, Any]:
    """Give what a correction can change of an entry."""
    stands = record.amend(entry)
    fields = stands.body["fields"] if entry.kind is Kind.EVIDENCE else {}
    named = {f"fields.{name}": value for name, value in fields.items()}
    return {"withdrawn": entry.number in record.withdrawn, "effective": stands.effective, **named}
