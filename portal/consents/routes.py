"""Pages of a matter that every owner decides by its own body: the board, and what is done there."""

from flask import Response, flash, request

from portal.consents import board, forms, queries
from portal.consents.service import deciding, disputing, records
from portal.consents.showing import citation_form, show_board
from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Sitting
from portal.decisions.pages import elsewhere, panels
from portal.decisions.rules.owners import Owner
from portal.decisions.sayings import VERBS
from portal.decisions.service import asking, submitting
from portal.decisions.service.checks import DecisionError
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("consents", __name__)
AT = "/decisions/<matter>"

resolves("owner", queries.find_owner)
records.register_digests()
deciding.follow()


def show_waiting(scope: Scope, matter: Matter) -> Response:
    """One body's consideration, while no sitting of it is fixed."""
    whole = queries.whole_of(scope, matter)
    body = scope.session.get_one(Body, matter.body_id)
    crumbs = [("Decisions", panels.here(scope, "decisions/"))]
    if whole is not None:
        crumbs.append((whole.title, panels.here(scope, f"decisions/{whole.slug}")))
    place(*crumbs, (body.name, None))
    return show(
        "consents/waiting.html",
        matter=matter,
        whole=whole,
        body=body,
        text=board.text_words(matter),
        recommendations=decisions.recommendations_of(scope, [matter.id]).get(matter.id, []),
        verbs=VERBS,
        base=panels.here(scope, f"decisions/{matter.slug}"),
        conducts=scope.may(Permission.SITTING_CONDUCT, body_id=matter.body_id),
    )


elsewhere.lead_back(room)
elsewhere.draws("consents", show_board)
elsewhere.draws("consent", show_waiting)


@room.page(f"{AT}/fix-sitting", Permission.SITTING_CONDUCT, methods=("GET", "POST"))
def fix_sitting(scope: Scope, matter: Matter) -> Response:
    """The clerk of a body says at which of its sittings it considers a matter."""
    if matter.purpose != "consent":
        raise decisions.NotHereError("Only an owner's own body has its sitting fixed here.")
    coming = queries.sittings_of(scope, matter.body_id)
    form = forms.SittingForm()
    forms.offer_sittings(form, coming, "A sitting that is not planned yet")
    _place(scope, matter, "Fix the sitting")
    if request.method == "GET" or not form.validate():
        return _sitting_page(scope, matter, form, 200 if request.method == "GET" else 422)
    try:
        asking.fix_sitting(scope, matter, _chosen(scope, matter, form, coming))
    except DecisionError as error:
        form.sitting.errors = [str(error)]
        return _sitting_page(scope, matter, form, 409)
    flash("The sitting is fixed.", "success")
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)


@room.page(f"{AT}/ask-again/<owner>", Permission.MATTER_SUBMIT, methods=("POST",))
def ask_again(scope: Scope, matter: Matter, owner: Owner) -> Response:
    """Ask a council once more that declined."""
    try:
        disputing.ask_again(scope, matter, owner)
    except DecisionError as error:
        return show_board(scope, matter, refused=str(error), status=409)
    flash(f"{owner.body_name} is asked again. Its clerk fixes the sitting.", "success")
    return _back(scope, matter)


@room.page(f"{AT}/positions/<owner>", Permission.POSITION_STATE, methods=("GET", "POST"))
def state_position(scope: Scope, matter: Matter, owner: Owner) -> Response:
    """A council says where it stands in a dispute."""
    said = queries.position_of(scope, matter, owner.area)
    form = forms.PositionForm(data={"words": said.words if said else ""})
    _place(scope, matter, f"Where {owner.name} stands")
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                disputing.state_position(scope, matter, owner, form.words.data or "")
                return _back(scope, matter)
            except DecisionError as error:
                form.words.errors, status = [str(error)], 409
    return show(
        "consents/position.html",
        status=status,
        matter=matter,
        owner=owner,
        form=form,
        base=panels.here(scope, f"decisions/{matter.slug}"),
    )


@room.page(f"{AT}/refer", Permission.DISPUTE_REFER, methods=("GET", "POST"))
def refer(scope: Scope, matter: Matter) -> Response:
    """Put a dispute before a sitting of the body that settles disputes."""
    if matter.purpose != "consents":
        raise decisions.NotHereError("Only what every owner decides can be in dispute.")
    coming = queries.sittings_of(scope, matter.body_id)
    form, status = forms.ReferForm(), 200
    forms.offer_sittings(form, coming, "Choose a sitting")
    body = scope.session.get_one(Body, matter.body_id)
    _place(scope, matter, "Refer the dispute")
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                part = disputing.refer(scope, matter, _sitting_of(coming, form.sitting.data))
                return go("decisions.matter", company=scope.company.slug, matter=part.slug)
            except DecisionError as error:
                form.sitting.errors, status = [str(error)], 409
    base = panels.here(scope, f"decisions/{matter.slug}")
    return show(
        "consents/refer.html", status=status, matter=matter, body=body, form=form, base=base
    )


@room.page(f"{AT}/consents/citation", Permission.CITATION_SETTLE, methods=("POST",))
def settle_citation(scope: Scope, matter: Matter) -> Response:
    """The clerk says which reserved matter the papers of all the bodies mean."""
    if matter.purpose != "consents":
        raise decisions.NotHereError("The papers of one body's matter are settled on its own page.")
    form = citation_form(scope, queries.whole(scope, matter))
    if not form.validate():
        return show_board(scope, matter, citations=form, status=422)
    try:
        submitting.settle_citation(scope, matter, int(form.number.data))
    except DecisionError as error:
        form.number.errors = [str(error)]
        return show_board(scope, matter, citations=form, status=409)
    return _back(scope, matter)


def _chosen(
    scope: Scope, matter: Matter, form: forms.SittingForm, coming: list[tuple[Sitting, Body]]
) -> Sitting:
    """The sitting that was chosen, or the one planned by what was typed."""
    if form.sitting.data:
        return _sitting_of(coming, form.sitting.data)
    body = scope.session.get_one(Body, matter.body_id)
    day = form.on_day.data
    if day is None or day < scope.today():
        raise DecisionError("Enter a day that is today or to come.")
    slug = queries.free_sitting(scope, f"{body.slug[:40]}-{day.isoformat()}")
    details = submitting.SittingDetails(
        slug, body.name, day, form.starts_at.data or "", form.venue.data or ""
    )
    return submitting.plan_sitting(scope, body, details)


def _sitting_of(coming: list[tuple[Sitting, Body]], slug: str) -> Sitting:
    found = next((sitting for sitting, _ in coming if sitting.slug == slug), None)
    if found is None:
        raise DecisionError("Choose a sitting of this body.")
    return found


def _sitting_page(scope: Scope, matter: Matter, form: forms.SittingForm, status: int) -> Response:
    body = scope.session.get_one(Body, matter.body_id)
    base = panels.here(scope, f"decisions/{matter.slug}")
    return show(
        "consents/fix_sitting.html", status=status, matter=matter, body=body, form=form, base=base
    )


def _place(scope: Scope, matter: Matter, words: str) -> None:
    base = panels.here(scope, f"decisions/{matter.slug}")
    place(("Decisions", panels.here(scope, "decisions/")), (matter.title, base), (words, None))


def _back(scope: Scope, matter: Matter) -> Response:
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)
