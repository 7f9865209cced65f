"""What hangs loose in a plan's golden thread, and the one thing to do about it. Plain functions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.kit.words import date_words
from portal.plans.kinds import kind_of, lines_of, names_of
from portal.plans.rules.thread import Finder, Node, Thing, Thread, plain
from tenants.base import SHARED

What = Literal["unmeasured", "unserved", "serves-nothing", "leadless", "left", "nowhere", "absent"]
WHATS: Mapping[What, str] = {
    "unmeasured": "Priorities without a measure",
    "unserved": "Outcomes that nothing serves",
    "serves-nothing": "Priorities that serve no outcome",
    "leadless": "Without a lead",
    "left": "Leads who left",
    "nowhere": "References that lead nowhere",
    "absent": "Supporting plans that are not here",
}
"""The kinds of loose end, in the order in which they are listed."""
AIMS = frozenset({"outcomes", "objectives"})
"""The kinds that others serve."""
LED = frozenset({"priorities", "actions"})
"""The kinds that need a lead."""


@dataclass(frozen=True)
class Text:
    """An item with those of its words that a thread may miss."""

    thing: Thing
    success_measure: str = ""
    lead: str = ""
    people: str = ""
    organisations: str = ""
    supporting: str = ""


@dataclass(frozen=True)
class LooseEnd:
    """One thing that hangs loose: of which item, in words, and what to do in which field of it."""

    what: What
    thing: Thing
    words: str
    todo: str
    field: str


Left = Mapping[str, date]
"""Who held an appointment and holds none any more: the plain name, and the last day of the last."""


def loose_ends(thread: Thread, texts: Iterable[Text], left: Left) -> list[LooseEnd]:
    """Every loose end of these items, by what it is, then as the items stand."""
    every = list(texts)
    finder = Finder(list(thread.things.values()), list(thread.plans.values()))
    aims = {(text.thing.plan_id, text.thing.area_id) for text in every if _is_aim(text.thing)}
    found = [end for text in every for end in _of(thread, text, finder, aims, left)]
    order = list(WHATS)
    return sorted(found, key=lambda end: order.index(end.what))


def _of(
    thread: Thread, text: Text, finder: Finder, aims: set[tuple[int, int]], left: Left
) -> Iterator[LooseEnd]:
    thing = text.thing
    if thing.kind == "priorities":
        yield from _of_priority(thread, text, aims)
    if _is_aim(thing) and not thread.below.get(thing.node):
        todo = "Name it under “Serves” of what serves it"
        yield LooseEnd("unserved", thing, "Nothing serves it.", todo, "")
    if thing.kind in LED and not (text.lead or text.people or text.organisations):
        yield LooseEnd("leadless", thing, "Nobody leads it.", "Name a lead", "lead")
    yield from _who_left(text, left)
    yield from _nowhere(thread, text)
    yield from _absent(text, finder)


def _of_priority(thread: Thread, text: Text, aims: set[tuple[int, int]]) -> Iterator[LooseEnd]:
    thing = text.thing
    if not (text.success_measure or _is_measured(thread, thing.node)):
        words = "No measure says how we will know."
        yield LooseEnd("unmeasured", thing, words, "Write how we will know", "success_measure")
    has_aims = {(thing.plan_id, thing.area_id), (thing.plan_id, SHARED)} & aims
    if has_aims and not _serves(thread, thing.node):
        words = "It serves none of the plan’s outcomes."
        yield LooseEnd("serves-nothing", thing, words, "Say what it serves", "serves")


def _is_aim(thing: Thing) -> bool:
    return thing.kind in AIMS


def _is_measured(thread: Thread, node: Node) -> bool:
    """Whether it names measures, wherever they lead, or a measure says that it serves it."""
    named = {field for field, _ in thread.things[node].refs}
    below = (thread.things.get(link.lower) for link in thread.below.get(node, ()))
    return "measures" in named or any(thing and thing.kind == "measures" for thing in below)


def _serves(thread: Thread, node: Node) -> bool:
    return any(link.how == "serves" for link in thread.above.get(node, ()))


def _who_left(text: Text, left: Left) -> Iterator[LooseEnd]:
    names = dict.fromkeys([*names_of(text.lead), *names_of(text.people)])
    for name in names:
        day = left.get(plain(name))
        if day is not None:
            words = f"{name} left: the last appointment here ended on {date_words(day)}."
            yield LooseEnd("left", text.thing, words, "Name who leads it now", "lead")


def _nowhere(thread: Thread, text: Text) -> Iterator[LooseEnd]:
    thing = text.thing
    for field, reference in thread.loose.get(thing.node, ()):
        if field != "supporting":
            label = kind_of(thing.kind).field(field).label
            words = f"“{label}” names {reference}, which leads to nothing that you can read."
            todo = "Correct the reference"
            yield LooseEnd("nowhere", thing, words, todo, field)


def _absent(text: Text, finder: Finder) -> Iterator[LooseEnd]:
    for line in lines_of(text.supporting):
        if finder.plan_named(line, text.thing.area_id) is None:
            words = f"“{line}” is no plan of this company that you can read here."
            todo = "Correct its name, or bring the plan in"
            yield LooseEnd("absent", text.thing, words, todo, "supporting")
