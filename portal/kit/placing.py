"""The least that has to be placed anew to bring one order into another, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.kit.alignment import blocks


@dataclass(frozen=True)
class Placed:
    """Where something comes to stand: after the one of this key; None for the first place."""

    key: str
    after: str | None


def placements(old: Sequence[str], new: Sequence[str]) -> tuple[Placed, ...]:
    """What is placed anew so that ``old`` comes to the order of ``new``: as little as can be.

    In the order of ``new``. What is in ``old`` alone is for the caller to take out.
    """
    staying: set[str] = set()
    for block in blocks(old, new):
        if block.same:
            staying.update(new[block.right_from : block.right_to])
    return tuple(
        Placed(key, new[index - 1] if index else None)
        for index, key in enumerate(new)
        if key not in staying
    )


def place(kept: Sequence[str], placed: Sequence[Placed]) -> list[str]:
    """The order that placements lead to from what is kept."""
    moving = {each.key for each in placed}
    order = [key for key in kept if key not in moving]
    for each in placed:
        order.insert(0 if each.after is None else order.index(each.after) + 1, each.key)
    return order
