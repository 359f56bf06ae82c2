"""What a viewer sees of an entry: all of it, what is public of it, or nothing.

What is public is a list, not what is left when something was taken away: a new kind of entry, and
a new part of a body, is hidden until it is listed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing, Viewer

HIDDEN = ""
"""Stands for the actor where a viewer is not shown who acted."""

THING_OF = {
    Kind.WORKFLOW_PUBLISHED: Thing.WORKFLOWS,
    Kind.CASE_OPENED: Thing.HISTORY,
    Kind.TRANSITION: Thing.HISTORY,
    Kind.EVIDENCE: Thing.HISTORY,
    Kind.MIGRATION: Thing.HISTORY,
    Kind.CORRECTION: Thing.HISTORY,
    Kind.DECISION: Thing.COUNTRY_FILE,
    Kind.MEETING: Thing.MEETINGS,
    Kind.MANDATE: Thing.MANDATES,
    Kind.MANDATE_ENDED: Thing.MANDATES,
    Kind.REFUSAL: Thing.REFUSALS,
    Kind.ZONE: Thing.DEADLINES,
    Kind.WEEKEND: Thing.DEADLINES,
    Kind.DUE: Thing.DEADLINES,
    Kind.OUTCOME: Thing.DEADLINES,
    Kind.EXTENSION: Thing.DEADLINES,
    Kind.SUSPENSION: Thing.DEADLINES,
    Kind.RESUMPTION: Thing.DEADLINES,
    Kind.REMINDER: Thing.REMINDERS,
    Kind.DELIVERY: Thing.MAILS,
    Kind.CONTACT: Thing.PERSONS,
    Kind.ERASURE: Thing.PERSONS,
    Kind.KEY: Thing.AUDIT,
}
"""Which thing an entry of each kind is."""

_PUBLIC_PARTS = frozenset((
    "workflow", "sha256", "from_workflow", "from_sha256", "to", "from", "event", "rests_on",
    "attested", "implementing", "grants_status", "ends_status", "kind", "certainty", "institution",
    "attests_status", "corrects", "withdraw", "effective",
))  # fmt: skip


def shown(viewer: Viewer, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give what a viewer sees of entries, in order."""
    for entry in entries:
        if viewer.sees(THING_OF[entry.kind], entry.country):
            yield _as_seen(viewer, entry)
        elif entry.kind is Kind.DECISION and viewer.countries & {*entry.body["outcomes"]}:
            yield _own_part(viewer, entry)


def _as_seen(viewer: Viewer, entry: Entry) -> Entry:
    if not viewer.sees(Thing.COUNTRY_FILE, entry.country):
        return _public_part(entry)
    draft = entry.draft
    if not viewer.sees(Thing.REASONS, entry.country):
        unsaid: dict[str, Any] = {"note": ""} | ({"grounds": {}} if "grounds" in draft.body else {})
        draft = replace(draft, reason="", body={**draft.body, **unsaid})
    if not viewer.sees(Thing.LETTERS, entry.country):
        draft = _without_letter(draft)
    return entry if draft is entry.draft else replace(entry, draft=draft)


def _without_letter(draft: Draft) -> Draft:
    """Give what was recorded without the letter of a mandate, or what puts that right."""
    body = dict(draft.body)
    if "letter" in body:
        body["letter"] = ""
    if "letter" in body.get("fields", {}):
        body["fields"] = {**body["fields"], "letter": ""}
    return draft if body == draft.body else replace(draft, body=body)


def _own_part(viewer: Viewer, entry: Entry) -> Entry:
    """Give what a decision on many countries says of a focal point's own."""
    body = {**part_for(viewer.countries, entry.body), "note": ""}
    return replace(entry, draft=replace(entry.draft, act=Act(HIDDEN), reason="", body=body))


def part_for(countries: Collection[str], decision: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the body of a decision on many countries says of some of them."""
    part = dict(decision)
    for name in {"outcomes", "grounds"} & part.keys():
        part[name] = {code: said for code, said in part[name].items() if code in countries}
    for name in {"recused", "considered"} & part.keys():
        part[name] = [code for code in part[name] if code in countries]
    return part


def _public_part(entry: Entry) -> Entry:
    body = {name: value for name, value in entry.body.items() if name in _PUBLIC_PARTS}
    if entry.kind is Kind.EVIDENCE:
        source = entry.body.get("source", {})
        body |= {"fields": {}, "note": "", "source": {k: source[k] for k in source if k == "url"}}
    if entry.kind is Kind.CORRECTION:
        body["fields"] = {}
    draft = replace(entry.draft, act=Act(HIDDEN), reason="", body=body)
    return replace(entry, draft=draft)
