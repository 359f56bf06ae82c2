"""What can go wrong when somebody asks what is kept about a person, or has it erased."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class NobodyKnown(PathfinderError):
    """No person goes, or went, by that sign-in name or pseudonym."""

    template = (
        "Nobody goes by '{given}' here: 'people list' shows everybody, and who was erased by "
        "pseudonym."
    )


class CannotErase(PathfinderError):
    """A person who cannot be erased now; ``why`` is a clause."""

    template = "{person} cannot be erased: {why}."


class MailErased(PathfinderError):
    """A mail of which nothing is left: it was erased with a person it named."""

    template = (
        "Mail {id} was erased with a person it named (entry {number}): nothing is left of it to "
        "show or to send."
    )
