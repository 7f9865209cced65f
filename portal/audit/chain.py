"""An event's row as the chain reads it."""

from portal.audit.models import AuditEvent
from portal.kit import chains, digests
from portal.kit.chains import GENESIS as GENESIS


def said_by(entry: AuditEvent) -> dict[str, digests.JSON]:
    """All that an event says, the digest before it included, by the names of the chain."""
    return {
        "company": entry.company_id,
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "person": entry.person_id,
        "hat": entry.hat,
        "action": entry.action,
        "kind": entry.subject_kind,
        "subject": entry.subject_id,
        "area": entry.subject_area_id,
        "row": entry.row_digest,
        "commitment": entry.commitment,
        "previous": entry.previous,
    }


def event_digest(entry: AuditEvent) -> str:
    """The digest of one event, which covers the digest of the event before it."""
    return chains.event_digest(said_by(entry))
