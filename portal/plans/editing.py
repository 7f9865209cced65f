"""From a form to a text and back: milestones as lines, and two people's edits side by side."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.kit.diffs import likeness, merge_texts
from portal.plans.content import ClashField, Content, Milestone, clash

YEAR_FIELD = "milestones_"
STILL_THE_SAME = 50
"""Per cent of a line's words that a reworded milestone keeps, at least, to stay the same step."""


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
    """The milestones of a plan year, one to a line."""
    return "\n".join(m.text for m in content.milestones if m.year == year)


def with_lines(content: Content, typed: Mapping[int, str]) -> Content:
    """The content with the milestones of some years as typed, one to a line.

    A line that stands as it stood, or nearly so, keeps its key and due date: progress hangs on
    the key. Years that were not typed, and years typed as they stood, are left as they are.
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


def _keyed(year: int, lines: Sequence[str], old: Sequence[Milestone]) -> list[Milestone]:
    """A milestone for each line: first those that stand as they stood, then those reworded."""
    left = list(old)
    found = [_take(left, line, 100) for line in lines]
    found = [
        milestone or _take(left, line, STILL_THE_SAME)
        for milestone, line in zip(found, lines, strict=True)
    ]
    return [
        replace(milestone, text=line) if milestone else Milestone(_new_key(year), year, line)
        for milestone, line in zip(found, lines, strict=True)
    ]


def _take(left: list[Milestone], line: str, least: int) -> Milestone | None:
    """Take out the milestone likest to a line, if it keeps so many per cent of its words."""
    likest = max(left, key=lambda milestone: _share(milestone.text, line), default=None)
    if likest is None or _share(likest.text, line) < least:
        return None
    left.remove(likest)
    return likest


def _share(text: str, line: str) -> int:
    """Per cent of a milestone's words that a line keeps; 100 only for the very same text."""
    if text == line:
        return 100
    same, of = likeness(text, line)
    return min(99, same * 100 // of) if of else 0


def _new_key(year: int) -> str:
    """A key never used before, so that no progress of a removed step falls to a new one."""
    return f"{year}-{secrets.token_hex(4)}"
