"""Pages of whoever conducts a consultation: open it, its links, its last day, its end."""

from collections.abc import Sequence

from flask import Response, flash, request

from portal.engagement import answering, forms, pages, queries, service
from portal.engagement.models import Group, Round
from portal.engagement.room import list_path, room, round_path
from portal.engagement.service import Link, RoundDetails
from portal.plans.models import Plan
from portal.plans.room import plan_path, plans_path
from portal.web.fragments import go, show
from portal.web.frame import KEY_ARGUMENT, place
from tenants import invitations
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/consult", Permission.ENGAGEMENT_CONDUCT, methods=("GET", "POST"))
def consult(scope: Scope, plan: Plan) -> Response:
    """Put texts of a plan to others, from a day to a day."""
    invitations.accept_all(scope)
    texts = queries.offered(scope, plan)
    form = forms.offer(forms.RoundForm(), scope.councils, texts)
    if request.method == "GET":
        return _round_form(scope, plan, form, texts)
    if not form.validate():
        return _round_form(scope, plan, form, texts, 422)
    try:
        opened = service.open_round(scope, plan, _details(scope, form))
    except service.RoundError as error:
        form[error.field].errors = [str(error)]
        return _round_form(scope, plan, form, texts, 422)
    return links_page(scope, opened.round, opened.links, opened=True)


@room.page(
    "/engagement/<consultation>/groups/<int:group>/link",
    Permission.ENGAGEMENT_CONDUCT,
    methods=("POST",),
)
def renew_link(scope: Scope, consultation: Round, group: Group) -> Response:
    """Make a group's secret link anew, and show it this once."""
    try:
        link = service.renew_link(scope, consultation, group)
    except service.EngagementError as error:
        flash(str(error), "error")
        return _back(scope, consultation)
    return links_page(scope, consultation, [link], opened=False)


@room.page(
    "/engagement/<consultation>/last-day",
    Permission.ENGAGEMENT_CONDUCT,
    methods=("GET", "POST"),
)
def last_day(scope: Scope, consultation: Round) -> Response:
    """Let it close sooner or later."""
    form = forms.LastDayForm(data={"closes_on": consultation.closes_on})
    place(
        ("Engagement", list_path(scope)),
        (consultation.title, round_path(scope, consultation)),
        ("Last day", None),
    )
    if request.method == "POST" and form.validate():
        try:
            service.move_last_day(scope, consultation, form.closes_on.data)
        except service.RoundError as error:
            form.closes_on.errors = [str(error)]
        else:
            flash("The last day is changed.", "success")
            return _back(scope, consultation)
    status = 422 if form.errors or form.closes_on.errors else 200
    return show("engagement/last_day.html", form=form, round=consultation, status=status)


@room.page("/engagement/<consultation>/close", Permission.ENGAGEMENT_CONDUCT, methods=("POST",))
def close(scope: Scope, consultation: Round) -> Response:
    """Close it as answered: what was done shows to whoever reads it."""
    try:
        answering.close(scope, consultation)
    except service.EngagementError as error:
        place(("Engagement", list_path(scope)), (consultation.title, None))
        return show(
            "engagement/not_yet.html",
            status=409,
            round=consultation,
            left=answering.open_ends(scope, consultation) or [str(error)],
            base=round_path(scope, consultation),
        )
    flash("The consultation is closed as answered.", "success")
    return _back(scope, consultation)


def links_page(scope: Scope, found: Round, links: Sequence[Link], *, opened: bool) -> Response:
    """The secret links, shown once: nothing keeps this page, and no other has them."""
    place(
        ("Engagement", list_path(scope)),
        (found.title, round_path(scope, found)),
        ("Links", None),
    )
    base = f"{request.url_root.rstrip('/')}{list_path(scope)}by-link?{KEY_ARGUMENT}="
    response = show(
        "engagement/links.html",
        round=found,
        opened=opened,
        links=[(link.group, base + link.key) for link in links],
        base=round_path(scope, found),
        asked=pages.page(scope, found).asked,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _round_form(
    scope: Scope,
    plan: Plan,
    form: forms.RoundForm,
    texts: Sequence[queries.Offered],
    status: int = 200,
) -> Response:
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Consult", None))
    return show(
        "engagement/consult.html",
        status=status,
        plan=plan,
        path=path,
        form=form,
        refused=[each for each in texts if each.refused],
        offered=any(not each.refused for each in texts),
    )


def _details(scope: Scope, form: forms.RoundForm) -> RoundDetails:
    areas = {area.slug: area.area_id for area in scope.councils}
    return RoundDetails(
        title=form.title.data or "",
        intro=form.intro.data or "",
        question=form.question.data or "",
        asks_scale=bool(form.asks_scale.data),
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        kinds=form.kinds,
        # A council that is none of the owners' is refused by its number.
        councils=[areas.get(slug, -1) for slug in form.councils],
        refs=form.refs.data or (),
    )


def _back(scope: Scope, found: Round) -> Response:
    return go("engagement.read", company=scope.company.slug, consultation=found.slug)
