"""Pages of measures: the scorecard, one measure, and the forms that record what it came to."""

from flask import Response, flash, request

from portal.audit import rows
from portal.kit.figures import figure_words
from portal.measures import forms, pages, panels, periods, queries, rules, service
from portal.measures.periods import Period
from portal.measures.service import MeasureError, ReadingClashError
from portal.plans import queries as plans
from portal.plans.models import Plan
from portal.plans.sayings import day_of
from portal.plans.shapes import Reading
from portal.web.fragments import go, show
from portal.web.frame import chosen_lens, navigate, place
from portal.web.guard import Room, resolves
from tenants.audiences import RELEASED
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("measures", __name__)

resolves("measure", queries.find_measure)
navigate(27, "Performance", "measures.index", shown=lambda scope: bool(scope.hats))
rows.register(service.KINDS)
panels.fill_slots()

VIEWS = {"exceptions": "Exceptions first", "paper": "As on paper", "contract": "Contract measures"}


@room.page("/measures/", Permission.PLAN_READ)
def index(scope: Scope) -> Response:
    """The plans that have measures; of a single one its scorecard."""
    found = queries.plans_with_measures(scope)
    if len(found) == 1:
        return go("measures.scorecard", company=scope.company.slug, plan=found[0].slug)
    place(("Performance", None))
    return show("measures/index.html", plans=found, base=panels.home(scope))


@room.page("/measures/<plan>/", Permission.PLAN_READ)
def scorecard(scope: Scope, plan: Plan) -> Response:
    """What a plan's measures came to, beside targets and others."""
    here = panels.card_path(scope, plan)
    place(("Performance", panels.home(scope)), (plan.title, None), lens=True)
    card = queries.card(scope, plan)
    areas = {area.area_id: area for area in scope.areas}
    every = pages.rows(card, here, areas, chosen_lens(scope))
    view = request.args.get("view", "exceptions")
    view = view if view in VIEWS else "exceptions"
    chosen = [row for row in every if row.contractual] if view == "contract" else every
    return show(
        "measures/scorecard.html",
        plan=plan,
        here=here,
        sentence=pages.sentence(every) if card.knows else "",
        blocks=pages.blocks(chosen, view),
        view=view,
        views=VIEWS,
        knows=bool(card.knows),
    )


@room.page("/measures/<plan>/<measure>", Permission.PLAN_READ)
def measure(scope: Scope, plan: Plan, measure: Reading) -> Response:
    """One measure: where it stands, its line with the table behind it, what it is compared with."""
    place(
        ("Performance", panels.home(scope)),
        (plan.title, panels.card_path(scope, plan)),
        (measure.item.ref, None),
    )
    return show(
        "measures/measure.html",
        plan=plan,
        reading=measure,
        here=f"{panels.card_path(scope, plan)}{measure.item.ref}",
        in_plan=f"/{scope.company.slug}/plans/{plan.slug}/priorities/{measure.item.ref}",
        shown=panels.shown(scope, measure),
        knows=scope.reads(measure.area_id, RELEASED),
        records=_may_record(scope, measure),
        rules=rules,
        pages=pages,
        Period=Period,
        day_of=day_of,
        figure_words=figure_words,
    )


@room.page("/measures/<plan>/<measure>/record", Permission.PROGRESS_RECORD, methods=("GET", "POST"))
def record(scope: Scope, plan: Plan, measure: Reading) -> Response:
    """Record a reading: of the period in ``?period=``, else of the next one that is over."""
    _require(scope, measure)
    form = forms.ReadingForm()
    asked = _asked(scope, measure, form.period.data or request.args.get("period", ""))
    form.offer(scope.today(), asked)
    if request.method == "GET":
        return _recording(scope, plan, measure, _begun(scope, measure, asked))
    if not form.validate():
        return _recording(scope, plan, measure, form, 422)
    try:
        service.record_reading(scope, measure.item, form.details(), base=form.seen)
    except MeasureError as error:
        form.refuse(error.field, str(error))
        return _recording(scope, plan, measure, form, 422)
    except ReadingClashError as clash:
        form.base.data = str(clash.count)
        form.form_errors = [panels.clash_words(clash)]
        return _recording(scope, plan, measure, form, 409)
    flash("Recorded.", "success")
    return _back(scope, plan, measure)


@room.page(
    "/measures/<plan>/<measure>/compare", Permission.PROGRESS_RECORD, methods=("GET", "POST")
)
def compare(scope: Scope, plan: Plan, measure: Reading) -> Response:
    """Record what the measure is compared with."""
    _require(scope, measure)
    form = forms.ComparatorForm()
    if request.method == "GET":
        return _comparing(scope, plan, measure, form)
    if not form.validate():
        return _comparing(scope, plan, measure, form, 422)
    try:
        service.record_comparator(scope, measure.item, form.details())
    except MeasureError as error:
        form[error.field].errors = [str(error)]
        return _comparing(scope, plan, measure, form, 422)
    flash("Recorded.", "success")
    return _back(scope, plan, measure)


def _may_record(scope: Scope, measure: Reading) -> bool:
    item = measure.item
    return scope.may(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)


def _require(scope: Scope, measure: Reading) -> None:
    item = measure.item
    scope.require(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)


def _asked(scope: Scope, measure: Reading, value: str) -> Period | None:
    """The period of the form or the address; else the one after the last that was recorded."""
    try:
        return periods.read_period(value)
    except ValueError:
        return panels.next_period(scope, measure)


def _begun(scope: Scope, measure: Reading, asked: Period | None) -> forms.ReadingForm:
    """The boxes as they begin: with what is recorded of that period, else empty."""
    of_period = [
        row
        for row in queries.history(scope, measure.item.id)
        if asked is not None and (row.period_from, row.period_to) == (asked.starts, asked.ends)
    ]
    data = {"base": str(len(of_period)), "period": asked.value if asked else ""}
    if of_period:
        last = of_period[0]
        names = ("numerator", "denominator", "second", "state", "declared", "note")
        data |= {name: getattr(last, name) or "" for name in names}
        data["figure"] = last.as_written
    form = forms.ReadingForm(formdata=None, data=data)
    form.offer(scope.today(), asked)
    return form


def _recording(
    scope: Scope, plan: Plan, measure: Reading, form: forms.ReadingForm, status: int = 200
) -> Response:
    here = _place(scope, plan, measure, "Record")
    return show(
        "measures/record.html",
        status=status,
        plan=plan,
        reading=measure,
        here=here,
        form=form,
        unit=plans.content_of(measure.revision).text("unit"),
    )


def _comparing(
    scope: Scope, plan: Plan, measure: Reading, form: forms.ComparatorForm, status: int = 200
) -> Response:
    here = _place(scope, plan, measure, "Compare")
    return show(
        "measures/compare.html", status=status, plan=plan, reading=measure, here=here, form=form
    )


def _place(scope: Scope, plan: Plan, measure: Reading, last: str) -> str:
    path = panels.card_path(scope, plan)
    here = f"{path}{measure.item.ref}"
    crumbs = (plan.title, path), (measure.item.ref, here), (last, None)
    place(("Performance", panels.home(scope)), *crumbs)
    return here


def _back(scope: Scope, plan: Plan, measure: Reading) -> Response:
    names = {"company": scope.company.slug, "plan": plan.slug, "measure": measure.item.ref}
    return go("measures.measure", **names)
