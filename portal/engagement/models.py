"""Comments on items of a plan; consultations, what was put to whom, what they said, what we did."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table


class Comment(NumberedRow, Base):
    """What one person says about an item, on the text that she read. Never part of a version.

    Its area is its author's council, not the item's: the walls keep it among her own.
    """

    __tablename__ = "comment"
    __table_args__ = tenant_table(
        same_company("item_id", "plan_item"),
        same_company("revision_id", "plan_revision"),
        same_area("thread_id", "comment"),
        Index(None, "company_id", "item_id"),
    )

    item_id: Mapped[int] = mapped_column()
    revision_id: Mapped[int] = mapped_column()
    text_number: Mapped[int] = mapped_column()
    """Number of the revision commented on."""
    thread_id: Mapped[int | None] = mapped_column()
    """The comment that this one replies to; None for a first one."""
    words: Mapped[str] = mapped_column(Text)
    """Empty once withdrawn."""
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    made_hat: Mapped[str] = mapped_column(String(200))
    edited_at: Mapped[datetime | None] = mapped_column()
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    resolved_at: Mapped[datetime | None] = mapped_column()
    resolved_by: Mapped[str | None] = mapped_column(String(200))
    resolution: Mapped[str | None] = mapped_column(Text)


class Round(NumberedRow, Base):
    """A consultation on a plan: what is asked, from which day to which, both counted.

    Read by whoever was asked (``audiences.guests``), or by everybody.
    """

    __tablename__ = "engagement_round"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "slug"),
        same_company("plan_id", "plan"),
        CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"),
        Index(None, "company_id", "plan_id"),
    )

    slug: Mapped[str] = mapped_column(String(60))
    plan_id: Mapped[int] = mapped_column()
    plan_title: Mapped[str] = mapped_column(String(200))
    """As it was on that day: whoever answers may not be able to read the plan."""
    title: Mapped[str] = mapped_column(String(200))
    intro: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(String(500))
    """What is asked about the whole."""
    asks_scale: Mapped[bool] = mapped_column()
    """Whether each text is also put on the scale from agree to disagree."""
    opens_on: Mapped[date] = mapped_column()
    closes_on: Mapped[date] = mapped_column()
    opened_at: Mapped[datetime] = mapped_column()
    opened_by: Mapped[str] = mapped_column(String(200))
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[str | None] = mapped_column(String(200))


class Group(NumberedRow, Base):
    """Who is asked: the public, partners, staff, young people, or one council."""

    __tablename__ = "engagement_group"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "area_id", "round_id", "kind"),
        same_company("round_id", "engagement_round"),
        same_company("invitation_id", "invitation"),
    )

    round_id: Mapped[int] = mapped_column()
    invitation_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """A key of ``standing.GROUPS``; ``council`` is the council of the row's area."""
    name: Mapped[str] = mapped_column(String(200))
    linked_at: Mapped[datetime | None] = mapped_column()
    """When its secret link was made; None for who needs none."""


class Exhibit(NumberedRow, Base):
    """A frozen copy of one text, as it is put to those who are asked. Never changed."""

    __tablename__ = "engagement_exhibit"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "round_id", "item_id"),
        same_company("round_id", "engagement_round"),
        same_area("item_id", "plan_item"),
    )

    round_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column()
    ref: Mapped[str] = mapped_column(String(20))
    section_title: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    wording: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    """The digest of the revision that it is a copy of."""


class Response(NumberedRow, Base):
    """One answer to a consultation, as it was sent. Whoever sends it cannot read it again."""

    read_back = False
    __tablename__ = "engagement_response"
    # Without RETURNING: PostgreSQL would ask whether its writer may read the row.
    __table_args__ = (
        *tenant_table(
            same_company("round_id", "engagement_round"),
            same_company("group_id", "engagement_group"),
            Index(None, "company_id", "round_id", "state"),
        ),
        {"implicit_returning": False},
    )

    round_id: Mapped[int] = mapped_column()
    group_id: Mapped[int] = mapped_column()
    child: Mapped[bool] = mapped_column()
    """A young person's: shown grouped with others', never by itself."""
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    received_at: Mapped[datetime] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    """waiting, published, counted (a young person's, for the summary) or withheld."""
    decided_at: Mapped[datetime | None] = mapped_column()
    decided_by: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    """Why it is withheld."""


class Remark(NumberedRow, Base):
    """What a response says about one text, or about the whole."""

    read_back = False
    __tablename__ = "engagement_remark"
    __table_args__ = (
        *tenant_table(
            same_area("response_id", "engagement_response"),
            same_company("exhibit_id", "engagement_exhibit"),
            Index(None, "company_id", "response_id"),
        ),
        {"implicit_returning": False},
    )

    response_id: Mapped[int] = mapped_column()
    exhibit_id: Mapped[int | None] = mapped_column()
    """None: about the whole."""
    choice: Mapped[str | None] = mapped_column(String(20))
    """A key of ``scales.CHOICES``."""
    words: Mapped[str] = mapped_column(Text)


class Quote(NumberedRow, Base):
    """The published wording of a remark: a copy beside the original, without who said it."""

    __tablename__ = "engagement_quote"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "remark_id"),
        same_company("round_id", "engagement_round"),
        same_company("remark_id", "engagement_remark"),
        same_company("exhibit_id", "engagement_exhibit"),
        same_company("answer_id", "engagement_answer"),
        Index(None, "company_id", "round_id"),
    )

    round_id: Mapped[int] = mapped_column()
    remark_id: Mapped[int] = mapped_column()
    exhibit_id: Mapped[int | None] = mapped_column()
    said_by: Mapped[str] = mapped_column(String(200))
    """A group, or the council whose formal response it is; never a person."""
    formal: Mapped[bool] = mapped_column()
    choice: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    answer_id: Mapped[int | None] = mapped_column()


class Summary(NumberedRow, Base):
    """What young people said, put together by the company: the only form in which it is shown."""

    __tablename__ = "engagement_summary"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "round_id"),
        same_company("round_id", "engagement_round"),
        same_company("answer_id", "engagement_answer"),
    )

    round_id: Mapped[int] = mapped_column()
    words: Mapped[str] = mapped_column(Text)
    counts: Mapped[list[Any]] = mapped_column(JSON)
    """``[[about, [[choice, shown], …]], …]`` with small counts suppressed already: no exact small
    number is in a row that others can read."""
    written_at: Mapped[datetime] = mapped_column()
    written_by: Mapped[str] = mapped_column(String(200))
    answer_id: Mapped[int | None] = mapped_column()


class Answer(NumberedRow, Base):
    """You said, we did: one answer to one or several published remarks.

    The directors' alone until the consultation is closed as answered.
    """

    __tablename__ = "engagement_answer"
    __table_args__ = tenant_table(
        same_company("round_id", "engagement_round"),
        same_company("exhibit_id", "engagement_exhibit"),
        Index(None, "company_id", "round_id"),
    )

    round_id: Mapped[int] = mapped_column()
    exhibit_id: Mapped[int | None] = mapped_column()
    """The text in which the answer can be read."""
    said: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    """changed or not_changed."""
    why: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[str] = mapped_column(String(200))
