"""Files attached to what is written. Their bytes never change; only their audience widens."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, tenant_table


class Attachment(NumberedRow, Base):
    """A file, once for each area that attached it, with the walls of the texts that name it."""

    __tablename__ = "attachment"
    __table_args__ = tenant_table(UniqueConstraint("company_id", "area_id", "sha256"))

    sha256: Mapped[str] = mapped_column(String(64))
    """Of the bytes, as hexadecimal text: by it the texts name the file."""
    name: Mapped[str] = mapped_column(String(200))
    """As it was called when it was first attached."""
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    """Bytes."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """Read only where the file itself is asked for."""
    added_at: Mapped[datetime] = mapped_column()
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_by: Mapped[str] = mapped_column(String(200))
