"""Notices of an executive body's key decisions and private items, and what people said to them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table

KINDS = (
    "'key_decision', 'private_first', 'private_second', "
    "'general_exception', 'special_urgency', 'urgent_private'"
)


class ExecutiveNotice(NumberedRow, Base):
    """One notice as it was published: never changed, only withdrawn with a reason. Public.

    Of the three ways without a notice it is the notice that says which was taken, and why.
    """

    __tablename__ = "executive_notice"
    __table_args__ = tenant_table(
        same_company("meeting_id", "meeting"),
        same_company("item_id", "agenda_item"),
        same_company("body_id", "body"),
        CheckConstraint(f"kind in ({KINDS})", name="kind_is_known"),
        CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),
        CheckConstraint(
            "withdrawn_at is null or withdrawn_because <> ''", name="withdrawn_for_a_reason"
        ),
        Index(None, "company_id", "meeting_id"),
        Index(None, "company_id", "item_id"),
        Index(None, "company_id", "published_on"),
        Index(None, "company_id", "body_id", "published_on"),
    )

    meeting_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """A key of ``law.NAMES``."""
    title: Mapped[str] = mapped_column(String(300))
    matter: Mapped[str] = mapped_column(Text)
    """What is to be decided or discussed, without anything exempt or confidential."""
    because: Mapped[str] = mapped_column(Text)
    """Why in private, why the notice was impracticable, or why it is urgent; empty for a notice
    of a key decision."""
    decided_by: Mapped[str] = mapped_column(String(200))
    """The body, by name."""
    members: Mapped[list[str]] = mapped_column(JSON)
    """Who sits on it, as of the day of the notice."""
    first_day: Mapped[date] = mapped_column()
    last_day: Mapped[date] = mapped_column()
    """The period within which it is to be decided or discussed; mostly one day."""
    documents: Mapped[str] = mapped_column(Text)
    """What is submitted to the body for the decision, a line for each document."""
    available_from: Mapped[str] = mapped_column(Text)
    """Where copies are to be had, as far as they may be disclosed."""
    more_documents: Mapped[str] = mapped_column(Text)
    """How to ask for those that may still be submitted."""
    agreed_by: Mapped[str] = mapped_column(String(200))
    agreed_as: Mapped[str] = mapped_column(String(30))
    """Who agreed or was informed, by name, and as what: a key of ``law.WHO``."""
    acted_on: Mapped[date | None] = mapped_column()
    """On which day that was; None for the three notices that are owed."""
    answers: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    """Of a second notice: ``[{"received_on", "summary", "response"}, …]``."""
    published_on: Mapped[date] = mapped_column()
    published_at: Mapped[datetime] = mapped_column()
    published_by: Mapped[str] = mapped_column(String(200))
    published_hat: Mapped[str] = mapped_column(String(200))
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_by: Mapped[str] = mapped_column(String(200))
    withdrawn_hat: Mapped[str] = mapped_column(String(200))
    withdrawn_because: Mapped[str] = mapped_column(String(1000))


_STANDS = ExecutiveNotice.withdrawn_at.is_(None)
Index(
    None,
    ExecutiveNotice.company_id,
    ExecutiveNotice.item_id,
    ExecutiveNotice.kind,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)
"""An item has one notice of a kind that stands: the clock counts from it alone."""


class Representation(NumberedRow, Base):
    """What somebody wrote about why a meeting should be open to the public (regulation 5).

    Read by the body's members and its clerk. Whoever sends it cannot read it again.
    """

    read_back = False
    __tablename__ = "executive_representation"
    # Without RETURNING: PostgreSQL would ask whether its writer may read the row.
    __table_args__ = (
        *tenant_table(
            same_company("notice_id", "executive_notice"),
            same_company("meeting_id", "meeting"),
            same_company("item_id", "agenda_item"),
            same_company("body_id", "body"),
            CheckConstraint("words <> ''", name="says_something"),
            Index(None, "company_id", "meeting_id"),
            Index(None, "company_id", "item_id"),
            Index(None, "company_id", "body_id", "answered_at"),
        ),
        {"implicit_returning": False},
    )

    notice_id: Mapped[int] = mapped_column()
    """The first notice, to which it answers."""
    meeting_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(254))
    words: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date] = mapped_column()
    received_at: Mapped[datetime] = mapped_column()
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_hat: Mapped[str] = mapped_column(String(200))
    """Who entered one that came by letter or by telephone; empty for one sent here."""
    summary: Mapped[str] = mapped_column(Text)
    response: Mapped[str] = mapped_column(Text)
    """What it says and what the body answers, as the second notice prints them."""
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[str] = mapped_column(String(200))
    answered_hat: Mapped[str] = mapped_column(String(200))
