"""Comments, invitations, and consultations with their answers, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "invitation",
    "comment",
    "engagement_round",
    "engagement_group",
    "engagement_exhibit",
    "engagement_response",
    "engagement_remark",
    "engagement_answer",
    "engagement_quote",
    "engagement_summary",
)
CHANGING = {
    "invitation": "key_digest, ended_at",
    "comment": "words, edited_at, withdrawn_at, resolved_at, resolved_by, resolution",
    "engagement_round": "audience, closes_on, answered_at, answered_by",
    "engagement_group": "linked_at",
    "engagement_response": "state, decided_at, decided_by, reason",
    "engagement_answer": "audience, exhibit_id, said, outcome, why, made_at, made_by",
    "engagement_quote": "audience, words, answer_id",
    "engagement_summary": "words, written_at, written_by, answer_id",
}
"""What may change of a row once it is there. What was put to people, and what they sent, never."""
FROZEN = {
    "engagement_exhibit": "round_id, item_id, position, ref, section_title, title, wording,"
    " outcome, digest",
    "engagement_response": "round_id, group_id, child, name, email, received_at",
    "engagement_remark": "response_id, exhibit_id, choice, words",
}

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
COMPANY = "company_id = nullif(current_setting('app.company_id', true), '')::bigint"
INSIDE = f"""
    {COMPANY}
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def create_tables() -> None:
    op.create_table(
        "invitation",
        sa.Column("opens", sa.String(length=40), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_invitation_company_id_area_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_invitation_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_invitation_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "key_digest", name=op.f("uq_invitation_company_id_key_digest")
        ),
    )
    op.create_index(
        op.f("ix_invitation_company_id_ended_at"),
        "invitation",
        ["company_id", "ended_at"],
        unique=False,
    )
    op.create_table(
        "engagement_round",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("plan_title", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("question", sa.String(length=500), nullable=False),
        sa.Column("asks_scale", sa.Boolean(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "closes_on >= opens_on", name=op.f("ck_engagement_round_closes_after_it_opens")
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_round_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "plan_id"],
            ["plan.company_id", "plan.id"],
            name=op.f("fk_engagement_round_company_id_plan_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_round")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_round_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_round_company_id_id")),
        sa.UniqueConstraint("company_id", "slug", name=op.f("uq_engagement_round_company_id_slug")),
    )
    op.create_index(
        op.f("ix_engagement_round_company_id_plan_id"),
        "engagement_round",
        ["company_id", "plan_id"],
        unique=False,
    )
    op.create_table(
        "engagement_group",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("invitation_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_group_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "invitation_id"],
            ["invitation.company_id", "invitation.id"],
            name=op.f("fk_engagement_group_company_id_invitation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "round_id"],
            ["engagement_round.company_id", "engagement_round.id"],
            name=op.f("fk_engagement_group_company_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_group")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_group_company_id_area_id_id")
        ),
        sa.UniqueConstraint(
            "company_id",
            "area_id",
            "round_id",
            "kind",
            name=op.f("uq_engagement_group_company_id_area_id_round_id_kind"),
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_group_company_id_id")),
    )
    op.create_table(
        "engagement_exhibit",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("section_title", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "item_id"],
            ["plan_item.company_id", "plan_item.area_id", "plan_item.id"],
            name=op.f("fk_engagement_exhibit_company_id_area_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_exhibit_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "round_id"],
            ["engagement_round.company_id", "engagement_round.id"],
            name=op.f("fk_engagement_exhibit_company_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_exhibit")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_exhibit_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_exhibit_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "round_id",
            "item_id",
            name=op.f("uq_engagement_exhibit_company_id_round_id_item_id"),
        ),
    )
    op.create_table(
        "engagement_response",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("child", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_response_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "group_id"],
            ["engagement_group.company_id", "engagement_group.id"],
            name=op.f("fk_engagement_response_company_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "round_id"],
            ["engagement_round.company_id", "engagement_round.id"],
            name=op.f("fk_engagement_response_company_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_response")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_response_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_response_company_id_id")),
    )
    op.create_index(
        op.f("ix_engagement_response_company_id_round_id_state"),
        "engagement_response",
        ["company_id", "round_id", "state"],
        unique=False,
    )
    op.create_table(
        "comment",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("revision_id", KEY, nullable=False),
        sa.Column("text_number", KEY, nullable=False),
        sa.Column("thread_id", KEY, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("made_hat", sa.String(length=200), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=200), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "thread_id"],
            ["comment.company_id", "comment.area_id", "comment.id"],
            name=op.f("fk_comment_company_id_area_id_thread_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_comment_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "item_id"],
            ["plan_item.company_id", "plan_item.id"],
            name=op.f("fk_comment_company_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "revision_id"],
            ["plan_revision.company_id", "plan_revision.id"],
            name=op.f("fk_comment_company_id_revision_id"),
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_comment_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_comment_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_comment_company_id_id")),
    )
    op.create_index(
        op.f("ix_comment_company_id_item_id"), "comment", ["company_id", "item_id"], unique=False
    )
    op.create_table(
        "engagement_answer",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("exhibit_id", KEY, nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_answer_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "exhibit_id"],
            ["engagement_exhibit.company_id", "engagement_exhibit.id"],
            name=op.f("fk_engagement_answer_company_id_exhibit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "round_id"],
            ["engagement_round.company_id", "engagement_round.id"],
            name=op.f("fk_engagement_answer_company_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_answer")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_answer_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_answer_company_id_id")),
    )
    op.create_index(
        op.f("ix_engagement_answer_company_id_round_id"),
        "engagement_answer",
        ["company_id", "round_id"],
        unique=False,
    )
    op.create_table(
        "engagement_remark",
        sa.Column("response_id", KEY, nullable=False),
        sa.Column("exhibit_id", KEY, nullable=True),
        sa.Column("choice", sa.String(length=20), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id", "response_id"],
            [
                "engagement_response.company_id",
                "engagement_response.area_id",
                "engagement_response.id",
            ],
            name=op.f("fk_engagement_remark_company_id_area_id_response_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_remark_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "exhibit_id"],
            ["engagement_exhibit.company_id", "engagement_exhibit.id"],
            name=op.f("fk_engagement_remark_company_id_exhibit_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_remark")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_remark_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_remark_company_id_id")),
    )
    op.create_index(
        op.f("ix_engagement_remark_company_id_response_id"),
        "engagement_remark",
        ["company_id", "response_id"],
        unique=False,
    )
    op.create_table(
        "engagement_quote",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("remark_id", KEY, nullable=False),
        sa.Column("exhibit_id", KEY, nullable=True),
        sa.Column("said_by", sa.String(length=200), nullable=False),
        sa.Column("formal", sa.Boolean(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "answer_id"],
            ["engagement_answer.company_id", "engagement_answer.id"],
            name=op.f("fk_engagement_quote_company_id_answer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_quote_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "exhibit_id"],
            ["engagement_exhibit.company_id", "engagement_exhibit.id"],
            name=op.f("fk_engagement_quote_company_id_exhibit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "remark_id"],
            ["engagement_remark.company_id", "engagement_remark.id"],
            name=op.f("fk_engagement_quote_company_id_remark_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "round_id"],
            ["engagement_round.company_id", "engagement_round.id"],
            name=op.f("fk_engagement_quote_company_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_quote")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_quote_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_quote_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "remark_id", name=op.f("uq_engagement_quote_company_id_remark_id")
        ),
    )
    op.create_index(
        op.f("ix_engagement_quote_company_id_round_id"),
        "engagement_quote",
        ["company_id", "round_id"],
        unique=False,
    )
    op.create_table(
        "engagement_summary",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=200), nullable=False),
        sa.Column("answer_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "answer_id"],
            ["engagement_answer.company_id", "engagement_answer.id"],
            name=op.f("fk_engagement_summary_company_id_answer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_engagement_summary_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "round_id"],
            ["engagement_round.company_id", "engagement_round.id"],
            name=op.f("fk_engagement_summary_company_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_summary")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_engagement_summary_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_engagement_summary_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "round_id", name=op.f("uq_engagement_summary_company_id_round_id")
        ),
    )


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    for table, columns in CHANGING.items():
        op.execute(f"GRANT UPDATE ({columns}) ON {table} TO portal_app")
    # Whoever holds a secret link finds the invitation that it belongs to.
    op.execute(
        "CREATE POLICY own_invitation ON invitation FOR SELECT"
        f" USING ({COMPANY} AND key_digest = nullif(current_setting('app.link', true), ''))"
    )
    # Whoever answers a consultation writes what the directors alone read.
    for table in ("engagement_response", "engagement_remark"):
        op.execute(
            f"CREATE POLICY append ON {table} FOR INSERT"
            f" WITH CHECK ({COMPANY} AND audience = 'directors')"
        )
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    for table, columns in FROZEN.items():
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {columns} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'What was put to people, and what they sent, stays'); END"
        )


def downgrade() -> None:
    for table in (
        "engagement_summary",
        "engagement_quote",
        "engagement_remark",
        "engagement_answer",
        "comment",
        "engagement_response",
        "engagement_exhibit",
        "engagement_group",
        "engagement_round",
        "invitation",
    ):
        op.drop_table(table)
