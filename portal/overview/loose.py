"""How much hangs loose in the plans that somebody keeps: one line among what needs her."""

from collections import Counter
from collections.abc import Iterable

from portal.kit.needs import Need
from portal.kit.words import plural
from portal.kit.years import plan_year
from portal.plans.models import Plan
from portal.plans.queries import thread_queries
from portal.plans.rules.loose_ends import loose_ends
from tenants.roles import Permission
from tenants.scope import Scope


def loose_needed(scope: Scope, plans: Iterable[Plan]) -> list[Need]:
    """The loose ends of the drafts that this reader may edit, in plans that have not ended.

    ``plans`` are all that she can see. Asks two queries, or none for who edits nothing.
    """
    every = {plan.id: plan for plan in plans}
    running = [plan.id for plan in every.values() if _runs(scope, plan)]
    areas = {
        area.area_id
        for area in scope.areas
        if scope.may(Permission.PLAN_EDIT, area_id=area.area_id)
    }
    if not areas or not running:
        return []
    woven = thread_queries.of_plans(scope, running, map(thread_queries.plan_thing, every.values()))
    texts = [s.text for s in woven.strands if s.draft and s.thing.area_id in areas]
    found = loose_ends(woven.thread, texts, thread_queries.left(scope))
    counts = Counter(end.thing.plan_id for end in found)
    return [_need(counts, every)] if counts else []


def _runs(scope: Scope, plan: Plan) -> bool:
    """Whether the plan's last year is not over."""
    return plan.first_year + plan.years > plan_year(scope.today())


def _need(counts: Counter[int], plans: dict[int, Plan]) -> Need:
    most = plans[counts.most_common(1)[0][0]]
    where = most.title if len(counts) == 1 else plural(len(counts), "plan")
    details = [f"{plans[plan].title}: {count}" for plan, count in counts.most_common()]
    return Need(
        "Tie up",
        f"{plural(counts.total(), 'loose end')} in {where}",
        "Priorities without a measure, leads who left, references that lead nowhere. "
        + (f"{'; '.join(details)}." if len(counts) > 1 else ""),
        f"plans/{most.slug}/loose-ends",
        "See what hangs loose",
        None,
    )
