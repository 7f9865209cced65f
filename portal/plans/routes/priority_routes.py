"""One priority: read like a page of the printed plan, edited in place."""

from flask import Response, abort, flash, request

from portal.kit.words import join_names
from portal.plans import queries, sayings, service
from portal.plans.content import Content
from portal.plans.forms import EditForm
from portal.plans.kinds import kind_of
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import derivation_page, editor, item_page, progress_page, version_page
from portal.plans.pages import priority_page as shaped
from portal.plans.pages.editor import Desk, Shown
from portal.plans.pages.priority_parts import parts_of
from portal.plans.pages.version_page import VersionShown
from portal.plans.queries import attached, content_of, referring, reopening
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules import editing
from portal.plans.service import ClashError, scratch
from portal.plans.shapes import Reading
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from portal.web.slots import collect
from tenants.roles import Permission
from tenants.scope import Scope

SAVED = "Saved."
UNCHANGED = "Nothing changed: the text stands as it stood."
KEPT = "Kept for you alone. It is not saved yet: nobody else can read it."
TAKEN_OUT = "{ref} was taken out of the plan meanwhile, so that there is nothing to save it to."
UNKNOWN = "{refs} leads to nothing that you can read. Correct it, or save it as it is written."


@room.page("/plans/<plan>/priorities/<ref>", Permission.PLAN_READ)
def priority(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """The text that this reader reads of it, and its history."""
    return shown(editor.desk_of(scope, plan, ref), "")


@room.page("/plans/<plan>/priorities/<ref>/edit", Permission.PLAN_EDIT, methods=("GET", "POST"))
def edit(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Edit it, or with ``?part=`` a part of it, from the revision that the form names.

    Where words of hers are not saved, the writer is asked first whether she goes on with them;
    ``?desk=`` says that she does.
    """
    desk = open_desk(scope, plan, ref)
    if request.method == "POST":
        return _save(desk)
    held = scratch.find(scope, ref.item)
    if held is None:
        return editor.fresh(desk)
    goes_on = request.args.get("desk") == held.desk
    return editor.continued(desk, held) if goes_on else editor.gate(desk, held)


def open_desk(scope: Scope, plan: Plan, ref: Reading) -> Desk:
    """The desk at a draft; 404 where the reader reads none, 409 where it was taken out."""
    if not ref.draft:
        abort(404)
    if ref.item.removed_at is not None:
        abort(409, TAKEN_OUT.format(ref=ref.item.ref))
    return editor.desk_of(scope, plan, ref)


def done(desk: Desk, words: str) -> Response:
    """Back to the text: the block in place for htmx, else the page it came from."""
    if desk.in_place:
        response = shown(desk, words)
        if desk.part != "row":
            response.headers["HX-Retarget"] = "#article"
            response.headers["HX-Reswap"] = "outerHTML"
        return response
    flash(words, "success" if words == SAVED else "notice")
    names = {"company": desk.scope.company.slug, "plan": desk.plan.slug}
    if desk.returns_to_plan:
        return go("plans.plan", **names, _anchor=desk.ref)
    return go("plans.priority", **names, ref=desk.ref)


def _save(desk: Desk) -> Response:
    form = editor.posted(desk)
    typed = editor.typed_in(desk, form)
    base = content_of(shaped.base_text(desk.scope, desk.reading, form.revision_number))
    faults = _faults(desk, form, typed, base)
    if faults is not None:
        return editor.editor(desk, form, faults)
    mine = editor.content_typed(base, typed.texts)
    if mine == base:
        return _settled(desk, typed, UNCHANGED)
    choose = editor.choice(desk)
    asked = reopening.reopens(desk.scope, desk.reading)
    if asked is not None and asked.asks:
        if "reopens" not in request.form:
            return editor.editor(desk, form, Shown(409))
        if not choose.validate():
            return editor.editor(desk, form, Shown(422, choose=choose))
    minor = choose.minor if asked is not None and asked.asks else None
    try:
        saved = service.revise(
            desk.scope, desk.reading.item, mine, base=form.revision_number, minor=minor
        )
    except ClashError as clash:
        now = editor.on_top_of(desk, clash.theirs)
        sides = editor.sides(now, base, content_of(clash.theirs), mine)
        return editor.clash(now, sides, typed.desk) if sides else _settled(now, typed, UNCHANGED)
    return _settled(editor.on_top_of(desk, saved), typed, SAVED)


def _settled(desk: Desk, typed: scratch.Typed, words: str) -> Response:
    scratch.settle(desk.scope, desk.reading.item, typed)
    return done(desk, words)


def _faults(desk: Desk, form: EditForm, typed: scratch.Typed, base: Content) -> Shown | None:
    """What has to be put right, beside its fields; None where all is well."""
    fine = form.validate()
    years = shaped.years_typed(typed.texts)
    for year, troubles in editing.line_troubles(base, years).items():
        fine = _blame(form, editing.year_field(year), "\n".join(troubles))
    before = {name: base.text(name) for name in typed.texts}
    unknown = referring.unknown(desk.scope, desk.plan, desk.kind, typed.texts, before)
    if request.form.get("as_written") == editor.as_written(unknown):
        unknown = {}
    for name, refs in unknown.items():
        _blame(form, name, UNKNOWN.format(refs=join_names([f"“{ref}”" for ref in refs])))
    return None if fine and not unknown else Shown(422, unknown=unknown)


def _blame(form: EditForm, name: str, words: str) -> bool:
    form[name].errors = [*form[name].errors, words]
    return False


def shown(desk: Desk, saved: str, status: int = 200) -> Response:
    """The page of a priority, or for htmx its article; ``saved`` says what just happened."""
    scope, plan, reading = desk.scope, desk.plan, desk.reading
    path = plan_path(scope, plan)
    may_arrange = _may_arrange(desk)
    may_edit = may_arrange and reading.item.removed_at is None
    if wants_fragment() and desk.part == "row":
        return _row(desk, saved, may_edit)
    place(("Plans", plans_path(scope)), (plan.title, path), (desk.ref, None))
    content, kind = content_of(reading.revision), kind_of(reading.section.kind)
    version = queries.version_holding(scope, reading.revision.id)
    return show(
        "plans/priority.html" if kind.layout == "priorities" else "plans/item.html",
        block="article",
        status=status,
        plan=plan,
        path=path,
        base=plans_path(scope),
        here=desk.here,
        reading=reading,
        content=content,
        accent=scope.area(reading.area_id).slug,
        version=_read_in(desk, version),
        saved_by=f"Saved by {reading.revision.made_by}, {sayings.day_of(reading.revision.made_at)}",
        parts=parts_of(scope, plan, reading, content, version),
        steps=progress_page.steps(scope, plan, reading, content),
        may_record=scope.may(Permission.PROGRESS_RECORD, area_id=reading.area_id, plan_id=plan.id),
        history=shaped.history(scope, reading),
        attached=attached.shown(scope, reading),
        panels=collect(scope, "priority", [reading.item.id]).of(reading.item.id),
        may_edit=may_edit,
        may_arrange=may_arrange,
        kind=kind,
        fields=item_page.fields(scope, plan, kind, content),
        taken_out=item_page.taken_out(reading),
        reopens_words=reopening.warning_of(scope, version) if reading.draft else "",
        derived=derivation_page.panel(scope, plan, reading, may_edit),
        saved=saved,
        unsaved=_unsaved(desk) if may_edit else "",
    )


def _row(desk: Desk, saved: str, may_edit: bool) -> Response:
    row = shaped.row_of(desk.scope, desk.plan, desk.reading)
    path = plan_path(desk.scope, desk.plan)
    return show("plans/row.html", row=row, path=path, may_edit=may_edit, saved=saved)


def _unsaved(desk: Desk) -> str:
    """When the reader last typed words that she has not saved; empty for none."""
    held = scratch.find(desk.scope, desk.reading.item)
    return sayings.moment_of(held.kept_at) if held else ""


def _may_arrange(desk: Desk) -> bool:
    reading, plan_id = desk.reading, desk.plan.id
    may = desk.scope.may(Permission.PLAN_EDIT, area_id=reading.area_id, plan_id=plan_id)
    return reading.draft and may


def _read_in(desk: Desk, version: Version | None) -> VersionShown | None:
    """The version that the reader reads it in; None for the draft."""
    if desk.reading.draft or version is None:
        return None
    return version_page.shown(version, desk.scope.today())
