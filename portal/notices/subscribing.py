"""Subscriptions of people without an account: asked for, confirmed by link, changed, stopped.

Nothing here tells whether an address is known: asking does the same for every address. Of an
address nothing is kept once it has stopped.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import postgresql, sqlite

from portal.notices import service
from portal.notices.models import Subscription
from portal.notices.topics import Topic
from tenants import clock
from tenants.scope import Scope

LASTING = timedelta(days=2)
"""How long a link confirms."""


def ask(scope: Scope, email: str, wanted: Sequence[Topic]) -> None:
    """Let an address confirm that it wants to be told of these topics."""
    held = _held(scope, email.strip().lower())
    key = secrets.token_urlsafe(32)
    held.asked = [topic.key for topic in wanted]
    held.key_digest, held.key_ends_at = _digest(key), clock.now() + LASTING
    lines = "\n".join(f"– {topic.label}" for topic in wanted)
    service.post(
        scope,
        held.email,
        f"Confirm what you want to hear of from {scope.company.name}",
        f"Somebody, we think you, asked for e-mails about:\n\n{lines}\n\n"
        "Open the link to say yes, within two days. If it was not you, do nothing: you will hear "
        "no more of this.",
        f"/{scope.company.slug}/notices/confirm?{urlencode({'key': key})}",
    )


def by_key(scope: Scope, key: str) -> Subscription | None:
    """The subscription that a link confirms; None for one that was used, has ended, or is none."""
    return _one(
        scope, Subscription.key_digest == _digest(key), Subscription.key_ends_at > clock.now()
    )


def confirm(held: Subscription) -> None:
    """Begin to tell: what was asked for takes the place of what was told before."""
    held.topics, held.asked = held.asked, []
    held.key_digest, held.key_ends_at = None, None
    held.confirmed_at = clock.now()


def change(held: Subscription, topics: Sequence[str]) -> None:
    """Keep only these of the topics; without any, nothing of the address is kept."""
    held.topics = [topic for topic in held.topics if topic in topics]
    if not held.topics:
        stop(held)


def stop(held: Subscription) -> None:
    """Tell nothing more, and forget the address."""
    held.topics, held.asked = [], []
    held.key_digest, held.key_ends_at = None, None
    held.email = f"stopped {held.id}"
    held.ended_at = clock.now()


def stopping_path(company: str, secret: str, subscription_id: int) -> str:
    """The address at which whoever has it stops the e-mails of one subscription."""
    key = _signer(secret).dumps(subscription_id)
    return f"/{company}/notices/stop?{urlencode({'key': key})}"


def by_stopping_key(scope: Scope, secret: str, key: str) -> Subscription | None:
    """The subscription of a link in an e-mail; None where it is no link of ours, or has stopped."""
    try:
        number = _signer(secret).loads(key)
    except BadSignature:
        return None
    return _one(scope, Subscription.id == number, Subscription.ended_at.is_(None))


def _one(scope: Scope, *conditions: ColumnElement[bool]) -> Subscription | None:
    """The subscription that meets these, locked where the request writes."""
    of_company = Subscription.company_id == scope.company_id
    statement = select(Subscription).where(of_company, *conditions)
    if scope.writes:
        statement = statement.with_for_update()
    return scope.session.scalars(statement).one_or_none()


def _held(scope: Scope, address: str) -> Subscription:
    """The row of this address, made where there is none: two who ask at once take turns."""
    dialect = scope.session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    fresh = insert(Subscription).values(
        company_id=scope.company_id, email=address, topics=[], asked=[]
    )
    scope.session.execute(fresh.on_conflict_do_nothing())
    return scope.session.scalars(
        select(Subscription)
        .where(Subscription.company_id == scope.company_id, Subscription.email == address)
        .with_for_update()
    ).one()


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="notices.stop")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
