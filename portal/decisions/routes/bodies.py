"""Pages of how a body works: its settings, day by day, and a form to change one."""

from flask import Response, abort, request

from portal.decisions.forms.bodies import SettingForm, setting_form
from portal.decisions.pages import body_page, panels
from portal.decisions.queries import bodies
from portal.decisions.service import body_settings
from portal.decisions.service.body_settings import SettingError
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope
from tenants.settings import SETTINGS


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/bodies/<body>/settings"
    resolves("body", bodies.find_body)
    room.page(at, Permission.REGISTER_READ)(settings)
    room.page(at, Permission.BODY_SET, methods=("POST",))(change_setting)


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


def _page(
    scope: Scope, body: Body, form: SettingForm | None = None, name: str = "", status: int = 200
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
    )
