"""Pages of decisions: the register, the list, a matter, submitting one, settling its citations."""

from collections.abc import Sequence

from flask import Response, abort, request

from portal.decisions import forms, pages, queries
from portal.decisions.models import Matter
from portal.decisions.pages import panels
from portal.decisions.routes import bodies as body_pages
from portal.decisions.routes import ending as ending_pages
from portal.decisions.routes import voting as voting_pages
from portal.decisions.rules.codes import code_in_words
from portal.decisions.service import records
from portal.decisions.service import submitting as service
from portal.decisions.standing import OUTCOMES, ROUTES, UNDECIDED, Standing
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.web.fragments import go, show
from portal.web.frame import navigate, place
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("decisions", __name__)

resolves("matter", queries.find_matter)
resolves("letter", queries.find_recommendation)
navigate(30, "Decisions", "decisions.index")
records.register_digests()
panels.fill_slots()
voting_pages.declare(room)
ending_pages.declare(room)
body_pages.declare(room)


@room.page("/reserved-matters/", Permission.REGISTER_READ)
def reserved_matters(scope: Scope) -> Response:
    """The register in force."""
    place(("Decisions", panels.here(scope, "decisions/")), ("Reserved matters", None))
    register = queries.register(scope)
    return show(
        "decisions/register.html", register=register, routes=ROUTES, rule_words=code_in_words
    )


@room.page("/decisions/", Permission.MATTER_READ)
def index(scope: Scope) -> Response:
    """Every matter this reader can see: undecided first."""
    place(("Decisions", None))
    found = queries.matters(scope)
    return show(
        "decisions/index.html",
        waiting=[each for each in found if each.matter.state == "submitted"],
        decided=[each for each in found if each.matter.outcome not in (None, *UNDECIDED)],
        undecided=[each for each in found if each.matter.outcome in UNDECIDED],
        outcomes=OUTCOMES,
        submits=scope.may(Permission.MATTER_SUBMIT),
    )


@room.page("/decisions/<matter>", Permission.MATTER_READ)
def matter(scope: Scope, matter: Matter) -> Response:
    """One matter: how it stands, each recommendation, and the record."""
    return _matter_page(scope, queries.standing(scope, matter))


@room.page("/decisions/<matter>/citation", Permission.CITATION_SETTLE, methods=("POST",))
def settle(scope: Scope, matter: Matter) -> Response:
    """The clerk says which reserved matter the papers mean."""
    standing = queries.standing(scope, matter)
    form = forms.offer_matters(forms.CitationForm(), _citable(scope, standing))
    if not form.validate():
        return _matter_page(scope, standing, form, 422)
    try:
        service.settle_citation(scope, matter, int(form.number.data))
    except service.DecisionError as error:
        form.number.errors = [str(error)]
        return _matter_page(scope, standing, form, 409)
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)


def _matter_page(
    scope: Scope, standing: Standing, form: forms.CitationForm | None = None, status: int = 200
) -> Response:
    """The page of a matter; also after a refusal."""
    matter = standing.matter
    place(("Decisions", panels.here(scope, "decisions/")), (matter.title, None))
    settles = scope.may(Permission.CITATION_SETTLE, body_id=matter.body_id)
    if form is None and settles and standing.citation_summary:
        form = forms.offer_matters(forms.CitationForm(formdata=None), _citable(scope, standing))
    return show(
        "decisions/matter.html",
        status=status,
        standing=standing,
        pages=pages,
        base=panels.here(scope, f"decisions/{matter.slug}"),
        version_href=panels.version_path(scope, standing),
        approved=ending_pages.approved(scope, standing),
        form=form if settles else None,
        conducts=scope.may(Permission.SITTING_CONDUCT, body_id=matter.body_id),
        votes=scope.may(Permission.VOTE_CAST, body_id=matter.body_id),
        submits=scope.may(Permission.MATTER_SUBMIT),
        amendments=ending_pages.amendments(matter),
    )


def _citable(scope: Scope, standing: Standing) -> dict[int, str]:
    """The matters among which the clerk chooses: those cited, and the one submitted under."""
    cited = {citation.number for citation in standing.citations} | {standing.reserved.number}
    lines = [each.matter for each in queries.register(scope)]
    return {
        line.number: line.title
        for line in lines
        if line.number in cited and line.body_id == standing.matter.body_id
    }


@room.page("/decisions/submit", Permission.MATTER_SUBMIT, methods=("GET", "POST"))
def submit(scope: Scope) -> Response:
    """A director puts a frozen version before the body that decides it."""
    place(("Decisions", panels.here(scope, "decisions/")), ("Submit for decision", None))
    versions = queries.frozen_versions(scope)
    form = forms.SubmitForm(data={"version": _asked_version()})
    forms.offer(form, versions, queries.register(scope), queries.coming_sittings(scope))
    if request.method == "GET" or "more" in request.form:
        return _submit_page(form, versions)
    if not form.validate():
        return _submit_page(form, versions, 422)
    try:
        matter = service.submit(scope, _submission(scope, form, versions))
    except service.SubmissionError as error:
        form[error.field].errors = [str(error)]
        return _submit_page(form, versions, 422)
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)


def _asked_version() -> str:
    """The version named in the address: ``?plan=business-plan-2019-2024&version=1``."""
    return f"{request.args.get('plan', '')}:{request.args.get('version', '')}"


def _submit_page(
    form: forms.SubmitForm, versions: Sequence[tuple[Version, Plan]], status: int = 200
) -> Response:
    rows = form.rows
    if "more" in request.form:
        count = min(len(rows) + 1, len(service.LETTERS))
        rows = [(each, form[f"verb_{each}"], form[f"text_{each}"]) for each in _letters(count)]
    return show(
        "decisions/submit.html",
        status=status,
        form=form,
        rows=rows,
        versions=versions,
        most=len(service.LETTERS),
    )


def _letters(count: int) -> str:
    return service.LETTERS[:count]


def _submission(
    scope: Scope, form: forms.SubmitForm, versions: Sequence[tuple[Version, Plan]]
) -> service.Submission:
    chosen = {forms.version_value(version, plan): version for version, plan in versions}
    sitting = queries.find_sitting(scope, form.sitting.data)
    if sitting is None:
        abort(404)
    return service.Submission(
        version=chosen[form.version.data],
        number=int(form.number.data),
        sitting=sitting,
        asks=form.asks.data,
        title=form.title.data or "",
        recommendations=form.recommendations(),
        front_sheet=form.front_sheet.data or "",
        report=form.report.data or "",
        takes_effect_on=form.takes_effect_on.data,
    )
