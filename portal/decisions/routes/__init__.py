"""Pages of decisions: the register, the list, a matter, settling its citations."""

from flask import Response

from portal.decisions import forms, pages, queries
from portal.decisions.models import Matter
from portal.decisions.pages import elsewhere, panels
from portal.decisions.routes import bodies as body_pages
from portal.decisions.routes import clerking as clerk_pages
from portal.decisions.routes import delegating as delegating_pages
from portal.decisions.routes import ending as ending_pages
from portal.decisions.routes import listing
from portal.decisions.routes import need as need_pages
from portal.decisions.routes import register as register_pages
from portal.decisions.routes import submitting as submitting_pages
from portal.decisions.routes import voting as voting_pages
from portal.decisions.service import records
from portal.decisions.service import submitting as service
from portal.decisions.standing import Standing
from portal.web import slots
from portal.web.fragments import go, show
from portal.web.frame import navigate, place
from portal.web.guard import Room, resolves
from tenants.clock import civil_day
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("decisions", __name__)

resolves("matter", queries.find_matter)
resolves("letter", queries.find_recommendation)
elsewhere.lead_back(room)
navigate(30, "Decisions", "decisions.index")
records.register_digests()
panels.fill_slots()
voting_pages.declare(room)
ending_pages.declare(room)
body_pages.declare(room)
clerk_pages.declare(room)
submitting_pages.declare(room)
register_pages.declare(room)
delegating_pages.declare(room)
listing.declare(room)
need_pages.declare(room)


@room.page("/decisions/<matter>", Permission.MATTER_READ)
def matter(scope: Scope, matter: Matter) -> Response:
    """One matter: how it stands, each recommendation, and the record."""
    if matter.sitting_id is None:
        return elsewhere.drawn(scope, matter)
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
        following=slots.collect(scope, "matter", [matter.id]).of(matter.id),
    )


def _citable(scope: Scope, standing: Standing) -> dict[int, str]:
    """The matters among which the clerk chooses: those cited, and the one submitted under."""
    cited = {citation.number for citation in standing.citations} | {standing.reserved.number}
    then = civil_day(standing.matter.submitted_at)
    lines = [each.matter for each in queries.register(scope, then)]
    return {
        line.number: line.title
        for line in lines
        if line.number in cited and line.body_id == standing.matter.body_id
    }
