"""Once-only numbers of acts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add an empty table: no entry of before carries a number."""
    op.create_table(
        "once",
        sa.Column("entry", sa.Integer, sa.ForeignKey("ledger.number"), primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
    )
    op.create_index("once_by_number", "once", ["number"])
