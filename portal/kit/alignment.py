"""Which items two sequences have in common, in order: the longest common subsequence, fast."""

from collections.abc import Sequence
from typing import NamedTuple

MOST_COMPARED = 100_000_000
"""Pairs of items. Beyond it, what lies between the common beginning and end counts as changed."""


class Block(NamedTuple):
    """A stretch of both sides (from, to; end not included): the same items, or a change."""

    same: bool
    left_from: int
    left_to: int
    right_from: int
    right_to: int


def common_items(left: Sequence[str], right: Sequence[str]) -> int:
    """How many items both sides have in the same order (at most); the same both ways round."""
    start, end = _common_ends(left, right)
    history = _history(left[start : len(left) - end], right[start : len(right) - end])
    width = len(left) - start - end
    unmatched = history[-1].bit_count() if history else width
    return start + end + width - unmatched


def blocks(left: Sequence[str], right: Sequence[str]) -> list[Block]:
    """Both sides as stretches in order, changes between the longest common subsequence."""
    start, end = _common_ends(left, right)
    pairs = [(index, index) for index in range(start)]
    middle = _pairs(left[start : len(left) - end], right[start : len(right) - end])
    pairs += [(start + here, start + there) for here, there in middle]
    pairs += [(len(left) - back, len(right) - back) for back in range(end, 0, -1)]
    return _stretches(pairs, len(left), len(right))


def _common_ends(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(left), len(right))
    start = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    rest = shorter - start
    return start, next((i for i in range(rest) if left[-1 - i] != right[-1 - i]), rest)


def _history(left: Sequence[str], right: Sequence[str]) -> list[int]:
    """After each right item, a bit per left item: 0 where one more item is matched there.

    The bit-parallel form of Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004).
    """
    if len(left) * len(right) > MOST_COMPARED:
        return []
    places: dict[str, int] = {}
    for index, item in enumerate(left):
        places[item] = places.get(item, 0) | 1 << index
    every = (1 << len(left)) - 1
    row, history = every, []
    for item in right:
        matched = row & places.get(item, 0)
        row = ((row + matched) | (row - matched)) & every
        history.append(row)
    return history


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The places (left, right) of the common items, in order."""
    history = _history(left, right)
    here, there = len(left) if history else 0, len(history)
    found = []
    while here and there:
        bit = 1 << (here - 1)
        if history[there - 1] & bit:
            here -= 1
        elif there > 1 and not history[there - 2] & bit:
            there -= 1
        else:
            here, there = here - 1, there - 1
            found.append((here, there))
    return found[::-1]


def _stretches(pairs: Sequence[tuple[int, int]], left_size: int, right_size: int) -> list[Block]:
    found: list[Block] = []
    left_at = right_at = 0
    for left, right in [*pairs, (left_size, right_size)]:
        if (left_at, right_at) != (left, right):
            found.append(Block(False, left_at, left, right_at, right))
        if left < left_size and right < right_size:
            found.append(Block(True, left, left + 1, right, right + 1))
        left_at, right_at = left + 1, right + 1
    return joined(found)


def joined(found: Sequence[Block]) -> list[Block]:
    """The blocks with neighbours of one kind made one."""
    held: list[Block] = []
    for block in found:
        if held and held[-1].same == block.same:
            last = held.pop()
            block = Block(
                block.same, last.left_from, block.left_to, last.right_from, block.right_to
            )
        held.append(block)
    return held
