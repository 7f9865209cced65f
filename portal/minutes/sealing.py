"""The digest over confirmed minutes. No I/O."""

from collections.abc import Iterable
from typing import Protocol

from portal.kit import digests


class Sealed(Protocol):
    """A passage, as far as it is sealed."""

    key: str
    heading: str
    part: int
    text: str


def digest_of(passages: Iterable[Sealed]) -> str:
    """The Merkle root over the passages in their order: what stands apart is in it by its digest,
    so that the public minutes can be checked without it (``digests.proof``)."""
    return digests.merkle_root([leaf_of(passage) for passage in passages])


def leaf_of(passage: Sealed) -> str:
    """One passage's leaf: its key, its heading and the digest of its text."""
    said = digests.digest([passage.heading, passage.part, passage.text])
    return digests.section_leaf(passage.key, said)
