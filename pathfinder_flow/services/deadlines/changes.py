"""Changing the term of an obligation: extending, suspending, resuming, and the country's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.cases.obligations import Pause
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadExtension, BadSuspension, BadZone
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.lookup import ObligationRef, owed, resolve, rule_name
from pathfinder_flow.services.deadlines.queries import case_of
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import certain_day, listed, one_day, required


@dataclass(frozen=True)
class NewExtension:
    """To which day (ISO) a due date is put off, on which decision (its entry), and why."""

    period: str
    to: str
    decision: int
    reason: str
    obligation: str | None = None


def extend(
    app: AppContext, notices: NotificationContext, handle: str, country: str, new: NewExtension
) -> Entry:
    """Put a due date off.

    1. The period must be owed and open: not settled, not past. 2. The workflow must allow it, and
    the actor hold a role that may. 3. A decision of a body with the outcome that the workflow
    names must cover the country. 4. The new day lies after the present one, and within the days
    that the workflow allows in all.
    """

    def work(uow: UnitOfWork) -> Entry:
        asked = resolve(uow, notices, country, new.period, new.obligation)
        rule, day = asked.rule, owed(asked).derivation.day
        if rule.extension is None:
            said = "the workflow {workflow} foresees no extension"
            raise _no_extension(asked, Clause("no_extension", said, workflow=_name(asked)))
        attempt = Clause("attempt_extend", "put a due date off")
        act = uow.authorise(rule.extension.by, attempt, country)
        to = _day(asked, new.to)
        _check_open(uow, asked)
        _check_decision(asked, new.decision, rule.extension.outcome)
        nominal = date.fromisoformat(owed(asked).derivation.steps[0]["day"])
        last = nominal + timedelta(days=rule.extension.most_days)
        if not day < to <= last:
            said = "{to} is not after {day}, or later than {last}, the last day the workflow allows"
            raise _no_extension(asked, Clause("out_of_bounds", said, to=to, day=day, last=last))
        # A day off is no due date: it moves to a working day at once, where everybody sees it.
        to, _ = notices.places(asked.case.record).calendar_for(rule).roll(to)
        body = {
            "obligation": asked.key[0],
            "period": asked.key[1],
            "to": to.isoformat(),
            "from": day.isoformat(),
            "decision": new.decision,
        }
        today = uow.today.isoformat()
        reason = required(Clause("reason", "reason"), new.reason)
        return uow.append(Draft(Kind.EXTENSION, country, today, act, reason, body))

    return app.run(handle, work, again=of_kind(Kind.EXTENSION))


def _name(asked: ObligationRef) -> str:
    return asked.rules.workflow.name


def _no_extension(asked: ObligationRef, why: Clause) -> BadExtension:
    return BadExtension(country=asked.case.country, period=asked.key[1], why=why)


def _day(asked: ObligationRef, text: str) -> date:
    day = certain_day(text)
    if isinstance(day, Clause):
        raise _no_extension(asked, day)
    return day


def _check_open(uow: UnitOfWork, asked: ObligationRef) -> None:
    result = asked.case.record.obligations.of(asked.key).result
    if result:
        said = "it is settled already (entry {number})"
        raise _no_extension(asked, Clause("settled_already", said, number=result.number))
    found = owed(asked).derivation
    passed = uow.now >= found.at if found.at else uow.today > found.day
    if passed:
        said = "it was due on {day}, and a date that has passed is not put off any more"
        raise _no_extension(asked, Clause("expired", said, day=found.day))


def _check_decision(asked: ObligationRef, number: int, outcome: str) -> None:
    for decision in asked.case.record.decisions:
        if decision.number == number and decision.outcome == outcome:
            return
    said = "entry {number} is no decision '{outcome}' on this country; record it first"
    record = action("decision.record")
    why = Clause("no_such_decision", said, record, number=number, outcome=outcome)
    raise _no_extension(asked, why)


@dataclass(frozen=True)
class NewPause:
    """From which day (ISO) an obligation is suspended or resumed, and why."""

    effective: str
    reason: str
    obligation: str | None = None


def suspend(app: AppContext, handle: str, country: str, new: NewPause) -> Entry:
    """Suspend an obligation: no reminder goes out, and nothing becomes overdue, until resumed."""

    def work(uow: UnitOfWork) -> Entry:
        asked = _to_pause(uow, country, new)
        pauses, day = asked.pauses, asked.day
        if any(pause.end is None for pause in pauses):
            said = "it is suspended already (entry {number}); resume it first"
            resume = action("obligation.resume", country=country)
            why = Clause("suspended_already", said, resume, number=pauses[-1].number)
            raise BadSuspension(country=country, why=why)
        earlier = [pause for pause in pauses if pause.end and day < pause.end]
        if earlier:
            said = "it was suspended until {end} (entry {number}); begin on that day or later"
            why = Clause("overlaps", said, end=earlier[-1].end, number=earlier[-1].number)
            raise BadSuspension(country=country, why=why)
        return _append_pause(uow, Kind.SUSPENSION, country, new, asked)

    return app.run(handle, work, again=of_kind(Kind.SUSPENSION))


def resume(app: AppContext, handle: str, country: str, new: NewPause) -> Entry:
    """Resume a suspended obligation: due dates in its course move on by the days it lasted."""

    def work(uow: UnitOfWork) -> Entry:
        asked = _to_pause(uow, country, new)
        pauses, day = asked.pauses, asked.day
        open_ones = [pause for pause in pauses if pause.end is None]
        if not open_ones:
            said = "it is not suspended"
            raise BadSuspension(country=country, why=Clause("not_suspended", said))
        pause = open_ones[-1]
        if day < pause.start:
            said = "it was suspended on {start}, after {day}"
            why = Clause("before_suspension", said, start=pause.start, day=day)
            raise BadSuspension(country=country, why=why)
        number = pause.number
        return _append_pause(uow, Kind.RESUMPTION, country, new, asked, suspension=number)

    return app.run(handle, work, again=of_kind(Kind.RESUMPTION))


@dataclass(frozen=True, slots=True)
class _Pausing:
    """What is to be suspended or resumed: by whom, the obligation, its pauses, the day."""

    act: Act
    name: str
    pauses: list[Pause]
    day: date


def _to_pause(uow: UnitOfWork, country: str, new: NewPause) -> _Pausing:
    """Find the obligation to suspend or resume, for an actor who may."""
    case, rules = load_case(uow, country)
    name = rule_name(rules.workflow, new.obligation)
    roles = rules.workflow.obligations[name].suspended_by
    if not roles:
        said = "the workflow {workflow} foresees no suspension"
        why = Clause("no_suspension", said, workflow=rules.workflow.name)
        raise BadSuspension(country=country, why=why)
    act = uow.authorise(roles, _ATTEMPT, country)
    pauses = case.record.obligations.pauses.get(name, [])
    return _Pausing(act, name, pauses, one_day(new.effective, uow.today_in(country)))


_ATTEMPT = Clause("attempt_suspend", "suspend or resume an obligation")


def _append_pause(
    uow: UnitOfWork, kind: Kind, country: str, new: NewPause, asked: _Pausing, **more: int
) -> Entry:
    reason = required(Clause("reason", "reason"), new.reason)
    body = {"obligation": asked.name, **more}
    day = asked.day.isoformat()
    return uow.append(Draft(kind, country, day, asked.act, reason, body))


def set_zone(
    app: AppContext, notices: NotificationContext, handle: str, country: str, zone: str, reason: str
) -> Entry:
    """Say which of a country's time zones its deadlines keep to."""

    def work(uow: UnitOfWork) -> Entry:
        attempt = Clause("attempt_zone", "say which time zone holds")
        act = uow.authorise((Role.SECRETARIAT,), attempt, country)
        load_case(uow, country)
        known = list(notices.almanac.zones(country))
        if zone not in known:
            why = Clause("zones_known", "its zones are {known}", known=listed(known))
            raise BadZone(given=zone, country=country, why=why)
        if uow.record(country).obligations.zone == zone:
            raise BadZone(given=zone, country=country, why=Clause("same_zone", "it is already"))
        body = {"zone": zone, "data": notices.almanac.version}
        today = uow.today.isoformat()
        said = required(Clause("reason", "reason"), reason)
        return uow.append(Draft(Kind.ZONE, country, today, act, said, body))

    return app.run(handle, work, again=of_kind(Kind.ZONE))


@dataclass(frozen=True)
class Zones:
    """A country's time zones, and the one its deadlines keep to; None while nobody has said.

    ``number`` is the entry that says so; None where there is only one, so nobody needs to.
    """

    known: tuple[str, ...]
    holds: str | None
    number: int | None


def zones(app: AppContext, notices: NotificationContext, country: str) -> Zones:
    """Say which time zones a country has and which holds; raises what one without a case does."""
    case, _ = case_of(app, country)
    said = case.record.obligations.zones
    known = notices.almanac.zones(country)
    return Zones(
        known, notices.places(case.record).country.zone_name, said[-1][0] if said else None
    )
