"""Rules of derivations: what is followed, what changed, who may carry words where. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from portal.kit.diffs import Segment, same_wording, tracked
from tenants.audiences import PUBLIC, WIDTH
from tenants.base import SHARED

Relation = Literal["identical", "adapted", "own"]
FOLLOWED = ("title", "wording", "outcome")
"""The texts that a derivation follows. Evidence, years, measures and leads are each council's own,
and are never overwritten by another's."""
LABELS = {"title": "Title", "wording": "Wording", "outcome": "Outcome"}


@dataclass(frozen=True)
class Words:
    """The followed texts of one revision, by its number, and where its row stands in the walls."""

    number: int
    title: str
    wording: str
    outcome: str
    area_id: int
    audience: str

    def texts(self) -> dict[str, str]:
        """The followed texts by name."""
        return {name: getattr(self, name) for name in FOLLOWED}


def circles(item: int, source: int, sources: Mapping[int, int]) -> bool:
    """Whether an item that derives from ``source`` would in the end derive from itself.

    ``sources`` says of each deriving item what it derives from.
    """
    seen: set[int] = set()
    at: int | None = source
    while at is not None and at not in seen:
        if at == item:
            return True
        seen.add(at)
        at = sources.get(at)
    return False


def descendants(item: int, sources: Mapping[int, int]) -> set[int]:
    """The items that derive from this one, straight or by way of others."""
    return {each for each in sources if each != item and circles(item, each, sources)}


def relation(own: bool, mine: str, source: str) -> Relation:
    """What a wording is to its source's: the same for a reader, adapted, or declared its own."""
    if own:
        return "own"
    return "identical" if same_wording(mine, source) else "adapted"


def has_changed(based_on: int, base: Words | None, now: Words | None) -> bool:
    """Whether the source says something else than when it was last decided on.

    ``now`` is what the reader reads of the source: nothing has changed for her while that is no
    newer than what was decided on, and nothing where she reads nothing. A base that she cannot
    read is another text.
    """
    if now is None or now.number <= based_on:
        return False
    return base is None or base.texts() != now.texts()


def carries(source: Words, area_id: int, audience: str) -> bool:
    """Whether everybody who reads a draft of this area and audience may read the source's words.

    Then, and only then, can they be copied into it without being shown to anybody new. The shared
    texts' readers of each state are readers of every council's in that state (see tenants/roles).
    """
    if source.audience == PUBLIC:
        return True
    if source.area_id not in (SHARED, area_id):
        return False
    return WIDTH.index(source.audience) >= WIDTH.index(audience)


def differences(before: Words | None, now: Words) -> list[tuple[str, list[Segment]]]:
    """The followed texts that differ, each as one sentence with words struck out and added."""
    if before is None:
        return []
    pairs = ((LABELS[name], getattr(before, name), getattr(now, name)) for name in FOLLOWED)
    return [(label, tracked(old, new)) for label, old, new in pairs if old != new]
