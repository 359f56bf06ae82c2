"""The database itself refuses to change the past, whoever asks and however."""

from __future__ import annotations

import pytest
from sqlalchemy import exc, text

from pathfinder_flow.services.maintenance import check, upgrade
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.migrate import NEWEST
from pathfinder_flow.store.database.triggers import trigger_texts

COLUMNS = "number, country, kind, recorded_at, entry, leaf"
COPY = f"INSERT INTO ledger ({COLUMNS}) SELECT {{number}}, country, kind, recorded_at, entry, leaf"
LAST = "FROM ledger WHERE number = (SELECT max(number) FROM ledger)"

EVERYWHERE = {
    "changing an entry": "UPDATE ledger SET entry = leaf WHERE number = 1",
    "changing an index column": "UPDATE ledger SET country = 'PER'",
    "moving a number": "UPDATE ledger SET number = 99 WHERE number = 1",
    "deleting the last entry": "DELETE FROM ledger WHERE number = (SELECT max(number) FROM ledger)",
    "deleting everything": "DELETE FROM ledger",
    "inserting over an entry": f"{COPY.format(number='number')} {LAST}",
    "leaving a gap": f"{COPY.format(number='number + 2')} {LAST}",
    "inserting before the first": f"{COPY.format(number='0')} {LAST}",
    "inserting a number below nought": f"{COPY.format(number='-1')} {LAST}",
    "upserting an entry": f"{COPY.format(number='number')} {LAST} "
    "ON CONFLICT (number) DO UPDATE SET entry = excluded.leaf",
    "changing a published workflow": "UPDATE workflows SET name = 'other'",
    "deleting a published workflow": "DELETE FROM workflows",
    "publishing over a workflow": "INSERT INTO workflows SELECT * FROM workflows WHERE number = "
    "(SELECT min(number) FROM workflows)",
    "taking the head back": "UPDATE head SET size = size - 1",
    "changing the head in its place": "UPDATE head SET frontier = ''",
    "deleting the head": "DELETE FROM head",
    "a second head": "INSERT INTO head SELECT 2, size, frontier, recorded_at FROM head",
}
SQLITE = {
    "replacing an entry": f"{COPY.replace('INSERT', 'REPLACE').format(number='number')} {LAST}",
    "inserting or replacing": f"{COPY.replace('INSERT', 'INSERT OR REPLACE').format(number='1')} "
    "FROM ledger WHERE number = 2",
    "updating or replacing": "UPDATE OR REPLACE ledger SET number = 1 WHERE number = 2",
    "inserting or ignoring": f"{COPY.replace('INSERT', 'INSERT OR IGNORE').format(number='1')} "
    f"{LAST}",
    "replacing a workflow": "INSERT OR REPLACE INTO workflows SELECT sha256, name, sha256, number "
    "FROM workflows",
    "replacing the head": "INSERT OR REPLACE INTO head SELECT 1, 0, '', recorded_at FROM head",
    "an entry without a number": f"{COPY.format(number='NULL')} {LAST}",
}
POSTGRESQL = {
    "truncating the ledger": "TRUNCATE ledger CASCADE",
    "truncating the workflows": "TRUNCATE workflows",
    "truncating the head": "TRUNCATE head",
    "merging": "MERGE INTO ledger USING (SELECT 1 AS n) AS one ON number = one.n "
    "WHEN MATCHED THEN DELETE",
}


def assert_refused(app: AppContext, attack: str) -> None:
    with (
        app.engine.connect() as conn,
        pytest.raises(
            (exc.IntegrityError, exc.ProgrammingError, exc.InternalError, exc.OperationalError)
        ) as refused,
    ):
        conn.execute(text(attack))
    assert any(
        sign in str(refused.value.orig)
        for sign in ("append-only", "without gaps", "the head of the ledger", "one head")
    )
    assert check(app) == []


@pytest.mark.parametrize("attack", EVERYWHERE.values(), ids=EVERYWHERE)
def test_the_past_is_not_changed(app: AppContext, attack: str) -> None:
    if app.engine.dialect.name == "postgresql" and attack.startswith("INSERT INTO workflows"):
        with app.engine.connect() as conn, pytest.raises(exc.IntegrityError, match="unique"):
            conn.execute(text(attack))
        return
    assert_refused(app, attack)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("attack", SQLITE.values(), ids=SQLITE)
def test_what_only_sqlite_knows_does_not_change_it_either(app: AppContext, attack: str) -> None:
    assert_refused(app, attack)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("attack", POSTGRESQL.values(), ids=POSTGRESQL)
def test_what_only_postgresql_knows_does_not_change_it_either(app: AppContext, attack: str) -> None:
    assert_refused(app, attack)


def test_upgrading_again_leaves_every_trigger_in_its_place(app: AppContext) -> None:
    upgrade(app)
    assert upgrade(app) == (NEWEST, NEWEST)
    assert trigger_texts(app.engine.dialect.name)
    assert check(app) == []
