"""One priority: read like a page of the printed plan, edited in place."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, abort, flash, request

from portal.plans import attached, editing, plan_page, sayings, service
from portal.plans import priority_page as shaped
from portal.plans.forms import PARTS, EditForm, keep_only
from portal.plans.models import Plan
from portal.plans.queries import content_of
from portal.plans.room import plan_path, plans_path, room
from portal.plans.service import ClashError
from portal.plans.shapes import Reading
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from portal.web.slots import collect
from tenants.roles import Permission
from tenants.scope import Scope

SAVED = "Saved."
UNCHANGED = "Nothing changed: the text stands as it stood."


@room.page("/plans/<plan>/priorities/<ref>", Permission.PLAN_READ)
def priority(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """The text that this reader reads of it, and its history."""
    return _shown(scope, plan, ref, "")


@room.page("/plans/<plan>/priorities/<ref>/edit", Permission.PLAN_EDIT, methods=("GET", "POST"))
def edit(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Edit it, or with ``?part=`` a part of it, from the revision that the form names."""
    if not ref.draft:
        abort(404)
    if request.method == "POST":
        return _save(scope, plan, ref)
    form = _form(plan, ref, shaped.boxes(plan, ref, _part()), ref.revision.number)
    return _editor(scope, plan, ref, form)


def _save(scope: Scope, plan: Plan, reading: Reading) -> Response:
    form = shaped.form_of(plan, reading)()
    every = shaped.boxes(plan, reading, None)
    keep_only(form, [name for name in every if name in request.form], reading.item.ref)
    if not form.validate():
        return _editor(scope, plan, reading, form, 422)
    typed = {field.name: field.data for field in form if field.name in every}
    base = content_of(shaped.base_text(scope, reading, form.revision_number))
    mine = editing.with_lines(base.with_texts(typed), shaped.years_typed(typed))
    if mine == base:
        return _done(scope, plan, reading, UNCHANGED)
    try:
        saved = service.revise(scope, reading.item, mine, base=form.revision_number)
    except ClashError as clash:
        theirs = content_of(clash.theirs)
        sides = editing.sides(base, theirs, mine, plan_page.plan_years(plan))
        now = replace(reading, revision=clash.theirs)
        return _clash(scope, plan, now, sides) if sides else _done(scope, plan, now, UNCHANGED)
    return _done(scope, plan, replace(reading, revision=saved), SAVED)


def _clash(scope: Scope, plan: Plan, theirs: Reading, sides: Sequence[editing.Side]) -> Response:
    """Both texts side by side; the boxes begin with mine, or with both where they fit together."""
    form = _form(plan, theirs, [side.name for side in sides], theirs.revision.number)
    for side in sides:
        form[side.name].data = side.suggested
    return _editor(scope, plan, theirs, form, 409, sides)


def _form(plan: Plan, reading: Reading, names: Sequence[str], base: int) -> EditForm:
    typed = shaped.typed_into(content_of(reading.revision), plan, names)
    form = shaped.form_of(plan, reading)(formdata=None, data={**typed, "base": str(base)})
    keep_only(form, names, reading.item.ref)
    return form


def _editor(
    scope: Scope,
    plan: Plan,
    reading: Reading,
    form: EditForm,
    status: int = 200,
    sides: Sequence[editing.Side] = (),
) -> Response:
    part, path, ref = _part(), plan_path(scope, plan), reading.item.ref
    here = f"{path}priorities/{ref}"
    _place(scope, plan, (ref, here), ("Edit", None))
    return show(
        "plans/edit.html",
        block="editor",
        status=status,
        plan=plan,
        ref=ref,
        form=form,
        sides={side.name: shaped.side_shown(side) for side in sides},
        them=reading.revision.made_by,
        when=sayings.day_of(reading.revision.made_at),
        action=f"{here}/edit?part={part}" if part else f"{here}/edit",
        back=f"{path}#{ref}" if _returns_to_plan(reading) else here,
        back_block=f"{here}?part=row" if part == "row" else here,
        target=_target(ref),
        back_target=_target(ref) if part == "row" else "article",
    )


def _done(scope: Scope, plan: Plan, reading: Reading, words: str) -> Response:
    """Back to the text: the block in place for htmx, else the page it came from."""
    if wants_fragment():
        response = _shown(scope, plan, reading, words)
        if _part() != "row":
            response.headers["HX-Retarget"] = "#article"
            response.headers["HX-Reswap"] = "outerHTML"
        return response
    flash(words, "success" if words == SAVED else "notice")
    names = {"company": scope.company.slug, "plan": plan.slug}
    if _returns_to_plan(reading):
        return go("plans.plan", **names, _anchor=reading.item.ref)
    return go("plans.priority", **names, ref=reading.item.ref)


def _shown(scope: Scope, plan: Plan, reading: Reading, saved: str) -> Response:
    path, ref = plan_path(scope, plan), reading.item.ref
    may_edit = reading.draft and scope.may(Permission.PLAN_EDIT, area_id=reading.area_id)
    if wants_fragment() and _part() == "row":
        row = shaped.row_of(scope, plan, reading)
        return show("plans/row.html", row=row, path=path, may_edit=may_edit, saved=saved)
    _place(scope, plan, (ref, None))
    content = content_of(reading.revision)
    return show(
        "plans/priority.html",
        block="article",
        plan=plan,
        path=path,
        here=f"{path}priorities/{ref}",
        reading=reading,
        content=content,
        accent=scope.area(reading.area_id).slug,
        version=shaped.version_read(scope, reading),
        saved_by=f"Saved by {reading.revision.made_by}, {sayings.day_of(reading.revision.made_at)}",
        steps=shaped.steps(plan, content),
        history=shaped.history(scope, reading),
        attached=attached.shown(scope, reading),
        panels=collect(scope, "priority", [reading.item.id]).of(reading.item.id),
        may_edit=may_edit,
        saved=saved,
    )


def _place(scope: Scope, plan: Plan, *crumbs: tuple[str, str | None]) -> None:
    place(("Plans", plans_path(scope)), (plan.title, plan_path(scope, plan)), *crumbs)


def _part() -> str | None:
    part = request.args.get("part")
    return part if part in PARTS else None


def _target(ref: str) -> str:
    """Id of the block that the editor stands in."""
    part = _part()
    return f"words-{ref}" if part == "row" else f"part-{part}" if part else "article"


def _returns_to_plan(reading: Reading) -> bool:
    return _part() == "row" or reading.section.kind != "priorities"
