"""The items of a section: one is added, they are put in order, moved, taken out and put back."""

from collections.abc import Callable
from functools import partial

from flask import Response, abort, flash, request

from portal.plans import queries
from portal.plans.content import Content
from portal.plans.forms import ArrangeForm, EditForm, add_form, is_frame
from portal.plans.kinds import kind_of
from portal.plans.models import Item, Plan, Section
from portal.plans.pages import arrange_page, drawing
from portal.plans.queries import places, progress_queries, reopening
from portal.plans.room import plan_path, plans_path, room
from portal.plans.service import PlanError, arranging
from portal.plans.service.arranging import OrderClashError, RefError
from portal.plans.shapes import OpenSection, Reading
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

STEPS = {"up": -1, "down": 1}


@room.page("/plans/<plan>/sections/<section>/add", Permission.PLAN_EDIT, methods=("GET", "POST"))
def add(scope: Scope, plan: Plan, section: OpenSection) -> Response:
    """Begin an item at the end of a section, in place or on a page of its own."""
    row = section.section
    form = add_form(kind_of(row.kind))()
    form.ref.description = (
        f"Leave it empty for the next one, {arranging.next_ref(scope, plan, row)}."
    )
    if request.method == "GET" or not form.validate():
        return _adding(scope, plan, row, form, 200 if request.method == "GET" else 422)
    typed = {field.name: field.data or "" for field in form if not is_frame(field)}
    ref = typed.pop("ref").strip()
    try:
        item = arranging.new_item(scope, plan, row, Content.of(typed), ref)
    except RefError as error:
        form.ref.errors = [str(error)]
        return _adding(scope, plan, row, form, 409)
    except PlanError as error:
        form.form_errors = [str(error)]
        return _adding(scope, plan, row, form, 409)
    return _added(scope, plan, row, item)


@room.page(
    "/plans/<plan>/sections/<section>/arrange", Permission.PLAN_EDIT, methods=("GET", "POST")
)
def arrange(scope: Scope, plan: Plan, section: OpenSection) -> Response:
    """The order of a section's items; a POST does the one thing that its button says."""
    row = section.section
    if request.method == "GET":
        return _arranging(scope, plan, row)
    form = ArrangeForm()
    if not form.validate():
        return _arranging(scope, plan, row, "That order could not be read. Try again.", 422)
    refs = {item.ref: item for item in places.items_ever(scope, row)}
    try:
        said, at = _verb(scope, row, form, refs)()
    except OrderClashError as clash:
        return _clashing(scope, plan, row, clash)
    except PlanError as error:
        return _arranging(scope, plan, row, str(error), 409)
    if wants_fragment():
        return _arranging(scope, plan, row, said)
    flash(said, "success")
    names = {"company": scope.company.slug, "plan": plan.slug, "section": row.letter}
    return go("plans.arrange", **names, _anchor=at)


@room.page("/plans/<plan>/priorities/<ref>/remove", Permission.PLAN_EDIT, methods=("POST",))
def remove(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Take an item out of the draft; its page then says so, and offers to put it back."""
    return _in_draft(scope, plan, ref, arranging.remove_item, "taken out of the draft")


@room.page("/plans/<plan>/priorities/<ref>/restore", Permission.PLAN_EDIT, methods=("POST",))
def restore(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Put an item back into the draft."""
    return _in_draft(scope, plan, ref, arranging.restore_item, "put back into the draft")


def _in_draft(
    scope: Scope, plan: Plan, reading: Reading, verb: Callable[[Scope, Item], bool], done: str
) -> Response:
    if not reading.draft:
        abort(404)
    try:
        verb(scope, reading.item)
        flash(f"{reading.item.ref} was {done}.", "success")
    except PlanError as error:
        flash(str(error), "error")
    names = {"company": scope.company.slug, "plan": plan.slug, "ref": reading.item.ref}
    return go("plans.priority", **names)


Done = tuple[str, str]
"""What was done, and the id of the control to go on from."""


def _verb(
    scope: Scope, section: Section, form: ArrangeForm, refs: dict[str, Item]
) -> Callable[[], Done]:
    """What the button that was pressed does. Raises PlanError for an item that is not there."""
    for name, act in (("remove", _remove), ("restore", _restore)):
        if name in request.form:
            return partial(act, scope, _named(refs, request.form[name]))
    seen = [_named(refs, ref).id for ref in (form.seen.data or "").split()]
    if "move" in request.form:
        ref, _, way = request.form["move"].partition(" ")
        if way not in STEPS:
            abort(404)
        return partial(_step, scope, section, _named(refs, ref), way, seen)
    if "to" in request.form:
        item = _named(refs, request.form["to"])
        return partial(_move, scope, section, item, request.form.get(f"to-{item.ref}", ""))
    order = [_named(refs, ref).id for ref in (form.order.data or "").split()]
    return partial(_order, scope, section, order, seen)


def _step(scope: Scope, section: Section, item: Item, way: str, seen: list[int]) -> Done:
    moved = arranging.move_item(scope, item, STEPS[way], seen)
    now = [other.id for other in places.items_in_order(scope, section)]
    stands = f"number {now.index(item.id) + 1} of {len(now)}"
    return f"{item.ref} {'is now' if moved else 'is'} {stands}.", f"{way}-{item.ref}"


def _order(scope: Scope, section: Section, order: list[int], seen: list[int]) -> Done:
    changed = arranging.reorder(scope, section, order, seen)
    return "The order is saved." if changed else "The order stands as it stood.", "arrange"


def _move(scope: Scope, section: Section, item: Item, letter: str) -> Done:
    target = next((s for s in places.others_like(scope, section) if s.letter == letter), None)
    if target is None:
        raise PlanError(f"Choose the section that {item.ref} moves to.")
    arranging.move_to_section(scope, item, target, section.id)
    return f"{item.ref} stands in section {letter} now.", "arrange"


def _remove(scope: Scope, item: Item) -> Done:
    arranging.remove_item(scope, item)
    return f"{item.ref} was taken out of the draft. You can put it back.", f"back-{item.ref}"


def _restore(scope: Scope, item: Item) -> Done:
    arranging.restore_item(scope, item)
    return f"{item.ref} was put back into the draft.", f"up-{item.ref}"


def _named(refs: dict[str, Item], ref: str) -> Item:
    if ref not in refs:
        raise PlanError(f"{ref} does not stand in this section.")
    return refs[ref]


def _place(scope: Scope, plan: Plan, section: Section, crumb: str) -> str:
    path = plan_path(scope, plan)
    here = (f"{section.letter} {section.title}", f"{path}?section={section.letter}")
    place(("Plans", plans_path(scope)), (plan.title, path), here, (crumb, None))
    return path


def _adding(scope: Scope, plan: Plan, section: Section, form: EditForm, status: int) -> Response:
    path = _place(scope, plan, section, "Add")
    for field in form:
        field.id = f"{field.name}-new-{section.letter}"
    return show(
        "plans/add.html",
        block="editor",
        status=status,
        plan=plan,
        section=section,
        one=kind_of(section.kind).one,
        form=form,
        path=path,
        reopens_words=reopening.warning(scope, plan.id),
    )


def _added(scope: Scope, plan: Plan, section: Section, item: Item) -> Response:
    said = f"{item.ref} was added."
    if not wants_fragment():
        flash(said, "success")
        names = {"company": scope.company.slug, "plan": plan.slug, "section": section.letter}
        return go("plans.plan", **names, _anchor=item.ref)
    view, path = queries.view(scope, plan), plan_path(scope, plan)
    standing = progress_queries.standing(scope, plan.id)
    shown = drawing.one_section(scope, view, path, standing, section.letter)
    response = show(
        "plans/part.html",
        section=shown,
        drawn=drawing.drawer(scope, view, path, [shown], standing),
        path=path,
        saved=said,
    )
    response.headers["HX-Retarget"] = f"#part-{section.letter}"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def _arranging(
    scope: Scope, plan: Plan, section: Section, said: str = "", status: int = 200
) -> Response:
    path = _place(scope, plan, section, "Order, move and take out")
    return show(
        "plans/arrange.html",
        block="arrange",
        status=status,
        plan=plan,
        section=section,
        path=path,
        here=f"{path}sections/{section.letter}/arrange",
        arrangement=arrange_page.arrangement(scope, section),
        clash=None,
        said=said,
        reopens_words=reopening.warning(scope, plan.id),
    )


def _clashing(scope: Scope, plan: Plan, section: Section, clash: OrderClashError) -> Response:
    path = _place(scope, plan, section, "Order, move and take out")
    return show(
        "plans/arrange.html",
        block="arrange",
        status=409,
        plan=plan,
        section=section,
        path=path,
        here=f"{path}sections/{section.letter}/arrange",
        arrangement=arrange_page.arrangement(scope, section),
        clash=arrange_page.clash(scope, section, clash.mine, clash.together),
        said="",
        reopens_words=reopening.warning(scope, plan.id),
    )
