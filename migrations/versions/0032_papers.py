"""Reports to meetings with their files, annexes and clearances, and who is let in to them."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
DOOR, READER = "paper_door", "paper_reader"
REPORT, FILE, ANNEX = "report", "report_file", "report_annex"
CLEARANCE, TEMPLATE, REVIEW = "report_clearance", "report_template", "exemption_review"
TABLES = (DOOR, READER, REPORT, FILE, ANNEX, CLEARANCE, TEMPLATE, REVIEW)

COMPANY = "company_id = nullif(current_setting('app.company_id', true), '')::bigint"
# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = f"""
    {COMPANY}
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""
FROZEN = "title, author, author_post, template, texts, recommendations, frozen, digest"
"""Columns of a report that stay once it is published."""


def upgrade() -> None:
    create_readers()
    create_reports()
    create_belongings()
    create_clearances()
    create_kept()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def walls(table: str, **parents: str) -> list[sa.schema.SchemaItem]:
    """The columns of every tenant row, and its keys; ``parents`` are the tables pointed at."""
    return [
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
        ),
        *(
            sa.ForeignKeyConstraint(
                ["company_id", column],
                [f"{parent}.company_id", f"{parent}.id"],
                name=op.f(f"fk_{table}_company_id_{column}"),
            )
            for column, parent in parents.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("company_id", "id", name=op.f(f"uq_{table}_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f(f"uq_{table}_company_id_area_id_id")
        ),
    ]


def key(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=nullable)


def text(name: str, length: int = 200, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id"))


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    name = op.f(f"uq_{table}_company_id_{'_'.join(columns)}")
    return sa.UniqueConstraint("company_id", *columns, name=name)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def create_readers() -> None:
    op.create_table(
        DOOR,
        key("id"),
        key("item_id"),
        key("body_id"),
        key("matter_id", nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        once(DOOR, "item_id"),
        *walls(DOOR, item_id="agenda_item", body_id="body"),
    )
    op.create_table(
        READER,
        key("id"),
        key("item_id"),
        key("person_id"),
        text("task", 20),
        sa.Column("named_at", MOMENT, nullable=False),
        text("named_by"),
        sa.Column("ended_at", MOMENT, nullable=True),
        of_person(READER),
        once(READER, "item_id", "person_id", "task"),
        *walls(READER, item_id="agenda_item"),
    )
    index(READER, "person_id")


def create_reports() -> None:
    op.create_table(
        REPORT,
        key("id"),
        key("item_id"),
        key("meeting_id"),
        key("body_id"),
        key("part"),
        text("title", 300),
        text("author"),
        text("author_post"),
        sa.Column("template", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("recommendations", sa.JSON(), nullable=False),
        text("filed_under", 20),
        text("state", 20),
        key("head"),
        text("content_digest", 64),
        sa.Column("changed_at", MOMENT, nullable=False),
        text("changed_by"),
        text("changed_hat"),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("frozen", sa.JSON(), nullable=True),
        text("digest", 64, nullable=True),
        check(REPORT, "part_is_known", "part in (1, 2)"),
        check(REPORT, "state_is_known", "state in ('draft', 'published')"),
        check(REPORT, "frozen_when_published", "(state = 'published') = (digest is not null)"),
        once(REPORT, "item_id"),
        *walls(REPORT, item_id="agenda_item", meeting_id="meeting", body_id="body"),
    )
    index(REPORT, "company_id", "meeting_id")


def create_belongings() -> None:
    op.create_table(
        FILE,
        key("id"),
        key("report_id"),
        text("name"),
        text("media_type", 100),
        key("size"),
        text("sha256", 64),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("attached_at", MOMENT, nullable=False),
        text("attached_by"),
        sa.Column("taken_off", sa.Boolean(), nullable=False),
        once(FILE, "report_id", "sha256"),
        *walls(FILE, report_id=REPORT),
    )
    op.create_table(
        ANNEX,
        key("id"),
        key("report_id"),
        text("kind", 20),
        text("title"),
        key("plan_id"),
        key("version_id", nullable=True),
        text("source", 300),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("drawn_at", MOMENT, nullable=False),
        text("drawn_by"),
        sa.Column("taken_off", sa.Boolean(), nullable=False),
        check(ANNEX, "kind_is_known", "kind in ('priorities', 'performance')"),
        *walls(ANNEX, report_id=REPORT, plan_id="plan", version_id="plan_version"),
    )
    index(ANNEX, "company_id", "report_id")


def create_clearances() -> None:
    op.create_table(
        CLEARANCE,
        key("id"),
        key("report_id"),
        text("kind", 20),
        key("person_id"),
        text("name"),
        sa.Column("asked_at", MOMENT, nullable=False),
        text("asked_by"),
        text("answer", 20),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        text("answered_hat"),
        text("of_digest", 64, nullable=True),
        check(CLEARANCE, "kind_is_known", "kind in ('finance', 'legal', 'director')"),
        check(CLEARANCE, "answer_is_known", "answer in ('', 'cleared', 'refused')"),
        of_person(CLEARANCE),
        once(CLEARANCE, "report_id", "kind", "person_id"),
        *walls(CLEARANCE, report_id=REPORT),
    )
    index(CLEARANCE, "person_id")


def create_kept() -> None:
    op.create_table(
        TEMPLATE,
        key("id"),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        text("set_by"),
        text("set_hat"),
        *walls(TEMPLATE),
    )
    op.create_table(
        REVIEW,
        key("id"),
        key("report_id"),
        sa.Column("lifted", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("reviewed_at", MOMENT, nullable=False),
        text("reviewed_by"),
        text("reviewed_hat"),
        check(REVIEW, "lifted_or_looked_at_again", "(next_on is null) = lifted"),
        *walls(REVIEW, report_id=REPORT),
    )
    index(REVIEW, "company_id", "report_id")


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    for table in (DOOR, READER, REPORT, FILE, ANNEX, CLEARANCE):
        op.execute(f"GRANT UPDATE ON {table} TO portal_app")
    # Whoever is named for a paper finds that she is, before she is let in to it.
    op.execute(
        f"CREATE POLICY own_papers ON {READER} FOR SELECT USING ({COMPANY}"
        " AND person_id = nullif(current_setting('app.person_id', true), '')::bigint)"
    )
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")
    op.execute(
        "CREATE FUNCTION refuse_published_report() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'What was published stays as it was'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER report_stays BEFORE UPDATE OF {FROZEN} ON {REPORT} FOR EACH ROW"
        " WHEN (OLD.state = 'published') EXECUTE FUNCTION refuse_published_report()"
    )


def forbid_changes() -> None:
    op.execute(
        f"CREATE TRIGGER report_stays BEFORE UPDATE OF {FROZEN} ON {REPORT}"
        " WHEN OLD.state = 'published'"
        " BEGIN SELECT RAISE(ABORT, 'What was published stays as it was'); END"
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_published_report()")
