"""Minutes with every revision of their passages; the actions that arose, as they are told of."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    *("minutes", "minutes_passage", "passage_revision"),
    *("arisen_action", "arisen_entry", "arisen_standing"),
)

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_minutes()
    create_passages()
    create_actions()
    create_telling()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def create_minutes() -> None:
    create(
        "minutes",
        *numbers("meeting_id", "body_id"),
        *numbers("confirmed_meeting_id", "confirmed_item_id", null=True),
        *texts(20, "state"),
        *(moment(f"{done}_at", null=True) for done in ("published", "confirmed", "signed")),
        *texts(200, "published_by", "published_hat", "confirmed_by", "signed_by", "signed_hat"),
        *texts(64, "digest"),
        once("minutes", "meeting_id"),
        check("minutes", "state_is_known", "state in ('draft', 'published', 'confirmed')"),
        check("minutes", "signed_over_a_digest", "signed_at is null or digest <> ''"),
        indexed=("body_id state", "confirmed_meeting_id"),
        meeting_id="meeting",
        body_id="body",
        confirmed_meeting_id="meeting",
        confirmed_item_id="agenda_item",
    )


def create_passages() -> None:
    create(
        "minutes_passage",
        *numbers("minutes_id", "body_id", "position", "part", "revision"),
        *numbers("item_id", "published", null=True),
        *texts(40, "key"),
        *texts(320, "heading"),
        *long_texts("drafted", "text"),
        once("minutes_passage", "minutes_id", "key"),
        check("minutes_passage", "part_is_known", "part in (1, 2)"),
        indexed=("minutes_id position",),
        minutes_id="minutes",
        body_id="body",
        item_id="agenda_item",
    )
    create(
        "passage_revision",
        *numbers("passage_id", "number"),
        *texts(20, "kind"),
        *long_texts("text"),
        *made("made_at"),
        once("passage_revision", "passage_id", "number"),
        check("passage_revision", "kind_is_known", "kind in ('drafted', 'edited', 'amended')"),
        passage_id="minutes_passage",
    )


def create_actions() -> None:
    create(
        "arisen_action",
        *numbers("body_id", "meeting_id", "item_id"),
        *texts(10, "number"),
        *long_texts("words"),
        *texts(200, "lead", "by", "path", "made_by", "hat"),
        *texts(300, "source"),
        day("arose_on", null=False),
        moment("made_at"),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        once("arisen_action", "meeting_id", "number"),
        indexed=("body_id arose_on",),
        body_id="body",
        meeting_id="meeting",
        item_id="agenda_item",
    )


def create_telling() -> None:
    table = "arisen_entry"
    create(
        table,
        *numbers("arisen_id", "number"),
        *texts(10, "status"),
        *long_texts("note"),
        day("agreed_for"),
        *texts(200, "agreed_by"),
        *made("made_at"),
        once(table, "arisen_id", "number"),
        check(table, "status", "status in ('red', 'amber', 'green', 'completed')"),
        check(table, "agreed_by_somebody", "agreed_for is null or agreed_by <> ''"),
        arisen_id="arisen_action",
    )
    create(
        "arisen_standing",
        *numbers("arisen_id", "body_id", "head"),
        *texts(10, "status"),
        *(day(name) for name in ("due_on", "settled_on")),
        once("arisen_standing", "arisen_id"),
        indexed=("body_id status",),
        arisen_id="arisen_action",
        body_id="body",
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


def day(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=null)


def made(when: str) -> list[sa.schema.SchemaItem]:
    """Who made it and when, with the person."""
    person = sa.Column("made_by_id", KEY, sa.ForeignKey("person.id"), nullable=True)
    return [moment(when), person, *texts(200, "made_by", "hat")]


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
