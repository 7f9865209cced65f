"""The golden thread of a plan, walked both ways; and what hangs loose in it."""

from collections.abc import Sequence

from flask import Response, abort, request

from portal.kit.words import plural
from portal.plans.models import Plan
from portal.plans.pages import thread_page
from portal.plans.pages.thread_page import EndShown, Group, Shower
from portal.plans.queries import progress_queries, thread_queries
from portal.plans.queries.thread_queries import Woven
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules.loose_ends import LooseEnd, loose_ends
from portal.plans.rules.thread import Link, Node, Step
from portal.plans.shapes import Reading
from portal.web.fragments import show
from portal.web.frame import chosen_lens, place
from tenants.audiences import RELEASED
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope

LEVELS_IN_SHORT = 2
"""Of the whole plan's thread: what it begins with, and what carries that."""


@room.page("/plans/<plan>/thread", Permission.PLAN_READ)
def thread(scope: Scope, plan: Plan) -> Response:
    """From the outcomes that councils ask for down to measures and team plans."""
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Golden thread", None), lens=True)
    woven = thread_queries.of_plan(scope, plan)
    shower = _shower(scope, woven, plan)
    lens = chosen_lens(scope)
    areas = [a for a in scope.areas if lens is None or a.area_id in (SHARED, lens.area_id)]
    node: Node = ("plan", plan.id)
    return show(
        "plans/thread.html",
        plan=plan,
        path=path,
        sentence=thread_page.sentence(woven, plan.id),
        areas=[(area, groups) for area in areas if (groups := _groups(shower, plan, area))],
        above=[shower.node(link.upper) for link in woven.thread.above.get(node, ())],
        below=[shower.node(link.lower) for link in _plans_below(woven, node)],
        loose=len(_loose(scope, woven, plan)),
        tells=bool(_told_to(scope)),
    )


@room.page("/plans/<plan>/thread/<ref>", Permission.PLAN_READ)
def thread_of(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """One thing on its thread: what it serves above, what carries it below."""
    path = plan_path(scope, plan)
    here = f"{path}priorities/{ref.item.ref}"
    crumbs = (plan.title, path), ("Golden thread", f"{path}thread"), (ref.item.ref, None)
    place(("Plans", plans_path(scope)), *crumbs)
    woven = thread_queries.of_plan(scope, plan)
    shower = _shower(scope, woven, plan)
    node: Node = ("item", ref.item.id)
    return show(
        "plans/thread_of.html",
        plan=plan,
        path=path,
        here=here,
        reading=ref,
        accent=scope.area(ref.area_id).slug,
        facts=[plan.title, thread_page.kind_words(ref.section.kind)],
        ways=shower.ways(node),
        why=shower.why(node),
        groups=shower.groups(woven.thread.down(node)),
        lost=shower.lost(node),
        picture=shower.picture(node),
    )


@room.page("/plans/<plan>/loose-ends", Permission.PLAN_READ)
def loose(scope: Scope, plan: Plan) -> Response:
    """What hangs loose in the areas this reader works for; ``?council=`` for one of them."""
    path, base = plan_path(scope, plan), plans_path(scope)
    crumbs = (plan.title, path), ("Golden thread", f"{path}thread"), ("Loose ends", None)
    place(("Plans", base), *crumbs)
    woven = thread_queries.of_plan(scope, plan)
    ends = thread_page.loose_shown(scope, _loose(scope, woven, plan), woven, base)
    council = request.args.get("council")
    if council is not None and council not in {area.slug for area in scope.areas}:
        abort(404)
    kept = [end for end in ends if council in (None, end.accent)]
    return show(
        "plans/loose_ends.html",
        plan=plan,
        path=path,
        tells=bool(_told_to(scope)),
        count=plural(len(kept), "loose end"),
        tabs=_tabs(scope, ends, council, f"{path}loose-ends"),
        ends=thread_page.by_what(kept),
    )


def _shower(scope: Scope, woven: Woven, plan: Plan) -> Shower:
    standing = progress_queries.standing(scope, plan.id)
    return Shower(scope, woven, plans_path(scope), standing)


def _groups(shower: Shower, plan: Plan, area: Area) -> list[Group]:
    """The things with which one area's thread begins, each with what carries it, in short."""
    found = thread_page.roots(shower.woven, plan.id, [area.area_id])
    down = shower.thread.down
    begins = [Step(s.thing.node, "", tuple(down(s.thing.node))) for s in found]
    return shower.groups(begins, LEVELS_IN_SHORT)


def _plans_below(woven: Woven, node: Node) -> list[Link]:
    return [link for link in woven.thread.below.get(node, ()) if link.how == "parent"]


def _told_to(scope: Scope) -> set[int]:
    """The areas whose loose ends this reader is told: those she works for."""
    return {a.area_id for a in scope.areas if scope.reads(a.area_id, RELEASED)}


def _loose(scope: Scope, woven: Woven, plan: Plan) -> list[LooseEnd]:
    told = _told_to(scope)
    if not told:
        return []
    texts = [strand.text for strand in woven.of_plan(plan.id) if strand.thing.area_id in told]
    return loose_ends(woven.thread, texts, thread_queries.left(scope))


def _tabs(
    scope: Scope, ends: Sequence[EndShown], council: str | None, href: str
) -> list[dict[str, object]]:
    """All, then each area that has any, with its number."""
    tabs: list[dict[str, object]] = [
        {"text": "All", "href": href, "count": len(ends), "current": council is None}
    ]
    for area in scope.areas:
        count = sum(end.accent == area.slug for end in ends)
        if count or area.slug == council:
            name = "Company" if area.area_id == SHARED else area.name
            current = area.slug == council
            address = f"{href}?council={area.slug}"
            tabs.append({"text": name, "href": address, "count": count, "current": current})
    return tabs
