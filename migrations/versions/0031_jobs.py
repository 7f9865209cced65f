"""Jobs: long work that the worker does, with its walls."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
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
        "job",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done", KEY, nullable=False),
        sa.Column("total", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", KEY, nullable=True),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_hat", sa.String(length=200), nullable=False),
        sa.Column("attempts", KEY, nullable=False),
        sa.Column("losses", KEY, nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed')", name=op.f("ck_job_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_job_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_job_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_job_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_job_company_id_id")),
    )
    op.create_index(op.f("ix_job_company_id_state_id"), "job", ["company_id", "state", "id"])
    op.create_index(
        op.f("ix_job_company_id_kind_subject_id_state"),
        "job",
        ["company_id", "kind", "subject_id", "state"],
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE job ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE job FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON job USING ({INSIDE}) WITH CHECK ({INSIDE})")
        # What was asked for never changes, nor by whom: only how far it is, and how it ended.
        op.execute("GRANT SELECT, INSERT ON job TO portal_app")
        op.execute(
            "GRANT UPDATE (state, done, total, words, attempts, losses, held_until, ended_at)"
            " ON job TO portal_app"
        )
        op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    op.drop_table("job")
