"""Pages of the actions that meetings gave somebody: the list, and one that is told of."""

from flask import Response, request

from portal.actions import arisen as actions
from portal.actions import arising as service
from portal.actions.arisen import ArisenLine
from portal.actions.rules import ActionError, computed_words
from portal.minutes.forms import TellForm
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/matters-arising/"
    resolves("arisen", find_arisen)
    room.page(at, Permission.WORK_READ)(index)
    room.page(f"{at}<arisen>", Permission.WORK_READ, methods=("GET", "POST"))(arisen)


def find_arisen(scope: Scope, number: str, **_: object) -> ArisenLine | None:
    """The action of this number, where how it stands is the reader's to know."""
    return actions.find(scope, number)


def index(scope: Scope) -> Response:
    """What is open of all meetings, the oldest first."""
    here = place(("Matters arising", None))
    here.current = "meetings.index"
    return show(
        "minutes/arising.html",
        lines=actions.still_open(scope),
        today=scope.today(),
        base=_base(scope),
        said=computed_words,
    )


def arisen(scope: Scope, arisen: ArisenLine) -> Response:
    """One action: what was told of it, and the form for who may tell."""
    tells = service.hat_for(scope, arisen) is not None
    if request.method == "GET":
        data = {"base": str(arisen.head), "status": arisen.status}
        return _page(scope, arisen, TellForm(formdata=None, data=data) if tells else None)
    form = TellForm()
    if not form.validate():
        return _page(scope, arisen, form, 422)
    try:
        service.tell(
            scope,
            arisen,
            form.status.data or "",
            form.note.data or "",
            new_date=form.new_date.day,
            agreed_by=form.agreed_by.data or "",
            base=form.entries,
        )
    except ActionError as error:
        form[error.field or "status"].errors = [str(error)]
        form.base.data = str(arisen.head)
        return _page(scope, arisen, form, 422 if error.field else 409)
    return go("minutes.arisen", company=scope.company.slug, arisen=arisen.id)


def _page(scope: Scope, line: ArisenLine, form: TellForm | None, status: int = 200) -> Response:
    here = place(("Matters arising", _base(scope)), (f"Action {line.action.number}", None))
    here.current = "meetings.index"
    if form is not None:
        form.offer()
    return show(
        "minutes/arisen.html",
        status=status,
        line=line,
        log=actions.log_of(scope, line.id),
        form=form,
        words=actions.status_words,
        differs=computed_words(line.computed_on(scope.today())),
        base=_base(scope),
        home=f"/{scope.company.slug}/",
    )


def _base(scope: Scope) -> str:
    return f"/{scope.company.slug}/matters-arising/"
