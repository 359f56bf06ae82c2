"""Signed checkpoints, and mails whose bytes were erased."""

import sqlalchemy as sa
from alembic import op

from pathfinder_flow.store.database.triggers import keep_statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a table, its triggers and one column; nothing that was there changes."""
    op.add_column("messages", sa.Column("erased", sa.Integer))
    op.create_table(
        "checkpoints",
        sa.Column("note", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
    )
    op.create_index("checkpoints_by_size", "checkpoints", ["size"])
    of_keys = sa.text("kind = 'key'")
    op.create_index(
        "ledger_of_keys", "ledger", ["number"], sqlite_where=of_keys, postgresql_where=of_keys
    )
    for statement in keep_statements(op.get_bind().dialect.name, "checkpoints"):
        op.execute(sa.text(statement))
