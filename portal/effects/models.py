"""What stands between a decision and its effect, and the effect itself."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.decisions.models import LATER
from tenants.base import Base, NumberedRow, same_company, tenant_table


class Condition(NumberedRow, Base):
    """A condition that a body attached to what it decided, and how it was discharged."""

    __tablename__ = "decision_condition"
    __table_args__ = tenant_table(
        same_company("matter_id", "matter"),
        same_company("recommendation_id", "recommendation"),
        Index(None, "company_id", "matter_id"),
        Index(None, "company_id", "discharged_on", "due_on"),
    )

    matter_id: Mapped[int] = mapped_column()
    recommendation_id: Mapped[int | None] = mapped_column()
    """The recommendation that it was attached to; None for an officer's decision."""
    body_id: Mapped[int] = mapped_column()
    """Of the body that set it, whose clerk keeps it."""
    kind: Mapped[str] = mapped_column(String(20))
    """precedent (nothing takes effect before it is discharged) or subsequent (stops nothing)."""
    words: Mapped[str] = mapped_column(Text)
    discharged_by: Mapped[str] = mapped_column(String(200))
    """Who has to discharge it, as minuted: "the director of children's services"."""
    due_on: Mapped[date | None] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column()
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_hat: Mapped[str] = mapped_column(String(200))
    discharged_on: Mapped[date | None] = mapped_column()
    """The day on which it was met; None while it is not."""
    evidence: Mapped[str] = mapped_column(Text, default="")
    """What shows that it was met, in words."""
    file_name: Mapped[str] = mapped_column(String(200), default="")
    file_sha256: Mapped[str] = mapped_column(String(64), default="")
    """The file that shows it, kept by the documents room; empty without one."""
    settled_at: Mapped[datetime | None] = mapped_column()
    settled_by: Mapped[str | None] = mapped_column(String(200))
    settled_hat: Mapped[str | None] = mapped_column(String(200))
    """Who recorded the discharge, when, and under which hat."""


class CallIn(NumberedRow, Base):
    """The days in which a decision can be called in, and what came of it. One row a decision."""

    __tablename__ = "call_in"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id"),
        same_company("matter_id", "matter"),
        same_company("body_id", "body"),
        Index(None, "company_id", "outcome", "until"),
    )

    matter_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    decided_on: Mapped[date] = mapped_column()
    working_days: Mapped[int] = mapped_column()
    """As the body's setting was on the day of the decision."""
    until: Mapped[date | None] = mapped_column()
    """The last day on which it can be called in; None for an urgent decision, which cannot."""
    members_needed: Mapped[int] = mapped_column()
    """How many members have to ask for it, as the body's setting was."""
    exempt_because: Mapped[str] = mapped_column(Text, default="")
    exempt_agreed_by: Mapped[str] = mapped_column(String(200), default="")
    """Why an urgent decision is exempt from call-in, and who agreed to that."""
    called_in_at: Mapped[datetime | None] = mapped_column()
    """When enough members had asked: the effect is stayed from then."""
    outcome: Mapped[str | None] = mapped_column(String(20))
    """stands, referred_back or lapsed; None while it was not called in, or nothing came of it."""
    outcome_on: Mapped[date | None] = mapped_column()
    outcome_words: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None] = mapped_column()
    settled_by: Mapped[str | None] = mapped_column(String(200))
    settled_hat: Mapped[str | None] = mapped_column(String(200))


class CallInRequest(NumberedRow, Base):
    """One member's request that a decision be called in, and why."""

    __tablename__ = "call_in_request"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "call_in_id", "person_id"),
        same_company("call_in_id", "call_in"),
    )

    call_in_id: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    hat: Mapped[str] = mapped_column(String(200))
    because: Mapped[str] = mapped_column(Text)
    requested_at: Mapped[datetime] = mapped_column()


class Effect(NumberedRow, Base):
    """What a decision brings about, once: one row for each matter that a decision is about."""

    __tablename__ = "effect"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id"),
        same_company("matter_id", "matter"),
        Index(None, "company_id", "state", "due_on"),
    )

    matter_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """version, budget, appointment, removal, admission or none."""
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(20))
    """waiting, done, or stopped (the decision was referred back)."""
    decided_on: Mapped[date] = mapped_column()
    asked_for: Mapped[date | None] = mapped_column()
    """The day that the submission asked for; None for as early as may be."""
    due_on: Mapped[date | None] = mapped_column()
    """The day on which it takes effect, as far as is known now; None while it is not known."""
    done_at: Mapped[datetime | None] = mapped_column()
    done_words: Mapped[str] = mapped_column(Text, default="")
    """What was done, in words."""
    used_at: Mapped[datetime | None] = mapped_column(info=LATER)
    used_words: Mapped[str | None] = mapped_column(Text, info=LATER)
    """Of a right that was recorded (to admit an owner): when it was used, and for what."""
    held_because: Mapped[str] = mapped_column(Text, default="")
    """Why it could not be carried out when it was due, until it can."""


class OfficerDecision(NumberedRow, Base):
    """A decision that an officer made under a delegation (SI 2014/2095, regulation 7).

    What was decided, why, and which options were rejected stand on its matter.
    """

    __tablename__ = "officer_decision"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id"),
        same_company("matter_id", "matter"),
        same_company("delegation_id", "delegation"),
    )

    matter_id: Mapped[int] = mapped_column()
    delegation_id: Mapped[int] = mapped_column()
    officer: Mapped[str] = mapped_column(String(200))
    """Who decided, by name; the post is the delegation's."""
    consulted: Mapped[str] = mapped_column(String(500))
    """In consultation with whom; empty for nobody."""
    decided_on: Mapped[date] = mapped_column()
    exempt_because: Mapped[str] = mapped_column(Text, default="")
    """The paragraph of Schedule 12A and the public interest, where it is not public."""
