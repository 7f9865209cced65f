"""Notices of executive bodies, and what people said to them, with their walls."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NOTICE, REPRESENTATION = "executive_notice", "executive_representation"
TABLES = (NOTICE, REPRESENTATION)
CHANGING = {
    NOTICE: "withdrawn_at, withdrawn_by, withdrawn_hat, withdrawn_because",
    REPRESENTATION: "summary, response, answered_at, answered_by, answered_hat",
}
"""What may change of a row once it is there. What was published, and what was sent, never."""
FROZEN = {
    NOTICE: "id, company_id, area_id, audience, meeting_id, item_id, body_id, kind, title, matter,"
    " because, decided_by, members, first_day, last_day, documents, available_from,"
    " more_documents, agreed_by, agreed_as, acted_on, answers, published_on, published_at,"
    " published_by, published_hat",
    REPRESENTATION: "id, company_id, area_id, audience, notice_id, meeting_id, item_id, body_id,"
    " name, contact, words, received_on, received_at, recorded_by, recorded_hat",
}

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
COMPANY = "company_id = nullif(current_setting('app.company_id', true), '')::bigint"
INSIDE = f"""
    {COMPANY}
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_notices()
    create_representations()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def create_notices() -> None:
    op.create_table(
        NOTICE,
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("available_from", sa.Text(), nullable=False),
        sa.Column("more_documents", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.String(length=200), nullable=False),
        sa.Column("agreed_as", sa.String(length=30), nullable=False),
        sa.Column("acted_on", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=200), nullable=False),
        sa.Column("published_hat", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_hat", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_because", sa.String(length=1000), nullable=False),
        *_walls(NOTICE),
        *(_parent(NOTICE, *pair) for pair in _MEETING),
        sa.CheckConstraint(
            "kind in ('key_decision', 'private_first', 'private_second', "
            "'general_exception', 'special_urgency', 'urgent_private')",
            name=op.f("ck_executive_notice_kind_is_known"),
        ),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_executive_notice_ends_after_it_begins")
        ),
        sa.CheckConstraint(
            "withdrawn_at is null or withdrawn_because <> ''",
            name=op.f("ck_executive_notice_withdrawn_for_a_reason"),
        ),
    )
    _index(NOTICE, "meeting_id")
    _index(NOTICE, "item_id")
    _index(NOTICE, "published_on")
    _index(NOTICE, "body_id", "published_on")
    op.create_index(
        op.f("ix_executive_notice_company_id_item_id_kind"),
        NOTICE,
        ["company_id", "item_id", "kind"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def create_representations() -> None:
    op.create_table(
        REPRESENTATION,
        sa.Column("notice_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("recorded_hat", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("answered_hat", sa.String(length=200), nullable=False),
        *_walls(REPRESENTATION),
        *(_parent(REPRESENTATION, *pair) for pair in (("notice_id", NOTICE), *_MEETING)),
        sa.CheckConstraint("words <> ''", name=op.f("ck_executive_representation_says_something")),
    )
    _index(REPRESENTATION, "meeting_id")
    _index(REPRESENTATION, "item_id")
    _index(REPRESENTATION, "body_id", "answered_at")


_MEETING = (("meeting_id", "meeting"), ("item_id", "agenda_item"), ("body_id", "body"))


def _walls(table: str) -> list[SchemaItem]:
    """What every tenant table has: its number, company, area and audience, and its keys."""
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


def _parent(table: str, column: str, parent: str) -> SchemaItem:
    """A key to a row of the same company."""
    return sa.ForeignKeyConstraint(
        ["company_id", column],
        [f"{parent}.company_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_company_id_{column}"),
    )


def _index(table: str, *columns: str) -> None:
    name = "_".join(("ix", table, "company_id", *columns))
    op.create_index(op.f(name), table, ["company_id", *columns])


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
        op.execute(f"GRANT UPDATE ({CHANGING[table]}) ON {table} TO portal_app")
    # Whoever writes about a private item writes what that body's members and clerk alone read.
    op.execute(
        f"CREATE POLICY append ON {REPRESENTATION} FOR INSERT"
        f" WITH CHECK ({COMPANY} AND audience = 'body-' || body_id)"
    )
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for table, columns in FROZEN.items():
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {columns} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'What was published, and what was sent, stays'); END"
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
