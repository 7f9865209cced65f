"""Plans, sections, items, revisions and versions, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "plan",
    "plan_part",
    "section",
    "plan_item",
    "plan_revision",
    "plan_version",
    "plan_version_section",
    "plan_version_entry",
)

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""

FROZEN = {
    "plan_revision": "item_id, number, title, wording, outcome, evidence, success_measure, lead,"
    " theme, milestones, digest, made_at, made_by_id, made_by",
    "plan_version": "plan_id, number, digest, frozen_at, frozen_by",
    "plan_version_section": "version_id, section_id, position, letter, title, kind, root",
    "plan_version_entry": "version_id, section_id, revision_id, position, ref",
}


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def create_tables() -> None:
    op.create_table(
        "plan",
        sa.Column("id", KEY, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("first_year", KEY, nullable=False),
        sa.Column("years", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.CheckConstraint("years between 1 and 20", name=op.f("ck_plan_years_in_reason")),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_company_id_area_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_company_id_area_id_id")
        ),
        sa.UniqueConstraint(
            "company_id", "area_id", "slug", name=op.f("uq_plan_company_id_area_id_slug")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_company_id_id")),
    )
    op.create_table(
        "plan_part",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_part_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_plan_part_company_id_plan_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_part")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_part_company_id_area_id_id")
        ),
        sa.UniqueConstraint(
            "company_id", "area_id", "plan_id", name=op.f("uq_plan_part_company_id_area_id_plan_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_part_company_id_id")),
    )
    op.create_table(
        "plan_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.String(length=200), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_version_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_plan_version_company_id_plan_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_version_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_version_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "plan_id",
            "number",
            name=op.f("uq_plan_version_company_id_plan_id_number"),
        ),
    )
    op.create_table(
        "section",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_area_id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_section_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_section_company_id_plan_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_section_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_section_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "plan_id", "letter", name=op.f("uq_section_company_id_plan_id_letter")
        ),
    )
    op.create_table(
        "plan_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("section_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("head", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_item_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_plan_item_company_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "section_id"],
            ["section.company_id", "section.id"],
            name=op.f("fk_plan_item_company_id_section_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_item_company_id_area_id_id")
        ),
        sa.UniqueConstraint(
            "company_id",
            "area_id",
            "plan_id",
            "ref",
            name=op.f("uq_plan_item_company_id_area_id_plan_id_ref"),
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_item_company_id_id")),
    )
    op.create_index(
        op.f("ix_plan_item_company_id_plan_id_area_id"),
        "plan_item",
        ["company_id", "plan_id", "area_id"],
        unique=False,
    )
    op.create_table(
        "plan_version_section",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("section_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_version_section_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "section_id"],
            ["section.company_id", "section.id"],
            name=op.f("fk_plan_version_section_company_id_section_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "version_id"],
            ["plan_version.company_id", "plan_version.id"],
            name=op.f("fk_plan_version_section_company_id_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version_section")),
        sa.UniqueConstraint(
            "company_id",
            "area_id",
            "id",
            name=op.f("uq_plan_version_section_company_id_area_id_id"),
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_version_section_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "version_id",
            "position",
            name=op.f("uq_plan_version_section_company_id_version_id_position"),
        ),
    )
    op.create_table(
        "plan_revision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("success_measure", sa.Text(), nullable=False),
        sa.Column("lead", sa.String(length=500), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "item_id"],
            ["plan_item.company_id", "plan_item.area_id", "plan_item.id"],
            name=op.f("fk_plan_revision_company_id_area_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_revision_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_plan_revision_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_revision")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_revision_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_revision_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "item_id",
            "number",
            name=op.f("uq_plan_revision_company_id_item_id_number"),
        ),
    )
    op.create_index(
        op.f("ix_plan_revision_company_id_plan_id_area_id"),
        "plan_revision",
        ["company_id", "plan_id", "area_id"],
        unique=False,
    )
    op.create_table(
        "plan_version_entry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("section_id", KEY, nullable=False),
        sa.Column("revision_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "revision_id"],
            ["plan_revision.company_id", "plan_revision.area_id", "plan_revision.id"],
            name=op.f("fk_plan_version_entry_company_id_area_id_revision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_plan_version_entry_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "section_id"],
            ["section.company_id", "section.id"],
            name=op.f("fk_plan_version_entry_company_id_section_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "version_id"],
            ["plan_version.company_id", "plan_version.id"],
            name=op.f("fk_plan_version_entry_company_id_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version_entry")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_plan_version_entry_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_plan_version_entry_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "version_id",
            "revision_id",
            name=op.f("uq_plan_version_entry_company_id_version_id_revision_id"),
        ),
    )


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    op.execute("GRANT UPDATE ON plan, plan_part, section, plan_item TO portal_app")
    # What was frozen never changes: only who may read it, and how far a version has come.
    op.execute(
        "GRANT UPDATE (audience) ON plan_revision, plan_version_section, plan_version_entry"
        " TO portal_app"
    )
    op.execute("GRANT UPDATE (audience, state, state_since) ON plan_version TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for table, columns in FROZEN.items():
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {columns} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'What was frozen never changes'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'What was frozen never changes'); END"
        )


def downgrade() -> None:
    for table in (
        "plan_version_entry",
        "plan_revision",
        "plan_version_section",
        "plan_item",
        "section",
        "plan_version",
        "plan_part",
        "plan",
    ):
        op.drop_table(table)
