"""A service lead's appointment names the one plan that she keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("appointment", sa.Column("plan_id", KEY))


def downgrade() -> None:
    op.drop_column("appointment", "plan_id")
