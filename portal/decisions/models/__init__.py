"""The register, what was submitted under it, the sitting that decides, and the votes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.decisions.models.register import LATER as LATER
from portal.decisions.models.register import DecidingBody as DecidingBody
from portal.decisions.models.register import Delegation as Delegation
from portal.decisions.models.register import ReservedMatter as ReservedMatter
from portal.decisions.models.seating import Correction as Correction
from portal.decisions.models.seating import HandCount as HandCount
from portal.decisions.models.seating import SeatAllocation as SeatAllocation
from portal.decisions.models.seating import Substitution as Substitution
from tenants.base import Base, NumberedRow, same_company, tenant_table


def later(was: object) -> dict[str, object]:
    """Of a column that rows from before it have with this value: they keep their digests."""
    return {"later": True, "was": was}


LISTED = (
    ("state", "submitted_at"),
    ("state", "decided_at"),
    ("outcome", "decided_at"),
    ("body_id", "state", "submitted_at"),
    ("body_id", "state", "decided_at"),
    ("body_id", "outcome", "decided_at"),
    ("sitting_id", "state"),
    ("version_id",),
    ("reserved_matter_id", "submitted_at"),
)
"""What lists of matters are filtered and ordered by: each has its index, below the company."""


class Sitting(NumberedRow, Base):
    """One meeting of a body, as far as deciding goes: who is there, and whether it is open; or the
    days on which its members resolve in writing."""

    __tablename__ = "sitting"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "slug"),
        same_company("body_id", "body"),
        Index(None, "company_id", "on_day"),
    )

    body_id: Mapped[int] = mapped_column()
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    on_day: Mapped[date] = mapped_column()
    starts_at: Mapped[str] = mapped_column(String(20))
    """Local time as printed on the agenda: "11.30am"."""
    venue: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))
    """planned, open, adjourned, closed."""
    kind: Mapped[str] = mapped_column(String(20), default="meeting", info=later("meeting"))
    """meeting, or written: members vote between meetings, from ``on_day`` to ``closes_on``."""
    closes_on: Mapped[date | None] = mapped_column(info=LATER)
    """Of a written one the last day on which members vote; None for a meeting."""


class Attendance(NumberedRow, Base):
    """Whether a seat's member, or her substitute, is there and counts."""

    __tablename__ = "attendance"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "sitting_id", "appointment_id"),
        same_company("sitting_id", "sitting"),
        same_company("appointment_id", "appointment"),
    )

    sitting_id: Mapped[int] = mapped_column()
    appointment_id: Mapped[int] = mapped_column()
    present: Mapped[bool] = mapped_column(Boolean)
    """She is there and counts: in the room, or remotely where the body's setting allows that."""
    remote: Mapped[bool] = mapped_column(default=False, info=later(False))
    """She takes part from elsewhere, whether or not she counts."""


class Matter(NumberedRow, Base):
    """What is put before a body under a reserved matter: a frozen version, or another document."""

    __tablename__ = "matter"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "slug"),
        same_company("reserved_matter_id", "reserved_matter"),
        same_company("body_id", "body"),
        same_company("sitting_id", "sitting"),
        same_company("version_id", "plan_version"),
        same_company("approved_version_id", "plan_version"),
        same_company("part_of_id", "matter"),
        same_company("document_id", "attachment"),
        ForeignKeyConstraint(["company_id", "council_id"], ["area.company_id", "area.area_id"]),
        Index(None, "company_id", "part_of_id"),
        *(Index(None, "company_id", *columns) for columns in LISTED),
    )

    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    reserved_matter_id: Mapped[int] = mapped_column()
    submitted_number: Mapped[int] = mapped_column()
    """The reserved matter's number on the day of submission, whatever the clerk settles on."""
    body_id: Mapped[int] = mapped_column()
    """Who decides it; of a ``consents`` matter the body that settles a dispute."""
    sitting_id: Mapped[int | None] = mapped_column()
    """None while no sitting is fixed, and for what is decided elsewhere (see ``purpose``)."""
    version_id: Mapped[int | None] = mapped_column()
    version_number: Mapped[int | None] = mapped_column()
    version_digest: Mapped[str | None] = mapped_column(String(64))
    """As it was when submitted: what the members saw is what they decided. None, all three, where
    another document was submitted (``document_name``) or none at all."""
    asks: Mapped[str] = mapped_column(String(30))
    """``approval_in_principle`` or ``approval``."""
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The body's rule on the day of submission; a later change does not reach this matter."""
    front_sheet: Mapped[str] = mapped_column(Text)
    """What the agenda's front sheet says of this matter."""
    report: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    """submitted, decided or withdrawn."""
    outcome: Mapped[str | None] = mapped_column(String(40))
    """A key of ``standing.OUTCOMES``, once it is decided, deferred or withdrawn."""
    submitted_at: Mapped[datetime] = mapped_column()
    submitted_by: Mapped[str] = mapped_column(String(200))
    submitted_hat: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime | None] = mapped_column()
    settled_number: Mapped[int | None] = mapped_column()
    """The reserved matter's number that the clerk settled on where the papers disagree."""
    settled_by: Mapped[str | None] = mapped_column(String(200))
    settled_hat: Mapped[str | None] = mapped_column(String(200))
    settled_at: Mapped[datetime | None] = mapped_column()
    takes_effect_on: Mapped[date | None] = mapped_column(info=LATER)
    """The day on which an approval takes effect; None for the day it is decided."""
    approved_version_id: Mapped[int | None] = mapped_column(info=LATER)
    """The version that was approved in place of the one submitted, with the amendments."""
    amendments: Mapped[list[dict[str, Any]] | None] = mapped_column(
        JSON(none_as_null=True), info=LATER
    )
    """``[{"ref", "texts": {name: text}, "by", "at"}, …]``: what the body decides to have otherwise
    in the version, recorded before its votes."""
    ended_by: Mapped[str | None] = mapped_column(String(200), info=LATER)
    ended_hat: Mapped[str | None] = mapped_column(String(200), info=LATER)
    ended_because: Mapped[str | None] = mapped_column(String(1000), info=LATER)
    """Who deferred or withdrew it, under which hat, and why."""
    purpose: Mapped[str] = mapped_column(String(20), default="decide", info=later("decide"))
    """``decide``: one body decides it; ``consents``: its parts decide it, one for each owner;
    ``consent``: one owner's part; ``dispute``: a resolution of the owners' dispute; ``officer``:
    an officer's decision under a delegation."""
    part_of_id: Mapped[int | None] = mapped_column(info=LATER)
    """The matter of which this is one body's consideration."""
    council_id: Mapped[int | None] = mapped_column(info=LATER)
    """Of a ``consent``: the area of the council whose body considers it."""
    effect: Mapped[str] = mapped_column(String(20), default="version", info=later("version"))
    """What an approval does: a key of ``standing.EFFECTS``."""
    effect_details: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), info=LATER
    )
    document_id: Mapped[int | None] = mapped_column(info=LATER)
    document_name: Mapped[str | None] = mapped_column(String(200), info=LATER)
    document_digest: Mapped[str | None] = mapped_column(String(64), info=LATER)
    """What is not a version: its attachment, the file's name and the SHA-256 of its bytes."""
    key_decision: Mapped[bool] = mapped_column(default=False, info=later(False))
    """A key decision of an executive (SI 2012/2089, regulation 8)."""
    reasons: Mapped[str | None] = mapped_column(Text, info=LATER)
    options_rejected: Mapped[str | None] = mapped_column(Text, info=LATER)
    """As the decision record gives them (SI 2012/2089, regulation 12)."""


class Citation(NumberedRow, Base):
    """A place in the papers that cites a reserved matter, as written there."""

    __tablename__ = "citation"
    __table_args__ = tenant_table(same_company("matter_id", "matter"))

    matter_id: Mapped[int] = mapped_column()
    place: Mapped[str] = mapped_column(String(200))
    as_written: Mapped[str] = mapped_column(String(200))
    number: Mapped[int] = mapped_column()


class Recommendation(NumberedRow, Base):
    """One lettered recommendation, voted on by itself."""

    __tablename__ = "recommendation"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id", "letter"),
        same_company("matter_id", "matter"),
        same_company("body_id", "body"),
    )

    matter_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    letter: Mapped[str] = mapped_column(String(2))
    verb: Mapped[str] = mapped_column(String(20))
    """approve, agree, note or refer."""
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    """waiting, open, closed."""
    result: Mapped[str | None] = mapped_column(String(20))
    """carried, lost, tied or inquorate, once closed."""
    sentence: Mapped[str | None] = mapped_column(Text)
    per_council: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    """``[[council, sentence], …]`` as it was found when the vote closed."""
    tally: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """``[{"slug", "name", "for", "against", "abstain", "silent", "absent"}, …]`` by council."""
    opened_at: Mapped[datetime | None] = mapped_column()
    closed_at: Mapped[datetime | None] = mapped_column()
    closed_by: Mapped[str | None] = mapped_column(String(200))
    closed_hat: Mapped[str | None] = mapped_column(String(200))
    manner: Mapped[str] = mapped_column(String(20), default="devices", info=later("devices"))
    """How the votes are taken: a key of ``sayings.MANNERS``."""
    required_by: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), info=LATER)
    """The members who required a recorded vote, by name; None where the chair called it."""


class Vote(NumberedRow, Base):
    """How one seat voted. Read by the body and its clerk; by name in public only if recorded."""

    __tablename__ = "vote"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "recommendation_id", "appointment_id"),
        same_company("recommendation_id", "recommendation"),
        same_company("appointment_id", "appointment"),
    )

    recommendation_id: Mapped[int] = mapped_column()
    appointment_id: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    choice: Mapped[str] = mapped_column(String(10))
    """for, against or abstain."""
    recorded: Mapped[bool] = mapped_column(default=False)
    """The member required her own vote to be recorded by name (SI 1993/202)."""
    cast_at: Mapped[datetime] = mapped_column()
