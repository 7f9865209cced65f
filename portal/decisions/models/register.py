"""The register of reserved matters, and what was delegated of it.

A line of the register has a number, and a row for each time that it was in force in one form: a
change ends the row the day before and begins another. So what was in force on a day stays readable,
and a matter points at the very row under which it was submitted.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kit.money import pounds_of
from tenants.base import Base, NumberedRow, same_company, tenant_table

LATER = {"later": True}
"""Of a column: rows from before it was there keep their digests (``portal.audit.rows``)."""


class ReservedMatter(NumberedRow, Base):
    """A decision the owners kept for themselves, with the route and rule that decide it."""

    __tablename__ = "reserved_matter"
    __table_args__ = tenant_table(same_company("body_id", "body"))

    number: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(String(200))
    band: Mapped[str] = mapped_column(String(60))
    trigger: Mapped[str] = mapped_column(String(500))
    route: Mapped[str] = mapped_column(String(40))
    """``one_committee``: the body resolves it once, for all owners. ``each_owner``: each owner's
    own body (``DecidingBody``) considers it, and the body here settles a dispute."""
    rule: Mapped[str] = mapped_column(String(60))
    """A code that ``rule_codes`` reads: ``share_of_councils:75``."""
    quorum: Mapped[str] = mapped_column(String(200))
    """In the register's words; the numbers that are counted stand on the body."""
    body_id: Mapped[int] = mapped_column()
    in_force_from: Mapped[date] = mapped_column()
    in_force_to: Mapped[date | None] = mapped_column()
    """The last day in force; before ``in_force_from`` where a coming change was withdrawn."""
    kind: Mapped[str | None] = mapped_column(String(40), info=LATER)
    """The kind of act that it is about, a key of ``acts.KINDS_OF_ACT``; None where not said."""
    limit_pence: Mapped[int | None] = mapped_column(info=LATER)
    """An act is reserved above this sum, in pence; None for every sum."""
    within_plan: Mapped[str | None] = mapped_column(String(20), info=LATER)
    """What it makes of an act that the approved plan provides for: ``acts.WITHIN_PLAN``."""
    decided_by: Mapped[str | None] = mapped_column(String(500), info=LATER)
    """Which decision let the register say so, in words: body, day, minute."""
    decided_slug: Mapped[str | None] = mapped_column(String(60), info=LATER)
    """The address of that decision among the company's matters, where it was taken here."""
    ended_under: Mapped[str | None] = mapped_column(String(500), info=LATER)
    """Which decision took the line out of the register, in words; None for a line that goes on."""
    kept_at: Mapped[datetime | None] = mapped_column(info=LATER)
    kept_by: Mapped[str | None] = mapped_column(String(200), info=LATER)
    kept_hat: Mapped[str | None] = mapped_column(String(200), info=LATER)
    """Who put it into the register, when and under which hat."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=LATER)
    """When a coming change was taken back, before its day."""

    @property
    def limit(self) -> Decimal | None:
        """The sum in pounds above which an act is reserved."""
        return None if self.limit_pence is None else pounds_of(self.limit_pence)


class Delegation(NumberedRow, Base):
    """What the owners let the holder of a post decide of a reserved matter, from a day on.

    It hangs on the line's number, so that a change of the line's route leaves it as it is.
    """

    __tablename__ = "delegation"
    __table_args__ = tenant_table(
        same_company("reserved_matter_id", "reserved_matter"),
        Index(None, "company_id", "number"),
    )

    reserved_matter_id: Mapped[int] = mapped_column()
    """The row of the register as it stood when this was delegated."""
    number: Mapped[int] = mapped_column()
    post: Mapped[str] = mapped_column(String(200))
    consulting: Mapped[str] = mapped_column(String(300))
    """In consultation with whom; empty for nobody."""
    limit_words: Mapped[str] = mapped_column(String(500))
    """What of the matter is delegated, as the decision says it; empty for all of it."""
    limit_pence: Mapped[int | None] = mapped_column()
    """Up to which sum, in pence; None where no sum was named."""
    decided_by: Mapped[str] = mapped_column(String(500))
    decided_slug: Mapped[str | None] = mapped_column(String(60))
    in_force_from: Mapped[date] = mapped_column()
    in_force_to: Mapped[date | None] = mapped_column()
    kept_at: Mapped[datetime] = mapped_column()
    kept_by: Mapped[str] = mapped_column(String(200))
    kept_hat: Mapped[str] = mapped_column(String(200))

    @property
    def limit(self) -> Decimal | None:
        """The sum in pounds up to which the post decides."""
        return None if self.limit_pence is None else pounds_of(self.limit_pence)


_STANDS = ReservedMatter.withdrawn_at.is_(None)
Index(
    None,
    ReservedMatter.company_id,
    ReservedMatter.number,
    ReservedMatter.in_force_from,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)
"""No two forms of a line begin on one day, but for one that was withdrawn."""


class DecidingBody(NumberedRow, Base):
    """Which body of its own decides for the council whose area this is, on the route each_owner."""

    __tablename__ = "deciding_body"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "reserved_matter_id", "area_id"),
        same_company("reserved_matter_id", "reserved_matter"),
        same_company("body_id", "body"),
    )

    reserved_matter_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
