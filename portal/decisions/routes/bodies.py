"""Pages of how a body works: its settings, day by day, and a form to change one."""

from flask import Response, abort, request

from portal.decisions.forms.bodies import SettingForm, setting_form
from portal.decisions.forms.seating import SeatsForm, WrittenForm
from portal.decisions.pages import body_page, panels
from portal.decisions.queries import bodies, seating
from portal.decisions.service import body_settings, substitutes, writing
from portal.decisions.service.body_settings import SettingError
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope
from tenants.settings import COMPANY_KINDS, SETTINGS


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/bodies/<body>/settings"
    resolves("body", bodies.find_body)
    room.page(at, Permission.REGISTER_READ)(settings)
    room.page(at, Permission.BODY_SET, methods=("POST",))(change_setting)
    room.page("/bodies/<body>/seats", Permission.BODY_SET, methods=("POST",))(allocate_seats)
    room.page("/bodies/<body>/written", Permission.SITTING_CONDUCT, methods=("POST",))(
        plan_resolution
    )


def settings(scope: Scope, body: Body) -> Response:
    """How a body works, for everybody; its clerk is offered one setting at a time to change."""
    asked = request.args.get("change")
    if asked is None or not scope.may(Permission.BODY_SET, body_id=body.id):
        return _page(scope, body)
    if asked not in SETTINGS:
        abort(404)
    return _page(scope, body, setting_form(SETTINGS[asked], formdata=None), asked)


def change_setting(scope: Scope, body: Body) -> Response:
    """Change one setting from a day on."""
    scope.require(Permission.BODY_SET, body_id=body.id)
    name = request.form.get("setting", "")
    if name not in SETTINGS:
        abort(404)
    form = setting_form(SETTINGS[name])
    if not form.validate():
        return _page(scope, body, form, name, 422)
    try:
        body_settings.change_setting(
            scope, body, name, form.value.data or "", form.in_force_from.data
        )
    except SettingError as error:
        form[error.field].errors = [str(error)]
        return _page(scope, body, form, name, 422)
    return go("decisions.settings", company=scope.company.slug, body=body.slug)


def allocate_seats(scope: Scope, body: Body) -> Response:
    """Say how many seats of the body a council fills."""
    scope.require(Permission.BODY_SET, body_id=body.id)
    slug = request.form.get("council", "")
    council = next((area for area in scope.councils if area.slug == slug), None)
    if council is None:
        abort(404)
    form = SeatsForm()
    if not form.validate():
        return _page(scope, body, status=422, seats=(slug, form))
    try:
        substitutes.allocate_seats(scope, body, council, form.seats.data or 0)
    except substitutes.SeatError as error:
        form.seats.errors = [str(error)]
        return _page(scope, body, status=422, seats=(slug, form))
    return go("decisions.settings", company=scope.company.slug, body=body.slug)


def plan_resolution(scope: Scope, body: Body) -> Response:
    """Plan the days on which the board, or the company's members, resolve in writing."""
    scope.require(Permission.SITTING_CONDUCT, body_id=body.id)
    form = WrittenForm()
    if not form.validate():
        return _page(scope, body, status=422, written=form)
    said = writing.WrittenDetails(form.title.data or "", form.on_day.data, form.closes_on.data)
    try:
        writing.plan_resolution(scope, body, said)
    except writing.WritingError as error:
        form[error.field].errors = [str(error)]
        return _page(scope, body, status=422, written=form)
    return go("decisions.settings", company=scope.company.slug, body=body.slug)


def _page(
    scope: Scope,
    body: Body,
    form: SettingForm | None = None,
    name: str = "",
    status: int = 200,
    *,
    seats: tuple[str, SeatsForm] | None = None,
    written: WrittenForm | None = None,
) -> Response:
    place(("Reserved matters", panels.here(scope, "reserved-matters/")), (body.name, None))
    if form is not None:
        form.setting.data = name
    return show(
        "decisions/settings.html",
        status=status,
        body=body,
        rows=body_page.rows(body, bodies.settings_kept(scope, body), scope.today()),
        form=form,
        changing=name,
        chosen=bool(name) and bool(SETTINGS[name].choices),
        base=panels.here(scope, f"bodies/{body.slug}/settings"),
        changes=scope.may(Permission.BODY_SET, body_id=body.id),
        councils=scope.councils,
        allocations=seating.allocations(scope, body.id),
        seats=seats,
        written=_written_form(scope, body, written),
        planned=bodies.written_sittings(scope, body),
    )


def _written_form(scope: Scope, body: Body, typed: WrittenForm | None) -> WrittenForm | None:
    """The form for a body that can resolve in writing, for whoever conducts it."""
    if body.kind not in COMPANY_KINDS or not scope.may(Permission.SITTING_CONDUCT, body_id=body.id):
        return typed
    return typed or WrittenForm(formdata=None, data={"on_day": scope.today()})
