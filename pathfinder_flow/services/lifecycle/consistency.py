"""What must hold of a record after anything in it was changed: moves that fit and still stand."""

from __future__ import annotations

from datetime import date

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.conflict import BreaksOrder, NoLongerStands
from pathfinder_flow.domain.errors.invalid import BadMandate
from pathfinder_flow.domain.roles import Role

_NO_STAGE = Clause("no_stage", "no stage, since its case was not open yet")


def refuse_break(record: Record) -> None:
    """Refuse what leaves a move that does not start where the one before it ended."""
    found = record.first_break()
    if found is None:
        return
    move, stand = found
    raise BreaksOrder(
        country=record.country,
        number=move.number,
        date=move.account.when.text,
        source=move.from_state,
        found=Clause("a_stage", "'{stage}'", stage=stand) if stand else _NO_STAGE,
    )


def refuse_incoherent(record: Record) -> None:
    """Refuse what leaves a move out of order, or without what it rests on."""
    refuse_break(record)
    found = record.first_unsupported()
    if found:
        move, number = found
        raise NoLongerStands(
            country=record.country,
            number=move.number,
            event=move.event,
            date=move.account.when.text,
            support=number,
        )

    _refuse_baseless(record)


def _refuse_baseless(record: Record) -> None:
    """Refuse what leaves an outcome without its report, or an extension without its decision."""
    for (_, period), kept in record.obligations.known.items():
        resting = [(one.number, one.evidence, one.outcome) for one in kept.results]
        resting += [(one.number, one.decision, "extension") for one in kept.extensions]
        for number, support, what in resting:
            if support in record.withdrawn:
                raise NoLongerStands(
                    country=record.country, number=number, event=what, date=period,
                    support=support,
                )  # fmt: skip


def refuse_lockout(programme: Record, today: date) -> None:
    """Refuse what leaves nobody who could act as the Secretariat from tomorrow on."""
    for mandate in programme.mandates.values():
        lasting = mandate.end is None or mandate.end > today
        if mandate.role is Role.SECRETARIAT and mandate.start <= today and lasting:
            return
    why = "nobody could act as the Secretariat after that; give somebody else the mandate first"
    raise BadMandate(why=Clause("lockout", why))
