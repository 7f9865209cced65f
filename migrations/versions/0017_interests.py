"""Registers of interests, what is declared of a matter, and dispensations, with their walls.

Directors' appointments are opened to everybody: a company's directors are on public record.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("member_register", "interest", "dispensation", "declaration")
CHANGING = {
    "member_register": "withholds, changed_at",
    "interest": "audience, sensitive, agreed_at, agreed_by, held_to, ended_at, ended_by",
    "dispensation": "audience, ended_on, ended_by, ended_because",
    "declaration": "audience, kind, nature, sensitive, dispensation_id, left_room, left_at,"
    " declared_at, declared_by, declared_hat, withdrawn_at, withdrawn_by, withdrawn_because",
}
"""What may change of a row once it is there: an entry is ended, never rewritten."""
FROZEN = {
    "interest": "person_id, category, whose, what, in_company, held_from, entered_at, entered_by,"
    " entered_hat",
    "dispensation": "person_id, reach, matter_id, subject, relieves, ground, reason, granted_by,"
    " starts_on, ends_on, recorded_at, recorded_by, recorded_hat",
}

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_tables()
    set_audience_of_directors("public")
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def walls(table: str) -> list[sa.schema.SchemaItem]:
    """The columns and keys of every tenant table."""
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f(f"uq_{table}_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f(f"uq_{table}_company_id_id")),
    ]


def of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id"))


def same_company(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["company_id", column],
        [f"{target}.company_id", f"{target}.id"],
        name=op.f(f"fk_{table}_company_id_{column}"),
    )


def text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def create_tables() -> None:
    op.create_table(
        "member_register",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("withholds", sa.Boolean(), nullable=False),
        moment("changed_at"),
        *walls("member_register"),
        of_person("member_register"),
        sa.UniqueConstraint(
            "company_id", "person_id", name=op.f("uq_member_register_company_id_person_id")
        ),
    )
    op.create_table(
        "interest",
        sa.Column("person_id", KEY, nullable=False),
        text("category", 30),
        text("whose", 20),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("in_company", sa.Boolean(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        moment("agreed_at", nullable=True),
        text("agreed_by", 200, nullable=True),
        sa.Column("held_from", sa.Date(), nullable=True),
        sa.Column("held_to", sa.Date(), nullable=True),
        moment("entered_at"),
        text("entered_by", 200),
        text("entered_hat", 200),
        moment("ended_at", nullable=True),
        text("ended_by", 200, nullable=True),
        *walls("interest"),
        of_person("interest"),
        sa.CheckConstraint(
            "held_to is null or held_from is null or held_to >= held_from",
            name=op.f("ck_interest_ends_after_it_starts"),
        ),
    )
    op.create_index(
        op.f("ix_interest_company_id_person_id"), "interest", ["company_id", "person_id"]
    )
    op.create_table(
        "dispensation",
        sa.Column("person_id", KEY, nullable=False),
        text("reach", 20),
        sa.Column("matter_id", KEY, nullable=True),
        text("subject", 500),
        text("relieves", 10),
        text("ground", 20),
        sa.Column("reason", sa.Text(), nullable=False),
        text("granted_by", 200),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        moment("recorded_at"),
        text("recorded_by", 200),
        text("recorded_hat", 200),
        sa.Column("ended_on", sa.Date(), nullable=True),
        text("ended_by", 200, nullable=True),
        text("ended_because", 1000, nullable=True),
        *walls("dispensation"),
        of_person("dispensation"),
        same_company("dispensation", "matter_id", "matter"),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_dispensation_ends_after_it_starts")
        ),
    )
    op.create_index(
        op.f("ix_dispensation_company_id_person_id_ends_on"),
        "dispensation",
        ["company_id", "person_id", "ends_on"],
    )
    create_declarations()


def create_declarations() -> None:
    op.create_table(
        "declaration",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        text("kind", 20),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("dispensation_id", KEY, nullable=True),
        sa.Column("left_room", sa.Boolean(), nullable=False),
        moment("left_at", nullable=True),
        moment("declared_at"),
        text("declared_by", 200),
        text("declared_hat", 200),
        moment("withdrawn_at", nullable=True),
        text("withdrawn_by", 200, nullable=True),
        text("withdrawn_because", 1000, nullable=True),
        *walls("declaration"),
        of_person("declaration"),
        same_company("declaration", "matter_id", "matter"),
        same_company("declaration", "body_id", "body"),
        same_company("declaration", "dispensation_id", "dispensation"),
        sa.UniqueConstraint(
            "company_id",
            "matter_id",
            "person_id",
            name=op.f("uq_declaration_company_id_matter_id_person_id"),
        ),
    )


def set_audience_of_directors(audience: str) -> None:
    """The owner of the tables is held to the walls too, but for this one sentence."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute("ALTER TABLE appointment NO FORCE ROW LEVEL SECURITY")
    table = sa.table("appointment", sa.column("audience"), sa.column("role"))
    op.execute(sa.update(table).where(table.c.role == "director").values(audience=audience))
    if postgresql:
        op.execute("ALTER TABLE appointment FORCE ROW LEVEL SECURITY")


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
        op.execute(f"GRANT UPDATE ({CHANGING[table]}) ON {table} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for table, columns in FROZEN.items():
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {columns} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'An entry is ended, never rewritten'); END"
        )


def downgrade() -> None:
    set_audience_of_directors("editors")
    for table in ("declaration", "dispensation", "interest", "member_register"):
        op.drop_table(table)
