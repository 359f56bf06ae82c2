"""What letters to a person need: function, title, salutation, telephone, postal address."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns in place: nothing is known yet of anybody."""
    for name in ("office", "title", "salutation", "telephone", "address"):
        op.add_column("people", sa.Column(name, sa.Text))
