"""How the events of a log hang together: the digest of one covers the digest of the one before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

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


PRINTED = re.compile(r"\s*(\d{1,18})\s*:\s*([0-9a-fA-F]{64})\s*")


@dataclass(frozen=True)
class Head:
    """The last event of a chain when something was printed: its number, and its digest."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"


def read_head(printed: str) -> Head:
    """The head as it stands in a notice, ``1234:9f2c…``. Raises ValueError, in words."""
    found = PRINTED.fullmatch(printed)
    if found is None:
        raise ValueError(
            f"“{printed}” is no head of a chain. Give it as it is printed: the number of the event,"
            " a colon, and 64 letters and figures."
        )
    return Head(int(found[1]), found[2].lower())


def head_fault(printed: Head, digests_by_seq: Mapping[int, str]) -> str | None:
    """What does not fit between a head that was printed once and the chain as it is now.

    A chain that was rewritten as a whole holds together, and has other digests than it had.
    """
    known = {0: GENESIS, **digests_by_seq}.get(printed.seq)
    if known is None:
        return f"Event {printed.seq}, whose digest was printed, is not in the chain."
    if known != printed.digest:
        return (
            f"The chain was rewritten: event {printed.seq} was printed with the digest"
            f" {printed.digest}, and has {known} now."
        )
    return None
