"""Packs of meetings and the pieces of their bytes, with their walls."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEVER = "A pack that was published never changes"

# Lock two: the same three columns as lock one tests, against the settings of the transaction.
INSIDE = """
    company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND (audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))
         OR area_id || ':' || audience
            = ANY (string_to_array(current_setting('app.pairs', true), ',')))
"""
BUILT = (
    "state, continues_from, published_at, title, adds, first_page, front_pages, pages,"
    " ranges, listed, tagged, size, sha256, sheet"
)
"""What the worker fills in, once."""


def upgrade() -> None:
    create_pack()
    create_piece()
    if op.get_bind().dialect.name == "postgresql":
        raise_walls()
    else:
        forbid_changes()


def create_pack() -> None:
    op.create_table(
        "pack",
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("agenda_id", KEY, nullable=True),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("continues_from", KEY, nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", KEY, nullable=True),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_hat", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("adds", sa.Text(), nullable=False),
        sa.Column("first_page", KEY, nullable=False),
        sa.Column("front_pages", KEY, nullable=False),
        sa.Column("pages", KEY, nullable=False),
        sa.Column("ranges", sa.JSON(), nullable=False),
        sa.Column("listed", sa.JSON(), nullable=False),
        sa.Column("tagged", sa.Boolean(), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind in ('public', 'restricted', 'supplementary', 'minutes')",
            name=op.f("ck_pack_kind_is_known"),
        ),
        sa.CheckConstraint("state in ('asked', 'published')", name=op.f("ck_pack_state_is_known")),
        sa.CheckConstraint(
            "(state = 'published') = (sha256 <> '')",
            name=op.f("ck_pack_published_with_its_bytes"),
        ),
        sa.CheckConstraint(
            "(kind = 'restricted') = (item_id is not null)",
            name=op.f("ck_pack_restricted_is_one"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_pack_company_id_area_id"),
        ),
        *(
            sa.ForeignKeyConstraint(
                ["company_id", column],
                [f"{target}.company_id", f"{target}.id"],
                name=op.f(f"fk_pack_company_id_{column}"),
            )
            for column, target in (
                ("meeting_id", "meeting"),
                ("body_id", "body"),
                ("agenda_id", "agenda"),
                ("item_id", "agenda_item"),
            )
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_pack_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_pack_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_pack_company_id_id")),
        sa.UniqueConstraint(
            "company_id", "meeting_id", "slug", name=op.f("uq_pack_company_id_meeting_id_slug")
        ),
    )
    op.create_index(
        op.f("ix_pack_company_id_meeting_id_state"), "pack", ["company_id", "meeting_id", "state"]
    )


def create_piece() -> None:
    op.create_table(
        "pack_piece",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pack_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "area_id"],
            ["area.company_id", "area.area_id"],
            name=op.f("fk_pack_piece_company_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "pack_id"],
            ["pack.company_id", "pack.id"],
            name=op.f("fk_pack_piece_company_id_pack_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_piece")),
        sa.UniqueConstraint(
            "company_id", "area_id", "id", name=op.f("uq_pack_piece_company_id_area_id_id")
        ),
        sa.UniqueConstraint("company_id", "id", name=op.f("uq_pack_piece_company_id_id")),
        sa.UniqueConstraint(
            "company_id",
            "pack_id",
            "position",
            name=op.f("uq_pack_piece_company_id_pack_id_position"),
        ),
    )


def raise_walls() -> None:
    for table in ("pack", "pack_piece"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO portal_app")
    op.execute(f"GRANT UPDATE ({BUILT}) ON pack TO portal_app")
    # Filled in once; then nothing of it changes, whoever asks.
    op.execute(
        "CREATE FUNCTION pack_stays() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{NEVER}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER pack_update BEFORE UPDATE ON pack FOR EACH ROW"
        " WHEN (OLD.state = 'published') EXECUTE FUNCTION pack_stays()"
    )
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app")


def forbid_changes() -> None:
    op.execute(
        "CREATE TRIGGER pack_update BEFORE UPDATE ON pack WHEN OLD.state = 'published'"
        f" BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
    )
    op.execute(
        "CREATE TRIGGER pack_delete BEFORE DELETE ON pack"
        f" BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER pack_piece_{verb.lower()} BEFORE {verb} ON pack_piece"
            f" BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
        )


def downgrade() -> None:
    op.drop_table("pack_piece")
    op.drop_table("pack")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION pack_stays()")
