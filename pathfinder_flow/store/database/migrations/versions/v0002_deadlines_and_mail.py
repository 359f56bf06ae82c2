"""Obligations, reminders, the outbox, and the scheduler's own notes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add tables and one column; nothing that was there changes."""
    op.add_column("people", sa.Column("doubtful", sa.Text))
    _obligations()
    _reminders()
    _messages()
    _deliveries()
    op.create_table(
        "troubles",
        sa.Column("country", sa.Text, primary_key=True),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("next_at", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
    )
    scheduler = op.create_table(
        "scheduler",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("retired", sa.Text, nullable=False),
        sa.Column("last_tick", sa.Text, nullable=False),
    )
    nothing_yet = {"id": 1, "seen": 0, "fingerprint": "", "retired": "[]", "last_tick": ""}
    op.bulk_insert(scheduler, [nothing_yet])


def _obligations() -> None:
    op.create_table(
        "obligations",
        sa.Column("country", sa.Text, primary_key=True),
        sa.Column("obligation", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("due", sa.Text),
        sa.Column("opens", sa.Text),
        sa.Column("at", sa.Text),
        sa.Column("zone", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("next_rung_at", sa.Text, server_default=""),
    )
    op.create_index("obligations_next", "obligations", ["next_rung_at"])


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("country", sa.Text, primary_key=True),
        sa.Column("obligation", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("rung", sa.Text, primary_key=True),
        sa.Column("recipient", sa.Text, primary_key=True),
        sa.Column("message", sa.Text),
        sa.Column("withheld", sa.Text),
        sa.Column("number", sa.Integer, nullable=False),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("envid", sa.Text, nullable=False, unique=True),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("obligation", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("rung", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("extra", sa.Text, nullable=False),
    )
    op.create_index("messages_by_obligation", "messages", ["country", "obligation", "period"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("message", sa.Text, sa.ForeignKey("messages.id"), primary_key=True),
        sa.Column("recipient", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("copy", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("next_at", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("reply", sa.Text),
    )
    op.create_index("deliveries_next", "deliveries", ["state", "next_at"])
    op.create_index("deliveries_by_address", "deliveries", ["address", "changed_at"])
