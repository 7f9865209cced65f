"""An index for the matters under a line of the register, the last of them first."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

INDEX = "ix_matter_company_id_reserved_matter_id_submitted_at"


def upgrade() -> None:
    op.create_index(INDEX, "matter", ["company_id", "reserved_matter_id", "submitted_at"])


def downgrade() -> None:
    op.drop_index(INDEX, "matter")
