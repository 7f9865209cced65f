"""Tables of the tenancy: companies, their areas, people, bodies and dated appointments."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, TenantRow, same_company, tenant_table


class Company(Base):
    """A company that councils own. Its name and colour are public; all else is behind the walls."""

    __tablename__ = "company"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    accent: Mapped[str] = mapped_column(String(7))
    demonstration_day: Mapped[date | None] = mapped_column()
    """A demonstration lives on one day, whatever the calendar says; None for a real company."""


class Area(TenantRow, Base):
    """Whose a row is: area 0 is what the company shares; each owning council has one of its own."""

    __tablename__ = "area"
    __table_args__ = (
        UniqueConstraint("company_id", "slug"),
        UniqueConstraint("company_id", "prefix"),
        CheckConstraint("share is null or (share > 0 and share <= 100)", name="share_is_percent"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    prefix: Mapped[str] = mapped_column(String(8))
    accent: Mapped[str] = mapped_column(String(7))
    share: Mapped[Decimal | None] = mapped_column(Numeric(7, 4))
    """Per cent of the company that the council owns; None for the shared area."""
    admitted_on: Mapped[date | None] = mapped_column()
    left_on: Mapped[date | None] = mapped_column()


class Person(Base):
    """Somebody who can sign in. What she may see and do comes from her appointments alone."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case, as compared at sign-in."""
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id; None until an invitation is taken up."""
    active: Mapped[bool] = mapped_column(default=True)


class SignIn(Base):
    """One signed-in session. The browser holds the token, the database only its SHA-256."""

    __tablename__ = "sign_in"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class PasswordLink(Base):
    """A link with which somebody sets her own password, once. The database keeps its SHA-256."""

    __tablename__ = "password_link"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()
    """When it was used, or overtaken by a newer one."""


class FailedSignIn(Base):
    """Wrong passwords for one e-mail address, known or not, so that guessing is slowed down."""

    __tablename__ = "failed_sign_in"

    email_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column()


class Body(NumberedRow, Base):
    """A board, joint committee or council's committee, and the rule by which it decides."""

    __tablename__ = "body"
    __table_args__ = tenant_table(UniqueConstraint("company_id", "slug"))

    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    quorum: Mapped[int] = mapped_column()
    """Members who must be present."""
    quorum_per_council: Mapped[int] = mapped_column()
    """Members of each council who must be present."""
    abstention_breaks_unanimity: Mapped[bool] = mapped_column(default=False)


class BodySetting(NumberedRow, Base):
    """How a body does one thing from a day on, where that is not what is usual for its kind.

    What the names and values mean stands in ``tenants.settings``.
    """

    __tablename__ = "body_setting"
    __table_args__ = tenant_table(
        same_company("body_id", "body"),
        UniqueConstraint("company_id", "body_id", "name", "in_force_from"),
        CheckConstraint(
            "in_force_to is null or in_force_to >= in_force_from", name="ends_after_it_begins"
        ),
    )

    body_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(40))
    in_force_from: Mapped[date] = mapped_column()
    in_force_to: Mapped[date | None] = mapped_column()
    """Last day on which it holds; None while it has no end."""


class Invitation(NumberedRow, Base):
    """What opens one label more (``audiences.guests``): to whoever reads this row, and to whoever
    holds its secret, without an account. The database keeps only the secret's SHA-256."""

    __tablename__ = "invitation"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "key_digest"), Index(None, "company_id", "ended_at")
    )

    opens: Mapped[str] = mapped_column(String(40))
    key_digest: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class PaperDoor(NumberedRow, Base):
    """Whose a paper is that is not public (``audiences.item``), in numbers alone: of which body,
    and since when its members read it. ``tenants.paper_readers`` reads it."""

    __tablename__ = "paper_door"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id"),
        same_company("item_id", "agenda_item"),
        same_company("body_id", "body"),
    )

    item_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    matter_id: Mapped[int | None] = mapped_column()
    """What the item decides on, by its number: a member with an interest in it is shut out."""
    on_day: Mapped[date] = mapped_column()
    """Of the meeting: whoever is seated as a substitute for it reads until then."""
    opened_at: Mapped[datetime | None] = mapped_column()
    """Since when members read it: as the agenda is published; None while it is a draft."""


class PaperReader(NumberedRow, Base):
    """An officer who is named to work on one paper, or to read it. She finds her own rows by her
    name on them; whoever else reads them reads the paper."""

    __tablename__ = "paper_reader"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id", "person_id", "task"),
        same_company("item_id", "agenda_item"),
        Index(None, "person_id"),
    )

    item_id: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    task: Mapped[str] = mapped_column(String(20))
    """A key of ``paper_readers.TASKS``."""
    named_at: Mapped[datetime] = mapped_column()
    named_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column()


class Appointment(NumberedRow, Base):
    """One person's role in one company for a period: a hat. Seats name their body."""

    __tablename__ = "appointment"
    __table_args__ = tenant_table(
        same_company("body_id", "body"),
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="ends_after_it_starts"),
        Index(None, "person_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    """As its holder would say it: "Commissioner, Kingston". Stands in the audit log as it was."""
    body_id: Mapped[int | None] = mapped_column()
    plan_id: Mapped[int | None] = mapped_column()
    """The one plan that a service lead keeps, by its number; None for every other role."""
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    """Last day on which the appointment holds; None while it has no end."""
