"""Disputes between owners: by when each is to be resolved, and each council's words."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("dispute", "dispute_position")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
            op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO portal_app")
        op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def create_tables() -> None:
    op.create_table(
        "dispute",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("resolve_by", sa.Date(), nullable=False),
        sa.Column("referred_id", KEY, nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_how", sa.String(length=20), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_dispute_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_dispute_company_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "referred_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_dispute_company_id_referred_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_dispute_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_dispute_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "matter_id", name=op.f("uq_dispute_company_id_matter_id")
        ),
    )
    op.create_index(
        op.f("ix_dispute_company_id_state_resolve_by"),
        "dispute",
        ["company_id", "state", "resolve_by"],
    )
    op.create_table(
        "dispute_position",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by", sa.String(length=200), nullable=False),
        sa.Column("stated_hat", sa.String(length=200), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_dispute_position_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_dispute_position_company_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_position")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_dispute_position_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_dispute_position_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "matter_id",
            "area_id",
            name=op.f("uq_dispute_position_company_id_matter_id_area_id"),
        ),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
