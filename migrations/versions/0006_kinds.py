"""Plans of every type: their covers, kinds of section with texts of their own, what is taken out.

Texts and versions from before keep their digests: no details are added to them, and a version says
by which scheme its sections are digested.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FROZEN = {
    "plan_revision": "details",
    "plan_version": "scheme",
    "plan_version_section": "under",
}
PLAN_KEYS = {"parent_id": "plan", "follows_id": "plan", "owner_body_id": "body"}


def upgrade() -> None:
    describe_plans()
    op.add_column("section", said("under", 200))
    op.add_column("section", sa.Column("removed_at", sa.DateTime(timezone=True)))
    op.add_column("plan_item", sa.Column("removed_at", sa.DateTime(timezone=True)))
    op.add_column(
        "plan_revision", sa.Column("details", sa.JSON(), nullable=False, server_default="{}")
    )
    op.add_column("plan_version", sa.Column("scheme", KEY, nullable=False, server_default="1"))
    op.add_column("plan_version_section", said("under", 200))
    if op.get_bind().dialect.name == "sqlite":
        forbid_changes()


def said(name: str, length: int, value: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default=value)


def describe_plans() -> None:
    with op.batch_alter_table("plan") as plan:
        plan.add_column(said("lineage", 20))
        plan.add_column(said("covers", 20, "company"))
        plan.add_column(said("service", 200))
        for column, target in PLAN_KEYS.items():
            plan.add_column(sa.Column(column, KEY))
            plan.create_foreign_key(
                op.f(f"fk_plan_company_id_{column}"),
                target,
                ["company_id", column],
                ["company_id", "id"],
            )


def forbid_changes() -> None:
    for table, column in FROZEN.items():
        op.execute(
            f"CREATE TRIGGER {table}_{column}_update BEFORE UPDATE OF {column} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'What was frozen never changes'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table, column in FROZEN.items():
            op.execute(f"DROP TRIGGER {table}_{column}_update")
    for table, columns in {
        "plan_version_section": ["under"],
        "plan_version": ["scheme"],
        "plan_revision": ["details"],
        "plan_item": ["removed_at"],
        "section": ["removed_at", "under"],
    }.items():
        for column in columns:
            op.drop_column(table, column)
    with op.batch_alter_table("plan") as plan:
        for column in PLAN_KEYS:
            plan.drop_constraint(op.f(f"fk_plan_company_id_{column}"), type_="foreignkey")
            plan.drop_column(column)
        for column in ("service", "covers", "lineage"):
            plan.drop_column(column)
