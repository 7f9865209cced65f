"""Progress of milestones: rows that are only ever added, beside the frozen texts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "plan_progress"

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("hat", sa.String(length=200), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(done and done_on is not null) or (not done and done_on is null)",
            name=op.f("ck_plan_progress_day"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_progress_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_plan_progress_company_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "item_id"],
            ["plan_item.company_id", "plan_item.area_id", "plan_item.id"],
            name=op.f("fk_plan_progress_company_id_area_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_plan_progress_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_progress")),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_progress_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_progress_company_id_area_id_id")
        ),
    )
    op.create_index(
        op.f("ix_plan_progress_company_id_plan_id_area_id"),
        TABLE,
        ["company_id", "plan_id", "area_id"],
        unique=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def raise_walls() -> None:
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON {TABLE} USING ({INSIDE}) WITH CHECK ({INSIDE})")
    # Rows are added and read, and never changed.
    op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_{what.lower()} BEFORE {what} ON {TABLE}"
            " BEGIN SELECT RAISE(ABORT, 'What was recorded never changes'); END"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
