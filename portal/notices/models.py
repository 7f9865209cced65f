"""E-mails to be sent, what there is to tell, and who asked to be told.

Letters and bulletins lie behind the walls for the operator alone: any writer adds one, and only the
worker reads them. Subscriptions and wishes are people's own and of no company's record.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table

WAITING, SENDING, SENT, FAILED, DROPPED = "waiting", "sending", "sent", "failed", "dropped"

WITHOUT_RETURNING = {"implicit_returning": False}
"""PostgreSQL would ask whether its writer may read the row."""


class Bulletin(NumberedRow, Base):
    """Something happened that subscribers of a topic are told of, if the public may know it."""

    read_back = False
    __tablename__ = "bulletin"
    __table_args__ = (
        *tenant_table(Index(None, "company_id", "told_at", "id")),
        WITHOUT_RETURNING,
    )

    topic: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(60))
    """Whose describer (``topics``) says what the public is told of it."""
    subject_id: Mapped[int] = mapped_column()
    happened_at: Mapped[datetime] = mapped_column()
    told_at: Mapped[datetime | None] = mapped_column()


class Letter(NumberedRow, Base):
    """One e-mail to one address. What it says is erased once it has gone."""

    read_back = False
    __tablename__ = "letter"
    __table_args__ = (
        *tenant_table(
            same_company("bulletin_id", "bulletin"),
            UniqueConstraint("company_id", "bulletin_id", "subscription_id"),
            CheckConstraint(
                "state in ('waiting', 'sending', 'sent', 'failed', 'dropped')",
                name="state_is_known",
            ),
            Index(None, "company_id", "state", "not_before"),
        ),
        WITHOUT_RETURNING,
    )

    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(500))
    """A path of this portal, with the company's slug; it may hold a secret until it has gone."""
    bulletin_id: Mapped[int | None] = mapped_column()
    """What a subscriber is told of: its words are made when it is sent, from what is public."""
    subscription_id: Mapped[int | None] = mapped_column(ForeignKey("subscription.id"))
    message_id: Mapped[str] = mapped_column(String(100))
    """The same at each attempt, so that a mail server can tell a second copy from a second one."""
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column()
    """Of a letter that waits: when it is tried next. Of one being sent: until when its worker has
    it; after that the next worker sends it again."""
    made_at: Mapped[datetime] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
    trouble: Mapped[str] = mapped_column(String(500), default="")
    """What the mail server said when it would not have it."""


class Subscription(Base):
    """An address that asked to be told of topics of one company, without an account."""

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("company_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    email: Mapped[str] = mapped_column(String(254))
    """Lower case. Made into a word without meaning when it ends: nothing of her is kept."""
    topics: Mapped[list[str]] = mapped_column(JSON)
    """What was confirmed; empty before, and after it has ended."""
    asked: Mapped[list[str]] = mapped_column(JSON)
    """What the newest link confirms."""
    key_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of the secret in that link; None once it was used."""
    key_ends_at: Mapped[datetime | None] = mapped_column()
    confirmed_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class MailWish(Base):
    """Whether somebody with an account wants e-mails of one kind. Without a row she does."""

    __tablename__ = "mail_wish"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    wanted: Mapped[bool] = mapped_column()
