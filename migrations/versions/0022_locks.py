"""Versions that lock their plan's draft, and rights that were used."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

LOCKS = ("locked_on", "unlocked_on", "unlocked_by", "unlocked_because")
USED = ("used_at", "used_words")


def upgrade() -> None:
    op.add_column("plan_version", sa.Column("locked_on", sa.Date()))
    op.add_column("plan_version", sa.Column("unlocked_on", sa.Date()))
    op.add_column("plan_version", said("unlocked_by", 200))
    op.add_column("plan_version", said("unlocked_because", 1000))
    op.add_column("effect", sa.Column("used_at", sa.DateTime(timezone=True)))
    op.add_column("effect", sa.Column("used_words", sa.Text()))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT UPDATE ({', '.join(LOCKS)}) ON plan_version TO portal_app")
        op.execute(f"GRANT UPDATE ({', '.join(USED)}) ON effect TO portal_app")


def said(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def downgrade() -> None:
    for column in USED:
        op.drop_column("effect", column)
    for column in LOCKS:
        op.drop_column("plan_version", column)
