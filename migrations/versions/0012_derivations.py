"""Derivations: which item's wording comes from which other, and what of that one was last seen."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
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
        "plan_derivation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("based_on", KEY, nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "item_id"],
            ["plan_item.company_id", "plan_item.area_id", "plan_item.id"],
            name=op.f("fk_plan_derivation_company_id_area_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_derivation_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_plan_derivation_company_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "source_id"],
            ["plan_item.company_id", "plan_item.id"],
            name=op.f("fk_plan_derivation_company_id_source_id"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_plan_derivation_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_derivation")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_derivation_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_derivation_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "item_id", name=op.f("uq_plan_derivation_company_id_item_id")
        ),
    )
    for columns in (["plan_id", "area_id"], ["source_id"]):
        name = op.f(f"ix_plan_derivation_company_id_{'_'.join(columns)}")
        op.create_index(name, "plan_derivation", ["company_id", *columns], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def raise_walls() -> None:
    op.execute("ALTER TABLE plan_derivation ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE plan_derivation FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON plan_derivation USING ({INSIDE}) WITH CHECK ({INSIDE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON plan_derivation TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    op.drop_table("plan_derivation")
