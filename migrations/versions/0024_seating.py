"""Seats by council, substitutes, hands counted, corrections, resolutions in writing.

Sittings from before were meetings, votes were cast on devices, and whoever was present was in the
room: those rows keep their digests.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("seat_allocation", "substitution", "hand_count", "correction")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    op.add_column("sitting", said("kind", "meeting"))
    op.add_column("sitting", sa.Column("closes_on", sa.Date()))
    op.add_column(
        "attendance",
        sa.Column("remote", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.add_column("recommendation", said("manner", "devices"))
    op.add_column("recommendation", sa.Column("required_by", sa.JSON()))
    create("seat_allocation", *number("body_id", "council_id", "seats"), *seats_of_a_council())
    create(
        "substitution",
        *number("sitting_id", "appointment_id", "substitute_id"),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        points("substitution", "sitting_id", "sitting"),
        points("substitution", "appointment_id", "appointment"),
        points("substitution", "substitute_id", "appointment"),
        once("substitution", "sitting_id", "appointment_id"),
    )
    create(
        "hand_count",
        *number("recommendation_id", "council_id", "hands_for", "hands_against", "abstaining"),
        points("hand_count", "recommendation_id", "recommendation"),
        points("hand_count", "council_id", "area", "area_id"),
        once("hand_count", "recommendation_id", "council_id"),
    )
    create(
        "correction",
        *number("recommendation_id"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("recorded", "correct")),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(n, sa.String(length=200), nullable=False) for n in ("made_by", "made_hat")),
        points("correction", "recommendation_id", "recommendation"),
        once("correction", "recommendation_id", "id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def said(name: str, before: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=20), nullable=False, server_default=before)


def number(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def points(table: str, column: str, target: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["company_id", column],
        [f"{target}.company_id", f"{target}.{key}"],
        name=op.f(f"fk_{table}_company_id_{column}"),
    )


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    name = "_".join(("uq", table, "company_id", *columns))
    return sa.UniqueConstraint("company_id", *columns, name=op.f(name))


def seats_of_a_council() -> list[sa.Constraint]:
    table = "seat_allocation"
    return [
        sa.CheckConstraint("seats >= 0", name=op.f(f"ck_{table}_seats_are_counted")),
        points(table, "body_id", "body"),
        points(table, "council_id", "area", "area_id"),
        once(table, "body_id", "council_id"),
    ]


def create(table: str, *parts: sa.Column[int] | sa.Constraint) -> None:
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
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        once(table, "area_id", "id"),
        once(table, "id"),
    )


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
    for table, columns in (
        ("recommendation", ("required_by", "manner")),
        ("attendance", ("remote",)),
        ("sitting", ("closes_on", "kind")),
    ):
        with op.batch_alter_table(table) as changed:
            for column in columns:
                changed.drop_column(column)
