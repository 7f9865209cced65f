"""What differs between two states of a plan as its page shows it: section by section, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.kit.words import join_names
from portal.plans import sayings
from portal.plans.content import Heading
from portal.plans.kinds import UnknownKindError, kind_of
from portal.plans.models import Plan
from portal.plans.pages.marking import Marked, marked, step_words
from portal.plans.queries import held
from portal.plans.queries.held import Held, Saved
from portal.plans.rules.difference import (
    Change,
    Difference,
    Item,
    MilestoneChange,
    Reworded,
    State,
    difference,
)
from tenants.scope import Scope

What = Literal["Added", "Removed", "Moved", "Reworded"]
COVER = {"title": "Title of the plan", "first_year": "Begins in April of", "years": "Plan years"}
HEADING = {
    "letter": "Letter",
    "title": "Heading",
    "kind": "Kind",
    "area": "Whose it is",
    "under": "Stands under",
}


@dataclass(frozen=True)
class FieldShown:
    """One text of an item with its words marked."""

    label: str
    words: Sequence[Marked]


@dataclass(frozen=True)
class ItemShown:
    """What became of one item, in one or several words, and who saved its text last."""

    what: Sequence[What]
    ref: str
    title: str
    place: str
    fields: Sequence[FieldShown]
    saved: str
    minor: Sequence[str]


@dataclass(frozen=True)
class SectionShown:
    """A section with something to say of it; ``hidden`` where it is not shared with the reader."""

    letter: str
    title: str
    accent: str
    note: str
    renamed: Sequence[FieldShown]
    items: Sequence[ItemShown]
    hidden: bool = False


@dataclass(frozen=True)
class Compared:
    """All that the page shows."""

    sentence: str
    cover: Sequence[FieldShown]
    sections: Sequence[SectionShown]


@dataclass(frozen=True)
class _Sides:
    """Both states, as far as the reader reads both."""

    old: State
    new: State
    before: Held
    after: Held
    found: Difference
    minor: Mapping[int, Sequence[Saved]]

    @property
    def headings(self) -> dict[int, Heading]:
        return {
            section.key: section.heading for section in (*self.old.sections, *self.new.sections)
        }


def compared(scope: Scope, plan: Plan, before: Held, after: Held) -> Compared:
    """What leads from one state to the other, in the order of the new."""
    hidden = {**before.hidden, **after.hidden}
    old, new = held.without(before, hidden), held.without(after, hidden)
    found = difference(old, new)
    minor = held.minor_amendments(scope, plan.id) if found.reworded else {}
    sides = _Sides(old, new, before, after, found, minor)
    shown = [*_sections(sides), *_hidden(hidden)]
    shown.sort(key=lambda section: (len(section.letter), section.letter))
    return Compared(_sentence(found, bool(hidden)), _cover(found.cover), shown)


def _sentence(found: Difference, hidden: bool) -> str:
    where = " in what is shared with you" if hidden else ""
    if not found:
        return f"Nothing differs{where}."
    counts = (
        (len(found.added), "added"),
        (len(found.removed), "removed"),
        (len(found.moved), "moved"),
        (len(found.reworded), "reworded"),
    )
    parts = [f"{number} {word}" for number, word in counts if number]
    if not parts:
        return f"The text is the same{where}; headings or their order differ."
    return f"{join_names(parts)}{where}."


def _cover(changes: Sequence[Change]) -> list[FieldShown]:
    return [FieldShown(COVER[each.name], marked(each.before, each.after)) for each in changes]


def _hidden(hidden: Mapping[int, Heading]) -> Iterator[SectionShown]:
    for heading in hidden.values():
        note = sayings.NOT_SHARED
        yield SectionShown(heading.letter, heading.title, heading.area, note, (), (), hidden=True)


def _sections(sides: _Sides) -> Iterator[SectionShown]:
    found = sides.found
    renamed = {change.key: change.texts for change in found.sections_renamed}
    items = _items(sides)
    notes = _notes(found)
    for key, heading in sides.headings.items():
        if key in renamed or key in notes or items.get(key):
            yield SectionShown(
                heading.letter,
                heading.title,
                heading.area,
                notes.get(key, ""),
                [
                    FieldShown(HEADING[t.name], marked(t.before, t.after))
                    for t in renamed.get(key, ())
                ],
                items.get(key, ()),
            )


def _notes(found: Difference) -> dict[int, str]:
    notes = {int(each.key): "Moved to another place" for each in found.order}
    notes |= {section.key: "New section" for section in found.sections_added}
    return notes | {section.key: "Section removed" for section in found.sections_removed}


def _items(sides: _Sides) -> dict[int, list[ItemShown]]:
    """What became of the items, by the section they stand in now; the removed ones where they
    stood."""
    found = sides.found
    reworded = {change.key: change for change in found.reworded}
    moved = {each.key: each for each in found.moved}
    added = {item.key for _, item in found.added}
    shown: dict[int, list[ItemShown]] = {}
    for section in sides.new.sections:
        for item in section.items:
            what = _what(item.key, added, moved, reworded)
            if what:
                came_from = moved[item.key].came_from if item.key in moved else section.key
                place = _place(sides, came_from, section.key) if item.key in moved else ""
                row = _item(sides, section.heading.kind, item, what, place, reworded.get(item.key))
                shown.setdefault(section.key, []).append(row)
    for home, item in found.removed:
        kind = sides.headings[home].kind
        shown.setdefault(home, []).append(_item(sides, kind, item, ["Removed"], "", None))
    return shown


def _what(
    key: int, added: set[int], moved: Mapping[int, object], reworded: Mapping[int, object]
) -> list[What]:
    if key in added:
        return ["Added"]
    what: list[What] = ["Moved"] if key in moved else []
    return [*what, "Reworded"] if key in reworded else what


def _place(sides: _Sides, came_from: int, goes_to: int) -> str:
    if came_from == goes_to:
        return "To another place in this section"
    heading = sides.headings[came_from]
    return f"From section {heading.letter}, {heading.title}"


def _item(
    sides: _Sides,
    kind: str,
    item: Item,
    what: Sequence[What],
    place: str,
    change: Reworded | None,
) -> ItemShown:
    gone = "Removed" in what
    saved = (sides.before if gone else sides.after).saved[item.key]
    last = "Last saved" if gone or change is None else "Saved"
    return ItemShown(
        what,
        item.ref,
        item.content.title,
        place,
        _whole(kind, item) if change is None and what != ["Moved"] else _fields(kind, change),
        f"{last} by {saved.by}, {sayings.day_of(saved.at)}",
        _minor(sides, item.key) if change else (),
    )


def _whole(kind: str, item: Item) -> list[FieldShown]:
    """The whole text of what was added, or removed: nothing of it is marked."""
    texts = [
        FieldShown(label, [Marked("same", text)])
        for name, label in _labels(kind).items()
        if name != "title" and (text := _said(kind, name, item.content.text(name)))
    ]
    if item.content.milestones:
        lines = "\n".join(step_words(step) for step in item.content.milestones)
        texts.append(FieldShown("Milestones", [Marked("same", lines)]))
    return texts


def _fields(kind: str, change: Reworded | None) -> list[FieldShown]:
    if change is None:
        return []
    labels = {"ref": "Reference", **_labels(kind)}
    texts = [
        FieldShown(
            labels.get(each.name, each.name),
            marked(_said(kind, each.name, each.before), _said(kind, each.name, each.after)),
        )
        for each in change.texts
    ]
    texts += [FieldShown("Milestone", _step(each)) for each in change.milestones]
    if change.placed and not change.milestones:
        texts.append(FieldShown("Milestones", [Marked("same", "In another order")]))
    return texts


def _step(change: MilestoneChange) -> list[Marked]:
    before = step_words(change.before) if change.before else ""
    return marked(before, step_words(change.after) if change.after else "")


def _minor(sides: _Sides, key: int) -> list[str]:
    """The minor amendments between the two texts of an item, whichever is the older."""
    first, last = sorted((sides.before.saved[key].number, sides.after.saved[key].number))
    return [minor_words(s) for s in sides.minor.get(key, ()) if first < s.number <= last]


def minor_words(saved: Saved) -> str:
    """By whom a minor amendment was made, under which delegation, and why."""
    return (
        f"Minor amendment by {saved.by} under {saved.under}, {sayings.day_of(saved.at)}: "
        f"{saved.because}"
    )


def _labels(kind: str) -> dict[str, str]:
    try:
        return {field.name: field.label for field in kind_of(kind).fields}
    except UnknownKindError:
        return {}


def _said(kind: str, name: str, value: str) -> str:
    try:
        return kind_of(kind).field(name).words(value)
    except (KeyError, UnknownKindError):
        return value
