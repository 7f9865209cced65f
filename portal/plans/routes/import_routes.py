"""A plan brought in from a file that was downloaded here before."""

from contextlib import closing

from flask import Response, flash, request
from werkzeug.datastructures import FileStorage

from portal.plans.forms import ImportForm
from portal.plans.outside import bringing
from portal.plans.outside.bringing import Brought
from portal.plans.outside.problems import PlanFileError
from portal.plans.room import plans_path, room
from portal.plans.service.cover_rules import CoverError
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/import", Permission.PLAN_CREATE, methods=("GET", "POST"), files=True)
def import_plan(scope: Scope) -> Response:
    """Begin a draft that says what a file says."""
    place(("Plans", plans_path(scope)), ("Bring in a plan", None))
    form = ImportForm()
    if request.method == "GET" or not form.validate():
        return _form(scope, form, 422 if form.errors else 200)
    brought = _brought(scope, form)
    if brought is None:
        return _form(scope, form, 422)
    flash(f"“{brought.plan.title}” is brought in as a draft.", "success")
    for note in brought.notes:
        flash(note, "notice")
    return go("plans.plan", company=scope.company.slug, plan=brought.plan.slug)


def _brought(scope: Scope, form: ImportForm) -> Brought | None:
    """The plan that was brought in; None where it could not be, and the form says why."""
    try:
        plan = bringing.read(*_read(form.file.data))
        return bringing.bring_in(scope, plan, form.slug.data or "")
    except PlanFileError as error:
        form.file.errors = [str(error)]
    except CoverError as error:
        wrong = form.slug if error.field == "slug" else form.file
        wrong.errors = [str(error)]
    return None


def _read(sent: FileStorage | None) -> tuple[str, bytes]:
    """Name and bytes, no more of them than tell that they are too many."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        raise PlanFileError("Choose a file.")
    with closing(sent):
        return sent.filename, sent.stream.read(bringing.MOST_BYTES + 1)


def _form(scope: Scope, form: ImportForm, status: int) -> Response:
    return show("plans/import.html", status=status, form=form, back=plans_path(scope))
