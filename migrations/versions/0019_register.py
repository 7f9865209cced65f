"""What each line of the register is about, who changed it by which decision; delegations.

A coming change that is taken back keeps its row, so a line may have two rows of one day where one
of them was withdrawn: the rule that forbids two is an index that looks at those that stand.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RULE = "uq_reserved_matter_company_id_number_in_force_from"
INDEX = "ix_reserved_matter_company_id_number_in_force_from"
DAY = ["company_id", "number", "in_force_from"]
STANDS = sa.text("withdrawn_at IS NULL")
ADDED: tuple[tuple[str, object], ...] = (
    ("kind", sa.String(length=40)),
    ("limit_pence", KEY),
    ("within_plan", sa.String(length=20)),
    ("decided_by", sa.String(length=500)),
    ("decided_slug", sa.String(length=60)),
    ("ended_under", sa.String(length=500)),
    ("kept_at", sa.DateTime(timezone=True)),
    ("kept_by", sa.String(length=200)),
    ("kept_hat", sa.String(length=200)),
    ("withdrawn_at", sa.DateTime(timezone=True)),
)

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    with op.batch_alter_table("reserved_matter") as line:
        for name, kind in ADDED:
            line.add_column(sa.Column(name, kind))
        line.drop_constraint(RULE, type_="unique")
    op.create_index(
        INDEX, "reserved_matter", DAY, unique=True, sqlite_where=STANDS, postgresql_where=STANDS
    )
    create_delegations()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def create_delegations() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("reserved_matter_id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("consulting", sa.String(length=300), nullable=False),
        sa.Column("limit_words", sa.String(length=500), nullable=False),
        sa.Column("limit_pence", KEY),
        sa.Column("decided_by", sa.String(length=500), nullable=False),
        sa.Column("decided_slug", sa.String(length=60)),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date()),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.String(length=200), nullable=False),
        sa.Column("kept_hat", sa.String(length=200), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_delegation_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "reserved_matter_id"],
            ["reserved_matter.company_id", "reserved_matter.id"],
            name=op.f("fk_delegation_company_id_reserved_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_delegation_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_delegation_company_id_id")),
    )
    op.create_index(op.f("ix_delegation_company_id_number"), "delegation", ["company_id", "number"])


def raise_walls() -> None:
    op.execute("ALTER TABLE delegation ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE delegation FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON delegation USING ({INSIDE}) WITH CHECK ({INSIDE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON delegation TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    op.drop_table("delegation")
    op.drop_index(INDEX, table_name="reserved_matter")
    with op.batch_alter_table("reserved_matter") as line:
        line.create_unique_constraint(RULE, DAY)
        for name, _ in reversed(ADDED):
            line.drop_column(name)
