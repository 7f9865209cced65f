"""Files attached to what is written, with their walls; their bytes never change."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FROZEN = "id, company_id, area_id, sha256, name, media_type, size, content, added_at, added_by"

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_table()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def create_table() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_attachment_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_attachment_added_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_attachment_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_attachment_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "area_id", "sha256", name=op.f("uq_attachment_company_id_area_id_sha256")
        ),
    )


def raise_walls() -> None:
    op.execute("ALTER TABLE attachment ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE attachment FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON attachment USING ({INSIDE}) WITH CHECK ({INSIDE})")
    op.execute("GRANT SELECT, INSERT ON attachment TO portal_app")
    op.execute("GRANT UPDATE (audience) ON attachment TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    op.execute(
        f"CREATE TRIGGER attachment_update BEFORE UPDATE OF {FROZEN} ON attachment"
        " BEGIN SELECT RAISE(ABORT, 'A file that is attached never changes'); END"
    )
    op.execute(
        "CREATE TRIGGER attachment_delete BEFORE DELETE ON attachment"
        " BEGIN SELECT RAISE(ABORT, 'A file that is attached never changes'); END"
    )


def downgrade() -> None:
    op.drop_table("attachment")
