"""What one reader keeps beside the papers: her notes, what she has read, that she opened them.

Notes and marks are hers alone (``audiences.person``): neither a clerk nor the operator reads them.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class PaperNote(NumberedRow, Base):
    """A note on words of a paper, or a highlight, which is a note that says nothing."""

    __tablename__ = "paper_note"
    __table_args__ = tenant_table(
        Unique("company_id", "person_id", "key"),
        same_company("meeting_id", "meeting"),
        same_company("item_id", "agenda_item"),
        CheckConstraint("words <> '' or quote <> ''", name="says_or_marks_something"),
        Index(None, "company_id", "person_id", "meeting_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    meeting_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    key: Mapped[str] = mapped_column(String(36))
    """Made where it was written, so that a note sent twice is kept once."""
    digest: Mapped[str] = mapped_column(String(16))
    """Of the passage it hangs on; see ``anchors.Anchor``."""
    number: Mapped[int] = mapped_column()
    """The passage's number in its paper when the note was made, from 1."""
    quote: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(String(80))
    after: Mapped[str] = mapped_column(String(80))
    said: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    """What she wrote; empty for a highlight."""
    revision: Mapped[int] = mapped_column()
    """Counts from 1: two windows do not write over each other."""
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    """Makes the digest in the log tell nothing of the words."""
    made_at: Mapped[datetime] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()


class ReadMark(NumberedRow, Base):
    """That somebody read an item's papers, and which passages stood in them then."""

    __tablename__ = "read_mark"
    __table_args__ = tenant_table(
        Unique("company_id", "person_id", "item_id"),
        same_company("meeting_id", "meeting"),
        same_company("item_id", "agenda_item"),
        Index(None, "company_id", "person_id", "meeting_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    meeting_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    seen: Mapped[list[str]] = mapped_column(JSON)
    """Digests of the passages, in their order."""
    read_at: Mapped[datetime] = mapped_column()


class PapersOpened(NumberedRow, Base):
    """That a member opened a meeting's papers, and nothing else: no hour, no page.

    She reads it, and the clerk of the body (``tenants.registrars``).
    """

    __tablename__ = "papers_opened"
    __table_args__ = tenant_table(
        Unique("company_id", "meeting_id", "person_id"),
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
