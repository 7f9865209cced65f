"""What happens at a meeting: its course, who came and left, what was moved."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("proceeding", "movement", "motion")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_proceedings()
    create_movements()
    create_motions()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def create_proceedings() -> None:
    create(
        "proceeding",
        *numbers("meeting_id", "body_id"),
        *texts(20, "kind"),
        moment("at"),
        *numbers("item_id", "appointment_id", "person_id", null=True),
        *texts(200, "name"),
        *texts(1000, "because"),
        check(
            "proceeding",
            "kind_is_known",
            "kind in ('opened', 'adjourned', 'resumed', 'closed', 'began', 'presided')",
        ),
        indexed=("meeting_id id",),
        meeting_id="meeting",
        body_id="body",
        item_id="agenda_item",
        appointment_id="appointment",
    )


def create_movements() -> None:
    create(
        "movement",
        *numbers("meeting_id", "body_id", "appointment_id"),
        *texts(200, "name"),
        flag("present"),
        moment("at"),
        *numbers("item_id", null=True),
        indexed=("meeting_id id",),
        meeting_id="meeting",
        body_id="body",
        item_id="agenda_item",
        appointment_id="appointment",
    )


def create_motions() -> None:
    create(
        "motion",
        *numbers("meeting_id", "body_id", "item_id", "mover_id"),
        *numbers("recommendation_id", "seconder_id", null=True),
        *texts(20, "kind", "outcome", "ref"),
        *texts(200, "mover", "seconder"),
        *long_texts("words"),
        moment("moved_at"),
        flag("withdrawn"),
        check("motion", "kind_is_known", "kind in ('motion', 'amendment')"),
        check("motion", "an_amendment_has_words", "kind <> 'amendment' or words <> ''"),
        indexed=("meeting_id id",),
        meeting_id="meeting",
        body_id="body",
        item_id="agenda_item",
        recommendation_id="recommendation",
        mover_id="appointment",
        seconder_id="appointment",
    )


def create(
    table: str, *parts: sa.schema.SchemaItem, indexed: tuple[str, ...] = (), **parents: str
) -> None:
    """A tenant table: the walls' columns, its area, and the keys that children point at."""
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        *parts,
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
        ),
        *(points(table, column, parent) for column, parent in parents.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        once(table, "area_id", "id"),
        once(table, "id"),
    )
    for columns in indexed:
        named = columns.split()
        name = op.f("_".join(("ix", table, "company_id", *named)))
        op.create_index(name, table, ["company_id", *named])


def points(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["company_id", column],
        [f"{parent}.company_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_company_id_{column}"),
    )


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    name = "_".join(("uq", table, "company_id", *columns))
    return sa.UniqueConstraint("company_id", *columns, name=op.f(name))


def check(table: str, name: str, words: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(words, name=op.f(f"ck_{table}_{name}"))


def numbers(*names: str, null: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY, nullable=null) for name in names]


def texts(length: int, *names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(length=length), nullable=False) for name in names]


def long_texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
