"""Pages of officers' decisions under a delegation: record one, and read it."""

from flask import Response, abort, flash, request

from portal.decisions.models import Delegation, Matter
from portal.decisions.pages import elsewhere
from portal.effects import forms, pages, queries
from portal.effects.service import officers
from portal.effects.service.checks import FollowingError
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

TITLE = "Record an officer’s decision"
WORDS = (
    "A decision made under a delegation of the register is recorded as soon as it is made, and is "
    "public unless it is exempt (SI 2014/2095, regulation 7)."
)
NONE = "Nothing is delegated in the register in force, so no officer decides alone."


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint, and draw such a matter's own page."""
    conduct = Permission.RECORD_KEEP
    room.page("/decisions/officer", conduct, methods=("GET", "POST"))(record_officer)
    elsewhere.draws("officer", officer_page)


def record_officer(scope: Scope) -> Response:
    """The clerk records who decided what, under which delegation."""
    company = f"/{scope.company.slug}"
    here = place(("Decisions", f"{company}/decisions/"), (TITLE, None))
    here.current = "decisions.index"
    offered = queries.delegations(scope)
    form, status = forms.offer_delegations(forms.OfficerForm(), offered), 200
    if request.method == "POST" and not offered:
        abort(404)
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                slug = _record(scope, form, {str(each.id): each for each in offered})
                flash("The decision is recorded.", "success")
                return go("decisions.matter", company=scope.company.slug, matter=slug)
            except FollowingError as error:
                form[error.field].errors, status = [str(error)], 409
    return show(
        "effects/form.html",
        status=status,
        form=form,
        title=TITLE,
        about=scope.company.name,
        words=WORDS if offered else NONE,
        back=f"{company}/decisions/",
        button=TITLE,
        offered=bool(offered),
        accepted="",
    )


def _record(scope: Scope, form: forms.OfficerForm, offered: dict[str, Delegation]) -> str:
    chosen = offered.get(form.delegation.data or "")
    if chosen is None:
        raise FollowingError("delegation", "Choose the delegation that it was made under.")
    said = officers.OfficerDetails(
        title=form.title.data or "",
        officer=form.officer.data or "",
        consulted=form.consulted.data or "",
        decided_on=form.decided_on.data,
        decision=form.decision.data or "",
        reasons=form.reasons.data or "",
        options_rejected=form.options_rejected.data or "",
        takes_effect_on=form.takes_effect_on.data,
        exempt_because=form.exempt_because.data or "",
    )
    made = officers.record_officer_decision(scope, chosen, said)
    return scope.session.get_one(Matter, made.matter_id).slug


def officer_page(scope: Scope, matter: Matter) -> Response:
    """One officer's decision: what, by whom, under which delegation, why, and what follows."""
    made, delegation = queries.officer_decision(scope, matter)
    company = f"/{scope.company.slug}"
    place(("Decisions", f"{company}/decisions/"), (matter.title, None))
    found, today = queries.after(scope, [matter.id])[matter.id], scope.today()
    return show(
        "effects/officer.html",
        matter=matter,
        made=made,
        delegation=delegation,
        base=f"{company}/decisions/{matter.slug}",
        register=f"{company}/reserved-matters/#matter-{delegation.number}",
        sentence=pages.sentence(found, today),
        points=pages.points(matter, found, today),
        moment_words=pages.moment_words,
    )
