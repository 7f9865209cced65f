"""A member's register of interests, what is declared of a matter, and dispensations.

Matters and bodies are known here by table and number alone: this room stands below decisions.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class MemberRegister(NumberedRow, Base):
    """The public face of one member's register: when it last changed, and that it withholds."""

    __tablename__ = "member_register"
    __table_args__ = tenant_table(UniqueConstraint("company_id", "person_id"))

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withholds: Mapped[bool] = mapped_column()
    """That an interest is withheld under s.32 of the Localism Act 2011: neither which, nor how
    many."""
    changed_at: Mapped[datetime] = mapped_column()


class Interest(NumberedRow, Base):
    """One entry of a member's register: added and ended, never deleted.

    Public; a sensitive one is hers and her clerk's alone (``audiences.withheld``).
    """

    __tablename__ = "interest"
    __table_args__ = tenant_table(
        CheckConstraint(
            "held_to is null or held_from is null or held_to >= held_from",
            name="ends_after_it_starts",
        ),
        Index(None, "company_id", "person_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    category: Mapped[str] = mapped_column(String(30))
    """A key of ``rules.CATEGORIES``."""
    whose: Mapped[str] = mapped_column(String(20))
    """own or partner."""
    what: Mapped[str] = mapped_column(Text)
    in_company: Mapped[bool] = mapped_column()
    """An office or share in this very company: its words name it, or whoever entered it said so."""
    sensitive: Mapped[bool] = mapped_column()
    agreed_at: Mapped[datetime | None] = mapped_column()
    """When the monitoring officer agreed that it is sensitive: s.32(1)(b) asks for both."""
    agreed_by: Mapped[str | None] = mapped_column(String(200))
    held_from: Mapped[date | None] = mapped_column()
    """None where nobody remembers: no day is guessed."""
    held_to: Mapped[date | None] = mapped_column()
    """Last day on which it is held; None while it has no end."""
    entered_at: Mapped[datetime] = mapped_column()
    entered_by: Mapped[str] = mapped_column(String(200))
    entered_hat: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column()
    """When its end was entered."""
    ended_by: Mapped[str | None] = mapped_column(String(200))


class Dispensation(NumberedRow, Base):
    """That a member may speak or vote in spite of an interest (Localism Act 2011, s.33)."""

    __tablename__ = "dispensation"
    __table_args__ = tenant_table(
        same_company("matter_id", "matter"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        Index(None, "company_id", "person_id", "ends_on"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reach: Mapped[str] = mapped_column(String(20))
    """A key of ``rules.REACHES``."""
    matter_id: Mapped[int | None] = mapped_column()
    subject: Mapped[str] = mapped_column(String(500))
    """What it is about; the matter's title where it is for one matter."""
    relieves: Mapped[str] = mapped_column(String(10))
    """both, speak or vote."""
    ground: Mapped[str] = mapped_column(String(20))
    """A key of ``rules.GROUNDS``."""
    reason: Mapped[str] = mapped_column(Text)
    granted_by: Mapped[str] = mapped_column(String(200))
    """The body, or the monitoring officer on its behalf, in its own words."""
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date] = mapped_column()
    """Its last day, at most four years on (s.33(3))."""
    recorded_at: Mapped[datetime] = mapped_column()
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_hat: Mapped[str] = mapped_column(String(200))
    ended_on: Mapped[date | None] = mapped_column()
    """The first day on which it holds no more, where it was ended before its last day."""
    ended_by: Mapped[str | None] = mapped_column(String(200))
    ended_because: Mapped[str | None] = mapped_column(String(1000))


class Declaration(NumberedRow, Base):
    """What a member declares of one matter. Read by whoever reads the matter."""

    __tablename__ = "declaration"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id", "person_id"),
        same_company("matter_id", "matter"),
        same_company("body_id", "body"),
        same_company("dispensation_id", "dispensation"),
    )

    matter_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    """A key of ``rules.KINDS``."""
    nature: Mapped[str] = mapped_column(Text)
    """Empty for a sensitive interest, of which the fact alone is declared: s.32(3)."""
    sensitive: Mapped[bool] = mapped_column()
    dispensation_id: Mapped[int | None] = mapped_column()
    """The dispensation that she relies on, where it is for a subject."""
    left_room: Mapped[bool] = mapped_column()
    left_at: Mapped[datetime | None] = mapped_column()
    """When she was last recorded as leaving."""
    declared_at: Mapped[datetime] = mapped_column()
    declared_by: Mapped[str] = mapped_column(String(200))
    declared_hat: Mapped[str] = mapped_column(String(200))
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_by: Mapped[str | None] = mapped_column(String(200))
    withdrawn_because: Mapped[str | None] = mapped_column(String(1000))
