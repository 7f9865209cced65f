"""The matrix of company and councils."""

from flask import Response, abort, request

from portal.plans import queries, sayings
from portal.plans.models import Plan
from portal.plans.pages import compare_page, version_page
from portal.plans.pages.compare_page import FEWEST, FILTERS
from portal.plans.queries import progress_queries
from portal.plans.room import plan_path, plans_path, room
from portal.web.fragments import show
from portal.web.frame import chosen_lens, place
from portal.web.templating import Drawings
from tenants.roles import Permission
from tenants.scope import Scope

MATRICES = Drawings("plans/matrix.html", most=64)


@room.page("/plans/<plan>/compare", Permission.PLAN_READ)
def compare(scope: Scope, plan: Plan) -> Response:
    """The priorities side by side, as far as the reader may read them; ``?show=`` filters."""
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Compare", None), lens=True)
    wanted = request.args.get("show", "all")
    kept = next((name for name in FILTERS if name == wanted), None)
    if kept is None:
        abort(404)
    view = queries.view(scope, plan)
    areas = compare_page.areas_compared(scope, view, chosen_lens(scope))
    standing = progress_queries.standing(scope, plan.id)
    known = compare_page.derived(scope, view)
    columns = compare_page.columns(view, areas, standing, known)
    matrix = compare_page.matrix(columns, kept) if len(columns) >= FEWEST else None
    return show(
        "plans/compare.html",
        plan=plan,
        path=path,
        facts=[plan.title, *sayings.facts(view)],
        texts=compare_page.texts(view, areas),
        matrix=matrix,
        drawn=lambda: MATRICES.draw(
            (columns, kept, path), lambda: {"matrix": matrix, "base": f"{path}priorities/"}
        ),
        banner=version_page.announced(view),
        kept=kept,
        filters=FILTERS,
    )
