"""Matters that several bodies consider, what is not a version, and what an approval does.

Matters from before were each decided by one body, on a version: they keep their digests.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ONCE_NEEDED = {
    "sitting_id": KEY,
    "version_id": KEY,
    "version_number": KEY,
    "version_digest": sa.String(length=64),
}
POINTERS = {"part_of_id": "matter.id", "council_id": "area.area_id", "document_id": "attachment.id"}
PLAIN = ("effect_details", "document_name", "document_digest", "reasons", "options_rejected")
SAID = ("purpose", "effect", "key_decision")
PART = "ix_matter_company_id_part_of_id"

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    extend_matters()
    name_deciding_bodies()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE deciding_body ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE deciding_body FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON deciding_body USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute("GRANT SELECT, INSERT, UPDATE ON deciding_body TO portal_app")
        op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def extend_matters() -> None:
    with op.batch_alter_table("matter") as matter:
        for name, kind in ONCE_NEEDED.items():
            matter.alter_column(name, existing_type=kind, nullable=True)
        matter.add_column(said("purpose", "decide"))
        matter.add_column(said("effect", "version"))
        no = sa.text("false")
        matter.add_column(
            sa.Column("key_decision", sa.Boolean(), nullable=False, server_default=no)
        )
        matter.add_column(sa.Column("effect_details", sa.JSON()))
        matter.add_column(sa.Column("document_name", sa.String(length=200)))
        matter.add_column(sa.Column("document_digest", sa.String(length=64)))
        for name in ("reasons", "options_rejected"):
            matter.add_column(sa.Column(name, sa.Text()))
        for name, target in POINTERS.items():
            table, key = target.split(".")
            matter.add_column(sa.Column(name, KEY))
            matter.create_foreign_key(
                op.f(f"fk_matter_company_id_{name}"),
                table,
                ["company_id", name],
                ["company_id", key],
            )
    op.create_index(op.f(PART), "matter", ["company_id", "part_of_id"])


def said(name: str, before: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=20), nullable=False, server_default=before)


def name_deciding_bodies() -> None:
    op.create_table(
        "deciding_body",
        sa.Column("reserved_matter_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_deciding_body_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_deciding_body_company_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "reserved_matter_id"],
            ["reserved_matter.company_id", "reserved_matter.id"],
            name=op.f("fk_deciding_body_company_id_reserved_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deciding_body")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_deciding_body_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_deciding_body_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "reserved_matter_id",
            "area_id",
            name=op.f("uq_deciding_body_company_id_reserved_matter_id_area_id"),
        ),
    )


def downgrade() -> None:
    """Matters without a sitting or a version cannot be kept by the release before: none is lost
    in silence, the database refuses."""
    op.drop_table("deciding_body")
    op.drop_index(op.f(PART), "matter")
    with op.batch_alter_table("matter") as matter:
        for name in POINTERS:
            matter.drop_constraint(op.f(f"fk_matter_company_id_{name}"), type_="foreignkey")
        for name in (*POINTERS, *PLAIN, *SAID):
            matter.drop_column(name)
        for name, kind in ONCE_NEEDED.items():
            matter.alter_column(name, existing_type=kind, nullable=False)
