"""Indexes for lists of matters and of sittings, so that they stay quick however many there are."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INDEXES = {
    "matter": (
        ("state", "submitted_at"),
        ("state", "decided_at"),
        ("outcome", "decided_at"),
        ("body_id", "state", "submitted_at"),
        ("body_id", "state", "decided_at"),
        ("body_id", "outcome", "decided_at"),
        ("sitting_id", "state"),
        ("version_id",),
    ),
    "sitting": (("on_day",),),
}


def upgrade() -> None:
    for table, indexes in INDEXES.items():
        for columns in indexes:
            op.create_index(name_of(table, columns), table, ["company_id", *columns])


def downgrade() -> None:
    for table, indexes in INDEXES.items():
        for columns in indexes:
            op.drop_index(name_of(table, columns), table)


def name_of(table: str, columns: tuple[str, ...]) -> str:
    return op.f(f"ix_{table}_{'_'.join(('company_id', *columns))}")
