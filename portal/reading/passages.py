"""The passages of a paper: what notes hang on, and what is told apart as changed.

Plain functions. A passage is one block of a document's tree; a letter is one character of its
words, with every space between words made one.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar, cast

from portal.documents.tree import (
    NOT_WORDS,
    Block,
    Heading,
    Paragraph,
    Picture,
    Rule,
    Run,
    Wide,
    nodes,
    words,
)

Node = TypeVar("Node")
DIGITS = 16
"""Hexadecimal digits of a passage's digest: it tells a paper's own passages apart, no more."""


@dataclass(frozen=True)
class Passage:
    """One block of a paper: ``number`` counts from 1 in the paper."""

    number: int
    block: Block

    @cached_property
    def words(self) -> str:
        """Everything it says, its captions and headings too, with single spaces."""
        return plain(" ".join(words((self.block,))))

    @cached_property
    def digest(self) -> str:
        """Of its kind and its words; of a picture of what is drawn too."""
        drawn = self.block.svg if isinstance(self.block, Picture) else ""
        said = "\0".join((self.block.kind, self.words, self.running, drawn))
        return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]

    @cached_property
    def running(self) -> str:
        """The words that can be quoted: those of its paragraphs, items and cells."""
        return "".join(letter for letter, _, _ in _letters(self.block))

    @property
    def holds_notes(self) -> bool:
        """Whether a note can hang on it: a line between two thoughts holds none."""
        return bool(self.words) or isinstance(self.block, Picture)

    @property
    def is_heading(self) -> bool:
        return isinstance(self.block, Heading)


@dataclass(frozen=True)
class MarkedRun(Run):
    """Words that somebody marked: ``note`` is the number of her note or highlight."""

    note: int = field(default=0, metadata=NOT_WORDS)


@dataclass(frozen=True)
class Span:
    """Letters ``start`` up to ``end`` of a passage's running words, marked by a note."""

    start: int
    end: int
    note: int


def plain(text: str) -> str:
    """The text with every space, line end and tab between words made one space."""
    return " ".join(text.split())


def passages(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The passages of a paper in order. What stands on wide pages is read like everything else."""
    found = [block for block in _flat(blocks) if not isinstance(block, Rule)]
    return tuple(Passage(number, block) for number, block in enumerate(found, 1))


def marked(passage: Passage, spans: Sequence[Span]) -> Block:
    """The passage's block with these letters marked; of two that overlap, the later one shows."""
    by_letter = {at: span.note for span in spans for at in range(span.start, span.end)}
    notes: dict[tuple[int, int], int] = {}
    for at, (_, run, place) in enumerate(_letters(passage.block)):
        if at in by_letter and run >= 0:
            notes[run, place] = by_letter[at]
    if not notes:
        return passage.block
    runs = (node for node in nodes((passage.block,)) if isinstance(node, Run))
    pieces = iter([tuple(_pieces(run, index, notes)) for index, run in enumerate(runs)])
    return _with_runs(passage.block, pieces)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Wide):
            yield from _flat(block.blocks)
        else:
            yield block


def _letters(block: Block) -> list[tuple[str, int, int]]:
    """Each letter with the number of its run and its place there; a made-up space has run -1."""
    found: list[tuple[str, int, int]] = []
    index = -1
    for node in nodes((block,)):
        if not isinstance(node, Run):
            _add_space(found, -1, -1)
            continue
        index += 1
        for place, letter in enumerate(node.text):
            if letter.isspace():
                _add_space(found, index, place)
            else:
                found.append((letter, index, place))
    while found and found[-1][0] == " ":
        found.pop()
    return found


def _add_space(found: list[tuple[str, int, int]], run: int, place: int) -> None:
    if found and found[-1][0] != " ":
        found.append((" ", run, place))


def _pieces(run: Run, index: int, notes: Mapping[tuple[int, int], int]) -> Iterator[Run]:
    placed = enumerate(run.text)
    for note, letters in groupby(placed, key=lambda one: notes.get((index, one[0]), 0)):
        text = "".join(letter for _, letter in letters)
        same = {each.name: getattr(run, each.name) for each in fields(Run)}
        yield MarkedRun(**{**same, "text": text}, note=note) if note else replace(run, text=text)


def _with_runs(value: Node, pieces: Iterator[tuple[Run, ...]]) -> Node:
    """The same node whose runs are the next pieces, one after the other in reading order."""
    if isinstance(value, Paragraph):
        runs = tuple(piece for _ in value.runs for piece in next(pieces))
        return cast(Node, replace(value, runs=runs))
    if isinstance(value, tuple):
        return cast(Node, tuple(_with_runs(held, pieces) for held in value))
    if is_dataclass(value) and not isinstance(value, type):
        inside: dict[str, Any] = {
            each.name: _with_runs(held, pieces)
            for each in fields(value)
            if isinstance(held := getattr(value, each.name), tuple)
        }
        return cast(Node, replace(value, **inside))
    return value
