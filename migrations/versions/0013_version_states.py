"""The days a version is in force, what decided it, its cover as frozen; refreshing a plan.

Versions from before get the cover their plan has today; it is no part of their digests. Those that
were approved keep that state: on which day one came into force was never recorded.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Dropped with the table when SQLite makes it anew, and then put back.
FROZEN_BEFORE = {
    "plan_version_update": "UPDATE OF plan_id, number, digest, frozen_at, frozen_by",
    "plan_version_delete": "DELETE",
    "plan_version_scheme_update": "UPDATE OF scheme",
}
FROZEN = {
    "plan_version_cover_update": (
        "plan_version",
        "UPDATE OF title, first_year, years, amended_from_id",
    ),
    "plan_revision_minor_update": ("plan_revision", "UPDATE OF minor_because, minor_under"),
}
IN_FORCE = "ix_plan_version_in_force"
VERSION_KEYS = {
    "superseded_by_id": "plan_version",
    "amended_from_id": "plan_version",
    "refreshed_into_id": "plan",
}


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    date_versions()
    op.add_column("plan", sa.Column("last_version", KEY, nullable=False, server_default="0"))
    remember_covers(postgresql)
    with op.batch_alter_table("plan_item") as item:
        point(item, "plan_item", "origin_id", "plan_item")
        item.add_column(sa.Column("refreshed_head", KEY))
    op.add_column("plan_revision", said("minor_because", 500))
    op.add_column("plan_revision", said("minor_under", 300))
    extend_matters()
    if postgresql:
        op.execute(
            "GRANT UPDATE (in_force_from, in_force_to, superseded_by_id,"
            " refreshed_into_id, decided_words, decided_path, state_by) ON plan_version"
            " TO portal_app"
        )
    else:
        forbid_changes()


def said(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def point(batch: object, table: str, column: str, target: str) -> None:
    batch.add_column(sa.Column(column, KEY))  # type: ignore[attr-defined]
    batch.create_foreign_key(  # type: ignore[attr-defined]
        op.f(f"fk_{table}_company_id_{column}"),
        target,
        ["company_id", column],
        ["company_id", "id"],
    )


def date_versions() -> None:
    with op.batch_alter_table("plan_version") as version:
        version.add_column(said("title", 200))
        for column in ("first_year", "years"):
            version.add_column(sa.Column(column, KEY, nullable=False, server_default="0"))
        for column in ("in_force_from", "in_force_to"):
            version.add_column(sa.Column(column, sa.Date()))
        version.add_column(said("decided_words", 1000))
        version.add_column(said("decided_path", 200))
        version.add_column(said("state_by", 200))
        for column, target in VERSION_KEYS.items():
            point(version, "plan_version", column, target)
    op.create_index(
        op.f(IN_FORCE),
        "plan_version",
        ["company_id", "plan_id"],
        unique=True,
        sqlite_where=sa.text("in_force_from IS NOT NULL AND in_force_to IS NULL"),
        postgresql_where=sa.text("in_force_from IS NOT NULL AND in_force_to IS NULL"),
    )


def remember_covers(postgresql: bool) -> None:
    """The owner of the tables is held to the walls too, but for these two sentences."""
    tables = ("plan", "plan_version") if postgresql else ()
    for table in tables:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE plan_version SET title = plan.title, first_year = plan.first_year,"
        " years = plan.years FROM plan WHERE plan.id = plan_version.plan_id"
    )
    op.execute(
        "UPDATE plan SET last_version = coalesce("
        "(SELECT max(number) FROM plan_version WHERE plan_version.plan_id = plan.id), 0)"
    )
    for table in tables:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def extend_matters() -> None:
    with op.batch_alter_table("matter") as matter:
        matter.add_column(sa.Column("takes_effect_on", sa.Date()))
        point(matter, "matter", "approved_version_id", "plan_version")
        for column, length in (("ended_by", 200), ("ended_hat", 200), ("ended_because", 1000)):
            matter.add_column(sa.Column(column, sa.String(length=length)))
        matter.add_column(sa.Column("amendments", sa.JSON()))


def forbid_changes() -> None:
    forbid({name: ("plan_version", what) for name, what in FROZEN_BEFORE.items()})
    forbid(FROZEN)


def forbid(triggers: dict[str, tuple[str, str]]) -> None:
    for name, (table, what) in triggers.items():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {what} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'What was frozen never changes'); END"
        )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        for name in FROZEN:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_index(op.f(IN_FORCE), "plan_version")
    take_back("matter", ("approved_version_id",), MATTER_COLUMNS)
    for column in ("minor_under", "minor_because"):
        op.drop_column("plan_revision", column)
    take_back("plan_item", ("origin_id",), ("refreshed_head",))
    op.drop_column("plan", "last_version")
    take_back("plan_version", tuple(VERSION_KEYS), VERSION_COLUMNS)
    if sqlite:
        forbid({name: ("plan_version", what) for name, what in FROZEN_BEFORE.items()})


MATTER_COLUMNS = ("amendments", "ended_because", "ended_hat", "ended_by", "takes_effect_on")
VERSION_COLUMNS = (
    "state_by",
    "decided_path",
    "decided_words",
    "in_force_to",
    "in_force_from",
    "years",
    "first_year",
    "title",
)


def take_back(table: str, keys: tuple[str, ...], columns: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch:
        for column in keys:
            batch.drop_constraint(op.f(f"fk_{table}_company_id_{column}"), type_="foreignkey")
            batch.drop_column(column)
        for column in columns:
            batch.drop_column(column)
