"""Differences between two wordings, word by word, and merging two people's edits of one text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from portal.kit.alignment import Block, blocks, joined
from portal.kit.wording import Wording, read_wording, same_wording, wording_key, words

__all__ = [
    "Segment",
    "changed_words",
    "compare_wordings",
    "compare_words",
    "likeness",
    "likeness_of",
    "merge_texts",
    "same_wording",
    "tracked",
    "wording_key",
    "words",
]


@dataclass(frozen=True)
class Segment:
    """A stretch of one side. ``missing`` holds words of the other side that this side lacks.

    ``removed`` and ``added`` stand in one sentence that shows a change (``tracked``).
    """

    kind: Literal["same", "changed", "missing", "removed", "added"]
    text: str


Sides = tuple[list[Segment], list[Segment]]


def compare_words(left: str, right: str, *, exact: bool = False) -> Sides:
    """Both texts as segments, aligned: number n of one side answers to number n of the other.

    The texts of a side's ``same`` and ``changed`` segments, put together, are that side's text;
    marks cover words, never the punctuation round them. Letter case, punctuation and hyphens are
    no difference, unless ``exact`` is asked for.
    """
    return compare_wordings(read_wording(left, exact=exact), read_wording(right, exact=exact))


def compare_wordings(left: Wording, right: Wording) -> Sides:
    """As ``compare_words``, for texts that are read already."""
    sides: Sides = ([], [])
    left_at = right_at = 0
    for block in _word_blocks(left, right):
        left_to, right_to = _ends(left, right, block)
        if not block.same:
            left_lead = left.text[left_at : _start(left, block.left_from, block.left_to, left_at)]
            right_lead = right.text[
                right_at : _start(right, block.right_from, block.right_to, right_at)
            ]
            _add_same(sides, left_lead, right_lead)
            left_at, right_at = left_at + len(left_lead), right_at + len(right_lead)
        _add(sides, block, left.text[left_at:left_to], right.text[right_at:right_to])
        left_at, right_at = max(left_at, left_to), max(right_at, right_to)
    _add_same(sides, left.text[left_at:], right.text[right_at:])
    return sides


def tracked(old: str, new: str) -> list[Segment]:
    """A change as one sentence: what was ``removed`` stands before what was ``added``.

    Without what was removed it says the words of the new text, without what was added those of
    the old; the white space between them is the new text's, where that has some.
    """
    found: list[Segment] = []
    for before, after in zip(*compare_words(old, new, exact=True), strict=True):
        if before.kind == "same":
            _add_apart(found, Segment("same", after.text))
            continue
        if before.kind == "changed":
            _add_apart(found, Segment("removed", before.text))
        if after.kind == "changed":
            _add_apart(found, Segment("added", after.text))
    return found


def _add_apart(found: list[Segment], segment: Segment) -> None:
    """Add a segment, with a space where its first word would run into the word before it."""
    last = found[-1].text[-1:] if found else " "
    if segment.text and not last.isspace() and not segment.text[0].isspace():
        found.append(Segment("same", " "))
    if segment.text:
        found.append(segment)


def likeness(text: str, other: str) -> tuple[int, int]:
    """How many words of ``text`` are as in ``other``, and how many words ``text`` has."""
    return likeness_of(read_wording(text), read_wording(other))


def likeness_of(left: Wording, right: Wording) -> tuple[int, int]:
    """As ``likeness``, for texts that are read already."""
    found = _word_blocks(left, right)
    return sum(block.left_to - block.left_from for block in found if block.same), len(left.keys)


def changed_words(left: str, right: str, *, exact: bool = False) -> int:
    """How many words differ; three words for two count as three. ``exact`` as in compare_words."""
    found = _word_blocks(read_wording(left, exact=exact), read_wording(right, exact=exact))
    changes = [block for block in found if not block.same]
    return sum(max(b.left_to - b.left_from, b.right_to - b.right_from) for b in changes)


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """One text with the changes that two people made to ``base``; None where they clash.

    They clash where both changed the same words differently, or words side by side: nobody has
    read what would come of it. The same change made by both is made once.
    """
    units = _units(base)
    my_edits, their_edits = _edits(units, _units(mine)), _edits(units, _units(theirs))
    clashes = any(m != t and m.touches(t) for m in my_edits for t in their_edits)
    return None if clashes else _applied(units, sorted({*my_edits, *their_edits}))


class _Edit(NamedTuple):
    start: int
    end: int
    put: tuple[str, ...]

    def touches(self, other: "_Edit") -> bool:
        return self.start <= other.end and other.start <= self.end


def _units(text: str) -> list[str]:
    """Words with the white space after them: put together, the very text."""
    return re.findall(r"\S+\s*|^\s+", text)


def _edits(base: Sequence[str], edited: Sequence[str]) -> list[_Edit]:
    changes = [block for block in blocks(base, edited) if not block.same]
    return [
        _Edit(b.left_from, b.left_to, tuple(edited[b.right_from : b.right_to])) for b in changes
    ]


def _applied(units: Sequence[str], edits: Sequence[_Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [*units[at : edit.start], *edit.put]
        at = edit.end
    return "".join([*parts, *units[at:]])


def _word_blocks(left: Wording, right: Wording) -> list[Block]:
    """Blocks of words; "front line" for "frontline" is no change."""
    if left.keys and left.key == right.key:
        return [Block(True, 0, len(left.keys), 0, len(right.keys))]
    return joined([_forgiven(block, left, right) for block in blocks(left.keys, right.keys)])


def _forgiven(block: Block, left: Wording, right: Wording) -> Block:
    here = "".join(left.keys[block.left_from : block.left_to])
    there = "".join(right.keys[block.right_from : block.right_to])
    return block._replace(same=block.same or here == there)


def _start(wording: Wording, first: int, end: int, at: int) -> int:
    """Where a change begins in the text; a side without words there has nothing in front."""
    return wording.places[first][0] if first < end else at


def _ends(left: Wording, right: Wording, block: Block) -> tuple[int, int]:
    return (
        _end(left, block.left_from, block.left_to, block.same),
        _end(right, block.right_from, block.right_to, block.same),
    )


def _end(wording: Wording, first: int, end: int, same: bool) -> int:
    """Where a block ends in the text: what stands between words belongs to what is the same."""
    if same and end < len(wording.places):
        return wording.places[end][0]
    return wording.places[end - 1][1] if first < end else 0


def _add(sides: Sides, block: Block, here: str, there: str) -> None:
    if block.same:
        _add_same(sides, here, there)
        return
    sides[0].append(Segment("changed", here) if here else Segment("missing", there))
    sides[1].append(Segment("changed", there) if there else Segment("missing", here))


def _add_same(sides: Sides, here: str, there: str) -> None:
    if not here and not there:
        return
    for side, text in zip(sides, (here, there), strict=True):
        before = side.pop().text if side and side[-1].kind == "same" else ""
        side.append(Segment("same", before + text))
