"""Assessments of risks, responses to them, where each stands, and the company’s matrix."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ADDED_ONLY = ("risk_assessment", "risk_response", "risk_matrix")
TABLES = (*ADDED_ONLY, "risk_standing")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    make(
        "risk_assessment",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("likelihood", KEY, nullable=False),
        sa.Column("impact", KEY, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("printed", sa.String(length=60), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *said("risk_assessment"),
        sa.CheckConstraint(
            "likelihood BETWEEN 1 AND 5", name=op.f("ck_risk_assessment_likelihood_of_five")
        ),
        sa.CheckConstraint(
            "impact BETWEEN 1 AND 5", name=op.f("ck_risk_assessment_impact_of_five")
        ),
    )
    make(
        "risk_response",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("whose", sa.String(length=200), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *said("risk_response"),
    )
    make(
        "risk_standing",
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.UniqueConstraint(
            "company_id", "item_id", name=op.f("uq_risk_standing_company_id_item_id")
        ),
    )
    make_company_wide(
        "risk_matrix",
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("bands", sa.JSON(), nullable=False),
        sa.Column("likelihood", sa.JSON(), nullable=False),
        sa.Column("impact", sa.JSON(), nullable=False),
        *said("risk_matrix"),
    )
    index("risk_assessment", "item_id", "on_day")
    index("risk_response", "item_id")
    index("risk_standing", "plan_id")
    index("risk_matrix", "in_force_from")
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def make(table: str, *columns: SchemaItem) -> None:
    make_company_wide(
        table,
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        *columns,
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
    )


def make_company_wide(table: str, *columns: SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        *columns,
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
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
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
    # What was recorded is added and read, and never changed.
    op.execute(f"GRANT SELECT, INSERT ON {', '.join(ADDED_ONLY)} TO portal_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON risk_standing TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for table in ADDED_ONLY:
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{what.lower()} BEFORE {what} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'What was recorded never changes'); END"
            )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
