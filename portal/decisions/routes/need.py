""" "Do I need consent?": three questions put to the register in force today."""

from flask import Response, request

from portal.decisions.forms.need import NeedForm
from portal.decisions.pages import need as pages
from portal.decisions.pages.register import asked_line
from portal.decisions.queries import consenting, lines
from portal.decisions.routes.register import areas_of, here, stand
from portal.decisions.rules.need import need
from portal.web.fragments import show
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare this page on the room's blueprint."""
    path = "/reserved-matters/do-i-need-consent"
    room.page(path, Permission.WORK_READ)(need_consent)


def need_consent(scope: Scope) -> Response:
    """What, how much, within the plan? And the answer, with its reason."""
    stand(scope, ("Do I need consent?", None))
    asked = "kind" in request.args
    form = NeedForm(request.args if asked else None)
    found = answers = None
    if asked and form.validate():
        today = scope.today()
        register = lines.lines_on(scope, today)
        found = need(form.act, [asked_line(line) for line in register])
        applying = {each.line.number for each in found.applying}
        those = [line for line in register if line.matter.number in applying]
        sits = consenting.deciding(scope, those)
        answers = pages.answers(found, form.act, those, sits, areas_of(scope), today)
    return show(
        "decisions/need.html",
        status=422 if form.errors else 200,
        form=form,
        found=found,
        answers=answers or [],
        headlines=pages.HEADLINES,
        today=scope.today(),
        base=here(scope),
        submits=scope.may(Permission.MATTER_SUBMIT),
        submit=f"/{scope.company.slug}/decisions/submit",
    )
