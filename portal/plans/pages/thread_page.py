"""The golden thread as its pages show it: ways up, what carries a thing below, and loose ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.kit.words import join_names, plural, sentence_case
from portal.plans.kinds import kind_of, kinds
from portal.plans.queries.progress_queries import NONE_DONE, Standing
from portal.plans.queries.thread_queries import Strand, Woven
from portal.plans.rules.loose_ends import WHATS, LooseEnd
from portal.plans.rules.progress import counted
from portal.plans.rules.thread import BESIDE, Node, Step, Thing
from portal.web.charts import LevelChart, level_chart
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope

PLANS = "Service and team plans"
ROOTS = frozenset(
    {"outcomes", "objectives", "business-areas", "priorities", "intentions", "actions", "focus"}
)
"""The kinds that a thread begins with even where nothing is tied to them yet."""
LEVELS_ABOVE, LEVELS_BELOW = 3, 2
"""Levels of the picture above the thing itself, and below it."""


@dataclass(frozen=True)
class NodeShown:
    """An item or a plan on the way: its kind in words, its name, and where it leads."""

    kind: str
    name: str
    href: str
    facts: str
    accent: str
    area: str


@dataclass(frozen=True)
class Branch:
    """A node with what goes on from it, and what is to be said where it does not."""

    node: NodeShown
    branches: tuple["Branch", ...]
    note: str


@dataclass(frozen=True)
class Group:
    """Branches of one kind, under its name."""

    title: str
    branches: Sequence[Branch]


@dataclass(frozen=True)
class Lost:
    """A reference that leads nowhere for this reader, and the field in which it stands."""

    field: str
    reference: str


@dataclass(frozen=True)
class EndShown:
    """A loose end, with the link to the one thing to do about it."""

    end: LooseEnd
    name: str
    href: str
    accent: str
    area: str
    todo: str
    todo_href: str


class Shower:
    """Shows the nodes of one woven thread to one reader."""

    def __init__(self, scope: Scope, woven: Woven, base: str, standing: Standing | None) -> None:
        self.woven, self.thread, self.base = woven, woven.thread, base
        self.areas: Mapping[int, Area] = {area.area_id: area for area in scope.areas}
        self.standing = standing
        self.strands: dict[Node, Strand] = {s.thing.node: s for s in woven.strands}

    def node(self, node: Node) -> NodeShown:
        """An item or a plan of the thread."""
        plan = self.thread.plans.get(node)
        if plan is not None:
            href = f"{self.base}{plan.slug}/thread"
            return NodeShown("Plan", plan.title, href, "", *self._area(plan.area_id))
        thing = self.thread.things[node]
        slug = self.woven.slugs[thing.plan_id]
        return NodeShown(
            sentence_case(kind_of(thing.kind).one),
            f"{thing.ref} {thing.title}",
            f"{self.base}{slug}/thread/{thing.ref}",
            self._facts(self.strands[node]),
            *self._area(thing.area_id),
        )

    def branch(self, step: Step) -> Branch:
        """A step of a way and all that follows."""
        note = "already shown here" if step.again else "goes on from there" if step.more else ""
        return Branch(self.node(step.node), tuple(map(self.branch, step.steps)), note)

    def in_short(self, step: Step, levels: int) -> Branch:
        """As ``branch`` to so many levels, with what carries the last of them in numbers."""
        if levels == 1:
            return Branch(self.node(step.node), (), self._carried(step))
        branches = tuple(self.in_short(each, levels - 1) for each in step.steps)
        return Branch(self.node(step.node), branches, "")

    def _carried(self, step: Step) -> str:
        """``2 measures, 1 risk``: what stands right below, by kind."""
        links = self.thread.below.get(step.node, ())
        below = [self._kind_of(node) for node in dict.fromkeys(link.lower for link in links)]
        named = [(kind.name, kind.one, kind.many) for kind in kinds()] + [("", "plan", "plans")]
        said = [plural(below.count(name), one, many) for name, one, many in named if name in below]
        return ", ".join(said)

    def groups(self, steps: Sequence[Step], levels: int | None = None) -> list[Group]:
        """Steps by the kind of thing, in the order of the kinds, plans last; whole, or in short to
        so many levels."""
        found: dict[str, list[Branch]] = {}
        for step in steps:
            shown = self.in_short(step, levels) if levels else self.branch(step)
            found.setdefault(self._kind_of(step.node), []).append(shown)
        names = {kind.name: sentence_case(kind.many) for kind in kinds()} | {"": PLANS}
        return [Group(title, found[name]) for name, title in names.items() if name in found]

    def ways(self, node: Node) -> list[list[NodeShown]]:
        """Every way up from a node, each from its highest end downwards; what says why is none."""
        steps = [step for step in self.thread.up(node) if step.how not in BESIDE]
        return [[self.node(each) for each in reversed(way)] for way in _ways(steps)]

    def why(self, node: Node) -> list[NodeShown]:
        """The evidence that it rests on."""
        links = self.thread.above.get(node, ())
        return [self.node(link.upper) for link in links if link.how in BESIDE]

    def lost(self, node: Node) -> list[Lost]:
        """Its references that lead nowhere."""
        thing = self.thread.things.get(node)
        return [
            Lost(kind_of(thing.kind).field(field).label, reference)
            for field, reference in self.thread.loose.get(node, ())
            if thing is not None
        ]

    def picture(self, node: Node) -> LevelChart | None:
        """The thing between what it serves and what carries it; None where it hangs alone."""
        up = [s for s in self.thread.up(node) if s.how not in BESIDE]
        above, below = _levels(up, LEVELS_ABOVE), _levels(self.thread.down(node), LEVELS_BELOW)
        if not above and not below:
            return None
        levels = [*reversed(above), [node], *below]
        shown = [
            [(each, self._label(each), "here" if each == node else each[0]) for each in level]
            for level in levels
        ]
        links = [
            (link.upper, link.lower)
            for level in levels
            for each in level
            for link in self.thread.above.get(each, ())
            if link.how not in BESIDE
        ]
        return level_chart(shown, links)

    def _label(self, node: Node) -> str:
        plan = self.thread.plans.get(node)
        return "Plan" if plan is not None else self.thread.things[node].ref

    def _kind_of(self, node: Node) -> str:
        thing = self.thread.things.get(node)
        return thing.kind if thing is not None else ""

    def _area(self, area_id: int) -> tuple[str, str]:
        area = self.areas[area_id]
        return area.slug, "Company" if area_id == SHARED else area.name

    def _facts(self, strand: Strand) -> str:
        """``7 milestones, 2 done, 1 late``, as far as the reader may know."""
        if self.standing is None:
            return ""
        thing, standing = strand.thing, self.standing
        found = standing.marks.get(thing.item_id, {})
        done = frozenset(key for key, mark in found.items() if mark.done) or NONE_DONE
        counts = counted(strand.steps, done, standing.today)
        if not counts.total:
            return ""
        known = thing.area_id in standing.areas
        said = [plural(counts.total, "milestone")]
        said += [f"{counts.done} done"] if known and counts.done else []
        said += [f"{counts.late} late"] if known and counts.late else []
        return ", ".join(said)


def roots(woven: Woven, plan_id: int, areas: Iterable[int]) -> list[Strand]:
    """The things of a plan with which its thread begins, of some areas: nothing of the plan's own
    stands above them."""
    within = set(areas)
    return [
        strand
        for strand in woven.of_plan(plan_id)
        if strand.thing.area_id in within and _begins(woven, strand.thing)
    ]


def kind_words(kind: str) -> str:
    """What an item of a kind is called."""
    return sentence_case(kind_of(kind).one)


def loose_shown(scope: Scope, ends: Iterable[LooseEnd], woven: Woven, base: str) -> list[EndShown]:
    """Loose ends with the link by which each is mended, for who may mend it."""
    shower = Shower(scope, woven, base, None)
    return [_end(scope, end, shower, base) for end in ends]


def by_what(ends: Sequence[EndShown]) -> list[tuple[str, list[EndShown]]]:
    """Loose ends under the name of their kind, in the order of the kinds."""
    found = [(words, [e for e in ends if e.end.what == what]) for what, words in WHATS.items()]
    return [(words, each) for words, each in found if each]


def sentence(woven: Woven, plan_id: int) -> str:
    """What hangs on what, in numbers."""
    strands = woven.of_plan(plan_id)
    counts = [
        plural(number, kind.one, kind.many)
        for kind in kinds()
        if kind.name in ROOTS | {"measures", "risks", "budget"}
        and (number := sum(strand.thing.kind == kind.name for strand in strands))
    ]
    tied = sum(bool(_tied(woven, strand.thing)) for strand in strands)
    if not counts:
        return "This plan has nothing yet that a thread could tie together."
    how_many = f"{tied} of them {'is' if tied == 1 else 'are'} tied to something else"
    return f"{join_names(counts)}; {how_many if tied else 'none of them is tied to another yet'}."


def _end(scope: Scope, end: LooseEnd, shower: Shower, base: str) -> EndShown:
    thing = end.thing
    node = shower.node(thing.node)
    here = f"{base}{shower.woven.slugs[thing.plan_id]}/"
    mends = shower.strands[thing.node].draft and scope.may(
        Permission.PLAN_EDIT, area_id=thing.area_id, plan_id=thing.plan_id
    )
    item = f"{here}priorities/{thing.ref}"
    edit = f"{item}/edit" + (f"#{end.field}-{thing.ref}" if end.field else "")
    if end.what == "unserved":
        edit = f"{here}?lens={shower.areas[thing.area_id].slug}" if thing.area_id else here
    todo, href = (end.todo, edit) if mends else ("Read it", item)
    return EndShown(end, node.name, node.href, node.accent, node.area, todo, href)


def _begins(woven: Woven, thing: Thing) -> bool:
    links = [k for k in woven.thread.above.get(thing.node, ()) if k.how not in BESIDE]
    uppers = (woven.thread.things.get(link.upper) for link in links)
    if any(upper is not None and upper.plan_id == thing.plan_id for upper in uppers):
        return False
    return thing.kind in ROOTS or bool(_tied(woven, thing))


def _tied(woven: Woven, thing: Thing) -> bool:
    thread = woven.thread
    links = [*thread.above.get(thing.node, ()), *thread.below.get(thing.node, ())]
    return any(link.how not in BESIDE for link in links)


def _ways(steps: Sequence[Step]) -> Iterator[list[Node]]:
    for step in steps:
        if not step.steps:
            yield [step.node]
        for way in _ways(step.steps):
            yield [step.node, *way]


def _levels(steps: Sequence[Step], most: int) -> list[list[Node]]:
    """The nodes of a way by how many steps away they are, each once."""
    found: list[list[Node]] = []
    now = list(steps)
    while now and len(found) < most:
        found.append(list(dict.fromkeys(step.node for step in now if not step.again)))
        now = [following for step in now for following in step.steps]
    return [level for level in found if level]
