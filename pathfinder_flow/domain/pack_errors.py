"""What can go wrong when a record is packed for an auditor."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class EntriesGone(PathfinderError):
    """A ledger that holds fewer entries than were signed."""

    template = (
        "The last checkpoint signs {size} entries and the ledger holds {held}: what is missing "
        "cannot be proven, and nothing was packed. 'audit verify' says more."
    )


class Unreadable(PathfinderError):
    """A record with an entry, or under a workflow, that is not what the program wrote."""

    template = (
        "The record of {country} cannot be read: an entry of it, or its workflow, is not what this "
        "program wrote, and nothing was packed. 'audit verify' says which."
    )
