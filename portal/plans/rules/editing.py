"""From a form to a text and back: milestones as lines, and two people's edits side by side."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.kit import due
from portal.kit.diffs import likeness, merge_texts
from portal.kit.words import date_words
from portal.plans.content import ClashField, Content, Milestone, clash

YEAR_FIELD = "milestones_"
AS_IT_STOOD, SAME_WORDS, STILL_THE_SAME = 200, 100, 50
"""How like a line is to a milestone: equal, equal but for the date, or the per cent of its words
that a reworded milestone keeps at least to stay the same step."""
MOST_LINES = 200
"""Milestones of one item in one plan year."""


@dataclass(frozen=True)
class Side:
    """One field of a clash, with the text that its box begins with."""

    field: ClashField
    suggested: str

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def merged(self) -> bool:
        """Whether both changes fitted together, so that the box holds both."""
        return self.field.both_changed and self.suggested not in (
            self.field.mine,
            self.field.theirs,
        )


def year_field(year: int) -> str:
    """Name of the form's field for the milestones of a plan year."""
    return f"{YEAR_FIELD}{year}"


def lines_of(content: Content, year: int) -> str:
    """The milestones of a plan year, one to a line, each with the day it is due."""
    return "\n".join(_printed(m) for m in content.milestones if m.year == year)


def with_lines(content: Content, typed: Mapping[int, str]) -> Content:
    """The content with the milestones of some years as typed, one to a line.

    A line that stands as it stood, or nearly so, keeps its key: progress hangs on it. Years that
    were not typed, and years typed as they stood, are left as they are. A line in which
    ``line_troubles`` finds fault is taken as words alone.
    """
    changed = {
        year: lines
        for year, text in typed.items()
        if (lines := _lines(text)) != _lines(lines_of(content, year))
    }
    if not changed:
        return content
    kept = [m for m in content.milestones if m.year not in changed]
    for year, lines in changed.items():
        kept += _keyed(year, lines, [m for m in content.milestones if m.year == year])
    return replace(content, milestones=tuple(sorted(kept, key=lambda m: m.year)))


def line_troubles(content: Content, typed: Mapping[int, str]) -> dict[int, list[str]]:
    """What is wrong with lines that were typed anew, in words that name the line, by plan year."""
    found = {}
    for year, text in typed.items():
        known = set(_lines(lines_of(content, year)))
        if (count := len(_lines(text))) > max(MOST_LINES, len(known)):
            found[year] = [
                f"Write at most {MOST_LINES} milestones for one plan year. You wrote {count:,}."
            ]
            continue
        troubles = [
            f"Line {number}: {trouble}"
            for number, line in enumerate(text.split("\n"), 1)
            if line.strip() not in known and (trouble := _trouble(line, year))
        ]
        if troubles:
            found[year] = troubles
    return found


def year_words(year: int) -> str:
    """A plan year in words: ``April 2019 to March 2020``."""
    return f"April {year} to March {year + 1}"


def sides(base: Content, theirs: Content, mine: Content, years: Iterable[int]) -> list[Side]:
    """What two people changed from ``base``, field by field, milestones by plan year."""
    fields = clash(base, theirs, mine)
    for year in years:
        texts = [lines_of(content, year) for content in (base, theirs, mine)]
        if texts[1] != texts[2]:
            fields.append(ClashField(year_field(year), *texts))
    return [Side(field, _suggested(field)) for field in fields]


def _suggested(field: ClashField) -> str:
    if not field.both_changed:
        return field.settled
    return merge_texts(field.base, field.mine, field.theirs) or field.mine


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _printed(milestone: Milestone) -> str:
    return due.dated(milestone.text, milestone.due, milestone.written).printed


def _trouble(line: str, year: int) -> str:
    try:
        day = due.read_line(line).due
    except due.NoSuchDayError as error:
        return str(error)
    if day is None or due.plan_year_of(day) == year:
        return ""
    return (
        f"{date_words(day)} is not in {year_words(year)}. Correct the date, or put the line "
        "into its own plan year."
    )


def _read(line: str) -> due.DatedLine:
    try:
        return due.read_line(line)
    except due.NoSuchDayError:
        return due.DatedLine(line)


def _keyed(year: int, lines: Sequence[str], old: Sequence[Milestone]) -> list[Milestone]:
    """A milestone for each line: those that stand as they stood are found first, then those with
    another date alone, then those reworded."""
    left, found = list(old), dict[int, Milestone]()
    read = [_read(line) for line in lines]
    for least in (AS_IT_STOOD, SAME_WORDS, STILL_THE_SAME):
        for place, line in enumerate(read):
            if place not in found and (taken := _take(left, line, lines[place], least)):
                found[place] = taken
    return [
        _milestone(year, line, lines[place], found.get(place)) for place, line in enumerate(read)
    ]


def _milestone(year: int, read: due.DatedLine, line: str, old: Milestone | None) -> Milestone:
    if old is not None and _printed(old) == line:
        return old
    key = old.key if old else _new_key(year)
    return Milestone(key, year, read.text, read.due, read.written)


def _take(left: list[Milestone], read: due.DatedLine, line: str, least: int) -> Milestone | None:
    """Take out the milestone likest to a line, if it is as like as that."""

    def like(milestone: Milestone) -> int:
        return _likeness(milestone, read, line, words=least < SAME_WORDS)

    likest = max(left, key=like, default=None)
    if likest is None or like(likest) < least:
        return None
    left.remove(likest)
    return likest


def _likeness(milestone: Milestone, read: due.DatedLine, line: str, *, words: bool) -> int:
    """``AS_IT_STOOD``, ``SAME_WORDS``, or below that the per cent of its words that a line keeps
    (0 unless ``words`` are to be compared)."""
    if _printed(milestone) == line:
        return AS_IT_STOOD
    if milestone.text == read.text:
        return SAME_WORDS
    same, of = likeness(milestone.text, read.text) if words else (0, 0)
    return min(SAME_WORDS - 1, same * 100 // of) if of else 0


def _new_key(year: int) -> str:
    """A key never used before, so that no progress of a removed step falls to a new one."""
    return f"{year}-{secrets.token_hex(4)}"
