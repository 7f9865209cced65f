"""verify(): walk the chain of a company and say, in words, where it breaks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.audit.chain import GENESIS, event_digest
from portal.audit.models import AuditEvent, AuditHead, AuditPayload
from portal.kit import digests
from portal.kit.chains import Head, head_fault
from tenants.scope import Scope

Digests = Callable[[Scope], Mapping[int, str]]
"""The digest of every row of a kind, computed afresh from the row as it stands now, by its id."""

_subjects: dict[str, Digests] = {}
_from_first_told: set[str] = set()


@dataclass(frozen=True)
class Verdict:
    """How many events were walked, the head's digest, and every break found."""

    events: int
    head: str
    breaks: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.breaks


def verifies(kind: str, current: Digests, *, every: bool = True) -> None:
    """Register how the rows of an audited kind are read again when the chain is verified.

    ``every`` row must be told of, but for a kind that was not always audited: its rows are then
    verified from the first event that tells of them.
    """
    _subjects[kind] = current
    if not every:
        _from_first_told.add(kind)


def head_of(scope: Scope) -> Head:
    """The company's last event as anybody may know it: printed, it proves what came before."""
    found = scope.session.get(AuditHead, scope.company_id)
    return Head(found.seq, found.digest) if found else Head(0, GENESIS)


def verify(scope: Scope, printed: Sequence[Head] = ()) -> Verdict:
    """Walk events, payloads and the rows they speak of. Needs the auditors' grants.

    ``printed`` are heads that were published once: a chain that was rewritten whole differs.
    """
    head = scope.session.get(AuditHead, scope.company_id)
    events = scope.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
    digest, count = (head.digest, head.seq) if head else (GENESIS, 0)
    known = {entry.seq: entry.digest for entry in events}
    breaks = [
        *_chain_breaks(events, digest, count),
        *(fault for each in printed if (fault := head_fault(each, known))),
        *_payload_breaks(scope),
        *_row_breaks(scope),
    ]
    return Verdict(len(events), digest, tuple(breaks))


def _chain_breaks(events: Sequence[AuditEvent], head: str, count: int) -> Iterator[str]:
    previous, seq = GENESIS, 0
    for entry in events:
        seq += 1
        if entry.seq != seq:
            yield f"Event {seq} is missing: event {entry.seq} stands in its place."
            seq = entry.seq
        if entry.previous != previous:
            yield f"Event {entry.seq} does not follow the event before it."
        if entry.digest != event_digest(entry):
            yield f"Event {entry.seq} ({entry.action}) was changed after it was written."
        previous = entry.digest
    if (previous, seq) != (head, count):
        yield f"The chain ends at event {seq}, but its head says {count}."


def _payload_breaks(scope: Scope) -> Iterator[str]:
    rows = scope.session.execute(
        select(AuditEvent.seq, AuditEvent.commitment, AuditPayload)
        .outerjoin(AuditPayload, AuditPayload.seq == AuditEvent.seq)
        .order_by(AuditEvent.seq)
    )
    for seq, commitment, payload in rows:
        if payload is None:
            yield f"What event {seq} says is gone, without a tombstone."
        elif payload.erased_at is not None:
            continue
        elif (
            payload.salt is None or digests.commitment(payload.salt, payload.payload) != commitment
        ):
            yield f"What event {seq} says was changed after it was written."


def _row_breaks(scope: Scope) -> Iterator[str]:
    latest = select(func.max(AuditEvent.seq)).group_by(
        AuditEvent.subject_kind, AuditEvent.subject_id
    )
    rows = scope.session.execute(
        select(
            AuditEvent.seq,
            AuditEvent.subject_kind,
            AuditEvent.subject_id,
            AuditEvent.row_digest,
        )
        .where(AuditEvent.seq.in_(latest))
        .order_by(AuditEvent.seq)
    ).all()
    current = {kind: read(scope) for kind, read in _subjects.items()}
    for seq, kind, subject_id, row_digest in rows:
        if kind in current and current[kind].get(subject_id) != row_digest:
            yield f"The {kind} {subject_id} is not as event {seq} left it."
    told = {(row.subject_kind, row.subject_id) for row in rows}
    for kind, digests_by_id in current.items():
        if kind in _from_first_told:
            continue
        for subject_id in sorted(digests_by_id):
            if (kind, subject_id) not in told:
                yield f"The {kind} {subject_id} is there, but no event tells of it."
