"""How events hang together: the digest of one covers the digest of the one before."""

from portal.audit.models import AuditEvent
from portal.kit import digests

GENESIS = "0" * 64
"""What the first event of a chain has before it."""


def event_digest(entry: AuditEvent) -> str:
    """SHA-256 over the canonical JSON of all the event says, the digest before it included."""
    return digests.digest(
        {
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
    )
