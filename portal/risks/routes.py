"""Pages of risks: the register with its heat map, one risk, and the forms that record."""

from flask import Response, flash, request

from portal.audit import rows
from portal.plans.models import Plan
from portal.plans.sayings import day_of
from portal.plans.shapes import Reading
from portal.risks import forms, mapping, pages, panels, queries, service
from portal.risks.rules import MatrixError, Score
from portal.risks.service import RiskClashError, RiskError
from portal.web.fragments import go, show
from portal.web.frame import chosen_lens, navigate, place
from portal.web.guard import Room, resolves
from tenants.audiences import RELEASED
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("risks", __name__)

resolves("risk", queries.find_risk)
navigate(28, "Risks", "risks.index", shown=lambda scope: bool(scope.hats))
rows.register(service.KINDS)
panels.fill_slots()


@room.page("/risks/", Permission.PLAN_READ)
def index(scope: Scope) -> Response:
    """The plans that have risks; of a single one its register."""
    found = queries.plans_with_risks(scope)
    if len(found) == 1:
        return go("risks.register", company=scope.company.slug, plan=found[0].slug)
    place(("Risks", None))
    return show("risks/index.html", plans=found, base=panels.home(scope))


@room.page("/risks/<plan>/", Permission.PLAN_READ)
def register(scope: Scope, plan: Plan) -> Response:
    """A plan's risks: the heat map, what moved, and the list that is chosen in it."""
    here, today = panels.register_path(scope, plan), scope.today()
    place(("Risks", panels.home(scope)), (plan.title, None), lens=True)
    found = queries.register(scope, plan)
    areas = {area.area_id: area for area in scope.areas}
    every = pages.rows(found, here, areas, chosen_lens(scope), today)
    chosen = mapping.read_chosen(request.args, found.matrix)
    listed = [row for row in every if chosen.holds(row)]
    return show(
        "risks/register.html",
        plan=plan,
        here=here,
        matrix=found.matrix,
        sentence=mapping.sentence(every, found.matrix),
        cells=mapping.cells(every, found.matrix, chosen),
        bands=mapping.by_band(every, found.matrix),
        moves=mapping.by_move(every),
        chosen=chosen,
        heading=mapping.heading(chosen, found.matrix, len(listed)),
        rows=listed,
        every=len(every),
        knows=bool(found.knows),
        can_set=scope.may(Permission.PROGRESS_RECORD, area_id=SHARED),
        matrix_path=f"/{scope.company.slug}/risk-matrix",
    )


@room.page("/risks/<plan>/<risk>", Permission.PLAN_READ)
def risk(scope: Scope, plan: Plan, risk: Reading) -> Response:
    """One risk: where it stands, its controls, what is done, and how it went."""
    place(
        ("Risks", panels.home(scope)),
        (plan.title, panels.register_path(scope, plan)),
        (risk.item.ref, None),
    )
    return show(
        "risks/risk.html",
        plan=plan,
        reading=risk,
        here=f"{panels.register_path(scope, plan)}{risk.item.ref}",
        in_plan=f"/{scope.company.slug}/plans/{plan.slug}/priorities/{risk.item.ref}",
        shown=panels.shown(scope, risk),
        knows=scope.reads(risk.area_id, RELEASED),
        assesses=_may(scope, risk),
        done=panels.DONE,
        assessed=service.ASSESSED,
        Score=Score,
        day_of=day_of,
    )


@room.page("/risks/<plan>/<risk>/assess", Permission.PROGRESS_RECORD, methods=("GET", "POST"))
def assess(scope: Scope, plan: Plan, risk: Reading) -> Response:
    """Record how likely and how grave it is."""
    _require(scope, risk)
    found = panels.shown(scope, risk)
    if request.method == "GET":
        return _assessing(scope, plan, risk, _begun(scope, found))
    form = forms.AssessmentForm().offer(found.matrix)
    if not form.validate():
        return _assessing(scope, plan, risk, form, 422)
    try:
        service.assess(scope, risk.item, form.details(), base=form.seen)
    except RiskError as error:
        form[error.field].errors = [str(error)]
        return _assessing(scope, plan, risk, form, 422)
    except RiskClashError as clash:
        form.base.data = str(clash.newest.id)
        form.form_errors = [panels.clash_words(clash)]
        return _assessing(scope, plan, risk, form, 409)
    flash("Recorded.", "success")
    return _back(scope, plan, risk)


@room.page("/risks/<plan>/<risk>/respond", Permission.PROGRESS_RECORD, methods=("GET", "POST"))
def respond(scope: Scope, plan: Plan, risk: Reading) -> Response:
    """Escalate it to a corporate register, or accept it until a day."""
    _require(scope, risk)
    standing = panels.shown(scope, risk).standing
    data = {"on_day": scope.today()} if request.method == "GET" else {}
    form = forms.ResponseForm(data=data).offer(
        escalated=standing.escalated is not None, accepted=standing.accepted is not None
    )
    if request.method == "GET":
        return _responding(scope, plan, risk, form)
    if not form.validate():
        return _responding(scope, plan, risk, form, 422)
    try:
        service.respond(scope, risk.item, form.details())
    except RiskError as error:
        form[error.field].errors = [str(error)]
        return _responding(scope, plan, risk, form, 422)
    flash("Recorded.", "success")
    return _back(scope, plan, risk)


@room.page("/risk-matrix", Permission.PROGRESS_RECORD, methods=("GET", "POST"))
def matrix(scope: Scope) -> Response:
    """Set the bands and words of the company's matrix, from a day on."""
    scope.require(Permission.PROGRESS_RECORD, area_id=SHARED)
    if request.method == "GET":
        data = {**forms.matrix_data(queries.matrix_now(scope)), "day": scope.today()}
        return _matrix_page(scope, forms.MatrixForm(formdata=None, data=data))
    form = forms.MatrixForm()
    if not form.validate():
        return _matrix_page(scope, form, 422)
    try:
        service.set_matrix(scope, form.read(), form.day.data)
    except (MatrixError, RiskError) as error:
        form.refuse(error.field, str(error))
        return _matrix_page(scope, form, 422)
    flash("The matrix is set.", "success")
    return go("risks.matrix", company=scope.company.slug)


def _may(scope: Scope, risk: Reading) -> bool:
    item = risk.item
    return scope.may(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)


def _require(scope: Scope, risk: Reading) -> None:
    item = risk.item
    scope.require(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)


def _begun(scope: Scope, found: panels.Shown) -> forms.AssessmentForm:
    """The boxes as they begin: with the score as it stands, today."""
    now = found.now
    data = {"kind": "current", "on_day": scope.today(), "base": str(found.newest)}
    if now is not None:
        data |= {"likelihood": str(now.score.likelihood), "impact": str(now.score.impact)}
    return forms.AssessmentForm(formdata=None, data=data).offer(found.matrix)


def _assessing(
    scope: Scope, plan: Plan, risk: Reading, form: forms.AssessmentForm, status: int = 200
) -> Response:
    here = _place(scope, plan, risk, "Assess")
    return show("risks/assess.html", status=status, plan=plan, reading=risk, here=here, form=form)


def _responding(
    scope: Scope, plan: Plan, risk: Reading, form: forms.ResponseForm, status: int = 200
) -> Response:
    here = _place(scope, plan, risk, "Escalate or accept")
    return show("risks/respond.html", status=status, plan=plan, reading=risk, here=here, form=form)


def _matrix_page(scope: Scope, form: forms.MatrixForm, status: int = 200) -> Response:
    place(("Risks", panels.home(scope)), ("Matrix", None))
    return show(
        "risks/matrix.html",
        status=status,
        form=form,
        here=f"/{scope.company.slug}/risk-matrix",
        before=queries.matrices(scope),
        of=queries.matrix_of,
        day_of=day_of,
    )


def _place(scope: Scope, plan: Plan, risk: Reading, last: str) -> str:
    path = panels.register_path(scope, plan)
    here = f"{path}{risk.item.ref}"
    place(("Risks", panels.home(scope)), (plan.title, path), (risk.item.ref, here), (last, None))
    return here


def _back(scope: Scope, plan: Plan, risk: Reading) -> Response:
    names = {"company": scope.company.slug, "plan": plan.slug, "risk": risk.item.ref}
    return go("risks.risk", **names)
