"""The sweep: whatever is due is looked at, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from sqlalchemy.exc import OperationalError

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.errors.conflict import ConcurrentWrite
from pathfinder_flow.domain.errors.unavailable import ClockBehind, DatabaseUnavailable
from pathfinder_flow.domain.ledger.entries import PROGRAM, moment_text
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.reconcile import reconcile_due_dates
from pathfinder_flow.services.lifecycle.cases import rules_of
from pathfinder_flow.services.outbox import cancel_unsent
from pathfinder_flow.services.reminders.escalate import escalate
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import agenda, ledger

CHUNK = 50
"""How many countries are looked at in one transaction."""


@dataclass(frozen=True, slots=True)
class DueNow:
    """What a sweep has to look at: countries, and what it will then have seen."""

    countries: tuple[str, ...]
    seen: int
    fingerprint: str


def sweep(
    app: AppContext, notices: NotificationContext, *, stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:  # fmt: skip
    """Look at every country that has news or a rung due; gives how many were looked at.

    1. Ask what is due: one indexed question when nothing is. 2. Country by country, bring its due
    dates up to the facts and climb its rungs, some in a transaction. 3. Remember how far was
    looked. Ends between two transactions when asked to stop; the next sweep goes on.
    """
    looked = 0
    while due := what_is_due(app, notices):
        done = 0
        for chunk in _chunks(due.countries):
            if stop():
                return looked + done
            _look_at_all(app, notices, chunk)
            done += len(chunk)
            progress(done, len(due.countries))
        looked += done
        app.run(PROGRAM, lambda s, due=due: _remember(s, due), cache=False)  # type: ignore[misc]
    return looked


def what_is_due(app: AppContext, notices: NotificationContext) -> DueNow | None:
    """Give what must be looked at now; None when nothing must."""
    app.viewer.require(Thing.PROGRAM)
    now = moment_text(app.clock())
    with app.snapshot() as conn:
        found = agenda.summary(conn, now)
        if notices.fingerprint in found.retired:
            # A run with newer ladders or calendars was here: this one must not undo its work.
            return None
        turns = agenda.countries_due(conn, now, _MOST) if found.obligations_due else []
        anew = found.fingerprint != notices.fingerprint
        if not anew and found.seen == found.size:
            return DueNow(tuple(turns), found.size, notices.fingerprint) if turns else None
        seen = 0 if anew else found.seen
        news = agenda.countries_with_news(conn, seen)
        everywhere = anew or None in news
        known = ledger.countries(conn) if everywhere else [one for one in news if one]
    return DueNow(tuple(dict.fromkeys([*turns, *known])), found.size, notices.fingerprint)


_MOST = 5000
"""How many turns are asked for at a time; more come with the next question."""


def _chunks(countries: Sequence[str]) -> Iterator[list[str]]:
    left = iter(countries)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _look_at_all(app: AppContext, notices: NotificationContext, countries: list[str]) -> None:
    """Look at some countries in one transaction; if that fails, at each in one of its own.

    What stands in the way of one country keeps no other waiting: it is noted, for `status` to
    tell, and tried again after a while.
    """
    try:
        app.run(PROGRAM, lambda uow: _look(uow, notices, countries), cache=False)
    except (ClockBehind, ConcurrentWrite):
        raise
    except Exception as error:
        if isinstance(error, DatabaseUnavailable) and isinstance(error.__cause__, OperationalError):
            # Busy, full or away: that stands in the way of all.
            raise
        if len(countries) == 1:
            said = f"{type(error).__name__}: {error}"
            app.run(PROGRAM, lambda uow: _postpone(uow, countries[0], said), cache=False)
            return
        for country in countries:
            _look_at_all(app, notices, [country])


def _postpone(uow: UnitOfWork, country: str, said: str) -> None:
    now, later = moment_text(uow.now), moment_text(uow.now + _PAUSE)
    agenda.rest(uow.conn, country, later)
    agenda.note_trouble(uow.conn, country, now, later, said)


_PAUSE = timedelta(hours=1)
"""How long a country waits that could not be looked at."""


def _look(uow: UnitOfWork, notices: NotificationContext, countries: list[str]) -> None:
    for country in countries:
        look_at(uow, notices, country)
        agenda.end_trouble(uow.conn, country)


def look_at(uow: UnitOfWork, notices: NotificationContext, country: str) -> None:
    """Bring the due dates of a country up to the facts, and climb its rungs."""
    case = Case(uow.record(country), uow.today_in(country))
    if case.governance is None:
        # Its opening was withdrawn: there is nothing to look at before there is news.
        for key in case.record.obligations.known:
            cancel_unsent(uow, country, key, "fallen_away", {})
        agenda.rest(uow.conn, country, None)
        return
    workflow = rules_of(uow.app, uow.conn, case).workflow
    if reconcile_due_dates(uow, notices, case, workflow):
        # The rows of new obligations must be there before anything is noted on them.
        uow.flush()
    escalate(uow, notices, case, workflow)


def _remember(uow: UnitOfWork, due: DueNow) -> None:
    """Note how far was looked. What was written meanwhile by others is news of the next sweep."""
    noted = agenda.summary(uow.conn, moment_text(uow.now))
    used = [*noted.retired, noted.fingerprint] if noted.fingerprint else []
    retired = [one for one in dict.fromkeys(used) if one != due.fingerprint]
    values = {"seen": due.seen, "fingerprint": due.fingerprint, "retired": json.dumps(retired)}
    agenda.note(uow.conn, **values)
