"""A plan's sections: added, renamed, put in order, taken out when empty, put back."""

from collections.abc import Callable, Mapping
from functools import partial

from flask import Response, flash, request

from portal.plans.forms.cover_forms import NewSectionForm, SectionForm, SectionOrderForm
from portal.plans.kinds import kind_of
from portal.plans.models import Plan, Section
from portal.plans.queries import frames, reopening
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules.orders import stepped
from portal.plans.service import PlanError, framing
from portal.plans.service.arranging import OrderClashError
from portal.plans.service.framing import LetterError, StaleError
from portal.plans.shapes import OpenSection, SectionDetails
from portal.web.forms import Choice, choice
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope

STEPS = {"up": -1, "down": 1}
Done = tuple[str, str]
"""What was done, and the id of the control to go on from."""


@room.page("/plans/<plan>/sections/", Permission.PLAN_CREATE, methods=("GET", "POST"))
def sections(scope: Scope, plan: Plan) -> Response:
    """The sections in their order; a POST does the one thing that its button says."""
    form = SectionOrderForm()
    if request.method == "GET":
        return _listed(scope, plan)
    if not form.validate():
        return _listed(scope, plan, said="That order could not be read. Try again.", status=422)
    try:
        said, at = _verb(scope, plan, form)()
    except OrderClashError as clash:
        return _listed(scope, plan, clash=clash, status=409)
    except PlanError as error:
        return _listed(scope, plan, said=str(error), status=409)
    if wants_fragment():
        return _listed(scope, plan, said=said)
    flash(said, "success")
    return go("plans.sections", company=scope.company.slug, plan=plan.slug, _anchor=at)


@room.page("/plans/<plan>/sections/new", Permission.PLAN_CREATE, methods=("GET", "POST"))
def new_section(scope: Scope, plan: Plan) -> Response:
    """Add a section at the end of the plan."""
    form = NewSectionForm()
    form.council.choices = _areas(scope, plan)
    form.letter.description = "Leave it empty for the next one."
    if request.method == "GET" or not form.validate():
        return _adding(scope, plan, form, 200 if request.method == "GET" else 422)
    try:
        added = framing.add_section(scope, plan, _details(scope, form))
    except LetterError as error:
        form.letter.errors = [str(error)]
        return _adding(scope, plan, form, 409)
    except PlanError as error:
        form.council.errors = [str(error)]
        return _adding(scope, plan, form, 409)
    flash(f"Section {added.letter} was added.", "success")
    return go("plans.sections", company=scope.company.slug, plan=plan.slug)


@room.page(
    "/plans/<plan>/sections/<section>/heading", Permission.PLAN_CREATE, methods=("GET", "POST")
)
def heading(scope: Scope, plan: Plan, section: OpenSection) -> Response:
    """Change a section's letter, title and what it stands under."""
    row = section.section
    if request.method == "GET":
        said = {"letter": row.letter, "title": row.title, "under": row.under}
        data = {**said, "base": frames.heading_base(row)}
        return _renaming(scope, plan, row, SectionForm(formdata=None, data=data))
    form = SectionForm()
    if not form.validate():
        return _renaming(scope, plan, row, form, 422)
    letter, title, under = (
        str(field.data or "").strip() for field in (form.letter, form.title, form.under)
    )
    try:
        framing.rename_section(scope, row, letter, title, under, form.base.data or "")
    except LetterError as error:
        form.letter.errors = [str(error)]
        return _renaming(scope, plan, row, form, 409)
    except StaleError as stale:
        form.base.data = frames.heading_base(row)
        return _renaming(scope, plan, row, form, 409, stale.now)
    return go("plans.sections", company=scope.company.slug, plan=plan.slug)


def _verb(scope: Scope, plan: Plan, form: SectionOrderForm) -> Callable[[], Done]:
    """What the button that was pressed does. Raises PlanError for a section that is not there."""
    held = {str(section.id): section for section in frames.sections_ever(scope, plan.id)}
    if "remove" in request.form:
        return partial(_remove, scope, _named(held, request.form["remove"]))
    if "restore" in request.form:
        return partial(_restore, scope, _named(held, request.form["restore"]))
    seen = [_named(held, number).id for number in (form.seen.data or "").split()]
    if "move" in request.form:
        number, _, way = request.form["move"].partition(" ")
        return partial(_step, scope, plan, _named(held, number), way, seen)
    order = [_named(held, number).id for number in (form.order.data or "").split()]
    return partial(_order, scope, plan, order or seen, seen, bool(form.letters.data))


def _named(held: Mapping[str, Section], number: str) -> Section:
    if number not in held:
        raise PlanError("That section does not stand in this plan.")
    return held[number]


def _step(scope: Scope, plan: Plan, section: Section, way: str, seen: list[int]) -> Done:
    if section.id not in seen:
        raise PlanError(f"Section {section.letter} was not there when this page was read.")
    framing.reorder_sections(scope, plan, stepped(seen, section.id, STEPS.get(way, 0)), seen)
    now = [other.id for other in frames.sections_now(scope, plan.id)]
    stands = f"number {now.index(section.id) + 1} of {len(now)}"
    return f"Section {section.letter} is {stands}.", f"{way}-{section.id}"


def _order(scope: Scope, plan: Plan, order: list[int], seen: list[int], letters: bool) -> Done:
    changed = framing.reorder_sections(scope, plan, order, seen, letters=letters)
    return "The order is saved." if changed else "The order stands as it stood.", "arrange"


def _remove(scope: Scope, section: Section) -> Done:
    framing.remove_section(scope, section)
    said = f"Section {section.letter} was taken out of the draft. You can put it back."
    return said, f"back-{section.id}"


def _restore(scope: Scope, section: Section) -> Done:
    framing.restore_section(scope, section)
    return f"Section {section.letter} was put back into the draft.", f"up-{section.id}"


def _areas(scope: Scope, plan: Plan) -> list[Choice]:
    """Whose texts a section of this plan can hold: of one council's plan only that council's."""
    areas = [a for a in scope.areas if plan.area_id in (SHARED, a.area_id)]
    return [
        choice(a.slug if a.area_id else "", a.name if a.area_id else "The whole company’s")
        for a in areas
    ]


def _details(scope: Scope, form: NewSectionForm) -> SectionDetails:
    typed = {field.name: str(field.data or "").strip() for field in form}
    areas = {area.slug: area.area_id for area in scope.councils}
    area_id = areas.get(typed["council"], SHARED)
    return SectionDetails(typed["letter"], typed["title"], typed["kind"], area_id, typed["under"])


def _place(scope: Scope, plan: Plan, *more: str) -> str:
    path = plan_path(scope, plan)
    trail: list[tuple[str, str | None]] = [("Plans", plans_path(scope)), (plan.title, path)]
    trail.append(("Sections", f"{path}sections/" if more else None))
    place(*trail, *((crumb, None) for crumb in more))
    return path


def _listed(
    scope: Scope,
    plan: Plan,
    *,
    said: str = "",
    clash: OrderClashError | None = None,
    status: int = 200,
) -> Response:
    path = _place(scope, plan)
    every = frames.sections_ever(scope, plan.id)
    return show(
        "plans/sections.html",
        block="arrange",
        status=status,
        plan=plan,
        path=path,
        here=f"{path}sections/",
        sections=[section for section in every if section.removed_at is None],
        removed=[section for section in every if section.removed_at is not None],
        names={section.id: section for section in every},
        kinds={section.kind: kind_of(section.kind) for section in every},
        reopens_words=reopening.warning(scope, plan.id),
        areas={area.area_id: area for area in scope.areas},
        clash=clash,
        together=" ".join(map(str, clash.together)) if clash else "",
        said=said,
    )


def _adding(scope: Scope, plan: Plan, form: NewSectionForm, status: int) -> Response:
    path = _place(scope, plan, "New section")
    context = {"action": f"{path}sections/new", "heading": "New section", "now": None}
    return show("plans/heading.html", status=status, plan=plan, form=form, path=path, **context)


def _renaming(
    scope: Scope,
    plan: Plan,
    section: Section,
    form: SectionForm,
    status: int = 200,
    now: Mapping[str, str] | None = None,
) -> Response:
    path = _place(scope, plan, f"Heading of {section.letter}")
    context = {"action": f"{path}sections/{section.letter}/heading", "heading": "Heading"}
    return show(
        "plans/heading.html", status=status, plan=plan, form=form, path=path, now=now, **context
    )
