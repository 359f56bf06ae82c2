"""Whether everybody who acted was allowed to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import (
    BY_SECRETARIAT,
    OWN_DOINGS,
    PROGRAM,
    Entry,
    Kind,
    parse,
)
from pathfinder_flow.domain.roles import Mandate, Role
from pathfinder_flow.services.audit.faults import NO_ENTRY, Faults
from pathfinder_flow.services.unit_of_work import PROGRAMME
from pathfinder_flow.store.scan import Batch, EntryHeader

OF_MANDATES = (Kind.MANDATE, Kind.MANDATE_ENDED, Kind.CORRECTION)
"""The kinds of entries that say who held which mandate."""


class Authority:
    """Whether everybody who acted held the mandate relied on, on the day of acting.

    ``earlier`` are the bytes of mandates, their ends and corrections before what is looked at.
    """

    def __init__(self, faults: Faults, earlier: Iterable[bytes] = ()) -> None:
        self.faults = faults
        self.acts = 0
        self._record = Record(PROGRAMME)
        self._sound: set[tuple[Any, ...]] = set()
        for data in earlier:
            # What cannot be read is a fault of the stretch that it lies in.
            with suppress(*NO_ENTRY):
                self._note(parse(data))

    def take(self, batch: Batch) -> None:
        """Look at a batch."""
        for row, said in zip(batch.rows, batch.said, strict=True):
            if said is None or said.kind == Kind.REFUSAL:
                continue
            self.acts += 1
            try:
                self._judge(said, row[4])
            except NO_ENTRY:
                self.faults.add_unreadable(said.number)

    def _judge(self, said: EntryHeader, data: bytes) -> None:
        # Few people act often: what was found sound on a day is so for the whole day.
        act = (said.recorded_at[:10], said.mandate, said.actor, said.role,
               said.on_behalf_of, said.country, said.kind in BY_SECRETARIAT)  # fmt: skip
        if act not in self._sound:
            self._look(said, act)
        if said.kind in OF_MANDATES:
            self._note(parse(data))

    def _note(self, entry: Entry) -> None:
        if entry.kind is Kind.CORRECTION:
            known = {one.number for one in self._record.entries}
            if entry.body["corrects"] not in known:
                return
        self._record.add(entry)
        self._sound.clear()

    def _look(self, said: EntryHeader, act: tuple[Any, ...]) -> None:
        fault = self._fault(said, date.fromisoformat(act[0]))
        if fault:
            self.faults.add(said.number, fault)
        elif said.mandate is not None:
            self._sound.add(act)

    def _fault(self, said: EntryHeader, day: date) -> Clause | None:
        number = said.mandate
        if number is None:
            by_itself = said.actor == PROGRAM and said.kind in OWN_DOINGS
            founding = said.number == 1
            return None if by_itself or founding else Clause("act_without_mandate", _WITHOUT)
        mandate = self._record.mandates.get(number)
        if mandate is None:
            return Clause("mandate_unknown", _UNKNOWN, number=number)
        told = (said.actor, said.role, said.on_behalf_of)
        if told != (mandate.person, str(mandate.role), mandate.on_behalf_of):
            return Clause("mandate_of_another", _OF_ANOTHER, number=number)
        if not mandate.in_force(day):
            return Clause("mandate_not_in_force", _NOT_IN_FORCE, number=number, day=day.isoformat())
        return _beyond(said, mandate)


def _beyond(said: EntryHeader, mandate: Mandate) -> Clause | None:
    """Say what is done under a mandate that it does not give the right to."""
    if said.kind in BY_SECRETARIAT and mandate.role is not Role.SECRETARIAT:
        return Clause("act_of_another_role", _OTHER_ROLE, number=mandate.number)
    if said.country and not mandate.covers(said.country):
        return Clause("mandate_not_for", _NOT_FOR, number=mandate.number, country=said.country)
    return None


_WITHOUT = "it relies on no mandate"
_UNKNOWN = "it relies on mandate {number}, which was not on record then"
_OF_ANOTHER = "it relies on mandate {number}, which is another person's or in another role"
_NOT_IN_FORCE = "it relies on mandate {number}, which was not in force on {day}"
_OTHER_ROLE = "it relies on mandate {number}, and only the Secretariat may do that"
_NOT_FOR = "it relies on mandate {number}, which does not hold for {country}"
