"""A new priority for an area, from the text of another."""

from flask import Response, flash, request

from portal.plans import queries
from portal.plans.forms.derivation_forms import DeriveForm
from portal.plans.models import Plan, Section
from portal.plans.pages import derivation_page
from portal.plans.queries import derivations, reopening
from portal.plans.room import plan_path, plans_path, room
from portal.plans.service import PlanError, deriving
from portal.plans.service.deriving import DisclosureError
from portal.plans.shapes import Reading
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/derive/<area>", Permission.PLAN_EDIT, methods=("GET", "POST"))
def derive_priority(scope: Scope, plan: Plan, area: Area) -> Response:
    """A new priority of an area from another's text; ``?from=C-01`` says whose."""
    sections = _sections(scope, plan, area)
    form = DeriveForm()
    form.offer(derivation_page.sources_offered(scope, plan, area.area_id))
    form.section.choices = [choice(s.letter, f"{s.letter} {s.title}") for s in sections]
    if request.method == "GET":
        form.source.data = request.args.get("from", "")
        return _deriving(scope, plan, area, form)
    if not form.validate():
        return _deriving(scope, plan, area, form, 422)
    return _derive(scope, plan, area, form, sections)


def _derive(
    scope: Scope, plan: Plan, area: Area, form: DeriveForm, sections: list[Section]
) -> Response:
    source = _source(scope, plan, form)
    wanted = form.section.data or (sections[0].letter if sections else "")
    section = next((each for each in sections if each.letter == wanted), None)
    if source is None or section is None:
        form.refuse()
        return _deriving(scope, plan, area, form, 422)
    try:
        item = deriving.derive(scope, plan, section, source.item, disclose=form.disclosed)
    except DisclosureError as error:
        form.disclose.errors = [str(error)]
        return _deriving(scope, plan, area, form, 409)
    except PlanError as error:
        form.source.errors = [str(error)]
        return _deriving(scope, plan, area, form, 409)
    flash(f"{item.ref} begins with the words of {source.item.ref}.", "success")
    return go("plans.priority", company=scope.company.slug, plan=plan.slug, ref=item.ref)


def _deriving(
    scope: Scope, plan: Plan, area: Area, form: DeriveForm, status: int = 200
) -> Response:
    source = _source(scope, plan, form)
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Derive a priority", None))
    warning, refused = ("", "")
    if source is not None:
        words = derivations.words_of(source.revision)
        warning, refused = derivation_page.barriers(scope, plan.id, area.area_id, words)
    return show(
        "plans/derive.html",
        status=status,
        plan=plan,
        area=area,
        form=form,
        source=source,
        warning=warning,
        refused=refused,
        back=f"{path}priorities/{source.item.ref}" if source else path,
        reopens_words=reopening.warning(scope, plan.id),
    )


def _source(scope: Scope, plan: Plan, form: DeriveForm) -> Reading | None:
    """The priority chosen, if it is one of those offered."""
    return queries.find_reading(scope, form.chosen, plan=plan) if form.chosen else None


def _sections(scope: Scope, plan: Plan, area: Area) -> list[Section]:
    found = derivations.sections_of(scope, plan.id, area.area_id)
    return [section for section in found if section.kind == "priorities"]
