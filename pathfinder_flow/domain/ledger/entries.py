"""Entries of the ledger and their canonical bytes (RFC 8785).

An entry is what is true for ever: who wrote what down, when, and from when it holds. Its bytes
are what is hashed, signed and handed to auditors; every column of the database beside them is
only an index.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import rfc8785

from pathfinder_flow.domain.errors.invalid import NotCanonical


@lru_cache(maxsize=256)
def moment_text(moment: datetime) -> str:
    """Give a moment as the ledger keeps it: in UTC, to the microsecond."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Kind(StrEnum):
    """What an entry records."""

    WORKFLOW_PUBLISHED = "workflow_published"
    CASE_OPENED = "case_opened"
    TRANSITION = "transition"
    EVIDENCE = "evidence"
    MANDATE = "mandate"
    MANDATE_ENDED = "mandate_ended"
    DECISION = "decision"
    MEETING = "meeting"
    MIGRATION = "migration"
    CORRECTION = "correction"
    REFUSAL = "refusal"
    ZONE = "zone"
    WEEKEND = "weekend"
    DUE = "due"
    OUTCOME = "outcome"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    REMINDER = "reminder"
    DELIVERY = "delivery"
    CONTACT = "contact"
    KEY = "key"
    ERASURE = "erasure"


OWN_DOINGS = frozenset((Kind.DUE, Kind.REMINDER, Kind.DELIVERY))
"""What the program records of its own accord, as time passes."""

BY_SECRETARIAT = frozenset((
    Kind.WORKFLOW_PUBLISHED, Kind.CASE_OPENED, Kind.MANDATE, Kind.MANDATE_ENDED, Kind.DECISION,
    Kind.MEETING, Kind.MIGRATION, Kind.ZONE, Kind.WEEKEND, Kind.DELIVERY, Kind.CONTACT, Kind.KEY,
    Kind.ERASURE,
))  # fmt: skip
"""What, where a person records it, only the Secretariat may; the rest the workflow says."""

PROGRAM = "pathfinder-flow"
"""The actor on record of what the program does of its own accord."""

UNREGISTERED = "unregistered"
"""The actor of refusals that older versions recorded of attempts under unknown names."""

MARK = "<…>"
"""Stands where a name or an address was, in what is kept of somebody's words."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who did it: a pseudonym, the role used, on whose behalf, and the mandate relied on.

    ``mandate`` is the number of the mandate's entry; None only for the founding entry of a
    ledger, for refused attempts of someone without a mandate, and for what the program does of
    its own accord.
    """

    actor: str
    role: str | None = None
    on_behalf_of: str | None = None
    mandate: int | None = None


OF_ITSELF = Act(PROGRAM)
"""The act of the program itself, by nobody's mandate."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that has no number and no moment yet.

    ``country`` is None for what concerns the whole programme. ``effective`` is EDTF. ``body``
    holds what belongs to the kind: texts, whole numbers, booleans, None, lists and mappings.
    """

    kind: Kind
    country: str | None
    effective: str
    act: Act
    reason: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger."""

    number: int
    recorded_at: datetime
    draft: Draft

    @property
    def kind(self) -> Kind:
        """What the entry records."""
        return self.draft.kind

    @property
    def country(self) -> str | None:
        """The country it concerns, or None for the whole programme."""
        return self.draft.country

    @property
    def effective(self) -> str:
        """From when it holds, EDTF."""
        return self.draft.effective

    @property
    def act(self) -> Act:
        """Who recorded it, in which role."""
        return self.draft.act

    @property
    def reason(self) -> str:
        """Why it was recorded, in the actor's words; may be empty."""
        return self.draft.reason

    @property
    def body(self) -> dict[str, Any]:
        """What belongs to its kind."""
        return self.draft.body


def canonical_json(value: Any) -> bytes:
    """Give the RFC 8785 bytes of a value; floats and huge integers are refused."""
    try:
        # The same bytes in a fraction of the time, wherever the two cannot differ.
        if _is_simple(value):
            return _ENCODER.encode(value).encode()
        _refuse_floats(value)
        return rfc8785.dumps(value)
    except (UnicodeEncodeError, rfc8785.CanonicalizationError) as error:
        raise NotCanonical(given=str(error)) from error


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_ATOMS = {str, bool, type(None)}
_LARGEST = 2**53 - 1


def _is_simple(value: Any) -> bool:
    """Whether it is made of texts, safe integers, booleans and None, under keys in ASCII.

    The standard library sorts other keys by code point, and RFC 8785 by UTF-16.
    """
    parts = [value]
    while parts:
        part = parts.pop()
        kind = type(part)
        if kind is dict:
            if set(map(type, part)) - {str} or not "".join(part).isascii():
                return False
            parts.extend(part.values())
        elif kind is list:
            parts.extend(part)
        elif kind is int:
            if not -_LARGEST <= part <= _LARGEST:
                return False
        elif kind not in _ATOMS:
            return False
    return True


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise NotCanonical(given=value)
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)


def canonical(entry: Entry) -> bytes:
    """Give the bytes of an entry: what is stored, hashed and proven."""
    draft, act = entry.draft, entry.draft.act
    return canonical_json(
        {
            "number": entry.number,
            "recorded_at": moment_text(entry.recorded_at),
            "kind": str(draft.kind),
            "country": draft.country,
            "effective": draft.effective,
            "actor": act.actor,
            "role": act.role,
            "on_behalf_of": act.on_behalf_of,
            "mandate": act.mandate,
            "reason": draft.reason,
            "body": draft.body,
        }
    )


# Few people act often: what thousands of entries share is made once.
_act = lru_cache(maxsize=1024)(Act)


def parse(data: bytes) -> Entry:
    """Read an entry back from its canonical bytes."""
    raw = json.loads(data.decode())
    act = _act(raw["actor"], raw["role"], raw["on_behalf_of"], raw["mandate"])
    draft = Draft(
        Kind(raw["kind"]), raw["country"], raw["effective"], act, raw["reason"], raw["body"]
    )
    return Entry(raw["number"], datetime.fromisoformat(raw["recorded_at"]), draft)
