"""What can go wrong with obligations: errors with their facts and sentences."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class UnknownObligation(PathfinderError):
    """A name that the governing workflow has for no obligation."""

    template = "{workflow} knows no obligation '{given}'{suggestion}; it knows: {known}."


class UnknownPeriod(PathfinderError):
    """A period that is no calendar year."""

    template = "'{given}' is not a period: give the calendar year reported on, such as 2025."


class NotOwedYet(PathfinderError):
    """A period for which nothing is owed."""

    template = "{country} owes no report for {period}: {why}."


class BadOutcome(PathfinderError):
    """An outcome of a period that cannot be recorded so."""

    template = "This outcome cannot be recorded for {country}, {period}: {why}."


class BadExtension(PathfinderError):
    """A due date that cannot be put off so."""

    template = "The due date of {country} for {period} cannot be put off: {why}."


class BadSuspension(PathfinderError):
    """An obligation that cannot be suspended or resumed so."""

    template = "That cannot be done for {country}: {why}."


class BadZone(PathfinderError):
    """A time zone that cannot hold for a country."""

    template = "'{given}' cannot be the time zone of {country}: {why}."


class UnknownRung(PathfinderError):
    """A rung that the ladder does not have."""

    template = "The ladder for '{obligation}' has no rung '{given}'{suggestion}; it has: {known}."


class UnknownMail(PathfinderError):
    """No mail, or more than one, goes by that id."""

    template = "No single mail goes by '{given}': 'outbox list' shows their ids."


class NotPossibleForMail(PathfinderError):
    """An act that the state of a mail does not allow."""

    template = "Mail {id} is {state}, so it cannot be {act}: that is for mails that are {allowed}."


class BadContact(PathfinderError):
    """A contact that cannot be kept so."""

    template = "This contact cannot be kept: {why}."
