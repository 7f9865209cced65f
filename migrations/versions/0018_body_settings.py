"""Dated settings of a body, beside what is usual for its kind."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    op.create_table(
        "body_setting",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "in_force_to is null or in_force_to >= in_force_from",
            name=op.f("ck_body_setting_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_body_setting_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_body_setting_company_id_body_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_setting")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_body_setting_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_body_setting_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "body_id",
            "name",
            "in_force_from",
            name=op.f("uq_body_setting_company_id_body_id_name_in_force_from"),
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def raise_walls() -> None:
    op.execute("ALTER TABLE body_setting ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE body_setting FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON body_setting USING ({INSIDE}) WITH CHECK ({INSIDE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON body_setting TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    op.drop_table("body_setting")
