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


class ArisenAction(NumberedRow, Base):
    """An action that a meeting gave somebody: part of its minutes, and of no plan.

    Never changed once the minutes are published, but for ``withdrawn`` while they are a draft.
    Meetings and their items are known here by number alone: this room stands below theirs.
    """

    __tablename__ = "arisen_action"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "meeting_id", "number"),
        same_company("body_id", "body"),
        same_company("meeting_id", "meeting"),
        same_company("item_id", "agenda_item"),
        Index(None, "company_id", "body_id", "arose_on"),
    )

    body_id: Mapped[int] = mapped_column()
    meeting_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    number: Mapped[str] = mapped_column(String(10))
    """As the minutes print it: "7.1"."""
    words: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(200))
    """By when, as the meeting said it."""
    source: Mapped[str] = mapped_column(String(300))
    """The meeting and its item in words: "Joint committee, 24 June 2019, item 7"."""
    path: Mapped[str] = mapped_column(String(200))
    """Where its minutes stand, below the company's address."""
    arose_on: Mapped[date] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[str] = mapped_column(String(200))
    hat: Mapped[str] = mapped_column(String(200))
    withdrawn: Mapped[bool] = mapped_column(default=False)


class ArisenEntry(NumberedRow, Base):
    """What was told of such an action. Never changed: the last one counts."""

    __tablename__ = "arisen_entry"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "arisen_id", "number"),
        CheckConstraint("status in ('red', 'amber', 'green', 'completed')", name="status"),
        CheckConstraint("agreed_for is null or agreed_by <> ''", name="agreed_by_somebody"),
        same_company("arisen_id", "arisen_action"),
    )

    arisen_id: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    status: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    agreed_for: Mapped[date | None] = mapped_column()
    agreed_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    hat: Mapped[str] = mapped_column(String(200))


class ArisenStanding(NumberedRow, Base):
    """How such an action stands after its last entry, apart from the action itself: its words are
    public with the minutes, how it stands is not."""

    __tablename__ = "arisen_standing"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "arisen_id"),
        same_company("arisen_id", "arisen_action"),
        same_company("body_id", "body"),
        Index(None, "company_id", "body_id", "status"),
    )

    arisen_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    head: Mapped[int] = mapped_column()
    """Number of the last entry; 0 before the first."""
    status: Mapped[str] = mapped_column(String(10))
    """A key of ``rules.STATUSES``; empty while nothing was told."""
    due_on: Mapped[date | None] = mapped_column()
    """The day agreed last, else the day that ``by`` names; None where it names none."""
    settled_on: Mapped[date | None] = mapped_column()
    """The day on which it was told to be completed; None while it is not."""
