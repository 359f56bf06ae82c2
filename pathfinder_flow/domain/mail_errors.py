"""What can go wrong with the words and the headers of a mail."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class TemplateBroken(PathfinderError):
    """A mail template that cannot be used: ``path`` and ``line`` say where, ``why`` is a clause.

    ``line`` is 1 when it is not about any line in particular, as when the file is missing.
    """

    template = (
        "The mail template {path}, line {line}, cannot be used: {why}. Mend the file and look at "
        "the result with 'reminders preview'; mails that do not need it are not affected."
    )


class BadHeader(PathfinderError):
    """A value that must not stand in the header of a mail."""

    template = (
        "The header '{header}' of a mail cannot be '{given}': {why}; mend it where it comes from "
        "and try again; nothing was sent."
    )


class BadAddress(PathfinderError):
    """A text that is not one mail address."""

    template = (
        "'{given}' is not a mail address that can be written to: give one address alone, such as "
        "focal.point@labour.example."
    )
