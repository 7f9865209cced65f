"""Pages of the register: on a day, one line's history, and the changes that its keeper makes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from flask import Response, abort, make_response, request

from portal.decisions.forms import register as forms
from portal.decisions.models import ReservedMatter
from portal.decisions.pages import panels
from portal.decisions.pages import register as pages
from portal.decisions.queries import lines
from portal.decisions.service import registering as service
from portal.decisions.standing import OUTCOMES
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope

BOTH = ("GET", "POST")


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at, read, keep = "/reserved-matters", Permission.REGISTER_READ, Permission.REGISTER_KEEP
    resolves("line", lines.find_line)
    room.page(f"{at}/", read)(reserved_matters)
    room.page(f"{at}/add", keep, methods=BOTH)(add_line)
    room.page(f"{at}/<line>", read)(register_line)
    room.page(f"{at}/<line>/change", keep, methods=BOTH)(change_line)
    room.page(f"{at}/<line>/withdraw", keep, methods=BOTH)(withdraw_change)
    room.page(f"{at}/<line>/end", keep, methods=BOTH)(end_line)


def here(scope: Scope, path: str = "") -> str:
    """The address of a page of the register."""
    return panels.here(scope, f"reserved-matters/{path}")


def stand(scope: Scope, *further: tuple[str, str | None]) -> None:
    """Say where a page of the register stands."""
    decisions = ("Decisions", panels.here(scope, "decisions/"))
    if further:
        place(decisions, ("Reserved matters", here(scope)), *further)
    else:
        place(decisions, ("Reserved matters", None))


def areas_of(scope: Scope) -> dict[int, Area]:
    """The company's areas by their number."""
    return {area.area_id: area for area in scope.areas}


def reserved_matters(scope: Scope) -> Response:
    """The register in force today, or on the day of ``?on=``."""
    stand(scope)
    today = scope.today()
    form = forms.OnForm(request.args, data={"on": _named_day() or today})
    refused = not form.validate()
    day = form.on.data or today
    coming = lines.coming_after(scope, day)
    rows = pages.rows(lines.lines_on(scope, day, coming), areas_of(scope))
    new = sorted(set(coming) - {row.number for row in rows})
    return show(
        "decisions/register.html",
        status=422 if refused else 200,
        rows=rows,
        ways=pages.ways(rows),
        coming=[(coming[each], pages.coming_words(None, coming[each])) for each in new],
        day=day,
        today=today.isoformat(),
        past=day != today,
        form=form,
        days=lines.days_of_change(scope),
        base=here(scope),
        keeps=scope.may(Permission.REGISTER_KEEP),
        signed_in=scope.visitor.person_id is not None,
    )


def _named_day() -> date | None:
    """The day of an address with ``?on=2019-09-01``; 404 for one that is none."""
    named = request.args.get("on")
    try:
        return None if named is None else date.fromisoformat(named)
    except ValueError:
        abort(404)


def register_line(scope: Scope, line: ReservedMatter) -> Response:
    """One line: how it is decided, since when, what was delegated, what was decided under it."""
    stand(scope, (f"Matter {line.number}", None))
    today, areas = scope.today(), areas_of(scope)
    history = lines.history(scope, line.number)
    coming = [each.matter for each in history if each.matter.in_force_from > today]
    following = coming[-1] if coming and coming[-1].id != line.id else None
    current = next(each for each in history if each.matter.id == line.id)
    current = replace(current, coming=following)
    return show(
        "decisions/register_line.html",
        line=line,
        row=pages.row(current, areas),
        facts=pages.line_facts(current, areas),
        forms=pages.forms(history, areas, today),
        states=pages.STATES,
        coming=bool(coming),
        delegations=pages.delegation_views(lines.delegations_of(scope, line.number), today),
        matters=lines.matters_under(scope, [each.matter.id for each in history]),
        most=lines.MOST_LISTED - 1,
        outcomes=OUTCOMES,
        today=today,
        base=here(scope, str(line.number)),
        decisions=panels.here(scope, "decisions/"),
        keeps=scope.may(Permission.REGISTER_KEEP, body_id=line.body_id),
    )


def add_line(scope: Scope) -> Response:
    """The keeper puts a line into the register."""
    stand(scope, ("Add a line", None))
    bodies = lines.bodies(scope)
    form = forms.offer_way(of_owners(scope, forms.NewLineForm)(), bodies)
    forms.offer_decisions(form, lines.decisions_taken(scope))

    def act() -> int:
        details = form.details({body.slug: body for body in bodies})
        number = int(form.number.data)
        service.add_line(scope, number, details, form.from_day.data, form.authority)
        return number

    return _changed(scope, form, act) or _line_page(scope, form, "Add a line", here(scope))


def change_line(scope: Scope, line: ReservedMatter) -> Response:
    """The keeper lets a line say otherwise from a day on."""
    title, base = f"Change matter {line.number}", here(scope, str(line.number))
    stand(scope, (f"Matter {line.number}", base), ("Change", None))
    history, bodies = lines.history(scope, line.number), lines.bodies(scope)
    last = history[0]
    said = {**forms.said_of(last), "seen": _seen(history)}
    form = forms.offer_way(of_owners(scope, forms.LineForm)(data=said), bodies, last.matter.rule)
    forms.offer_decisions(form, lines.decisions_taken(scope))

    def act() -> int:
        details = form.details({body.slug: body for body in bodies})
        seen = form.seen.data or ""
        service.change_line(scope, line, details, form.from_day.data, form.authority, seen)
        return line.number

    try:
        done = _changed(scope, form, act)
    except service.ClashError as error:
        form.seen.data = _seen(history)
        now = pages.line_facts(last, areas_of(scope))
        return _line_page(scope, form, title, base, clash=str(error), now=now)
    return done or _line_page(scope, form, title, base, last=last)


def withdraw_change(scope: Scope, line: ReservedMatter) -> Response:
    """The keeper takes a change back that is to come."""
    base = here(scope, str(line.number))
    stand(scope, (f"Matter {line.number}", base), ("Take the change back", None))
    history = lines.history(scope, line.number)
    coming, refused = history[0].matter, ""
    if request.method == "POST":
        try:
            service.withdraw_change(scope, line, request.form.get("seen", ""))
            to = base if len(history) > 1 else here(scope)
            return redirected(to)
        except service.DecisionError as error:
            refused = str(error)
    return show(
        "decisions/register_withdraw.html",
        status=409 if refused else 200,
        line=line,
        coming=coming if coming.in_force_from > scope.today() else None,
        before=len(history) > 1,
        refused=refused,
        seen=_seen(history),
        base=base,
    )


def end_line(scope: Scope, line: ReservedMatter) -> Response:
    """The keeper takes a matter out of the register."""
    base = here(scope, str(line.number))
    stand(scope, (f"Matter {line.number}", base), ("End", None))
    history = lines.history(scope, line.number)
    form = forms.EndForm(data={"seen": _seen(history)})
    forms.offer_decisions(form, lines.decisions_taken(scope))

    def act() -> int:
        seen = form.seen.data or ""
        service.end_line(scope, line, form.last_day.data, form.authority, seen)
        return line.number

    clash = ""
    try:
        done = _changed(scope, form, act)
    except service.ClashError as error:
        form.seen.data, clash, done = _seen(history), str(error), None
    return done or show(
        "decisions/register_end.html",
        status=409 if clash else _status(form),
        form=form,
        title=f"End matter {line.number}",
        line=line,
        words="It is reserved until the end of its last day. What was submitted under it goes on "
        "under the rule it began with; what is delegated of it ends with it.",
        button="End this matter",
        base=base,
        clash=clash,
    )


def _changed(scope: Scope, form: forms.AuthorityForm, act: Callable[[], int]) -> Response | None:
    """The answer after a change; None where the form is to be shown, with its errors."""
    if request.method == "POST" and form.validate():
        try:
            return redirected(here(scope, str(act())))
        except service.RegisterError as error:
            refuse(form, error)
    return None


def refuse(form: forms.AuthorityForm, error: service.RegisterError) -> None:
    """Put a refusal of the service beside its field."""
    field = form[error.field] if error.field in form._fields else form.decided_by
    field.errors = [str(error)]


def redirected(path: str) -> Response:
    """303 to a page, as htmx and as a browser follow it."""
    return make_response("", 303, {"Location": path})


def of_owners(scope: Scope, form: type[forms.Way]) -> type[forms.Way]:
    """The form with a field for each council that owns the company today or is to own it."""
    today = scope.today()
    staying = [area for area in scope.councils if area.left_on is None or area.left_on > today]
    return forms.with_councils(form, staying)


def _seen(history: Sequence[lines.RegisterLine]) -> str:
    return service.state_of([each.matter for each in reversed(history)])


def _status(form: forms.AuthorityForm) -> int:
    return 422 if form.errors else 200


def _line_page(
    scope: Scope,
    form: forms.LineForm,
    title: str,
    base: str,
    *,
    last: lines.RegisterLine | None = None,
    clash: str = "",
    now: Sequence[tuple[str, str]] = (),
) -> Response:
    coming = last is not None and last.matter.in_force_from > scope.today()
    return show(
        "decisions/register_form.html",
        status=409 if clash else _status(form),
        form=form,
        title=title,
        base=base,
        clash=clash,
        now=now,
        coming=last.matter if last is not None and coming else None,
    )
