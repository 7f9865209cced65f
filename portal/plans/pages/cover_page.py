"""A plan's cover in its form: what is offered, what was typed, what somebody else saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import Field

from portal.kit.words import slugify
from portal.plans import queries
from portal.plans.forms.cover_forms import CoverForm
from portal.plans.models import Plan
from portal.plans.queries import frames
from portal.plans.rules.covers import COVERS
from portal.plans.shapes import PlanDetails
from portal.web.forms import choice
from tenants.base import SHARED
from tenants.scope import Scope

NONE = choice("", "None")


@dataclass(frozen=True)
class Meanwhile:
    """A field that somebody else changed after this edit began: what it says now."""

    label: str
    now: str


def offer(scope: Scope, form: CoverForm, plan: Plan | None = None) -> None:
    """Fill in the choices: only what this reader can see, and never the plan itself."""
    others = [p for p in queries.plans(scope) if plan is None or p.id != plan.id]
    offered = [NONE, *(choice(other.slug, _called(other)) for other in others)]
    form.parent.choices = form.follows.choices = offered
    form.council.choices = [NONE, *(choice(area.slug, area.name) for area in scope.councils)]
    form.owner_body.choices = [NONE, *(choice(b.slug, b.name) for b in frames.bodies(scope))]
    if plan is not None:
        # Whose plan it is cannot be changed: its rows are that area's.
        del form.council
        of_council = plan.area_id != SHARED
        form.covers.choices = [
            choice(value, words) for value, words in COVERS if (value == "council") == of_council
        ]


def typed(scope: Scope, form: CoverForm, plan: Plan | None = None) -> PlanDetails:
    """The cover that was typed. Raises ValueError, in words, where an address cannot be made."""
    plans = {other.slug: other.id for other in queries.plans(scope)}
    owners = {body.slug: body.id for body in frames.bodies(scope)}
    area_id = _area_id(scope, form) if plan is None else plan.area_id
    said = {field.name: str(field.data or "").strip() for field in form}
    return PlanDetails(
        slug=said["slug"] or _address(scope, said["title"], area_id),
        title=said["title"],
        kind=said["kind"],
        first_year=int(said["first_year"]),
        years=int(said["years"]),
        area_id=area_id,
        parent_id=plans.get(said["parent"]),
        follows_id=plans.get(said["follows"]),
        lineage=said["lineage"],
        owner_body_id=owners.get(said["owner_body"]),
        covers=said["covers"],
        service=said["service"] if said["covers"] == "service" else "",
    )


def meanwhile(form: CoverForm, now: Mapping[str, str]) -> Sequence[Meanwhile]:
    """The fields in which the cover as it stands differs from what was typed, in words."""
    return [
        Meanwhile(field.label.text, _words(field, now[field.name]))
        for field in form
        if field.name in now and now[field.name] != (field.data or "")
    ]


def _words(field: Field, value: str) -> str:
    choices = getattr(field, "choices", None) or ()
    return {c.value: str(c.label) for c in choices}.get(value, value) or "None"


def _called(plan: Plan) -> str:
    return f"{plan.title}, {plan.first_year}"


def _area_id(scope: Scope, form: CoverForm) -> int:
    if form.covers.data != "council":
        return SHARED
    found = {area.slug: area.area_id for area in scope.councils}
    return found.get(str(form.council.data), SHARED)


def _address(scope: Scope, title: str, area_id: int) -> str:
    start = f"{scope.area(area_id).slug} " if area_id else ""
    return slugify(title if title.casefold().startswith(start.casefold()) else f"{start}{title}")
