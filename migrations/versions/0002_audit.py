"""The hash-chained audit log, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "audit_head",
    "audit_event",
    "audit_payload",
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
    else:
        forbid_changes()


def create_tables() -> None:
    op.create_table(
        "audit_event",
        sa.Column("company_id", KEY, autoincrement=False, nullable=False),
        sa.Column("seq", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("hat", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("subject_area_id", KEY, nullable=False),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_audit_event_company_id_area_id"),
        ),
        sa.PrimaryKeyConstraint("company_id", "seq", name=op.f("pk_audit_event")),
    )
    op.create_index(
        op.f("ix_audit_event_company_id_subject_kind_subject_id"),
        "audit_event",
        ["company_id", "subject_kind", "subject_id"],
        unique=False,
    )
    op.create_table(
        "audit_head",
        sa.Column("company_id", KEY, autoincrement=False, nullable=False),
        sa.Column("seq", KEY, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_audit_head_company_id_area_id"),
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_payload",
        sa.Column("company_id", KEY, autoincrement=False, nullable=False),
        sa.Column("seq", KEY, autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_because", sa.String(length=500), nullable=True),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_audit_payload_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "seq"],
            ["audit_event.company_id", "audit_event.seq"],
            name=op.f("fk_audit_payload_company_id_seq"),
        ),
        sa.PrimaryKeyConstraint("company_id", "seq", name=op.f("pk_audit_payload")),
    )


def raise_walls() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} FOR SELECT USING ({INSIDE})")
        # Whoever changes something writes the log, though few may read it.
        op.execute(
            f"CREATE POLICY append ON {table} FOR INSERT WITH CHECK ("
            "company_id = nullif(current_setting('app.company_id', true), '')::bigint)"
        )
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    for table in ("audit_head", "audit_payload"):
        op.execute(
            f"CREATE POLICY move ON {table} FOR UPDATE USING ({INSIDE}) WITH CHECK ({INSIDE})"
        )
        op.execute(f"GRANT UPDATE ON {table} TO portal_app")


def forbid_changes() -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_event_{deed.lower()} BEFORE {deed} ON audit_event"
            " BEGIN SELECT RAISE(ABORT, 'An event is never changed'); END"
        )


def downgrade() -> None:
    for table in (
        "audit_payload",
        "audit_head",
        "audit_event",
    ):
        op.drop_table(table)
