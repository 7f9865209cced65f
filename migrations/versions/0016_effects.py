"""What follows a decision: its conditions, its call-in, and its effect, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHANGING = {
    "decision_condition": "audience, discharged_on, evidence, file_name, file_sha256, settled_at,"
    " settled_by, settled_hat",
    "call_in": "audience, until, exempt_because, exempt_agreed_by, called_in_at, outcome,"
    " outcome_on, outcome_words, settled_at, settled_by, settled_hat",
    "call_in_request": "audience",
    "effect": "audience, state, decided_on, asked_for, due_on, done_at, done_words, held_because",
}
"""What may change of a row once it is there, by table."""

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
        "decision_condition",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("recommendation_id", KEY, nullable=True),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("discharged_by", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("recorded_hat", sa.String(length=200), nullable=False),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("settled_hat", sa.String(length=200), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_decision_condition_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_decision_condition_company_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "recommendation_id"],
            ["recommendation.company_id", "recommendation.id"],
            name=op.f("fk_decision_condition_company_id_recommendation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_condition")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_decision_condition_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_decision_condition_company_id_id")),
    )
    op.create_index(
        op.f("ix_decision_condition_company_id_matter_id"),
        "decision_condition",
        ["company_id", "matter_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_decision_condition_company_id_discharged_on_due_on"),
        "decision_condition",
        ["company_id", "discharged_on", "due_on"],
        unique=False,
    )
    op.create_table(
        "call_in",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("working_days", KEY, nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("members_needed", KEY, nullable=False),
        sa.Column("exempt_because", sa.Text(), nullable=False),
        sa.Column("exempt_agreed_by", sa.String(length=200), nullable=False),
        sa.Column("called_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("settled_hat", sa.String(length=200), nullable=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_call_in_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "body_id"],
            ["body.company_id", "body.id"],
            name=op.f("fk_call_in_company_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_call_in_company_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_in")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_call_in_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_call_in_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "matter_id", name=op.f("uq_call_in_company_id_matter_id")
        ),
    )
    op.create_index(
        op.f("ix_call_in_company_id_outcome_until"),
        "call_in",
        ["company_id", "outcome", "until"],
        unique=False,
    )
    op.create_table(
        "call_in_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("call_in_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("hat", sa.String(length=200), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_call_in_request_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "call_in_id"],
            ["call_in.company_id", "call_in.id"],
            name=op.f("fk_call_in_request_company_id_call_in_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_call_in_request_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_in_request")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_call_in_request_company_id_area_id_id")
        ),
        sa.UniqueConstraint(
            "company_id",
            "call_in_id",
            "person_id",
            name=op.f("uq_call_in_request_company_id_call_in_id_person_id"),
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_call_in_request_company_id_id")),
    )
    op.create_table(
        "effect",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("asked_for", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_words", sa.Text(), nullable=False),
        sa.Column("held_because", sa.Text(), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_effect_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "matter_id"],
            ["matter.company_id", "matter.id"],
            name=op.f("fk_effect_company_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_effect_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_effect_company_id_id")),
        sa.UniqueConstraint("company_id", "matter_id", name=op.f("uq_effect_company_id_matter_id")),
    )
    op.create_index(
        op.f("ix_effect_company_id_state_due_on"),
        "effect",
        ["company_id", "state", "due_on"],
        unique=False,
    )


def raise_walls() -> None:
    for table, columns in CHANGING.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
        op.execute(f"GRANT UPDATE ({columns}) ON {table} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    for table in ("effect", "call_in_request", "call_in", "decision_condition"):
        op.drop_table(table)
