"""What an entry rests on, and which refused attempts came before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pathfinder_flow.domain.ledger.entries import Entry, Kind

Aim = tuple[str | None, Kind, str]
"""What somebody set out to record: of which country, which kind of entry, and what exactly."""

_TRIED = {
    "attempt_open": Kind.CASE_OPENED,
    "attempt_migrate": Kind.MIGRATION,
    "attempt_evidence": Kind.EVIDENCE,
    "attempt_mandate": Kind.MANDATE,
    "attempt_end": Kind.MANDATE_ENDED,
    "attempt_decision": Kind.DECISION,
    "attempt_meeting": Kind.MEETING,
    "attempt_correct": Kind.CORRECTION,
    "attempt_outcome": Kind.OUTCOME,
    "attempt_extend": Kind.EXTENSION,
    "attempt_suspend": Kind.SUSPENSION,
    "attempt_zone": Kind.ZONE,
    "attempt_weekend": Kind.WEEKEND,
    "attempt_publish": Kind.WORKFLOW_PUBLISHED,
    "attempt_contact": Kind.CONTACT,
    "attempt_key": Kind.KEY,
    "attempt_erase": Kind.ERASURE,
}
# One attempt, "suspend or resume", stands for both.
_SAME_ATTEMPT = {Kind.RESUMPTION: Kind.SUSPENSION}
# What tells two attempts of one kind apart, where a refusal says it.
_EXACTLY = {Kind.TRANSITION: "event", Kind.EVIDENCE: "kind", Kind.OUTCOME: "outcome"}


def rests_on(entry: Entry) -> tuple[int, ...]:
    """Give the numbers of the entries that an entry rests on, without the actor's mandate."""
    body = entry.body
    match entry.kind:
        case Kind.TRANSITION:
            return tuple(body.get("rests_on", ()))
        case Kind.OUTCOME:
            return (body["evidence"],) if body["evidence"] else ()
        case Kind.EXTENSION:
            return (body["decision"],)
        case Kind.DUE:
            return tuple(body.get("status", ()))
    return ()


def refused_before(entries: Iterable[Entry]) -> dict[int, tuple[int, ...]]:
    """Give, by the number of an entry, the refused attempts at the same since it last succeeded.

    Takes the entries in the order of their numbers; those that nothing was refused before are
    left out.
    """
    waiting: defaultdict[Aim, list[int]] = defaultdict(list)
    found = {}
    for entry in entries:
        if entry.kind is Kind.REFUSAL:
            aim = _tried(entry)
            if aim:
                waiting[aim].append(entry.number)
        elif waiting and (refused := waiting.pop(_reached(entry), None)):
            found[entry.number] = tuple(refused)
    return found


def _tried(refusal: Entry) -> Aim | None:
    """Give what was refused; None for what leads to no entry of one kind, as an import."""
    body = refusal.body
    if "event" in body:
        return refusal.country, Kind.TRANSITION, body["event"]
    kind = _TRIED.get(body.get("attempt_key", ""))
    if kind is None:
        return None
    return refusal.country, kind, body["attempt_places"].get(_EXACTLY.get(kind), "")


def _reached(entry: Entry) -> Aim:
    kind = _SAME_ATTEMPT.get(entry.kind, entry.kind)
    # A seat in a body is the programme's, but was asked for in the name of the country.
    country = entry.body["country"] if kind is Kind.MANDATE else entry.country
    exactly = _EXACTLY.get(kind)
    return country, kind, entry.body[exactly] if exactly else ""
