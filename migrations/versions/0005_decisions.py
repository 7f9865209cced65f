"""Reserved matters, sittings, matters, recommendations and votes, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "reserved_matter",
    "sitting",
    "attendance",
    "matter",
    "citation",
    "recommendation",
    "vote",
)

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def create_tables() -> None:
    op.create_table(
        "reserved_matter",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("band", sa.String(length=60), nullable=False),
        sa.Column("trigger", sa.String(length=500), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("quorum", sa.String(length=200), nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_reserved_matter_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_reserved_matter_company_id_body_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reserved_matter")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_reserved_matter_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_reserved_matter_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "number",
            "in_force_from",
            name=op.f("uq_reserved_matter_company_id_number_in_force_from"),
        ),
    )
    op.create_table(
        "sitting",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(length=20), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_sitting_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_sitting_company_id_body_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_sitting_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_sitting_company_id_id")),
        sa.UniqueConstraint("company_id", "slug", name=op.f("uq_sitting_company_id_slug")),
    )
    op.create_table(
        "attendance",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sitting_id", KEY, nullable=False),
        sa.Column("appointment_id", KEY, nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "appointment_id"],
            ["appointment.company_id", "appointment.id"],
            name=op.f("fk_attendance_company_id_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_attendance_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "sitting_id"],
            ["sitting.company_id", "sitting.id"],
            name=op.f("fk_attendance_company_id_sitting_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_attendance_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_attendance_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "sitting_id",
            "appointment_id",
            name=op.f("uq_attendance_company_id_sitting_id_appointment_id"),
        ),
    )
    op.create_table(
        "matter",
        sa.Column("id", KEY, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reserved_matter_id", KEY, nullable=False),
        sa.Column("submitted_number", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("sitting_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("version_number", KEY, nullable=False),
        sa.Column("version_digest", sa.String(length=64), nullable=False),
        sa.Column("asks", sa.String(length=30), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("front_sheet", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(length=200), nullable=False),
        sa.Column("submitted_hat", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_number", KEY, nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("settled_hat", sa.String(length=200), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_matter_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_matter_company_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "reserved_matter_id"],
            ["reserved_matter.company_id", "reserved_matter.id"],
            name=op.f("fk_matter_company_id_reserved_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "sitting_id"],
            ["sitting.company_id", "sitting.id"],
            name=op.f("fk_matter_company_id_sitting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "version_id"],
            ["plan_version.company_id", "plan_version.id"],
            name=op.f("fk_matter_company_id_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_matter_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_matter_company_id_id")),
        sa.UniqueConstraint("company_id", "slug", name=op.f("uq_matter_company_id_slug")),
    )
    op.create_table(
        "citation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("as_written", sa.String(length=200), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_citation_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_citation_company_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_citation_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_citation_company_id_id")),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("letter", sa.String(length=2), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("per_council", sa.JSON(), nullable=True),
        sa.Column("tally", sa.JSON(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=200), nullable=True),
        sa.Column("closed_hat", sa.String(length=200), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_recommendation_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_recommendation_company_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_recommendation_company_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_recommendation_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_recommendation_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "matter_id",
            "letter",
            name=op.f("uq_recommendation_company_id_matter_id_letter"),
        ),
    )
    op.create_table(
        "vote",
        sa.Column("id", KEY, nullable=False),
        sa.Column("recommendation_id", KEY, nullable=False),
        sa.Column("appointment_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "appointment_id"],
            ["appointment.company_id", "appointment.id"],
            name=op.f("fk_vote_company_id_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_vote_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "recommendation_id"],
            ["recommendation.company_id", "recommendation.id"],
            name=op.f("fk_vote_company_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vote_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_vote_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_vote_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "recommendation_id",
            "appointment_id",
            name=op.f("uq_vote_company_id_recommendation_id_appointment_id"),
        ),
    )


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    for table in (
        "vote",
        "recommendation",
        "citation",
        "matter",
        "attendance",
        "sitting",
        "reserved_matter",
    ):
        op.drop_table(table)
