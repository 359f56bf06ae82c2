"""Moving every case to the newest edition of its procedure, and saying before what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pathfinder_flow.definitions.canonical import Definition
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.queries import DONE, deadlines
from pathfinder_flow.services.lifecycle.cases import migrate_in
from pathfinder_flow.services.lifecycle.workflows import newest_edition, publish_once
from pathfinder_flow.services.scheduling.forecast import Foreseen, forecast
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import ledger

Dues = dict[tuple[str, str], date]
"""Due dates by the obligation and its period."""


@dataclass(frozen=True, slots=True)
class CaseMigration:
    """What the newest edition changes for a country; its stage stays.

    ``dues_before`` and ``dues_after`` are the due dates that are open; ``come`` and ``fall_away``
    count the mails that it brings or spares until the day looked to.
    """

    country: str
    state: str | None
    from_workflow: str
    to_workflow: str
    dues_before: Dues = field(default_factory=dict)
    dues_after: Dues = field(default_factory=dict)
    come: int = 0
    fall_away: int = 0


def migrate_all(
    app: AppContext, handle: str, definitions: Sequence[Definition], *, reason: str
) -> list[CaseMigration]:
    """Publish what is not published yet, and move every case to the newest edition, all or none.

    A case stays under its own version of the procedure. Raises what publishing or moving a case
    raises.
    """

    def work(uow: UnitOfWork) -> list[CaseMigration]:
        for definition in definitions:
            publish_once(uow, definition)
        moves = [_move(uow, country) for country in ledger.countries(uow.conn)]
        made = [move for move in moves if move]
        for move in made:
            migrate_in(uow, move.country, move.to_workflow, reason)
        return made

    return app.run(handle, work)


def _move(uow: UnitOfWork, country: str) -> CaseMigration | None:
    """Say from which workflow to which a country's case moves; None where it stays."""
    case = Case(uow.record(country), uow.today_in(country))
    if case.governance is None:
        return None
    governing = uow.app.rules(uow.conn, case.governance.sha256)
    newest = newest_edition(uow, governing.workflow.procedure)
    if newest is None or newest.sha256 == governing.sha256:
        return None
    return CaseMigration(country, case.state, governing.workflow.name, newest.name)


def foresee_migration(
    app: AppContext, notices: NotificationContext, handle: str, definitions: Sequence[Definition],
    until: datetime, *, reason: str,
) -> list[CaseMigration]:  # fmt: skip
    """Say what :func:`migrate_all` would change per country, and do nothing of it.

    The mails are those of two forecasts until a moment, one as things are, one with every case
    moved.
    """
    dues_before, before = _dues(app, notices), forecast(app, notices, until)
    moves: list[CaseMigration] = []
    dues_after: dict[str, Dues] = {}

    def move(copy: AppContext) -> None:
        moves.extend(migrate_all(copy, handle, definitions, reason=reason))
        dues_after.update(_dues(copy, notices))

    after = forecast(app, notices, until, prepare=move)
    return [
        replace(
            one,
            dues_before=dues_before.get(one.country, {}),
            dues_after=dues_after.get(one.country, {}),
            come=_more(after, before, one.country),
            fall_away=_more(before, after, one.country),
        )
        for one in moves
    ]


def _dues(app: AppContext, notices: NotificationContext) -> dict[str, Dues]:
    found: dict[str, Dues] = {}
    for one in deadlines(app, notices):
        if one.due.day and one.standing.code not in DONE:
            found.setdefault(one.country, {})[one.key] = one.due.day
    return found


def _more(found: list[Foreseen], others: list[Foreseen], country: str) -> int:
    """Count the mails of a country that are in one forecast and not in the other."""

    def mails(known: list[Foreseen]) -> Counter[tuple[str, str, str]]:
        return Counter(
            (one.period, one.rung, one.role) for one in known if one.country == country and one.mail
        )

    return (mails(found) - mails(others)).total()
