"""Meetings, their agendas item by item, each publication, and templates, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MEETING, AGENDA, ITEM, TEMPLATE = "meeting", "agenda", "agenda_item", "agenda_template"
STANDS = "state != 'removed'"

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_meetings()
    create_agendas()
    create_items()
    create_templates()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


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


def create_meetings() -> None:
    op.create_table(
        MEETING,
        sa.Column("id", KEY, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("sitting_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("host_council_id", KEY, nullable=True),
        sa.Column("remote_address", sa.String(length=500), nullable=False),
        sa.Column("clerk_name", sa.String(length=200), nullable=False),
        sa.Column("clerk_telephone", sa.String(length=40), nullable=False),
        sa.Column("clerk_email", sa.String(length=254), nullable=False),
        sa.Column("filming_notice", sa.Text(), nullable=False),
        sa.Column("speaking_deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accessible_formats", sa.Text(), nullable=False),
        sa.Column("inspection_places", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("cancelled_because", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "state in ('planned', 'published', 'held', 'cancelled')",
            name=op.f("ck_meeting_state_is_known"),
        ),
        sa.CheckConstraint(
            "state <> 'cancelled' or cancelled_because <> ''",
            name=op.f("ck_meeting_cancelled_for_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "host_council_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_meeting_company_id_host_council_id"),
        ),
        sa.UniqueConstraint("company_id", "slug", name=op.f("uq_meeting_company_id_slug")),
        sa.UniqueConstraint(
            "company_id", "sitting_id", name=op.f("uq_meeting_company_id_sitting_id")
        ),
        *walls(MEETING, sitting_id="sitting", body_id="body"),
    )
    op.create_index(op.f("ix_meeting_company_id_body_id"), MEETING, ["company_id", "body_id"])


def create_agendas() -> None:
    op.create_table(
        AGENDA,
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("sequence", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=200), nullable=False),
        sa.Column("published_hat", sa.String(length=200), nullable=False),
        sa.Column("latest_on", sa.Date(), nullable=False),
        sa.Column("late_because", sa.Text(), nullable=False),
        sa.Column("adds", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind in ('main', 'supplementary')", name=op.f("ck_agenda_kind_is_known")
        ),
        sa.UniqueConstraint(
            "company_id",
            "meeting_id",
            "sequence",
            name=op.f("uq_agenda_company_id_meeting_id_sequence"),
        ),
        *walls(AGENDA, meeting_id=MEETING, body_id="body"),
    )


def create_items() -> None:
    op.create_table(
        ITEM,
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("part", KEY, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("withdrawn_because", sa.String(length=1000), nullable=False),
        sa.Column("matter_id", KEY, nullable=True),
        sa.Column("presenter", sa.String(length=200), nullable=False),
        sa.Column("agenda_id", KEY, nullable=True),
        sa.Column("urgent_because", sa.Text(), nullable=False),
        sa.Column("to_follow", sa.Boolean(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("public_interest", sa.Text(), nullable=False),
        sa.Column("exemption_reviewed_on", sa.Date(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.CheckConstraint("part in (1, 2)", name=op.f("ck_agenda_item_part_is_known")),
        sa.CheckConstraint(
            "state in ('listed', 'withdrawn', 'removed')",
            name=op.f("ck_agenda_item_state_is_known"),
        ),
        sa.CheckConstraint(
            "kind in ('standing', 'matter', 'report', 'minutes', 'arising')",
            name=op.f("ck_agenda_item_kind_is_known"),
        ),
        sa.CheckConstraint(
            "state <> 'withdrawn' or withdrawn_because <> ''",
            name=op.f("ck_agenda_item_withdrawn_for_a_reason"),
        ),
        *walls(ITEM, meeting_id=MEETING, body_id="body", matter_id="matter", agenda_id=AGENDA),
    )
    for columns in (["meeting_id", "position"], ["matter_id"]):
        op.create_index(
            op.f(f"ix_{ITEM}_company_id_{'_'.join(columns)}"), ITEM, ["company_id", *columns]
        )
    op.create_index(
        op.f("ix_agenda_item_company_id_meeting_id_number"),
        ITEM,
        ["company_id", "meeting_id", "number"],
        unique=True,
        sqlite_where=sa.text(STANDS),
        postgresql_where=sa.text(STANDS),
    )


def create_templates() -> None:
    op.create_table(
        TEMPLATE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.UniqueConstraint(
            "company_id", "body_id", name=op.f("uq_agenda_template_company_id_body_id")
        ),
        *walls(TEMPLATE, body_id="body"),
    )


def raise_walls() -> None:
    for table in (MEETING, AGENDA, ITEM, TEMPLATE):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    # What was published is never said anew: a later publication adds to it.
    for table in (MEETING, ITEM, TEMPLATE):
        op.execute(f"GRANT UPDATE ON {table} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    for table in (TEMPLATE, ITEM, AGENDA, MEETING):
        op.drop_table(table)
