"""The one-page matrix over a strategy's focus areas."""

from flask import Response

from portal.plans import queries, sayings
from portal.plans.kinds import kind_of
from portal.plans.models import Plan
from portal.plans.pages import strategy_page
from portal.plans.queries import references
from portal.plans.room import plan_path, plans_path, room
from portal.web.fragments import show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/matrix", Permission.PLAN_READ)
def matrix(scope: Scope, plan: Plan) -> Response:
    """Excellence, story and agenda of every focus area, with its actions."""
    view, path = queries.view(scope, plan), plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Focus areas", None))
    rows = strategy_page.rows(view, references.of_view(scope, view, path))
    return show(
        "plans/strategy.html",
        plan=plan,
        path=path,
        rows=rows,
        total=sum(row.total for row in rows),
        columns=[kind_of("focus").field(name) for name in strategy_page.SHOWN],
        facts=sayings.facts(view),
    )
