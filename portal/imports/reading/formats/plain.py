"""Text with tables in it: cells between tabs, or between upright strokes as Markdown has them."""

import re
from collections.abc import Iterator, Sequence

from portal.imports.reading.formats import bounds
from portal.imports.reading.model import Block, Document, Grid, Prose, Row
from portal.imports.reading.text import is_bullet

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_LONGEST_BREAK = 12
"""Lines without a tab that may stand inside a row whose cells hold ends of lines."""

Line = tuple[int, str]


def read_text(name: str, text: str) -> Document:
    """A document of a text's lines, numbered from one."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1)]
    bounds.within(len(lines), max((line.count("\t") + 1 for _, line in lines), default=0))
    return Document(name, list(_blocks(lines)))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    at, apart = 0, True
    while at < len(lines):
        number, line = lines[at]
        if not line.strip():
            at, apart = at + 1, True
        elif (end := _pipes(lines, at)) > at:
            yield Grid(tuple(_piped(lines[at:end])), apart)
            at, apart = end, False
        elif (end := _tabs(lines, at)) > at:
            yield Grid(tuple(_tabbed(lines[at:end])), apart)
            at, apart = end, False
        else:
            yield _prose(number, line)
            at, apart = at + 1, True


def _prose(number: int, line: str) -> Prose:
    found = _HEADING.match(line.strip())
    if found:
        return Prose(number, found[2], len(found[1]))
    return Prose(number, line.strip())


def _tabs(lines: Sequence[Line], start: int) -> int:
    """Where the run of tabbed lines that begins here ends; ``start`` where none does."""
    if not _has_cells(lines[start][1]):
        return start
    end = at = start + 1
    while at < len(lines) and lines[at][1].strip() and at - end < _LONGEST_BREAK:
        at += 1
        if "\t" in lines[at - 1][1]:
            end = at
    return _with_last_words(lines, end)


def _has_cells(line: str) -> bool:
    return sum(bool(cell.strip()) for cell in line.split("\t")) > 1 or (
        line.count("\t") > 1 and bool(line.strip())
    )


def _with_last_words(lines: Sequence[Line], end: int) -> int:
    """The same end, or that of the lines which go on in the last row's last cell."""
    while end < len(lines) and (line := lines[end][1].strip()):
        if not (line[0].islower() or is_bullet(line)):
            break
        end += 1
    return end


def _tabbed(lines: Sequence[Line]) -> Iterator[Row]:
    for number, line in lines:
        cells = line.rstrip("\n").split("\t")
        yield Row(number, bounds.tidy(cells), told=len(cells))


def _pipes(lines: Sequence[Line], start: int) -> int:
    """Where the Markdown table that begins here ends; ``start`` where none does."""
    if "|" not in lines[start][1] or "\t" in lines[start][1]:
        return start
    end = start
    while end < len(lines) and "|" in lines[end][1]:
        end += 1
    ruled = any(_RULE.match(line) and "-" in line for _, line in lines[start:end])
    framed = all(line.strip().startswith("|") for _, line in lines[start:end])
    return end if ruled or (framed and end - start > 1) else start


def _piped(lines: Sequence[Line]) -> Iterator[Row]:
    for number, line in lines:
        inner = line.strip().removeprefix("|")
        if inner.endswith("|") and not inner.endswith("\\|"):
            inner = inner[:-1]
        cells = [cell.replace("\\|", "|") for cell in _PIPE.split(inner)]
        yield Row(number, () if _RULE.match(line) else bounds.tidy(cells))
