"""The migrations make exactly the tables and triggers that the program speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from pathfinder_flow.domain.errors.unavailable import DatabaseVersion, NotInitialised
from pathfinder_flow.domain.workflow.denials import UnknownPerson
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import inspection, ledger
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.database.schema import metadata


def test_the_newest_version_is_that_of_the_newest_migration() -> None:
    config = Config()
    folder = Path(migrate.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.NEWEST


def test_migrating_gives_the_tables_of_the_schema(url: str) -> None:
    engine = open_engine(url)
    migrate.upgrade(engine)
    with engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(url: str) -> None:
    engine = open_engine(url)
    assert migrate.upgrade(engine) is None
    assert migrate.upgrade(engine) == migrate.NEWEST
    with engine.connect() as conn:
        assert inspection.inspect_triggers(conn) == []
    engine.dispose()


def test_an_older_database_keeps_what_is_in_it(url: str) -> None:
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with engine.connect().execution_options(writing=True) as conn, conn.begin():
        config.attributes["connection"] = conn
        command.upgrade(config, migrate.OLDER[0])
        conn.execute(text("INSERT INTO people (id, handle, email) VALUES ('p', 'h', 'e')"))
    assert migrate.upgrade(engine) == migrate.OLDER[0]
    with engine.connect() as conn:
        assert migrate.current(conn) == migrate.NEWEST
        assert conn.execute(text("SELECT handle, email, doubtful FROM people")).all() == [
            ("h", "e", None)
        ]
        assert inspection.inspect_triggers(conn) == []
    engine.dispose()


def test_a_newer_schema_is_left_alone(app: AppContext) -> None:
    with app.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseVersion, match="newer version of this program"):
        migrate.upgrade(app.engine)


def test_nobody_can_act_before_the_ledger_is_set_up(
    url: str, request: pytest.FixtureRequest
) -> None:
    app = request.getfixturevalue("desk_maker")(url)
    migrate.upgrade(app.engine)
    with pytest.raises(NotInitialised):
        open_case(app, "somebody", "PER", effective="2026-01-01", workflow=None, reason="")
    with app.snapshot() as conn:
        assert ledger.size(conn) == 0


def test_after_that_a_stranger_is_a_stranger(app: AppContext) -> None:
    with pytest.raises(UnknownPerson):
        app.run("somebody", lambda uow: uow.person)
