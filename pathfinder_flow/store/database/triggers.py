"""The database's own refusal to change the past, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathfinder_flow.store.database.schema import APPEND_ONLY

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION pathfinder_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$;
CREATE OR REPLACE FUNCTION pathfinder_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger) THEN
    RAISE EXCEPTION 'ledger is numbered without gaps: % refused', NEW.number;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION pathfinder_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <= OLD.size THEN RAISE EXCEPTION 'the head of the ledger only grows'; END IF;
  RETURN NEW;
END $$
"""


_FIRST = ("ledger", "workflows")


def create_statements(dialect: str) -> list[str]:
    """Give the statements that install the first triggers on an empty schema of that dialect."""
    return _postgresql() if dialect == "postgresql" else _sqlite()


def keep_statements(dialect: str, table: str) -> list[str]:
    """Give the statements that let a further table only grow."""
    if dialect == "postgresql":
        return _refusing(table, ("UPDATE", "DELETE", "TRUNCATE"))
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def all_statements(dialect: str) -> list[str]:
    """Give the statements of every trigger that a database of today has."""
    later = [table for table in APPEND_ONLY if table not in _FIRST]
    kept = [said for table in later for said in keep_statements(dialect, table)]
    return [*create_statements(dialect), *kept]


def _sqlite() -> list[str]:
    statements = [said for table in _FIRST for said in keep_statements("sqlite", table)]
    # INSERT OR REPLACE deletes without firing the delete trigger, so inserting over is refused too.
    statements.append(
        "CREATE TRIGGER ledger_next_number BEFORE INSERT ON ledger "
        "WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger) "
        "BEGIN SELECT RAISE(ABORT, 'ledger is numbered without gaps: number refused'); END"
    )
    statements.append(
        "CREATE TRIGGER workflows_no_replace BEFORE INSERT ON workflows "
        "WHEN EXISTS (SELECT 1 FROM workflows WHERE sha256 = NEW.sha256 OR name = NEW.name) "
        "BEGIN SELECT RAISE(ABORT, 'workflows is append-only: replacing refused'); END"
    )
    statements.append(
        "CREATE TRIGGER head_forward BEFORE UPDATE ON head WHEN NEW.size <= OLD.size "
        "BEGIN SELECT RAISE(ABORT, 'the head of the ledger only grows'); END"
    )
    statements.append(
        "CREATE TRIGGER head_no_delete BEFORE DELETE ON head "
        "BEGIN SELECT RAISE(ABORT, 'the head of the ledger stays'); END"
    )
    statements.append(
        "CREATE TRIGGER head_no_replace BEFORE INSERT ON head "
        "WHEN EXISTS (SELECT 1 FROM head) "
        "BEGIN SELECT RAISE(ABORT, 'the ledger has one head'); END"
    )
    return statements


def _postgresql() -> list[str]:
    statements = [part for part in _FUNCTIONS.split(";\nCREATE OR REPLACE ") if part.strip()]
    statements = [statements[0], *(f"CREATE OR REPLACE {part}" for part in statements[1:])]
    for table in _FIRST:
        statements += keep_statements("postgresql", table)
    statements += _refusing("head", ("INSERT", "DELETE", "TRUNCATE"))
    statements.append(
        "CREATE TRIGGER ledger_next_number BEFORE INSERT ON ledger "
        "FOR EACH ROW EXECUTE FUNCTION pathfinder_next_number()"
    )
    statements.append(
        "CREATE TRIGGER head_forward BEFORE UPDATE ON head "
        "FOR EACH ROW EXECUTE FUNCTION pathfinder_head_forward()"
    )
    return statements


def _refusing(table: str, verbs: tuple[str, ...]) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION pathfinder_refuse()"
        for verb in verbs
    ]


def trigger_texts(dialect: str) -> dict[str, str]:
    """Give, by the name of each trigger that must be there, what the database says it does.

    SQLite keeps the statement itself; PostgreSQL the body of the function that it calls.
    """
    statements = all_statements(dialect)
    made = {said.split()[2]: said for said in statements if said.startswith("CREATE TRIGGER")}
    if dialect == "sqlite":
        return made
    bodies = {said.split()[4]: said.split("$$")[1].strip() for said in statements if "$$" in said}
    return {name: bodies[f"{said.split()[-1]}"] for name, said in made.items()}
