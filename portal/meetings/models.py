"""A meeting, its agenda item by item, and each publication of it.

Day, hour, place and title of a meeting stand on its sitting, which the decisions room keeps.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class Meeting(NumberedRow, Base):
    """One meeting of a body, with all that its front sheet says beside day, hour and place."""

    __tablename__ = "meeting"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "slug"),
        UniqueConstraint("company_id", "sitting_id"),
        same_company("sitting_id", "sitting"),
        same_company("body_id", "body"),
        ForeignKeyConstraint(
            ["company_id", "host_council_id"], ["area.company_id", "area.area_id"]
        ),
        CheckConstraint(
            "state in ('planned', 'published', 'held', 'cancelled')", name="state_is_known"
        ),
        CheckConstraint(
            "state <> 'cancelled' or cancelled_because <> ''", name="cancelled_for_a_reason"
        ),
        Index(None, "company_id", "body_id"),
    )

    slug: Mapped[str] = mapped_column(String(60))
    """That of its sitting."""
    sitting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    host_council_id: Mapped[int | None] = mapped_column()
    """The area of the council whose co-chair chairs it; None where no council is host."""
    remote_address: Mapped[str] = mapped_column(String(500))
    """Where those who are not in the room take part; empty for a meeting in a room alone."""
    clerk_name: Mapped[str] = mapped_column(String(200))
    """A post, or a name: whom to ask about this meeting."""
    clerk_telephone: Mapped[str] = mapped_column(String(40))
    clerk_email: Mapped[str] = mapped_column(String(254))
    filming_notice: Mapped[str] = mapped_column(Text)
    speaking_deadline: Mapped[datetime | None] = mapped_column()
    """Until when the public can register to speak; None where nobody can."""
    accessible_formats: Mapped[str] = mapped_column(Text)
    inspection_places: Mapped[str] = mapped_column(Text)
    """Where papers can be inspected, a line for each place."""
    state: Mapped[str] = mapped_column(String(20))
    """planned, published (its agenda is), held or cancelled."""
    cancelled_because: Mapped[str] = mapped_column(String(1000))


class Agenda(NumberedRow, Base):
    """One publication: the agenda itself (sequence 1), or what was added to it later."""

    __tablename__ = "agenda"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "meeting_id", "sequence"),
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        CheckConstraint("kind in ('main', 'supplementary')", name="kind_is_known"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    sequence: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    published_at: Mapped[datetime] = mapped_column()
    published_by: Mapped[str] = mapped_column(String(200))
    published_hat: Mapped[str] = mapped_column(String(200))
    latest_on: Mapped[date] = mapped_column()
    """The last day on which it was in time, as it was counted when it was published."""
    late_because: Mapped[str] = mapped_column(Text)
    """Why it is taken all the same, as the chair said; empty where it came in time."""
    adds: Mapped[list[int]] = mapped_column(JSON)
    """The numbers of the items that it brings, or whose report it brings."""


class AgendaItem(NumberedRow, Base):
    """One item of an agenda. Its title is always what the public may read, of Part II too."""

    __tablename__ = "agenda_item"
    __table_args__ = tenant_table(
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        same_company("matter_id", "matter"),
        same_company("agenda_id", "agenda"),
        CheckConstraint("part in (1, 2)", name="part_is_known"),
        CheckConstraint("state in ('listed', 'withdrawn', 'removed')", name="state_is_known"),
        CheckConstraint(
            "kind in ('standing', 'matter', 'report', 'minutes', 'arising')", name="kind_is_known"
        ),
        CheckConstraint(
            "state <> 'withdrawn' or withdrawn_because <> ''", name="withdrawn_for_a_reason"
        ),
        Index(None, "company_id", "meeting_id", "position"),
        Index(None, "company_id", "matter_id"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column()
    """Its place among the items, Part I first, from 1."""
    number: Mapped[int] = mapped_column()
    """As printed, from 1. Once published it is this item's for good, withdrawn or not."""
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20))
    """What a standing item is for: a key of ``rules.STANDING``; empty for the others."""
    part: Mapped[int] = mapped_column()
    """1 in public, 2 while the public is excluded."""
    state: Mapped[str] = mapped_column(String(20))
    """listed; withdrawn, which keeps its number; removed from a draft, which nobody ever saw."""
    withdrawn_because: Mapped[str] = mapped_column(String(1000))
    matter_id: Mapped[int | None] = mapped_column()
    presenter: Mapped[str] = mapped_column(String(200))
    """By whom its report is, as the agenda prints it: usually a post."""
    agenda_id: Mapped[int | None] = mapped_column()
    """The publication in which it first stood; None while nobody but the body has seen it."""
    urgent_because: Mapped[str] = mapped_column(Text)
    """Why the chair takes an item that was added too late (LGA 1972 s.100B(4)(b))."""
    to_follow: Mapped[bool] = mapped_column()
    """When the item was published, its report was still to follow."""
    paragraphs: Mapped[list[int]] = mapped_column(JSON)
    """Of Schedule 12A, Part 1, by which a Part II item is exempt."""
    public_interest: Mapped[str] = mapped_column(Text)
    """Why the public interest in the exemption outweighs that in disclosing it."""
    exemption_reviewed_on: Mapped[date | None] = mapped_column()
    confidential: Mapped[bool] = mapped_column()
    """It is confidential (LGA 1972 s.100A(3)), which is more than exempt."""


_STANDS = AgendaItem.state != "removed"
Index(
    None,
    AgendaItem.company_id,
    AgendaItem.meeting_id,
    AgendaItem.number,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)
"""No two items of a meeting have one number, but for those taken off its draft."""


class AgendaTemplate(NumberedRow, Base):
    """The items with which every agenda of a body begins, where they are not the usual ones."""

    __tablename__ = "agenda_template"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "body_id"),
        same_company("body_id", "body"),
    )

    body_id: Mapped[int] = mapped_column()
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """``[{"code", "title", "presenter", "part"}, …]`` in their order."""
