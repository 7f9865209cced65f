"""What people type into the plans' editor and have not saved: each row one person's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Lock two: the same three columns as lock one tests, against the settings of the transaction. The
# audience is the one person who typed, so that nobody else is ever let in.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    op.create_table(
        "plan_scratch",
        sa.Column("id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("base", KEY, nullable=False),
        sa.Column("desk", sa.String(length=32), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_scratch_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "item_id"],
            ["plan_item.company_id", "plan_item.area_id", "plan_item.id"],
            name=op.f("fk_plan_scratch_company_id_area_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_scratch_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_scratch")),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_scratch_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_scratch_company_id_area_id_id")
        ),
        sa.UniqueConstraint(
            "company_id",
            "item_id",
            "person_id",
            name=op.f("uq_plan_scratch_company_id_item_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_plan_scratch_company_id_person_id"), "plan_scratch", ["company_id", "person_id"]
    )
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def raise_walls() -> None:
    op.execute("ALTER TABLE plan_scratch ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE plan_scratch FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON plan_scratch USING ({INSIDE}) WITH CHECK ({INSIDE})")
    # Alone behind the walls it may be deleted: no record, only words nobody has saved.
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON plan_scratch TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    op.drop_table("plan_scratch")
