"""Packs, and the pieces of their bytes. Once built, nothing of a pack changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class Pack(NumberedRow, Base):
    """One pack of a meeting: asked for, then built once by the worker."""

    __tablename__ = "pack"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "meeting_id", "slug"),
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        same_company("agenda_id", "agenda"),
        same_company("item_id", "agenda_item"),
        CheckConstraint(
            "kind in ('public', 'restricted', 'supplementary', 'minutes')", name="kind_is_known"
        ),
        CheckConstraint("state in ('asked', 'published')", name="state_is_known"),
        CheckConstraint("(state = 'published') = (sha256 <> '')", name="published_with_its_bytes"),
        CheckConstraint("(kind = 'restricted') = (item_id is not null)", name="restricted_is_one"),
        Index(None, "company_id", "meeting_id", "state"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    agenda_id: Mapped[int | None] = mapped_column()
    """The publication whose papers it holds; None for minutes."""
    item_id: Mapped[int | None] = mapped_column()
    """Of a restricted pack: its one item, whose readers read the pack."""
    slug: Mapped[str] = mapped_column(String(40))
    """Its address below the meeting's: ``agenda``, ``supplementary-2``, ``restricted-12``."""
    kind: Mapped[str] = mapped_column(String(20))
    continues_from: Mapped[int | None] = mapped_column()
    """The number of its first page of papers, as the clerk gave it; None: numbered by itself."""
    state: Mapped[str] = mapped_column(String(20))
    """asked, or published: built, and never changed again."""
    asked_at: Mapped[datetime] = mapped_column()
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_hat: Mapped[str] = mapped_column(String(200))
    published_at: Mapped[datetime | None] = mapped_column()
    title: Mapped[str] = mapped_column(String(300), default="")
    adds: Mapped[str] = mapped_column(Text, default="")
    """Of a supplementary pack: what it adds, in a sentence."""
    first_page: Mapped[int] = mapped_column(default=0)
    """Number of the first page of papers; 0 until it is built, as all that follows."""
    front_pages: Mapped[int] = mapped_column(default=0)
    """Pages before the papers."""
    pages: Mapped[int] = mapped_column(default=0)
    ranges: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    """First and last page of each item with papers, by the item's id."""
    listed: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Attached files that are not among its pages."""
    tagged: Mapped[bool] = mapped_column(default=False)
    """Every page is ours, so that the file claims PDF/UA-1."""
    size: Mapped[int] = mapped_column(default=0)
    """Bytes."""
    sha256: Mapped[str] = mapped_column(String(64), default="")
    """Of its bytes; empty until it is built."""
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)
    """All that is printed in it (``sheet``), from which the HTML page is made."""

    @property
    def last_page(self) -> int:
        """Number of its last page."""
        return self.first_page + self.pages - self.front_pages - 1


class PackPiece(NumberedRow, Base):
    """A piece of a pack's bytes, so that none is ever held whole."""

    __tablename__ = "pack_piece"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "pack_id", "position"), same_company("pack_id", "pack")
    )

    pack_id: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column()
    content: Mapped[bytes] = mapped_column(LargeBinary)
