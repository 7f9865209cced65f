"""The index: one row per text that can be found, with the walls of that text."""

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, tenant_table


class SearchEntry(NumberedRow, Base):
    """What can be found, where it leads, and for whom: its area and audience are its source's."""

    __tablename__ = "search_entry"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "source", "source_id"), Index(None, "company_id", "source")
    )

    source: Mapped[str] = mapped_column(String(40))
    source_id: Mapped[int] = mapped_column()
    thing: Mapped[str] = mapped_column(String(80))
    """Entries of the same thing (older texts of one priority) are shown once, the newest."""
    path: Mapped[str] = mapped_column(String(300))
    """Path below ``/<company>/``."""
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    """Everything to be found by, case-folded."""
