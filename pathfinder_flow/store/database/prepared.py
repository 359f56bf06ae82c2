"""Statements that the driver runs itself, for the path of every single move.

Core wraps each statement and each row; all together that costs more than writing to the disk.
What it does better stays with it: connections, transactions, and the SQL of each database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import CompilerElement

Values = dict[str, Any]


class Prepared:
    """A statement of Core, compiled once for each database and run on the driver's connection.

    Only for texts, whole numbers, booleans and bytes: they go and come as the driver has them.
    It takes part in the transaction of its connection and raises the errors that Core would.
    """

    def __init__(self, statement: CompilerElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Callable[[Values], Any]]] = {}

    def run(self, conn: Connection, values: Values | None = None) -> Any:
        """Run it once; gives the driver's cursor, with its rows or its ``rowcount``."""
        if not conn.in_transaction():
            conn.begin()
        sql, placed = self._for(conn)
        driver: Any = conn.connection.dbapi_connection
        try:
            return driver.execute(sql, placed(values or {}))
        except conn.dialect.loaded_dbapi.Error as error:
            raise _as_core(conn, sql, error) from error

    def run_many(self, conn: Connection, rows: Sequence[Values]) -> None:
        """Run it once for each row of values."""
        if not conn.in_transaction():
            conn.begin()
        sql, placed = self._for(conn)
        driver: Any = conn.connection.dbapi_connection
        try:
            driver.cursor().executemany(sql, [placed(values) for values in rows])
        except conn.dialect.loaded_dbapi.Error as error:
            raise _as_core(conn, sql, error) from error

    def _for(self, conn: Connection) -> tuple[str, Callable[[Values], Any]]:
        if conn.dialect.name not in self._compiled:
            compiled: Any = self._statement.compile(dialect=conn.dialect)
            self._compiled[conn.dialect.name] = str(compiled), _placing(compiled.positiontup)
        return self._compiled[conn.dialect.name]


def _placing(names: Sequence[str] | None) -> Callable[[Values], Any]:
    """Give how values go to the driver: by name, or in the order in which it counts them."""
    if names is None:
        return lambda values: values
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _as_core(conn: Connection, sql: str, error: Exception) -> Exception:
    base = conn.dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, None, error, base)
