"""Reports to meetings, what belongs to them, who cleared them; exemptions looked at again.

Until it is published a report and all that is in it is read by whoever works on it and by the
body's clerk alone (``audiences.item``); in Part II it stays so, its body's members added.
"""

from datetime import date, datetime
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


class Report(NumberedRow, Base):
    """The report of one item of an agenda: a draft that is written, then what was published."""

    __tablename__ = "report"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id"),
        same_company("item_id", "agenda_item"),
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        CheckConstraint("part in (1, 2)", name="part_is_known"),
        CheckConstraint("state in ('draft', 'published')", name="state_is_known"),
        CheckConstraint(
            "(state = 'published') = (digest is not null)", name="frozen_when_published"
        ),
        Index(None, "company_id", "meeting_id"),
    )

    item_id: Mapped[int] = mapped_column()
    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    part: Mapped[int] = mapped_column()
    """1 in public, 2 while the public is excluded."""
    title: Mapped[str] = mapped_column(String(300))
    """Its own: in Part II it may say what the item's public title does not."""
    author: Mapped[str] = mapped_column(String(200))
    author_post: Mapped[str] = mapped_column(String(200))
    template: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """The company's template on the day it was begun; a later change does not reach it."""
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    """By the name of the part, in Markdown."""
    recommendations: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    """``[{"letter", "verb", "text", "agenda"}, …]``: ``agenda`` is how the agenda words it, empty
    where it says the same. None where the item has a matter, whose own count."""
    filed_under: Mapped[str] = mapped_column(String(20))
    """Of Part II: under which Acts what it holds has to be registered; empty for none."""
    state: Mapped[str] = mapped_column(String(20))
    """draft or published."""
    head: Mapped[int] = mapped_column()
    """How often its words were saved: an edit says which it began from."""
    content_digest: Mapped[str] = mapped_column(String(64))
    """Of all that would be published now: a clearance holds for one digest."""
    changed_at: Mapped[datetime] = mapped_column()
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_hat: Mapped[str] = mapped_column(String(200))
    published_at: Mapped[datetime | None] = mapped_column()
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What was published, whole: from it alone the report is shown ever after."""
    digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the canonical JSON of ``frozen``."""


class ReportFile(NumberedRow, Base):
    """A file attached to a report, with its bytes: behind the report's own walls."""

    __tablename__ = "report_file"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "report_id", "sha256"),
        same_company("report_id", "report"),
    )

    report_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    """Bytes."""
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """Read only where the file itself is asked for."""
    attached_at: Mapped[datetime] = mapped_column()
    attached_by: Mapped[str] = mapped_column(String(200))
    taken_off: Mapped[bool] = mapped_column(default=False)
    """No part of the report any more; what was attached is kept."""


class ReportAnnex(NumberedRow, Base):
    """A live annex: what it is drawn from, and how it was drawn last."""

    __tablename__ = "report_annex"
    __table_args__ = tenant_table(
        same_company("report_id", "report"),
        same_company("plan_id", "plan"),
        same_company("version_id", "plan_version"),
        CheckConstraint("kind in ('priorities', 'performance')", name="kind_is_known"),
        Index(None, "company_id", "report_id"),
    )

    report_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """A key of ``annexes.KINDS``."""
    title: Mapped[str] = mapped_column(String(200))
    plan_id: Mapped[int] = mapped_column()
    version_id: Mapped[int | None] = mapped_column()
    """Of priorities: the frozen version."""
    source: Mapped[str] = mapped_column(String(300))
    """What it was drawn from, in words, with its day."""
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """As ``documents.kept`` writes them."""
    drawn_at: Mapped[datetime] = mapped_column()
    drawn_by: Mapped[str] = mapped_column(String(200))
    taken_off: Mapped[bool] = mapped_column(default=False)


class ReportClearance(NumberedRow, Base):
    """That somebody by name was asked to clear a report, and what she answered."""

    __tablename__ = "report_clearance"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "report_id", "kind", "person_id"),
        same_company("report_id", "report"),
        CheckConstraint("kind in ('finance', 'legal', 'director')", name="kind_is_known"),
        CheckConstraint("answer in ('', 'cleared', 'refused')", name="answer_is_known"),
        Index(None, "person_id"),
    )

    report_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column()
    asked_by: Mapped[str] = mapped_column(String(200))
    answer: Mapped[str] = mapped_column(String(20))
    """Empty while she has not answered."""
    words: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_hat: Mapped[str] = mapped_column(String(200))
    of_digest: Mapped[str | None] = mapped_column(String(64))
    """The report's ``content_digest`` when she answered: of another content it holds no more."""


class ReportTemplate(NumberedRow, Base):
    """The parts that this company's reports have from a moment on; the newest counts."""

    __tablename__ = "report_template"
    __table_args__ = tenant_table()

    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    set_at: Mapped[datetime] = mapped_column()
    set_by: Mapped[str] = mapped_column(String(200))
    set_hat: Mapped[str] = mapped_column(String(200))


class ExemptionReview(NumberedRow, Base):
    """That an exemption was looked at again: it still holds until another day, or it was lifted."""

    __tablename__ = "exemption_review"
    __table_args__ = tenant_table(
        same_company("report_id", "report"),
        CheckConstraint("(next_on is null) = lifted", name="lifted_or_looked_at_again"),
        Index(None, "company_id", "report_id"),
    )

    report_id: Mapped[int] = mapped_column()
    lifted: Mapped[bool] = mapped_column()
    next_on: Mapped[date | None] = mapped_column()
    because: Mapped[str] = mapped_column(Text)
    reviewed_at: Mapped[datetime] = mapped_column()
    reviewed_by: Mapped[str] = mapped_column(String(200))
    reviewed_hat: Mapped[str] = mapped_column(String(200))
