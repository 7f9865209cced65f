"""The register of reserved matters."""

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class ReservedMatter(NumberedRow, Base):
    """A decision the owners kept for themselves, with the route and rule that decide it."""

    __tablename__ = "reserved_matter"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "number", "in_force_from"), same_company("body_id", "body")
    )

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
