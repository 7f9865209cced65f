"""Readings of measures, what they are compared with, and the line of the last of them.

Figures are kept as decimal text: exact on every database, compared in Python.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.plans.models.recorded import Recorded
from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table


class MeasureReading(Recorded, NumberedRow, Base):
    """What a measure came to in one period. Of a period the newest reading counts; all are kept.

    No part of any version: it hangs on the item, whatever its text says.
    """

    __tablename__ = "measure_reading"
    __table_args__ = tenant_table(
        CheckConstraint("period_to >= period_from", name="ends_after_it_begins"),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "item_id", "period_to"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    period_from: Mapped[date] = mapped_column()
    period_to: Mapped[date] = mapped_column()
    """First and last day of the period."""
    figure: Mapped[str] = mapped_column(String(40))
    """Exact, in the measure's unit: "63.1"."""
    as_written: Mapped[str] = mapped_column(String(60))
    numerator: Mapped[str | None] = mapped_column(String(40))
    denominator: Mapped[str | None] = mapped_column(String(40))
    second: Mapped[str | None] = mapped_column(String(40))
    """The other number of a measure with two: children, where the figure counts episodes."""
    state: Mapped[str] = mapped_column(String(12))
    """provisional or final; a later one of the same period is a revision of it."""
    declared: Mapped[str] = mapped_column(String(20))
    """The direction of travel as somebody wrote it; empty where nobody did."""
    note: Mapped[str] = mapped_column(Text)


class Comparator(Recorded, NumberedRow, Base):
    """What a measure is compared with. Of a kind and a name the newest counts; all are kept."""

    __tablename__ = "measure_comparator"
    __table_args__ = tenant_table(
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "item_id"),
        Index(None, "company_id", "plan_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """neighbours, national, last_year, projection or other."""
    name: Mapped[str] = mapped_column(String(120))
    """Whose figure it is, where the kind does not say it: another borough."""
    figure: Mapped[str] = mapped_column(String(40))
    as_written: Mapped[str] = mapped_column(String(60))
    dated: Mapped[str] = mapped_column(String(60))
    """The day or period that the source gives, as written."""
    source: Mapped[str] = mapped_column(String(200))


class MeasureTrend(NumberedRow, Base):
    """The line of a measure's last readings, kept by the service beside each: a scorecard reads it
    alone, however many years there are. Derived whole from the readings."""

    __tablename__ = "measure_trend"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id"),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "plan_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    points: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """``[{"from", "to", "figure", "second", "state", "declared"}, …]``, the oldest first; at most
    13 periods."""
    updated_at: Mapped[datetime] = mapped_column()
    updated_by: Mapped[str] = mapped_column(String(200))
