"""Mandates: who may act for which country or body, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause, Term
from pathfinder_flow.domain.errors.invalid import BadMandate
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing, Viewer
from pathfinder_flow.domain.roles import Mandate, Role
from pathfinder_flow.services.lifecycle.consistency import refuse_incoherent, refuse_lockout
from pathfinder_flow.services.lifecycle.setup import check_handle
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.people.contacts import contact_values, put_contact
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext, UnitOfWork
from pathfinder_flow.services.validation import certain_day, required
from pathfinder_flow.store import ledger, people


@dataclass(frozen=True)
class NewMandate:
    """Who is to act: ``start`` and ``end`` are ISO days, ``end`` inclusive or None for open.

    ``details`` are those of :data:`people.DETAILS` that are known.
    """

    handle: str
    role: Role
    country: str | None
    start: str
    end: str | None
    letter: str
    name: str | None = None
    email: str | None = None
    language: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Holder:
    """A mandate and the sign-in name of its holder; None when that was erased."""

    mandate: Mandate
    handle: str | None


def add_mandate(app: AppContext, handle: str, new: NewMandate) -> Entry:
    """Record a mandate.

    1. The actor must be the Secretariat. 2. Role, country and days must fit together, and the
    address must be one. 3. Register the holder if new; else change what is said of the contact.
    4. Record it under the holder's pseudonym, with the letter it rests on.
    """
    return app.run(handle, lambda uow: add_mandate_in(uow, new), again=of_kind(Kind.MANDATE))


def add_mandate_in(uow: UnitOfWork, new: NewMandate) -> Entry:
    """Record a mandate within a unit of work, as :func:`add_mandate` does."""
    attempt = Clause("attempt_mandate", "give a mandate")
    act = uow.authorise((Role.SECRETARIAT,), attempt, new.country)
    start, end = _days(new)
    holder = _holder(uow, act, new)
    body = {
        "person": holder.id,
        "role": str(new.role),
        "country": new.country,
        "start": start.isoformat(),
        "end": end.isoformat() if end else None,
        "letter": required(Clause("letter", "letter"), new.letter),
    }
    scope = new.country if new.role is Role.FOCAL_POINT else None
    return uow.append(Draft(Kind.MANDATE, scope, start.isoformat(), act, "", body))


def _holder(uow: UnitOfWork, act: Act, new: NewMandate) -> people.Person:
    """Give who is meant, as known already or registered just now, with the contact given."""
    given = contact_values(
        email=new.email, language=new.language, name=new.name, details=new.details
    )
    known = people.by_handle(uow.conn, check_handle(new.handle))
    if known is None:
        return people.register(uow.conn, new.handle, given)
    changed = {name: value for name, value in given.items() if getattr(known, name) != value}
    if changed:
        put_contact(uow, act, known.id, changed)
    return known


def _days(new: NewMandate) -> tuple[date, date | None]:
    if new.role is Role.FOCAL_POINT and not new.country:
        why = "a focal point acts for a country; name the country"
        raise BadMandate(why=Clause("focal_country", why, action("mandate.add_for_country")))
    if new.country and new.role in (Role.SECRETARIAT, Role.AUDITOR):
        why = "the role {role} is for the whole programme; name no country"
        role = Term(f"role.{new.role}", str(new.role))
        whole = action("mandate.add_for_programme")
        raise BadMandate(why=Clause("programme_role", why, whole, role=role))
    start, end = _day(new.start), _day(new.end) if new.end else None
    if end and end < start:
        raise BadMandate(why=_ends_before(end, start))
    return start, end


def _ends_before(end: date, start: date) -> Clause:
    return Clause(
        "ends_before", "it would end on {end}, before it begins on {start}", end=end, start=start
    )


def _day(text: str) -> date:
    day = certain_day(text)
    if isinstance(day, Clause):
        raise BadMandate(why=day)
    return day


def end_mandate(app: AppContext, handle: str, number: int, *, end: str, reason: str) -> Entry:
    """Record that a mandate ends; ``end`` is its last day.

    It can be made shorter, never longer: that takes a new mandate on a new letter. No move may
    rest on days that it loses, and somebody must remain who can act as the Secretariat.
    """

    def work(uow: UnitOfWork) -> Entry:
        entry = ledger.entry(uow.conn, number)
        if entry.kind is not Kind.MANDATE:
            why = "entry {number} is no mandate; look it up in the list of mandates"
            raise BadMandate(why=Clause("no_mandate", why, action("mandate.list"), number=number))
        attempt = Clause("attempt_end", "end a mandate")
        act = uow.authorise((Role.SECRETARIAT,), attempt, entry.country)
        record = uow.record(entry.country or PROGRAMME)
        last, mandate = _day(end), record.mandates.get(number)
        if mandate is None:
            why = "entry {number} was withdrawn by a correction"
            raise BadMandate(why=Clause("mandate_withdrawn", why, number=number))
        if last < mandate.start - timedelta(days=1):
            raise BadMandate(why=_ends_before(last, mandate.start))
        if mandate.end and last > mandate.end:
            why = "it ends on {end} and cannot be extended like that; record a new mandate"
            raise BadMandate(why=Clause("extends", why, end=mandate.end))
        codes = [entry.country] if entry.country else ledger.countries(uow.conn)
        records = [uow.record(code) for code in codes]
        said = required(Clause("reason", "reason"), reason)
        body = {"mandate": number, "end": last.isoformat()}
        day = last.isoformat()
        ended = uow.append(Draft(Kind.MANDATE_ENDED, entry.country, day, act, said, body))
        for record in records:
            refuse_incoherent(record)
        refuse_lockout(uow.record(PROGRAMME), uow.today)
        return ended

    return app.run(handle, work, again=of_kind(Kind.MANDATE_ENDED))


def list_mandates(
    app: AppContext, country: str | None = None, on: date | None = None
) -> list[Holder]:
    """List mandates: all, those of one country, or those in force on a day."""
    with app.snapshot() as conn:
        handles = people.handles(conn)
        codes = [country] if country else ledger.countries(conn)
        found: dict[int, Mandate] = {}
        for code in codes or [PROGRAMME]:
            found |= ledger.record_of(conn, code).mandates
    seen = [_as_seen(app.viewer, m) for m in found.values() if _is_seen(app.viewer, m)]
    chosen = [m for m in seen if on is None or m.in_force(on)]
    if country and on is None:
        chosen = [m for m in chosen if m.country == country]
    return [Holder(m, handles.get(m.person)) for m in sorted(chosen, key=lambda m: m.number)]


def _is_seen(viewer: Viewer, mandate: Mandate) -> bool:
    return viewer.sees(Thing.MANDATES, mandate.country)


def _as_seen(viewer: Viewer, mandate: Mandate) -> Mandate:
    whole = viewer.sees(Thing.LETTERS, mandate.country)
    return mandate if whole else replace(mandate, letter="")


def who_could_act(app: AppContext, country: str, on: date) -> list[Holder]:
    """Say who could act in a matter of a country on a day, in which role."""
    return [
        holder
        for holder in list_mandates(app, country, on)
        if holder.mandate.covers(country) and holder.mandate.role is not Role.AUDITOR
    ]
