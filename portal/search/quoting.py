"""What is quoted of a text that was found, with the words that were looked for marked."""

import re
from collections.abc import Sequence

from portal.search.stems import WORD, Asked, stem

LENGTH = 230
"""Characters quoted, and a few more to end with a whole word."""
BEFORE = 60
"""Characters before the first word that was found."""
MOST_SEEN = 400
"""Marked words among which the best place is chosen."""

Pieces = Sequence[tuple[str, bool]]
"""Parts of a text, each with whether it is marked."""
_SPACE = re.compile(r"\s+")


def marked(text: str, asked: Asked) -> Pieces:
    """The whole of a short text in pieces."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in _runs(text, asked):
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]


def quoted(text: str, asked: Asked) -> Pieces:
    """The passage of a text that holds most of the words asked for, the first of them; its
    beginning where none is in it."""
    plain = _SPACE.sub(" ", text).strip()
    start, end = _window(plain, _best(_places(plain, asked)))
    pieces = marked(plain[start:end], asked)
    before = [("… ", False)] if start else []
    after = [(" …", False)] if end < len(plain) else []
    return [*before, *pieces, *after]


def _runs(text: str, asked: Asked) -> list[tuple[int, int]]:
    """Where marks begin and end: words joined by a sign (``KIN-03``) have one together."""
    runs: list[tuple[int, int]] = []
    for start, end, _ in _places(text, asked):
        if runs and runs[-1][1] == start - 1 and not text[start - 1].isspace():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _places(text: str, asked: Asked) -> list[tuple[int, int, str]]:
    wanted = set(asked.words)
    found = []
    for word in WORD.finditer(text):
        its = stem(word[0])
        if its in wanted:
            found.append((word.start(), word.end(), its))
            if len(found) == MOST_SEEN:
                break
    return found


def _best(places: Sequence[tuple[int, int, str]]) -> int:
    """Where a passage with the most different words begins; 0 without any."""
    best, most, last = 0, 0, 0
    for first, (start, _, _) in enumerate(places):
        last = max(last, first)
        while last < len(places) and places[last][1] <= start + LENGTH - BEFORE:
            last += 1
        different = len({its for _, _, its in places[first:last]})
        if different > most:
            best, most = start, different
    return best


def _window(text: str, first: int) -> tuple[int, int]:
    """From a word's beginning to a word's end round the place."""
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", first, start + LENGTH)
    return start, end if end > first else min(len(text), start + LENGTH)
