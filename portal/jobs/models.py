"""A job: what is to be done, how far it has come, and what came of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, tenant_table

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
OPEN = (QUEUED, RUNNING)


class Job(NumberedRow, Base):
    """Work that no request waits for. Who asked reads it, or all whom its audience names."""

    __tablename__ = "job"
    __table_args__ = tenant_table(
        CheckConstraint("state in ('queued', 'running', 'done', 'failed')", name="state_known"),
        Index(None, "company_id", "state", "id"),
        Index(None, "company_id", "kind", "subject_id", "state"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    """Which function does it (``service.register``)."""
    subject_id: Mapped[int] = mapped_column()
    """The row that it is about, of the table that its kind means."""
    title: Mapped[str] = mapped_column(String(300))
    """What is done, for whoever waits: "Public pack of 24 June 2019"."""
    state: Mapped[str] = mapped_column(String(20))
    """queued, running, done or failed."""
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    """Steps done, of how many; 0 of 0 while nobody knows."""
    words: Mapped[str] = mapped_column(Text, default="")
    """What is being done, what was done, or why it could not be done."""
    asked_at: Mapped[datetime] = mapped_column()
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_hat: Mapped[str] = mapped_column(String(200))
    attempts: Mapped[int] = mapped_column(default=0)
    """How often a worker took it. The number is also the hold's: whoever holds an older one has
    lost the job, and what it made is not kept."""
    losses: Mapped[int] = mapped_column(default=0)
    """How often a worker that had it was not heard of again."""
    held_until: Mapped[datetime | None] = mapped_column()
    """By the machine's clock. Of a job that runs: until when its worker has it, which renews this
    while it lives. Of one that waits: not to be taken before."""
    ended_at: Mapped[datetime | None] = mapped_column()
