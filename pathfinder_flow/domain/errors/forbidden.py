"""Who asks may not do it."""

from __future__ import annotations

from pathfinder_flow.domain.errors.base import Forbidden


class ReadOnly(Forbidden):
    """A writing command on a ledger that is open for reading only."""

    template = (
        "The ledger {where} is open for reading only: nothing was recorded; write where it is "
        "kept, with the rights to do so."
    )
