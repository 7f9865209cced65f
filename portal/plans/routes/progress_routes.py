"""Progress of a priority's milestones, recorded in place."""

from flask import Response, abort, flash, request

from portal.plans.forms.progress_forms import DONE, ProgressForm
from portal.plans.models import Plan
from portal.plans.pages import progress_page
from portal.plans.pages.progress_page import StepShown
from portal.plans.queries import content_of
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules.progress import ProgressError
from portal.plans.service import progressing
from portal.plans.service.progressing import ProgressClashError, Recorded
from portal.plans.shapes import Reading
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope


@room.page(
    "/plans/<plan>/priorities/<ref>/progress",
    Permission.PROGRESS_RECORD,
    methods=("GET", "POST"),
)
def record_progress(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Mark the milestone named by ``?milestone=`` as done, or as not done, with a note."""
    key = request.args.get("milestone")
    if key is None:
        return go("plans.priority", company=scope.company.slug, plan=plan.slug, ref=ref.item.ref)
    step = _step(scope, plan, ref, key)
    if request.method == "GET":
        if wants_fragment() and request.args.get("part") == "row":
            return _row(scope, plan, ref, step)
        return _editor(scope, plan, ref, step, _form(scope, step))
    return _save(scope, plan, ref, step)


def _save(scope: Scope, plan: Plan, reading: Reading, step: StepShown) -> Response:
    form = ProgressForm()
    done = request.form.get("record", DONE) == DONE
    if not form.validate():
        return _editor(scope, plan, reading, step, form, 422)
    if done and form.done_on.data is None:
        form.done_on.errors = ["Enter the day on which it was done."]
        return _editor(scope, plan, reading, step, form, 422)
    what = Recorded(step.key, form.done_on.data if done else None, form.note.data or "")
    try:
        progressing.record_progress(scope, reading.item, what, base=form.seen)
    except ProgressError as error:
        (form.done_on if done else form.note).errors = [str(error)]
        return _editor(scope, plan, reading, step, form, 422)
    except ProgressClashError as clash:
        form.base.data = str(clash.count)
        form.form_errors = [progress_page.clash_words(clash.newest)]
        return _editor(scope, plan, reading, step, form, 409)
    return _done(scope, plan, reading, step.key)


def _done(scope: Scope, plan: Plan, reading: Reading, key: str) -> Response:
    step = _step(scope, plan, reading, key)
    if wants_fragment():
        return _row(scope, plan, reading, step, "Recorded.")
    flash("Recorded.", "success")
    names = {"company": scope.company.slug, "plan": plan.slug, "ref": reading.item.ref}
    return go("plans.priority", **names, _anchor=step.anchor)


def _step(scope: Scope, plan: Plan, reading: Reading, key: str) -> StepShown:
    """The milestone of this key; 404 where the item has and had none."""
    content = content_of(reading.revision)
    found = progress_page.steps(scope, plan, reading, content).of(key)
    if found is None:
        abort(404)
    return found


def _form(scope: Scope, step: StepShown) -> ProgressForm:
    """The boxes as they begin: with what is recorded, else with today."""
    latest = step.records[0] if step.records else None
    return ProgressForm(
        formdata=None,
        data={
            "base": str(len(step.records)),
            "done_on": latest.on if latest and latest.on else scope.today(),
            "note": latest.note if latest else "",
        },
    )


def _editor(
    scope: Scope,
    plan: Plan,
    reading: Reading,
    step: StepShown,
    form: ProgressForm,
    status: int = 200,
) -> Response:
    path, ref = plan_path(scope, plan), reading.item.ref
    here = f"{path}priorities/{ref}"
    crumbs = (plan.title, path), (ref, here), ("Progress", None)
    place(("Plans", plans_path(scope)), *crumbs)
    for field in form:
        field.id = f"{field.name}-{step.anchor}"
    return show(
        "plans/record_progress.html",
        block="editor",
        status=status,
        plan=plan,
        ref=ref,
        here=here,
        step=step,
        form=form,
    )


def _row(scope: Scope, plan: Plan, reading: Reading, step: StepShown, saved: str = "") -> Response:
    """The milestone alone, as it stands on the page of its priority."""
    here = f"{plan_path(scope, plan)}priorities/{reading.item.ref}"
    return show("plans/milestone.html", step=step, here=here, may_record=True, saved=saved)
