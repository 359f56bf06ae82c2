"""The connection that writes: one a process, kept open from one transaction to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

from pathfinder_flow.store.database.engine import require_writing


class WritingConnection:
    """Writes in one transaction after another; who shares it takes turns.

    Taking a connection from the pool for every move costs as much as all its statements.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: Connection | None = None
        self._allowed = False
        event.listen(engine, "engine_disposed", lambda _engine: self._end())

    def require(self) -> None:
        """Refuse where the ledger can only be read; raises :class:`ReadOnly`."""
        if not self._allowed:
            require_writing(self._engine)
            self._allowed = True

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Begin a transaction that keeps all or nothing; after a failure, connect anew."""
        self.require()
        if self._kept is None:
            self._kept = self._engine.connect().execution_options(writing=True)
        try:
            with self._kept.begin():
                yield self._kept
        except BaseException:
            self._close()
            raise

    def _close(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    def _end(self) -> None:
        """Close for good: the pool that the connection came from is gone."""
        if self._kept is not None:
            self._kept.detach()
        self._close()
