"""Decisions of officers under a delegation, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    op.create_table(
        "officer_decision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("delegation_id", KEY, nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.Column("consulted", sa.String(length=500), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("exempt_because", sa.Text(), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_officer_decision_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "delegation_id"],
            ["delegation.company_id", "delegation.id"],
            name=op.f("fk_officer_decision_company_id_delegation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_officer_decision_company_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_decision")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_officer_decision_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_officer_decision_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "matter_id", name=op.f("uq_officer_decision_company_id_matter_id")
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE officer_decision ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE officer_decision FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON officer_decision USING ({INSIDE}) WITH CHECK ({INSIDE})")
        # What an officer decided is never changed: a later decision says otherwise.
        op.execute("GRANT SELECT, INSERT ON officer_decision TO portal_app")
        op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    op.drop_table("officer_decision")
