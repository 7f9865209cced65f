"""What was told of an action: entries that are only ever added, and how it stands after the last.

What an action is (who leads it, by when, why) is content, and frozen with its plan. This hangs on
the item, whatever its text says, and is no part of any digest of a plan.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table


class ActionEntry(NumberedRow, Base):
    """One entry of an action's log. Never changed: the last one counts, a correction is another."""

    __tablename__ = "action_entry"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id", "number"),
        CheckConstraint("status in ('red', 'amber', 'green', 'completed')", name="status"),
        CheckConstraint("agreed_for is null or agreed_by <> ''", name="agreed_by_somebody"),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    """From one upwards, for each action."""
    status: Mapped[str] = mapped_column(String(10))
    """As declared: a key of ``rules.STATUSES``."""
    note: Mapped[str] = mapped_column(Text, default="")
    """What happened; of a date agreed anew, why. Markdown."""
    impact: Mapped[str] = mapped_column(Text, default="")
    """What shows that it made a difference. Markdown."""
    done_on: Mapped[date | None] = mapped_column()
    """The day on which a turn of something recurring was done."""
    agreed_for: Mapped[date | None] = mapped_column()
    """A day that was agreed instead of the one before."""
    agreed_by: Mapped[str] = mapped_column(String(200), default="")
    """Who agreed it: a person, a post or a body, in words."""
    beside: Mapped[str] = mapped_column(String(500), default="")
    """The timescale of the action as its text had it when this was told."""
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    hat: Mapped[str] = mapped_column(String(200))
    """Name and role as they stood when it was told."""


class ActionStanding(NumberedRow, Base):
    """How an action stands after its last entry, so that lists can ask for it.

    All of it follows from the entries (``rules.standing``); ``portal audit verify`` compares them.
    """

    __tablename__ = "action_standing"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id"),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "plan_id", "status"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    head: Mapped[int] = mapped_column()
    """Number of the last entry; one made from any other is a clash."""
    status: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date | None] = mapped_column()
    """The day agreed last, or the next turn after the last that was done; None where the text's own
    day stands."""
    agreed: Mapped[bool] = mapped_column(default=False)
    """Whether ``due_on`` was agreed, and is not a turn."""
    beside: Mapped[str] = mapped_column(String(500), default="")
    """The timescale beside which ``due_on`` counts: once the text names another, it does not."""
