"""What can go wrong when notices of failure are read back."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class BadMailbox(PathfinderError):
    """A path that is no mailbox we can read."""

    template = (
        "'{path}' cannot be read as a mailbox: give a Maildir (a folder with 'new' and 'cur' in "
        "it) or an mbox file (its first line begins with 'From '); nothing was recorded."
    )
