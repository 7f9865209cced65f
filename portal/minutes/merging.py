"""Minutes drafted again beside what the clerk typed: three texts, and nothing lost. No I/O."""

from dataclasses import dataclass
from typing import Literal

from portal.kit.diffs import merge_texts

Way = Literal["same", "follows", "kept", "merged", "clash"]


@dataclass(frozen=True)
class ThreeWay:
    """A passage as it was drafted, as it is drafted now, and as it stands edited.

    ``way`` says what is to be done: nothing is new (``same``); nobody edited it, so that it follows
    the records (``follows``); only the clerk's words changed (``kept``); both changed in different
    places (``merged``); both changed the same words, and somebody has to choose (``clash``).
    ``text`` is what stands by itself; of a clash the clerk's own words.
    """

    before: str
    now: str
    typed: str
    way: Way
    text: str


def three_way(before: str, now: str, typed: str) -> ThreeWay:
    """What becomes of an edited text when what it was drafted from changes."""
    if now == typed:
        return ThreeWay(before, now, typed, "same", typed)
    if now == before:
        return ThreeWay(before, now, typed, "kept", typed)
    if typed == before:
        return ThreeWay(before, now, typed, "follows", now)
    merged = merge_texts(before, typed, now)
    if merged is None:
        return ThreeWay(before, now, typed, "clash", typed)
    return ThreeWay(before, now, typed, "merged", merged)
