"""In which order what was found is shown, and which of it on a page. Plain functions.

Order reveals nothing of what a reader may not read: it is made of what she may find alone (which
fields hold what is asked, then kind, then newest), and of no statistics of the index.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.search.kinds import ORDER
from portal.search.stems import Asked

PAGE = 20
"""Of one kind on a page."""
FEW = 5
"""Of each kind, where all kinds are shown."""


@dataclass(frozen=True)
class Candidate:
    """One entry that holds what is asked, as far as its place among the others needs."""

    id: int
    kind: str
    thing: str
    source: str
    source_id: int
    ref: str
    title_stems: str


def fields(asked: Asked, found: Candidate) -> int:
    """How well it is found: by its very reference, else by each word that its title holds."""
    if asked.reference and found.ref == asked.reference:
        return len(asked.words) + 1
    return sum(f" {word} " in found.title_stems for word in asked.words)


def in_order(asked: Asked, found: Iterable[Candidate]) -> list[Candidate]:
    """The best first."""

    def place(each: Candidate) -> tuple[int, int, int]:
        return -fields(asked, each), ORDER.get(each.kind, len(ORDER)), -each.id

    return sorted(found, key=place)


def counts(ordered: Sequence[Candidate]) -> Mapping[str, int]:
    """How many there are of each kind, the kind of the best first."""
    return Counter(each.kind for each in ordered)


def on_page(ordered: Sequence[Candidate], kind: str, page: int) -> list[Candidate]:
    """A page of one kind; without a kind the first few of each, in the order of ``counts``."""
    kinds = [kind] if kind else list(counts(ordered))
    first, last = ((page - 1) * PAGE, page * PAGE) if kind else (0, FEW)
    by_kind = {each: [hit for hit in ordered if hit.kind == each] for each in kinds}
    return [hit for each in kinds for hit in by_kind[each][first:last]]
