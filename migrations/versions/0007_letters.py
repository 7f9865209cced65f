"""A section's letter is its own among those of the draft: one that was removed lets go of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OLD = "uq_section_company_id_plan_id_letter"
NEW = "uq_section_letter_in_draft"
LETTER = ["company_id", "plan_id", "letter"]


def upgrade() -> None:
    with op.batch_alter_table("section") as section:
        section.drop_constraint(OLD, type_="unique")
    in_draft = sa.column("removed_at").is_(None)
    op.create_index(
        NEW, "section", LETTER, unique=True, sqlite_where=in_draft, postgresql_where=in_draft
    )


def downgrade() -> None:
    op.drop_index(NEW, "section")
    with op.batch_alter_table("section") as section:
        section.create_unique_constraint(OLD, LETTER)
