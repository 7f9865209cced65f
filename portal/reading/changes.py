"""What is new in a paper since somebody read it. Plain functions on digests of passages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.kit.words import counted


@dataclass(frozen=True)
class Change:
    """Numbers (from 1) of the passages that she has not read, and how many were taken out."""

    new: frozenset[int]
    gone: int

    def __bool__(self) -> bool:
        return bool(self.new) or self.gone > 0

    @property
    def words(self) -> str:
        """``two passages are new or changed, one other was taken out``; empty for no change."""
        said = []
        if self.new:
            are = "is" if len(self.new) == 1 else "are"
            said.append(f"{counted(len(self.new), 'passage')} {are} new or changed")
        if self.gone:
            were = "was" if self.gone == 1 else "were"
            noun = counted(self.gone, "passage") if not said else counted(self.gone, "other")
            said.append(f"{noun} {were} taken out")
        return ", ".join(said)


NONE = Change(frozenset(), 0)


def since(seen: Sequence[str], now: Sequence[str]) -> Change:
    """What changed from the passages she read to those that stand there now, by their digests.

    A passage that only moved is no change; one reworded is new, and no other passage taken out.
    """
    left = Counter(seen)
    new = set()
    for number, digest in enumerate(now, 1):
        if left[digest]:
            left[digest] -= 1
        else:
            new.add(number)
    return Change(frozenset(new), max(0, left.total() - len(new)))
