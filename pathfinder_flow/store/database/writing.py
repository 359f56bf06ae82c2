"""The connections that write, one kept open from one transaction to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine, event

from pathfinder_flow.store.database.engine import require_writing
from pathfinder_flow.store.database.turns import Turns


class WritingConnection:
    """Writes in transactions, whichever threads ask for them.

    SQLite lets one writer at a time into a file, so threads wait here, in the order in which they
    came; left to the file's own lock they would try again and again, and some in vain. A server
    has its own line, at the head of the ledger: there each writer has a connection, and nobody
    waits here. Taking a connection from the pool for every move costs as much as all its
    statements, so the last one used is kept.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._spare: list[Connection] = []
        self._allowed = False
        self._turns = Turns() if engine.dialect.name == "sqlite" else None
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
        with self._turn():
            conn = self._take()
            try:
                with conn.begin():
                    yield conn
            except BaseException:
                conn.close()
                raise
            self._give_back(conn)

    def _turn(self) -> AbstractContextManager[None]:
        return self._turns.turn() if self._turns else nullcontext()

    def _take(self) -> Connection:
        try:
            return self._spare.pop()
        except IndexError:
            return self._engine.connect().execution_options(writing=True)

    def _give_back(self, conn: Connection) -> None:
        if self._spare:
            conn.close()
        else:
            self._spare.append(conn)

    def _end(self) -> None:
        """Close for good: the pool that the connections came from is gone."""
        while self._spare:
            conn = self._spare.pop()
            conn.detach()
            conn.close()
