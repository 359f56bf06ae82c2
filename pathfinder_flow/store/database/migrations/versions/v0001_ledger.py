"""The ledger, its head, its projections, people, and the triggers that keep the past."""

import sqlalchemy as sa
from alembic import op

from pathfinder_flow.store.database.triggers import create_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything on an empty database."""
    _ledger()
    _beside_the_ledger()
    _projections()
    for statement in create_statements(op.get_bind().dialect.name):
        op.execute(sa.text(statement))


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("country", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.Column("leaf", sa.LargeBinary, nullable=False),
    )
    op.create_index("ledger_by_country", "ledger", ["country", "number"])
    head = op.create_table(
        "head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
    )
    start = {"id": 1, "size": 0, "frontier": b"", "recorded_at": "1970-01-01T00:00:00.000000Z"}
    op.bulk_insert(head, [start])


def _beside_the_ledger() -> None:
    op.create_table(
        "workflows",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("handle", sa.Text, unique=True),
        sa.Column("name", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("language", sa.Text),
    )


def _projections() -> None:
    op.create_table(
        "cases",
        sa.Column("country", sa.Text, primary_key=True),
        sa.Column("workflow", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("state", sa.Text),
        sa.Column("since", sa.Text),
        sa.Column("implementing", sa.Boolean, nullable=False),
        sa.Column("possible", sa.Text, nullable=False),
        sa.Column("status", sa.Text),
        sa.Column("status_disputed", sa.Boolean, nullable=False),
        sa.Column("status_since", sa.Text, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
    )
    op.create_table(
        "imported",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, sa.ForeignKey("ledger.number"), nullable=False),
    )
