"""The context in which every query runs: one reader, and one state of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from pathfinder_flow.domain.rights.viewer import COMMAND_LINE, Viewer
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow, CompiledWorkflows
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import in_plain_words
from pathfinder_flow.store.database.engine import snapshot as open_snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class ReadingContext:
    """Everything a query needs: the database, the clock, the workflows, and who reads.

    ``clock`` gives the present moment in UTC. The ``viewer`` is whoever holds the database, until
    :meth:`seen_by` says otherwise: pages say so for every request.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine, self.clock = engine, clock
        self.viewer = COMMAND_LINE
        self._open: Connection | None = None
        self._rules = CompiledWorkflows()
        self._checked = False

    def today(self) -> date:
        """The present day in UTC."""
        return self.clock().date()

    def seen_by(self, viewer: Viewer) -> Self:
        """Give this context as somebody sees it: every query shows them what they may see."""
        return self.but(viewer=viewer)

    @contextmanager
    def reading(self) -> Iterator[Self]:
        """Give this context on one state of the database: that of all that one answer shows."""
        with self.snapshot() as conn:
            yield self.but(_open=conn)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a consistent view of the database for reading, or give the one that is open."""
        if self._open is not None:
            yield self._open
            return
        with in_plain_words(self.engine), open_snapshot(self.engine) as conn:
            self.check_schema(conn)
            yield conn

    def but(self, **changes: object) -> Self:
        """Give this context with something else about it; what it keeps in memory is shared."""
        changed = copy(self)
        vars(changed).update(changes)
        return changed

    def check_schema(self, conn: Connection) -> None:
        """Refuse a database of another version, once; raises :class:`DatabaseVersion`."""
        if not self._checked:
            migrate.require_newest(self.engine, conn)
            self._checked = True

    def rules(self, conn: Connection, sha256: str) -> CompiledWorkflow:
        """Give a published workflow by its hash, parsed and compiled once."""
        return self._rules.by_sha256(conn, sha256)
