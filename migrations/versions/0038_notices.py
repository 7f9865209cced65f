"""E-mails that wait, what subscribers are told of, subscriptions, and links to set a password."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BULLETIN, LETTER = "bulletin", "letter"
HOUSE = ("password_link", "subscription", "mail_wish")

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""
OWN_COMPANY = "company_id = nullif(current_setting('app.company_id', true), '')::bigint"


def upgrade() -> None:
    create_people_s_own()
    create_bulletins()
    create_letters()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()


def create_people_s_own() -> None:
    op.create_table(
        "password_link",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_password_link_person_id")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_password_link")),
    )
    op.create_index(op.f("ix_password_link_person_id"), "password_link", ["person_id"])
    op.create_table(
        "subscription",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=True),
        sa.Column("key_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_subscription_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("company_id", "email", name=op.f("uq_subscription_company_id_email")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_subscription_key_digest")),
    )
    op.create_table(
        "mail_wish",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_wish_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_mail_wish")),
    )


def _walled(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f(f"fk_{table}_company_id_area_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f(f"uq_{table}_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f(f"uq_{table}_company_id_id")),
    ]


def create_bulletins() -> None:
    op.create_table(
        BULLETIN,
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        *_walled(BULLETIN),
    )
    columns = ["company_id", "told_at", "id"]
    op.create_index(op.f("ix_bulletin_company_id_told_at_id"), BULLETIN, columns)


def create_letters() -> None:
    op.create_table(
        LETTER,
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("bulletin_id", KEY, nullable=True),
        sa.Column("subscription_id", KEY, nullable=True),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", KEY, nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=500), nullable=False),
        *_walled(LETTER),
        sa.CheckConstraint(
            "state in ('waiting', 'sending', 'sent', 'failed', 'dropped')",
            name=op.f("ck_letter_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "bulletin_id"],
            ["bulletin.company_id", "bulletin.id"],
            name=op.f("fk_letter_company_id_bulletin_id"),
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_letter_subscription_id")
        ),
        sa.UniqueConstraint(
            "company_id",
            "bulletin_id",
            "subscription_id",
            name=op.f("uq_letter_company_id_bulletin_id_subscription_id"),
        ),
    )
    columns = ["company_id", "state", "not_before"]
    op.create_index(op.f("ix_letter_company_id_state_not_before"), LETTER, columns)


def raise_walls() -> None:
    """Whoever writes posts an e-mail; the operator alone reads and marks what waits."""
    for table in (BULLETIN, LETTER):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} FOR SELECT USING ({INSIDE})")
        op.execute(f"CREATE POLICY append ON {table} FOR INSERT WITH CHECK ({OWN_COMPANY})")
        op.execute(
            f"CREATE POLICY move ON {table} FOR UPDATE USING ({INSIDE}) WITH CHECK ({INSIDE})"
        )
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO portal_app")
    for table in HOUSE:
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO portal_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def downgrade() -> None:
    for table in (LETTER, BULLETIN, "mail_wish", "subscription", "password_link"):
        op.drop_table(table)
