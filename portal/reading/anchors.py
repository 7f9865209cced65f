"""Where a note belongs after its paper was published again: by passage, then by quoted words.

Plain functions. Nothing is guessed: words that stand nowhere any more are said to be gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.reading.passages import Passage, plain

AROUND = 40
"""Letters before and after a quotation that tell it from the same words elsewhere."""
LONGEST_QUOTE = 2_000
"""Letters of a quotation, and of what is kept of a whole passage."""


class Manner(StrEnum):
    """How a note's words were found again."""

    HERE = "here"
    """In the very passage, wherever that stands now."""
    REWORDED = "reworded"
    """The words are there; what stands around them is not what it was."""
    GONE = "gone"


@dataclass(frozen=True)
class Anchor:
    """What a note hangs on: a passage of its item, and words of it, or all of it.

    ``said`` is what the passage said then, at most LONGEST_QUOTE letters; ``quote`` is empty for a
    note on the whole passage.
    """

    digest: str
    number: int
    quote: str
    before: str
    after: str
    said: str

    @property
    def words(self) -> str:
        """The words it is about, to be shown where they stand nowhere any more."""
        return self.quote or self.said


@dataclass(frozen=True)
class Found:
    """The passage's number (None where the words are gone) and the letters of the quotation."""

    manner: Manner
    number: int | None = None
    start: int = 0
    end: int = 0


GONE = Found(Manner.GONE)


def anchor(passage: Passage, quote: str = "", before: str = "") -> Anchor | None:
    """The anchor of these words of a passage; None where it does not say them, or they are too
    long. ``before`` is what stands before them, where the same words stand there twice."""
    quote = plain(quote)
    said = passage.words[:LONGEST_QUOTE]
    if not quote:
        return Anchor(passage.digest, passage.number, "", "", "", said)
    text = passage.running
    starts = _starts(text, quote)
    if not starts or len(quote) > LONGEST_QUOTE:
        return None
    start = max(starts, key=lambda at: (_common_end(text[:at].rstrip(), plain(before)), -at))
    end = start + len(quote)
    around = (text[max(0, start - AROUND) : start], text[end : end + AROUND])
    return Anchor(passage.digest, passage.number, quote, *around, said)


def locate(held: Anchor, among: Sequence[Passage]) -> Found:
    """Where an anchor's words stand among the passages of its item as it is now."""
    same = [passage for passage in among if passage.digest == held.digest]
    if same:
        return _placed(held, _nearest(held, same), Manner.HERE)
    wanted = held.words
    saying = [passage for passage in among if wanted and wanted in _text(held, passage)]
    if not saying:
        return GONE
    best = max(saying, key=lambda passage: (_fit(held, passage), -_distance(held, passage)))
    return _placed(held, best, Manner.REWORDED)


def _placed(held: Anchor, passage: Passage, manner: Manner) -> Found:
    if not held.quote:
        return Found(manner, passage.number)
    starts = _starts(passage.running, held.quote)
    if not starts:
        return GONE
    start = max(starts, key=lambda at: (_fit_at(held, passage.running, at), -at))
    return Found(manner, passage.number, start, start + len(held.quote))


def _text(held: Anchor, passage: Passage) -> str:
    return passage.running if held.quote else passage.words


def _nearest(held: Anchor, among: Sequence[Passage]) -> Passage:
    return min(among, key=lambda passage: (_distance(held, passage), passage.number))


def _distance(held: Anchor, passage: Passage) -> int:
    return abs(passage.number - held.number)


def _fit(held: Anchor, passage: Passage) -> int:
    if not held.quote:
        return 0
    text = passage.running
    return max(_fit_at(held, text, at) for at in _starts(text, held.quote))


def _fit_at(held: Anchor, text: str, at: int) -> int:
    """How many letters around a place are those that stood around the words."""
    after = text[at + len(held.quote) :]
    return _common_end(text[:at], held.before) + _common_end(after[::-1], held.after[::-1])


def _common_end(text: str, other: str) -> int:
    common = 0
    for one, two in zip(reversed(text), reversed(other), strict=False):
        if one != two:
            break
        common += 1
    return common


def _starts(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found
