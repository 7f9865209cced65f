"""The chain of one company: its head, its events, and the payloads that can be erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, TenantRow, of_area


class AuditHead(TenantRow, Base):
    """The last event of a company's chain; locked while one is added, so that there is one."""

    __tablename__ = "audit_head"
    __table_args__ = (of_area(),)

    company_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column()
    digest: Mapped[str] = mapped_column(String(64))


class AuditEvent(TenantRow, Base):
    """Who did what to which row, under which hat; its digest covers the event before it."""

    read_back = False
    __tablename__ = "audit_event"
    __table_args__ = (of_area(), Index(None, "company_id", "subject_kind", "subject_id"))

    company_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column()
    person_id: Mapped[int | None] = mapped_column()
    """None for an operator at the command line."""
    hat: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column()
    subject_area_id: Mapped[int] = mapped_column()
    row_digest: Mapped[str] = mapped_column(String(64))
    """Digest of the subject's content after the change."""
    commitment: Mapped[str] = mapped_column(String(64))
    """Salted SHA-256 of the payload: the payload can be erased, and the chain still holds."""
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class AuditPayload(TenantRow, Base):
    """The words of an event, beside the chain; erased to a tombstone where the law asks it."""

    read_back = False
    __tablename__ = "audit_payload"
    __table_args__ = (
        of_area(),
        ForeignKeyConstraint(["company_id", "seq"], ["audit_event.company_id", "audit_event.seq"]),
    )

    company_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    payload: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    erased_at: Mapped[datetime | None] = mapped_column()
    erased_because: Mapped[str | None] = mapped_column(String(500))
