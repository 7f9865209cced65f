"""Pages on which a register begins, and on which the keeper records what was delegated."""

from flask import Response, request

from portal.decisions.forms import register as forms
from portal.decisions.forms.starting import StartForm
from portal.decisions.models import Delegation, ReservedMatter
from portal.decisions.pages import register as pages
from portal.decisions.queries import lines
from portal.decisions.routes.register import BOTH, here, of_owners, redirected, refuse, stand
from portal.decisions.rules.starter import STARTER
from portal.decisions.service import delegating, registering
from portal.web.fragments import go, show
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at, keep = "/reserved-matters", Permission.REGISTER_KEEP
    resolves("delegation", lines.find_delegation)
    room.page(f"{at}/start", keep, methods=BOTH)(start_register)
    room.page(f"{at}/<line>/delegate", keep, methods=BOTH)(delegate)
    room.page(f"{at}/<line>/delegations/<delegation>/end", keep, methods=BOTH)(end_delegation)


def start_register(scope: Scope) -> Response:
    """The keeper begins an empty register with lines of the starter list, in one go."""
    stand(scope, ("Begin the register", None))
    if lines.days_of_change(scope):
        return go("decisions.reserved_matters", company=scope.company.slug)
    bodies = lines.bodies(scope)
    ticked = [each.kind for each in STARTER if each.within_plan != "free_to_limit"]
    form = of_owners(scope, StartForm)(data={"lines": ticked})
    forms.offer_way(form, bodies)
    forms.offer_decisions(form, lines.decisions_taken(scope))
    if request.method == "POST" and form.validate():
        try:
            added = form.details({body.slug: body for body in bodies})
            registering.add_lines(scope, added, form.from_day.data, form.authority)
            return redirected(here(scope))
        except registering.RegisterError as error:
            refuse(form, error)
    return show(
        "decisions/register_start.html",
        status=422 if form.errors else 200,
        form=form,
        offered=[(each, form.limit_field(each)) for each in STARTER],
        base=here(scope),
    )


def delegate(scope: Scope, line: ReservedMatter) -> Response:
    """The keeper records that a post may decide of a matter."""
    base = here(scope, str(line.number))
    stand(scope, (f"Matter {line.number}", base), ("Delegate", None))
    form = forms.DelegationForm()
    forms.offer_decisions(form, lines.decisions_taken(scope))
    if request.method == "POST" and form.validate():
        details = delegating.DelegationDetails(
            post=form.post.data or "",
            consulting=form.consulting.data or "",
            limit_words=form.limit_words.data or "",
            limit=forms.pounds_in(form.limit),
            last_day=form.last_day.data,
        )
        try:
            delegating.delegate(scope, line, details, form.from_day.data, form.authority)
            return redirected(base)
        except registering.RegisterError as error:
            refuse(form, error)
    status = 422 if form.errors else 200
    return show("decisions/register_delegate.html", status=status, form=form, line=line, base=base)


def end_delegation(scope: Scope, line: ReservedMatter, delegation: Delegation) -> Response:
    """The keeper ends a delegation after a day."""
    base = here(scope, str(line.number))
    stand(scope, (f"Matter {line.number}", base), ("End a delegation", None))
    form = forms.EndForm()
    forms.offer_decisions(form, lines.decisions_taken(scope))
    if request.method == "POST" and form.validate():
        try:
            last_day, authority = form.last_day.data, form.authority
            delegating.end_delegation(scope, line, delegation, last_day, authority)
            return redirected(base)
        except registering.RegisterError as error:
            refuse(form, error)
    return show(
        "decisions/register_end.html",
        status=422 if form.errors else 200,
        form=form,
        title="End a delegation",
        line=line,
        words=f"{pages.delegation_words(delegation)}. What was decided under it stands.",
        button="End this delegation",
        base=base,
        clash="",
    )
