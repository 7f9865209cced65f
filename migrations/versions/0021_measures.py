"""Readings of measures, comparators and the line of the last readings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ADDED_ONLY = ("measure_reading", "measure_comparator")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    make(
        "measure_reading",
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("as_written", sa.String(length=60), nullable=False),
        sa.Column("numerator", sa.String(length=40), nullable=True),
        sa.Column("denominator", sa.String(length=40), nullable=True),
        sa.Column("second", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("declared", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *said("measure_reading"),
        sa.CheckConstraint(
            "period_to >= period_from", name=op.f("ck_measure_reading_ends_after_it_begins")
        ),
    )
    make(
        "measure_comparator",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("as_written", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        *said("measure_comparator"),
    )
    make(
        "measure_trend",
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.UniqueConstraint(
            "company_id", "item_id", name=op.f("uq_measure_trend_company_id_item_id")
        ),
    )
    index("measure_reading", "item_id", "period_to")
    index("measure_comparator", "item_id")
    index("measure_comparator", "plan_id")
    index("measure_trend", "plan_id")
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def make(table: str, *columns: SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        *columns,
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f(f"fk_{table}_company_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "item_id"],
            ["plan_item.company_id", "plan_item.area_id", "plan_item.id"],
            name=op.f(f"fk_{table}_company_id_area_id_item_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("company_id", "id", name=op.f(f"uq_{table}_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f(f"uq_{table}_company_id_area_id_id")
        ),
    )


def said(table: str) -> list[SchemaItem]:
    return [
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("hat", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f(f"fk_{table}_made_by_id")),
    ]


def index(table: str, *columns: str) -> None:
    name = op.f(f"ix_{table}_company_id_{'_'.join(columns)}")
    op.create_index(name, table, ["company_id", *columns], unique=False)


def raise_walls() -> None:
    for table in ("measure_reading", "measure_comparator", "measure_trend"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
    # What was recorded is added and read, and never changed.
    op.execute("GRANT SELECT, INSERT ON measure_reading, measure_comparator TO portal_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON measure_trend TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for table in ADDED_ONLY:
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{what.lower()} BEFORE {what} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'What was recorded never changes'); END"
            )


def downgrade() -> None:
    for table in ("measure_trend", "measure_comparator", "measure_reading"):
        op.drop_table(table)
