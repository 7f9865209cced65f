"""What the worker does of this room: tells subscribers, and sends what waits, one by one.

An e-mail is taken in a transaction of its own, handed to the mail server outside any, and written
down as sent in another. A worker killed between the last two leaves one that was perhaps taken
over: the next worker sends it again after five minutes, with the same Message-ID. SMTP knows no way
to ask whether it was; a second copy is better than a notice that never came. Killed at any other
moment, each e-mail is sent once.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from portal.config import Config
from portal.notices import composing, service, topics
from portal.notices.composing import Words
from portal.notices.courier import Courier, CourierError
from portal.notices.models import SENDING, WAITING, Bulletin, Letter, Subscription
from portal.notices.topics import News
from tenants import clock
from tenants import service as tenancy
from tenants.scope import STRANGER, Scope

Keep = Callable[[], None]
HOLD = timedelta(minutes=5)
"""How long a worker has one e-mail; far longer than a mail server may be silent."""
AT_ONCE = 500
"""Rows of one statement."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """One e-mail that the worker came to, without its address: sent, dropped, waiting or failed."""

    company: str
    state: str
    words: str = ""


def send_due(session: Session, keep: Keep, courier: Courier, config: Config) -> list[Sent]:
    """One pass over every company: bulletins become e-mails, and those that are due are sent."""
    found: list[Sent] = []
    for company in tenancy.company_slugs(session):
        if not _anything(session, company):
            continue
        spread(session, keep, company)
        found += _send_all(session, keep, courier, config, company)
    session.rollback()
    return found


def _anything(session: Session, company: str) -> bool:
    """Whether there is something to do: asked first, since a writer on SQLite keeps others out."""
    session.rollback()
    tenancy.operate(session, company, writes=False)
    told = select(Bulletin.id).where(Bulletin.told_at.is_(None)).limit(1)
    due = select(Letter.id).where(*_due()).limit(1)
    found = any(session.scalars(statement).first() is not None for statement in (told, due))
    session.rollback()
    return found


def _due() -> list[ColumnElement[bool]]:
    return [Letter.state.in_((WAITING, SENDING)), Letter.not_before <= clock.now()]


def spread(session: Session, keep: Keep, company: str) -> None:
    """Make an e-mail for each subscriber of what happened, each bulletin in one transaction."""
    while _spread_next(session, company):
        keep()
    session.rollback()


def _spread_next(session: Session, company: str) -> bool:
    scope = tenancy.operate(session, company)
    waiting = select(Bulletin).where(Bulletin.told_at.is_(None)).order_by(Bulletin.id).limit(1)
    bulletin = session.scalars(waiting.with_for_update(skip_locked=True)).first()
    if bulletin is None:
        return False
    bulletin.told_at = clock.now()
    session.flush()
    number, topic = bulletin.id, bulletin.topic
    news = _public(session, scope, bulletin)
    scope = tenancy.operate(session, company)
    if news is not None:
        rows = list(_letters(scope, number, topic))
        for first in range(0, len(rows), AT_ONCE):
            session.execute(insert(Letter), rows[first : first + AT_ONCE])
    return True


def _public(session: Session, scope: Scope, bulletin: Bulletin) -> News | None:
    """What the public may know of it at this moment, read with its own eyes."""
    action, subject_id = bulletin.action, bulletin.subject_id
    public = Scope(session, scope.company, STRANGER, writes=scope.writes)
    return topics.describe(public, action, subject_id)


def _letters(scope: Scope, bulletin_id: int, topic: str) -> Iterator[dict[str, object]]:
    subscribers = scope.session.execute(
        select(Subscription.id, Subscription.email, Subscription.topics).where(
            Subscription.company_id == scope.company_id,
            Subscription.confirmed_at.is_not(None),
            Subscription.ended_at.is_(None),
        )
    )
    moment = clock.now()
    for number, email, wanted in subscribers:
        if topic in wanted:
            yield {
                **service.walls_of(scope),
                "recipient": email,
                "subject": "",
                "text": "",
                "link": "",
                "bulletin_id": bulletin_id,
                "subscription_id": number,
                "state": WAITING,
                "message_id": service.new_message_id(),
                "not_before": moment,
                "made_at": moment,
            }


def _send_all(
    session: Session, keep: Keep, courier: Courier, config: Config, company: str
) -> Iterator[Sent]:
    while (number := _take(session, keep, company)) is not None:
        yield _send(session, keep, courier, config, company, number)


def _take(session: Session, keep: Keep, company: str) -> int | None:
    """The number of the e-mail that has waited longest, for this worker alone; None for none."""
    tenancy.operate(session, company)
    statement = (
        select(Letter)
        .where(*_due())
        .order_by(Letter.not_before, Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    letter = session.scalars(statement).first()
    if letter is None:
        session.rollback()
        return None
    letter.state, letter.attempts = SENDING, letter.attempts + 1
    letter.not_before = clock.now() + HOLD
    number = letter.id
    keep()
    return number


def _send(
    session: Session, keep: Keep, courier: Courier, config: Config, company: str, number: int
) -> Sent:
    scope = tenancy.operate(session, company, writes=False)
    letter = session.get_one(Letter, number)
    session.expunge(letter)
    words = _words(session, scope, letter)
    message = None
    if words is not None:
        message = composing.compose(config, company, scope.company.name, letter, words)
    session.rollback()
    trouble = _handed_over(courier, message) if message is not None else None
    return _write_down(session, keep, company, number, dropped=message is None, trouble=trouble)


def _words(session: Session, scope: Scope, letter: Letter) -> Words | None:
    """What it says; of what happened, only what is public now. None for nothing any more."""
    if letter.bulletin_id is None:
        return Words(letter.subject, letter.text, letter.link)
    subscription = session.get_one(Subscription, letter.subscription_id)
    bulletin = session.get_one(Bulletin, letter.bulletin_id)
    if bulletin.topic not in subscription.topics:
        return None
    news = _public(session, scope, bulletin)
    if news is None:
        return None
    return Words(news.title, news.words, f"/{scope.company.slug}/{news.path}")


def _handed_over(courier: Courier, message: EmailMessage) -> CourierError | None:
    try:
        courier.deliver(message)
    except CourierError as trouble:
        log.warning("The mail server has not taken an e-mail over: %s", trouble)
        return trouble
    return None


def _write_down(
    session: Session,
    keep: Keep,
    company: str,
    number: int,
    *,
    dropped: bool,
    trouble: CourierError | None,
) -> Sent:
    tenancy.operate(session, company)
    letter = session.get_one(Letter, number, populate_existing=True)
    if trouble is not None:
        service.fail(letter, str(trouble), for_good=trouble.for_good)
    else:
        service.end(letter, "dropped" if dropped else "sent")
    said = Sent(company, letter.state, letter.trouble if trouble else "")
    keep()
    return said
