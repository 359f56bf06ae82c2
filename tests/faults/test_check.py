"""`db check` names what somebody did to the database behind the program's back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.staging import Fact, StagedFacts
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check, rebuild
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import projections
from pathfinder_flow.store.database.triggers import trigger_texts
from tests.forging import rewrite, unguarded

FOUNDER = "desk.secretariat"
SOURCE = "https://example.org/record"


@pytest.fixture
def lived(app: AppContext, tmp_path: Path) -> AppContext:
    """A ledger with cases, imported facts, and a document."""
    with_facts = StagedFacts()
    fact = Fact(2, "FRA", "status_granted", "2019-03-01", "stated", "", SOURCE, "")
    with_facts.add(fact, "2019-03-01", None)
    import_facts(app, FOUNDER, with_facts)
    with_facts.close()
    open_case(app, FOUNDER, "PER", effective="2024-01-01", workflow=None, reason="")
    document = tmp_path / "letter.pdf"
    document.write_bytes(b"a letter")
    add_evidence(
        app, FOUNDER, "PER", NewEvidence("expression_of_interest", "2024-01-01", file=document)
    )
    return app


def said(app: AppContext) -> str:
    return "\n".join(f"{f.what} {f.number}: {f.said}" for f in check(app))


def test_nothing_is_wrong_with_a_ledger_nobody_touched(lived: AppContext) -> None:
    assert said(lived) == ""


# Entry 1 is the founding mandate, 2 to 4 the workflows, 5 to 8 France, 9 and 10 Peru.
TAMPERED = {
    "changed bytes": (
        "UPDATE ledger SET entry = CAST('{}' AS {bytes}) WHERE number = 6",
        "ledger 6: the bytes do not hash to the leaf",
    ),
    "a changed leaf": (
        "UPDATE ledger SET leaf = entry WHERE number = 6",
        "ledger 6: the bytes do not hash to the leaf",
    ),
    "a changed country": (
        "UPDATE ledger SET country = 'PER' WHERE number = 6",
        "ledger 6: the columns differ from the bytes",
    ),
    "a changed kind": (
        "UPDATE ledger SET kind = 'refusal' WHERE number = 6",
        "ledger 6: the columns differ from the bytes",
    ),
    "a changed moment": (
        "UPDATE ledger SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE number = 6",
        "ledger 6: the columns differ from the bytes",
    ),
    "a missing entry": ("DELETE FROM ledger WHERE number = 8", "ledger 8: entries 8 to 8 are"),
    "a missing end": (
        "DELETE FROM ledger WHERE number = 10",
        "head None: the head (10 entries) is",
    ),
    "a moved number": (
        "UPDATE ledger SET number = 12 WHERE number = 10",
        "ledger 10: entries 10 to 11 are missing",
    ),
    "a changed head": ("UPDATE head SET size = 11", "head None: the head (11 entries) is not"),
    "a changed frontier": (
        "UPDATE head SET frontier = (SELECT leaf FROM ledger WHERE number = 1)",
        "head None: the head (10 entries) is not",
    ),
    "a missing head": ("DELETE FROM head", "head None: the head is missing"),
    "a changed workflow": (
        "UPDATE workflows SET content = CAST('{}' AS {bytes}) WHERE name = 'pathfinder/2019.2'",
        "workflow 3: pathfinder/2019.2 is not what was published",
    ),
    "a missing workflow": (
        "DELETE FROM workflows WHERE name = 'pathfinder/2019.2'",
        "workflow 3: pathfinder/2019.2 is missing",
    ),
    "a workflow that was never published": (
        "UPDATE workflows SET name = 'pathfinder/2020.2' WHERE name = 'pathfinder/2019.2'",
        "workflow None: pathfinder/2020.2 is there and was never published",
    ),
    "a wrong projection": (
        "UPDATE cases SET state = 'review' WHERE country = 'PER'",
        "projection None: the row of PER is not its fold",
    ),
    "a missing projection": (
        "DELETE FROM cases WHERE country = 'FRA'",
        "projection None: the row of FRA is not its fold",
    ),
    "a row of nobody's": (
        "UPDATE cases SET country = 'XXX' WHERE country = 'FRA'",
        "projection None: there is a row of XXX without any entry",
    ),
    "a forgotten import": ("DELETE FROM imported", "it is not noted that entry 6 was imported"),
    "an import that never was": (
        "UPDATE imported SET key = 'other'",
        "projection 6: entry 6 is noted as imported and was not",
    ),
}


@pytest.mark.parametrize(("tampering", "expected"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_named(lived: AppContext, tampering: str, expected: str) -> None:
    own = "bytea" if lived.engine.dialect.name == "postgresql" else "BLOB"
    with unguarded(lived) as conn:
        conn.execute(text(tampering.replace("{bytes}", own)))
    assert expected in said(lived)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_text_in_place_of_bytes_is_named(lived: AppContext) -> None:
    with unguarded(lived) as conn:
        conn.execute(text("UPDATE ledger SET entry = 'a text' WHERE number = 6"))
    assert "ledger 6: the bytes do not hash to the leaf" in said(lived)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_bytes_that_are_no_entry_are_named_even_with_their_right_hash(lived: AppContext) -> None:
    from pathfinder_flow.domain.ledger.merkle import leaf_hash

    with unguarded(lived) as conn:
        change = text("UPDATE ledger SET entry = :entry, leaf = :leaf WHERE number = 6")
        conn.execute(change, {"entry": b"[]", "leaf": leaf_hash(b"[]")})
    found = said(lived)
    assert "ledger 6: the columns differ from the bytes" in found
    assert "head None" in found


def test_of_very_many_faults_the_first_are_named_and_the_rest_counted(
    lived: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathfinder_flow.services.audit.faults.MOST", 1)
    with unguarded(lived) as conn:
        conn.execute(text("UPDATE ledger SET kind = 'refusal' WHERE number IN (6, 7, 8)"))
    assert said(lived).splitlines() == [
        "ledger 6: the columns differ from the bytes",
        "ledger None: and 2 more, not named here",
    ]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_head_that_is_no_number_is_named(lived: AppContext) -> None:
    with unguarded(lived) as conn:
        conn.execute(text("UPDATE head SET size = 'many'"))
    assert said(lived) == "head None: the head (many entries) is not the root of the 10 stored"


def test_an_entry_that_no_program_wrote_is_named_however_well_it_is_hashed(
    lived: AppContext,
) -> None:
    with unguarded(lived) as conn:
        rewrite(conn, 6, lambda raw: raw.update(kind="nonsense"))
    assert said(lived).startswith("ledger 6: it does not say what an entry of its kind says")


@pytest.mark.parametrize("name", sorted(trigger_texts("sqlite")))
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_dropped_trigger_is_named(app: AppContext, name: str) -> None:
    with app.engine.begin() as conn:
        conn.execute(text(f"DROP TRIGGER {name}"))
    assert said(app) == f"trigger None: the trigger '{name}' is missing"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_trigger_that_was_emptied_is_named(app: AppContext) -> None:
    with app.engine.begin() as conn:
        conn.execute(text("DROP TRIGGER ledger_no_update"))
        conn.execute(
            text("CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT 1; END")
        )
    assert said(app) == "trigger None: the trigger 'ledger_no_update' was changed"


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "attack",
    [
        "DROP TRIGGER ledger_no_update ON ledger",
        "ALTER TABLE ledger DISABLE TRIGGER ledger_no_update",
        "ALTER TABLE ledger ENABLE REPLICA TRIGGER ledger_no_update",
    ],
)
def test_a_trigger_that_no_longer_acts_is_named(app: AppContext, attack: str) -> None:
    with app.engine.begin() as conn:
        conn.execute(text(attack))
    assert said(app) == "trigger None: the trigger 'ledger_no_update' is missing"


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_trigger_function_that_was_emptied_is_named(app: AppContext) -> None:
    with app.engine.begin() as conn:
        conn.execute(
            text(
                "CREATE OR REPLACE FUNCTION pathfinder_refuse() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NULL; END $$"
            )
        )
    assert "the trigger 'ledger_no_delete' was changed" in said(app)


def stored_file(app: AppContext) -> Path:
    [file] = app.files.folder.glob("??/*")
    return file


def test_a_missing_evidence_file_is_named(lived: AppContext) -> None:
    stored_file(lived).unlink()
    assert said(lived).startswith("evidence 10: the evidence file ")


def test_a_changed_evidence_file_is_named(lived: AppContext) -> None:
    stored_file(lived).write_bytes(b"another letter")
    assert "no longer has that content" in said(lived)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_damaged_database_file_is_named(lived: AppContext) -> None:
    with lived.engine.begin() as conn:
        conn.execute(text("PRAGMA writable_schema = ON"))
        conn.execute(text("DELETE FROM sqlite_master WHERE name = 'ledger_by_country'"))
    lived.engine.dispose()
    assert said(lived).startswith("file None: ")


def test_rebuilding_mends_every_projection_byte_for_byte(lived: AppContext) -> None:
    with lived.snapshot() as conn:
        before = projections.contents(conn)
    with unguarded(lived) as conn:
        conn.execute(text("UPDATE cases SET state = 'review', since = NULL"))
        conn.execute(text("DELETE FROM imported"))
    rebuild(lived)
    assert said(lived) == ""
    with lived.snapshot() as conn:
        assert projections.contents(conn) == before
