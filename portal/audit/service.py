"""record(): say what was done. The events of a transaction are chained when it commits.

Services call ``record``; sealing happens in the session's own ``before_commit``, last of all, so
that the chain's head is the last row a transaction locks and two writers never wait for each other
crosswise.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.audit.chain import GENESIS, event_digest
from portal.audit.models import AuditEvent, AuditHead, AuditPayload
from portal.kit import digests
from tenants.audiences import AUDITORS, PUBLIC
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope

PENDING = "pending_events"
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Handler = Callable[[Scope, "Happening"], None]


@dataclass(frozen=True)
class Happening:
    """One thing that was done: the action (``plan:revised``), its subject, and what it says."""

    action: str
    subject_kind: str
    subject_id: int
    area_id: int
    row_digest: str
    payload: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class _Pending:
    happening: Happening
    company_id: int
    person_id: int | None
    hat: str
    at: datetime


_handlers: dict[str, list[Handler]] = defaultdict(list)


def install(session_class: type[Session]) -> None:
    """Seal every commit of this session class. Call once, at start."""
    event.listen(session_class, "before_commit", _seal)
    event.listen(session_class, "after_rollback", _forget)


def on(action: str, handler: Handler) -> None:
    """Let a higher room act on an event in the same transaction."""
    if handler not in _handlers[action]:
        _handlers[action].append(handler)


def record(scope: Scope, hat: Hat, happening: Happening) -> None:
    """Note what was done, under which hat; it is chained when the transaction commits."""
    pending = _Pending(happening, scope.company_id, scope.visitor.person_id, hat.label, scope.now())
    scope.session.info.setdefault(PENDING, []).append(pending)
    for handler in _handlers[happening.action]:
        handler(scope, happening)


@contextmanager
def trial(scope: Scope) -> Iterator[None]:
    """A part of a transaction that may fail by itself: what it wrote and noted is taken back."""
    noted = list(scope.session.info.get(PENDING, []))
    try:
        with scope.session.begin_nested():
            yield
    except BaseException:
        scope.session.info[PENDING] = noted
        raise


def erase(scope: Scope, seq: int, because: str) -> None:
    """Erase what an event says, leaving a dated tombstone that ``verify`` accepts."""
    scope.require(Permission.TENANCY_KEEP)
    payload = scope.session.get_one(AuditPayload, (scope.company_id, seq))
    payload.payload, payload.salt = None, None
    payload.erased_at, payload.erased_because = scope.now(), because


def _seal(session: Session) -> None:
    pending: list[_Pending] = session.info.pop(PENDING, [])
    if not pending:
        return
    session.flush()
    head = _lock_head(session, pending[0].company_id)
    for entry in pending:
        _chain(session, head, entry)
    session.flush()


def _forget(session: Session) -> None:
    session.info.pop(PENDING, None)


def _lock_head(session: Session, company_id: int) -> AuditHead:
    statement = select(AuditHead).where(AuditHead.company_id == company_id).with_for_update()
    head = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if head is None:
        head = AuditHead(
            company_id=company_id, area_id=SHARED, audience=PUBLIC, seq=0, digest=GENESIS
        )
        session.add(head)
    return head


def _chain(session: Session, head: AuditHead, pending: _Pending) -> None:
    salt = secrets.token_bytes(16)
    happening = pending.happening
    payload = dict(happening.payload)
    entry = AuditEvent(
        company_id=pending.company_id,
        area_id=SHARED,
        audience=AUDITORS,
        seq=head.seq + 1,
        at=pending.at,
        person_id=pending.person_id,
        hat=pending.hat,
        action=happening.action,
        subject_kind=happening.subject_kind,
        subject_id=happening.subject_id,
        subject_area_id=happening.area_id,
        row_digest=happening.row_digest,
        commitment=digests.commitment(salt, payload),
        previous=head.digest,
    )
    entry.digest = event_digest(entry)
    head.seq, head.digest = entry.seq, entry.digest
    session.add(entry)
    session.add(
        AuditPayload(
            company_id=entry.company_id,
            area_id=SHARED,
            audience=AUDITORS,
            seq=entry.seq,
            salt=salt,
            payload=payload,
        )
    )
