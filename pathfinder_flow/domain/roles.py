"""Roles, and the people who may act in them (DOMAIN: who acts)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The capacity in which someone acts."""

    SECRETARIAT = "secretariat"
    GCG = "gcg"
    MWG = "mwg"
    FOCAL_POINT = "focal_point"
    AUDITOR = "auditor"


class Body(StrEnum):
    """A body that takes decisions."""

    GCG = "gcg"
    MWG = "mwg"


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who may act in a role, from when to when, on the strength of which letter.

    ``country`` is the country acted for: always given for a focal point; for a seat in a body,
    the country that holds the seat, if one does. ``end`` is the last day, inclusive, or None.
    """

    number: int
    person: str
    role: Role
    country: str | None
    start: date
    end: date | None
    letter: str

    def in_force(self, day: date) -> bool:
        """Whether the mandate holds on that day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def covers(self, country: str | None) -> bool:
        """Whether its holder may act in a matter of that country (None: of the programme).

        A focal point acts for one country only; a country with a seat in a body does not
        decide its own case (DOMAIN: who acts).
        """
        if self.role is Role.FOCAL_POINT:
            return self.country == country
        return self.country is None or self.country != country

    @property
    def on_behalf_of(self) -> str:
        """Whom the holder speaks for: a country's code, or the name of the role's own body."""
        return self.country or str(self.role)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (by pseudonym) with the mandates that person holds."""

    person: str
    mandates: tuple[Mandate, ...] = ()

    def mandate_for(
        self, roles: tuple[Role, ...], country: str | None, day: date
    ) -> Mandate | None:
        """Give the mandate that lets this person act, in the order of ``roles``, or None."""
        for role in roles:
            for mandate in self.mandates:
                if mandate.role is role and mandate.in_force(day) and mandate.covers(country):
                    return mandate
        return None
