"""What differs between two states of a plan, exactly: applied to the old, it gives the new.

Plain values, no I/O. Sections and items are known by keys that outlive renaming and rewording;
milestones by theirs. Nothing is said of who wrote what, and when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from portal.kit.placing import Placed, place, placements
from portal.plans.content import FIELDS, Content, Cover, Heading, Milestone


@dataclass(frozen=True)
class Item:
    """An item as it stands in a state of a plan."""

    key: int
    ref: str
    content: Content


@dataclass(frozen=True)
class Section:
    """A section as it stands, with its items in order."""

    key: int
    heading: Heading
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class State:
    """A plan as it stands: a draft, or a version. No two sections, or items, have one key."""

    cover: Cover
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Change:
    """One text of something, before and after; empty where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class MilestoneChange:
    """A milestone before and after: None where there was, or is, none of its key."""

    key: str
    before: Milestone | None
    after: Milestone | None


@dataclass(frozen=True)
class Reworded:
    """What an item says otherwise: its reference, its texts, its milestones and their order."""

    key: int
    texts: tuple[Change, ...] = ()
    milestones: tuple[MilestoneChange, ...] = ()
    placed: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class SectionChange:
    """A section that stands in both: what of its heading is another."""

    key: int
    texts: tuple[Change, ...]


@dataclass(frozen=True)
class Moved:
    """An item that stands in both, but in another section or place. Sections by key."""

    key: int
    came_from: int
    goes_to: int


@dataclass(frozen=True)
class Difference:
    """All that differs. ``order`` places new and moved sections; ``places`` items, by section."""

    cover: tuple[Change, ...] = ()
    sections_added: tuple[Section, ...] = ()
    sections_removed: tuple[Section, ...] = ()
    sections_renamed: tuple[SectionChange, ...] = ()
    order: tuple[Placed, ...] = ()
    added: tuple[tuple[int, Item], ...] = ()
    removed: tuple[tuple[int, Item], ...] = ()
    moved: tuple[Moved, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    places: tuple[tuple[int, tuple[Placed, ...]], ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


def difference(old: State, new: State) -> Difference:
    """What has to be done to ``old`` so that it is ``new``; empty exactly for equal states."""
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    was, now = _homes(old), _homes(new)
    order = placements(_keys(old.sections), _keys(new.sections))
    places = _places(old, new)
    settled = {int(each.key) for _, placed in places for each in placed}
    return Difference(
        cover=_cover_changes(old.cover, new.cover),
        sections_added=tuple(replace(s, items=()) for s in new.sections if s.key not in before),
        sections_removed=tuple(replace(s, items=()) for s in old.sections if s.key not in after),
        sections_renamed=_renamed(before, new),
        order=order,
        added=tuple(pair for key, pair in now.items() if key not in was),
        removed=tuple(pair for key, pair in was.items() if key not in now),
        moved=tuple(
            Moved(key, was[key][0], now[key][0]) for key in now if key in was and key in settled
        ),
        reworded=_reworded(was, now),
        places=places,
    )


def apply(old: State, found: Difference) -> State:
    """The state that ``found`` leads to from the one it was found from."""
    headings = _new_headings(old, found)
    items = _new_items(old, found)
    gone = {item.key for _, item in found.removed}
    places = dict(found.places)
    kept = {
        section.key: [str(item.key) for item in section.items if item.key not in gone]
        for section in old.sections
    }
    taken = {each.key for _, placed in found.places for each in placed}
    left = {key: [item for item in held if item not in taken] for key, held in kept.items()}
    removed = {section.key for section in found.sections_removed}
    staying = [key for key in _keys(old.sections) if int(key) not in removed]
    return State(
        _new_cover(old.cover, found.cover),
        tuple(
            Section(
                int(key),
                headings[int(key)],
                tuple(
                    items[int(each)]
                    for each in place(left.get(int(key), []), places.get(int(key), ()))
                ),
            )
            for key in place(staying, found.order)
        ),
    )


def _keys(sections: Sequence[Section]) -> list[str]:
    return [str(section.key) for section in sections]


def _homes(state: State) -> dict[int, tuple[int, Item]]:
    """Each item with the key of the section it stands in, by its key."""
    return {item.key: (section.key, item) for section in state.sections for item in section.items}


def _places(old: State, new: State) -> tuple[tuple[int, tuple[Placed, ...]], ...]:
    """The items placed anew, by section: those added, come from another section, or moved in it."""
    before = {section.key: [str(item.key) for item in section.items] for section in old.sections}
    found = []
    for section in new.sections:
        here = [str(item.key) for item in section.items]
        placed = placements(before.get(section.key, []), here)
        if placed:
            found.append((section.key, placed))
    return tuple(found)


def _cover_changes(old: Cover, new: Cover) -> tuple[Change, ...]:
    return tuple(
        Change(each.name, str(getattr(old, each.name)), str(getattr(new, each.name)))
        for each in fields(Cover)
        if getattr(old, each.name) != getattr(new, each.name)
    )


def _new_cover(old: Cover, changes: Sequence[Change]) -> Cover:
    said = {change.name: change.after for change in changes}
    return Cover(
        said.get("title", old.title),
        int(said.get("first_year", old.first_year)),
        int(said.get("years", old.years)),
    )


def _renamed(before: Mapping[int, Section], new: State) -> tuple[SectionChange, ...]:
    found = []
    for section in new.sections:
        if section.key in before:
            texts = _heading_changes(before[section.key].heading, section.heading)
            if texts:
                found.append(SectionChange(section.key, texts))
    return tuple(found)


def _heading_changes(old: Heading, new: Heading) -> tuple[Change, ...]:
    return tuple(
        Change(each.name, getattr(old, each.name), getattr(new, each.name))
        for each in fields(Heading)
        if getattr(old, each.name) != getattr(new, each.name)
    )


def _new_headings(old: State, found: Difference) -> dict[int, Heading]:
    headings = {section.key: section.heading for section in (*old.sections, *found.sections_added)}
    for change in found.sections_renamed:
        said = {text.name: text.after for text in change.texts}
        headings[change.key] = replace(headings[change.key], **said)
    return headings


def _new_items(old: State, found: Difference) -> dict[int, Item]:
    items = {item.key: item for section in old.sections for item in section.items}
    items |= {item.key: item for _, item in found.added}
    for change in found.reworded:
        items[change.key] = _reword(items[change.key], change)
    return items


def _reworded(
    was: Mapping[int, tuple[int, Item]], now: Mapping[int, tuple[int, Item]]
) -> tuple[Reworded, ...]:
    found = []
    for key, (_, item) in now.items():
        if key in was and was[key][1] != item:
            found.append(_rewording(was[key][1], item))
    return tuple(found)


def _rewording(old: Item, new: Item) -> Reworded:
    names = (*FIELDS, *sorted({*old.content.details, *new.content.details}))
    texts = [
        Change(name, old.content.text(name), new.content.text(name))
        for name in names
        if old.content.text(name) != new.content.text(name)
    ]
    if old.ref != new.ref:
        texts.insert(0, Change("ref", old.ref, new.ref))
    before = {step.key: step for step in old.content.milestones}
    after = {step.key: step for step in new.content.milestones}
    steps = [
        MilestoneChange(key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]
    return Reworded(new.key, tuple(texts), tuple(steps), placements(list(before), list(after)))


def _reword(item: Item, change: Reworded) -> Item:
    said = {text.name: text.after for text in change.texts}
    ref = said.pop("ref", item.ref)
    steps = {step.key: step for step in item.content.milestones}
    for each in change.milestones:
        if each.after is None:
            del steps[each.key]
        else:
            steps[each.key] = each.after
    kept = [step.key for step in item.content.milestones if step.key in steps]
    milestones = tuple(steps[key] for key in place(kept, change.placed))
    return Item(item.key, ref, replace(item.content.with_texts(said), milestones=milestones))
