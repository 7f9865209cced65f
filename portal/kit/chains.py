"""How the events of a log hang together: the digest of one covers the digest of the one before."""

from collections.abc import Mapping

from portal.kit import digests

GENESIS = "0" * 64
"""What the first event of a chain has before it."""

SAID = (
    "company",
    "seq",
    "at",
    "person",
    "hat",
    "action",
    "kind",
    "subject",
    "area",
    "row",
    "commitment",
    "previous",
)
"""All that an event says: what its digest covers."""


def event_digest(event: Mapping[str, digests.JSON]) -> str:
    """SHA-256 over the canonical JSON of all an event says. Raises KeyError for what is missing."""
    return digests.digest({name: event[name] for name in SAID})
