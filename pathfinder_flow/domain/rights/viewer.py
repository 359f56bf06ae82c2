"""Readers and what each may see: one table, reader x thing, that every query obeys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pathfinder_flow.domain.errors.not_found import NotShown
from pathfinder_flow.domain.roles import Mandate, Role


class Reader(StrEnum):
    """In which capacity somebody reads."""

    PUBLIC = "public"
    FOCAL_POINT = "focal_point"
    MEMBER = "member"
    AUDITOR = "auditor"
    SECRETARIAT = "secretariat"
    COMMAND_LINE = "command_line"


class Thing(StrEnum):
    """What there is to read."""

    STANDING = "standing"
    """Where each country stands and since when; the board."""
    HISTORY = "history"
    """That a case was opened, moved, corrected; sources of evidence, with their dates."""
    WORKFLOWS = "workflows"
    COUNTRY_FILE = "country_file"
    """Entries as they were recorded: fields of evidence, decisions, who recorded them."""
    REASONS = "reasons"
    """Reasons and notes in people's own words."""
    NEXT_MOVES = "next_moves"
    """What may happen next, what is missing, and who can supply it."""
    REFUSALS = "refusals"
    MEETINGS = "meetings"
    """When the bodies meet, their papers, and what they decided of all countries."""
    DEADLINES = "deadlines"
    REMINDERS = "reminders"
    MANDATES = "mandates"
    """Who may act in which role, by sign-in name."""
    LETTERS = "letters"
    """The letters on the strength of which people act."""
    PERSONS = "persons"
    """Names, addresses and all that is kept about a person."""
    MAILS = "mails"
    AUDIT = "audit"
    """Verdicts, proofs, checkpoints, packs, and what was known when."""
    PROGRAM = "program"
    """Whether the program and its database are well."""


class Scope(StrEnum):
    """Of which countries a reader sees a thing."""

    NONE = "none"
    OWN = "own"
    ALL = "all"


_NONE, _OWN, _ALL = Scope.NONE, Scope.OWN, Scope.ALL

_READERS = (
    Reader.PUBLIC, Reader.FOCAL_POINT, Reader.MEMBER, Reader.AUDITOR, Reader.SECRETARIAT,
    Reader.COMMAND_LINE,
)  # fmt: skip
_ROWS = {
    #                    public focal  member auditor secretariat command line
    Thing.STANDING:     (_ALL,  _ALL,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.HISTORY:      (_ALL,  _ALL,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.WORKFLOWS:    (_ALL,  _ALL,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.COUNTRY_FILE: (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.REASONS:      (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.NEXT_MOVES:   (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.REFUSALS:     (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.MEETINGS:     (_NONE, _NONE, _ALL,  _ALL,   _ALL,       _ALL),
    Thing.DEADLINES:    (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.REMINDERS:    (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.MANDATES:     (_NONE, _OWN,  _ALL,  _ALL,   _ALL,       _ALL),
    Thing.LETTERS:      (_NONE, _OWN,  _NONE, _ALL,   _ALL,       _ALL),
    Thing.PERSONS:      (_NONE, _NONE, _NONE, _NONE,  _ALL,       _ALL),
    Thing.MAILS:        (_NONE, _NONE, _NONE, _NONE,  _ALL,       _ALL),
    Thing.AUDIT:        (_NONE, _NONE, _NONE, _ALL,   _ALL,       _ALL),
    Thing.PROGRAM:      (_NONE, _NONE, _NONE, _NONE,  _ALL,       _ALL),
}  # fmt: skip

MAY_SEE: dict[Thing, dict[Reader, Scope]] = {
    thing: dict(zip(_READERS, scopes, strict=True)) for thing, scopes in _ROWS.items()
}
"""The table. The command line sees everything: whoever runs it holds the database itself."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who reads: in which capacities, and for which countries as a focal point."""

    readers: frozenset[Reader]
    countries: frozenset[str] = frozenset()

    def sees(self, thing: Thing, country: str | None = None) -> bool:
        """Whether this is shown to them: of a country, or (None) of the whole programme."""
        scopes = {MAY_SEE[thing][reader] for reader in self.readers}
        return Scope.ALL in scopes or (Scope.OWN in scopes and country in self.countries)

    def require(self, thing: Thing, country: str | None = None) -> None:
        """Refuse what is not shown to them; raises :class:`NotShown`."""
        if not self.sees(thing, country):
            raise NotShown


PUBLIC = Viewer(frozenset((Reader.PUBLIC,)))
"""Anybody at all."""

COMMAND_LINE = Viewer(frozenset((Reader.COMMAND_LINE,)))
"""Whoever runs the program on the database, and the program itself."""

_CAPACITIES = {
    Role.SECRETARIAT: Reader.SECRETARIAT,
    Role.GCG: Reader.MEMBER,
    Role.MWG: Reader.MEMBER,
    Role.FOCAL_POINT: Reader.FOCAL_POINT,
    Role.AUDITOR: Reader.AUDITOR,
}


def viewer_with(mandates: Iterable[Mandate], day: date) -> Viewer:
    """Give the viewer that a person is by their mandates in force on a day; always the public."""
    held = [mandate for mandate in mandates if mandate.in_force(day)]
    countries = {one.country for one in held if one.role is Role.FOCAL_POINT and one.country}
    readers = {_CAPACITIES[mandate.role] for mandate in held}
    return Viewer(frozenset((Reader.PUBLIC, *readers)), frozenset(countries))
