"""The golden thread as a graph: what stands above a thing, what carries it below. Plain functions.

The links are references that the texts themselves hold (``kinds``: each field that reads ``refs``),
the supporting plans they name, and plans that stand under plans. A link is kept once and read from
both its ends, so both ways of walking always agree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from tenants.base import SHARED

DOWNWARD = frozenset({"measures", "leads_to", "supporting"})
"""The fields whose references stand below the thing that names them; all others stand above it."""
BESIDE = frozenset({"evidence_refs"})
"""The fields that say why: they are shown with the thing itself, and not walked any further."""
_ADDRESS = re.compile(r"(?:^|/)plans/([a-z0-9-]+)/?$")

DEEPEST = 9
"""Steps that are walked from a thing at most; from the last one a reader walks on by herself."""

Node = tuple[Literal["item", "plan"], int]
"""An item or a plan, by its id."""


@dataclass(frozen=True)
class Thing:
    """An item of some kind, with the references of its text, as (field, reference as written)."""

    item_id: int
    plan_id: int
    area_id: int
    ref: str
    kind: str
    title: str
    refs: tuple[tuple[str, str], ...] = ()

    @property
    def node(self) -> Node:
        """Its place in the graph."""
        return ("item", self.item_id)


@dataclass(frozen=True)
class PlanThing:
    """A plan, and the plan it stands under, if any."""

    plan_id: int
    area_id: int
    slug: str
    title: str
    parent_id: int | None = None

    @property
    def node(self) -> Node:
        """Its place in the graph."""
        return ("plan", self.plan_id)


@dataclass(frozen=True)
class Link:
    """``lower`` carries ``upper``; ``how`` is the field that says so, or ``parent`` of plans."""

    lower: Node
    upper: Node
    how: str


@dataclass(frozen=True)
class Step:
    """A node on the way, how the one before leads to it, and the steps that go on from it.

    ``again`` says that it stands on the way already, where it is followed; ``more`` that it is as
    far as is walked from here, and goes on. So every way ends.
    """

    node: Node
    how: str
    steps: tuple["Step", ...] = ()
    again: bool = False
    more: bool = False


@dataclass(frozen=True)
class Thread:
    """Things and plans, the links above and below each, and the references that lead nowhere."""

    things: Mapping[Node, Thing]
    plans: Mapping[Node, PlanThing]
    above: Mapping[Node, Sequence[Link]]
    below: Mapping[Node, Sequence[Link]]
    loose: Mapping[Node, Sequence[tuple[str, str]]]
    """By item, the (field, reference as written) that lead to nothing this reader can read."""

    def up(self, node: Node) -> list[Step]:
        """All that a node serves, step by step."""
        return _walk(self.above, node, up=True)

    def down(self, node: Node) -> list[Step]:
        """All that carries a node, step by step."""
        return _walk(self.below, node, up=False)


def weave(things: Iterable[Thing], plans: Iterable[PlanThing]) -> Thread:
    """The thread between the things and plans that one reader can read."""
    finder = Finder(list(things), list(plans))
    links: dict[Link, None] = {}
    loose: dict[Node, list[tuple[str, str]]] = defaultdict(list)
    for plan in finder.plans:
        parent: Node | None = ("plan", plan.parent_id) if plan.parent_id is not None else None
        if parent is not None and parent != plan.node and parent in finder.plan_nodes:
            links[Link(plan.node, parent, "parent")] = None
    for thing in finder.things:
        for field, reference in thing.refs:
            found = finder.find(thing, field, reference)
            if found is None or found == thing.node:
                loose[thing.node].append((field, reference))
            else:
                links[_link(thing.node, found, field)] = None
    above, below = _both_ways(links)
    nodes = {thing.node: thing for thing in finder.things}
    return Thread(nodes, finder.plan_nodes, above, below, dict(loose))


Found = TypeVar("Found", Thing, PlanThing)


class Finder:
    """Finds what a reference means: own area first, then shared, then the only one elsewhere."""

    def __init__(self, things: Sequence[Thing], plans: Sequence[PlanThing]) -> None:
        self.things, self.plans = things, plans
        self.plan_nodes: dict[Node, PlanThing] = {plan.node: plan for plan in plans}
        self._items: dict[tuple[int, str], list[Thing]] = defaultdict(list)
        self._slugs: dict[str, list[PlanThing]] = defaultdict(list)
        self._titles: dict[str, list[PlanThing]] = defaultdict(list)
        for thing in things:
            self._items[thing.plan_id, thing.ref].append(thing)
        for plan in plans:
            self._slugs[plan.slug].append(plan)
            self._titles[plain(plan.title)].append(plan)

    def find(self, thing: Thing, field: str, reference: str) -> Node | None:
        """What a reference in a text of ``thing`` means; None where it leads nowhere."""
        if field == "supporting":
            plan = self.plan_named(reference, thing.area_id)
            return plan.node if plan else None
        slug, hash_mark, ref = reference.rpartition("#")
        plan_id: int | None = thing.plan_id
        if hash_mark:
            other = _nearest(self._slugs.get(slug.strip(), ()), thing.area_id)
            plan_id = other.plan_id if other else None
        if plan_id is None:
            return None
        item = _nearest(self._items.get((plan_id, ref.strip()), ()), thing.area_id)
        return item.node if item else None

    def plan_named(self, words: str, area_id: int) -> PlanThing | None:
        """The plan of this name or address."""
        address = _ADDRESS.search(words)
        slug = address[1] if address else words
        found = self._slugs.get(slug) or self._titles.get(plain(words), [])
        return _nearest(found, area_id)


def plain(words: str) -> str:
    """A name without what people write differently: capitals and spaces."""
    return " ".join(words.casefold().split())


def other_plans(things: Iterable[Thing]) -> set[str]:
    """The addresses of the plans that references name beside their own: ``slug#REF``."""
    return {
        reference.rpartition("#")[0].strip()
        for thing in things
        for field, reference in thing.refs
        if field != "supporting" and "#" in reference
    }


def _nearest(found: Sequence[Found], area_id: int) -> Found | None:
    for area in (area_id, SHARED):
        here = [each for each in found if each.area_id == area]
        if len(here) == 1:
            return here[0]
    return found[0] if len(found) == 1 else None


def _link(thing: Node, other: Node, field: str) -> Link:
    return Link(other, thing, field) if field in DOWNWARD else Link(thing, other, field)


def _both_ways(
    links: Iterable[Link],
) -> tuple[dict[Node, list[Link]], dict[Node, list[Link]]]:
    above: dict[Node, list[Link]] = defaultdict(list)
    below: dict[Node, list[Link]] = defaultdict(list)
    for link in links:
        above[link.lower].append(link)
        below[link.upper].append(link)
    return dict(above), dict(below)


def _walk(links: Mapping[Node, Sequence[Link]], start: Node, *, up: bool) -> list[Step]:
    """Each node is followed once, where it is met first."""
    return list(_steps(links, start, {start}, up=up, depth=1))


def _steps(
    links: Mapping[Node, Sequence[Link]], node: Node, seen: set[Node], *, up: bool, depth: int
) -> tuple[Step, ...]:
    here = [link for link in links.get(node, ()) if depth == 1 or link.how not in BESIDE]
    ends = {(link.upper if up else link.lower): link.how for link in here}
    new = ends.keys() - seen
    # Those on one level first: nothing is followed deep down that stands right here.
    seen |= new
    return tuple(
        _step(links, end, how, seen, up=up, depth=depth)
        if end in new and how not in BESIDE
        else Step(end, how, again=end not in new)
        for end, how in ends.items()
    )


def _step(
    links: Mapping[Node, Sequence[Link]],
    node: Node,
    how: str,
    seen: set[Node],
    *,
    up: bool,
    depth: int,
) -> Step:
    if depth == DEEPEST:
        return Step(node, how, more=bool(links.get(node)))
    return Step(node, how, _steps(links, node, seen, up=up, depth=depth + 1))
