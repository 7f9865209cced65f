"""What a reader keeps beside the papers: notes, marks of what she read, that she opened them.

Notes and marks are one person's alone: she may change and remove them, and nobody else is inside
their walls.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NOTE, MARK, OPENED = "paper_note", "read_mark", "papers_opened"

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_notes()
    create_marks()
    create_opened()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def walls(table: str, *parents: tuple[str, str]) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id")),
        *(
            sa.ForeignKeyConstraint(
                ["company_id", column],
                [f"{parent}.company_id", f"{parent}.id"],
                name=op.f(f"fk_{table}_company_id_{column}"),
            )
            for column, parent in (("meeting_id", "meeting"), *parents)
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("company_id", "id", name=op.f(f"uq_{table}_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f(f"uq_{table}_company_id_area_id_id")
        ),
    ]


def create_notes() -> None:
    op.create_table(
        NOTE,
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=80), nullable=False),
        sa.Column("after", sa.String(length=80), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "words <> '' or quote <> ''", name=op.f("ck_paper_note_says_or_marks_something")
        ),
        sa.UniqueConstraint(
            "company_id", "person_id", "key", name=op.f("uq_paper_note_company_id_person_id_key")
        ),
        *walls(NOTE, ("item_id", "agenda_item")),
    )
    list_by_meeting(NOTE)


def create_marks() -> None:
    op.create_table(
        MARK,
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "company_id",
            "person_id",
            "item_id",
            name=op.f("uq_read_mark_company_id_person_id_item_id"),
        ),
        *walls(MARK, ("item_id", "agenda_item")),
    )
    list_by_meeting(MARK)


def create_opened() -> None:
    op.create_table(
        OPENED,
        sa.Column("body_id", KEY, nullable=False),
        sa.UniqueConstraint(
            "company_id",
            "meeting_id",
            "person_id",
            name=op.f("uq_papers_opened_company_id_meeting_id_person_id"),
        ),
        *walls(OPENED, ("body_id", "body")),
    )


def list_by_meeting(table: str) -> None:
    op.create_index(
        op.f(f"ix_{table}_company_id_person_id_meeting_id"),
        table,
        ["company_id", "person_id", "meeting_id"],
        unique=False,
    )


def raise_walls() -> None:
    for table in (NOTE, MARK, OPENED):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    op.execute(f"GRANT UPDATE (words, revision, salt, changed_at), DELETE ON {NOTE} TO portal_app")
    op.execute(f"GRANT UPDATE (seen, read_at), DELETE ON {MARK} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    for table in (OPENED, MARK, NOTE):
        op.drop_table(table)
