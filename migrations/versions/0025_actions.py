"""What is told of actions: entries that are only ever added, and how each action stands after them.

Texts get what was read of their timescale, so that lists can ask for it: it is no part of what was
frozen, and is read again here from the words of the texts that there are.
"""

import sqlalchemy as sa
from alembic import op

# The reader that the portal itself uses: what it reads can be read again at any time.
from portal.kit.timescales import read_timescale

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ENTRY, STANDING = "action_entry", "action_standing"
ORDERS = {
    "section": ["company_id", "kind", "plan_id", "position"],
    "plan_item": ["company_id", "section_id", "position"],
}

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.add_column(
        "plan_revision",
        sa.Column("due_kind", sa.String(length=12), nullable=False, server_default=""),
    )
    op.add_column("plan_revision", sa.Column("due_on", sa.Date(), nullable=True))
    read_timescales(postgresql)
    for table, columns in ORDERS.items():
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
    create_entries()
    create_standings()
    if postgresql:
        raise_walls()
    else:
        forbid_changes()


def read_timescales(postgresql: bool) -> None:
    """The owner of the tables is held to the walls too, but for this sentence."""
    if postgresql:
        op.execute("ALTER TABLE plan_revision NO FORCE ROW LEVEL SECURITY")
    texts = sa.table(
        "plan_revision",
        sa.column("id", KEY),
        sa.column("details", sa.JSON()),
        sa.column("due_kind", sa.String()),
        sa.column("due_on", sa.Date()),
    )
    connection = op.get_bind()
    for number, details in connection.execute(sa.select(texts.c.id, texts.c.details)).all():
        read = read_timescale((details or {}).get("when", ""))
        connection.execute(
            sa.update(texts)
            .where(texts.c.id == number)
            .values(due_kind=read.kind, due_on=read.first_due)
        )
    if postgresql:
        op.execute("ALTER TABLE plan_revision FORCE ROW LEVEL SECURITY")


def walls(table: str) -> list[sa.schema.SchemaItem]:
    return [
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
    ]


def create_entries() -> None:
    op.create_table(
        ENTRY,
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("agreed_for", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.String(length=200), nullable=False),
        sa.Column("beside", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("hat", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status in ('red', 'amber', 'green', 'completed')", name=op.f("ck_action_entry_status")
        ),
        sa.CheckConstraint(
            "agreed_for is null or agreed_by <> ''", name=op.f("ck_action_entry_agreed_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_action_entry_made_by_id")
        ),
        sa.UniqueConstraint(
            "company_id",
            "item_id",
            "number",
            name=op.f("uq_action_entry_company_id_item_id_number"),
        ),
        *walls(ENTRY),
    )


def create_standings() -> None:
    op.create_table(
        STANDING,
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("head", KEY, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("beside", sa.String(length=500), nullable=False),
        sa.UniqueConstraint(
            "company_id", "item_id", name=op.f("uq_action_standing_company_id_item_id")
        ),
        *walls(STANDING),
    )
    op.create_index(
        op.f("ix_action_standing_company_id_plan_id_status"),
        STANDING,
        ["company_id", "plan_id", "status"],
        unique=False,
    )


def raise_walls() -> None:
    for table in (ENTRY, STANDING):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    # What was told is added and read, and never changed; how an action stands moves on.
    op.execute(f"GRANT UPDATE (head, status, due_on, agreed, beside) ON {STANDING} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {ENTRY}_{what.lower()} BEFORE {what} ON {ENTRY}"
            " BEGIN SELECT RAISE(ABORT, 'What was told of an action never changes'); END"
        )


def downgrade() -> None:
    op.drop_table(STANDING)
    op.drop_table(ENTRY)
    for table, columns in ORDERS.items():
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
    op.drop_column("plan_revision", "due_on")
    op.drop_column("plan_revision", "due_kind")
