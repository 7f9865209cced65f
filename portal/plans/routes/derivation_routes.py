"""What an editor decides about where a priority's wording comes from."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response, abort, flash, request

from portal.plans import queries, sayings
from portal.plans.forms import EditForm, keep_only
from portal.plans.forms.derivation_forms import DecisionForm, SourceForm
from portal.plans.models import Plan
from portal.plans.pages import derivation_page, priority_page
from portal.plans.pages.editor import Desk, desk_of
from portal.plans.queries import content_of, derivations, reopening
from portal.plans.room import plan_path, plans_path, room
from portal.plans.routes.priority_routes import open_desk, shown
from portal.plans.rules import editing
from portal.plans.rules.derivation_rules import FOLLOWED
from portal.plans.service import ClashError, PlanError, deriving
from portal.plans.shapes import Reading
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

EDIT = Permission.PLAN_EDIT
AT = "/plans/<plan>/priorities/<ref>/derivation"
KEPT = "Kept as it stands. The source’s new words have been seen."
ADOPTED = "Taken over: the words are the source’s."
ADAPTED = "Adapted and saved."
PARTED = "Declared its own. It follows its source no longer."
CLASHED = (
    "Somebody saved another text of this priority after you opened the page. Nothing was taken "
    "over: read it, and decide again."
)


@room.page(f"{AT}/keep", EDIT, methods=("POST",))
def keep_words(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Keep our words: the source's new text has been seen."""
    form = DecisionForm()
    return _decided(
        scope, plan, ref, KEPT, lambda: deriving.keep(scope, ref.item, seen=form.number("seen"))
    )


@room.page(f"{AT}/adopt", EDIT, methods=("POST",))
def adopt_words(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Take over the source's newest text."""
    form = DecisionForm()
    seen, base = form.number("seen"), form.number("base")
    disclose = form.disclose.data == "yes"
    return _decided(
        scope,
        plan,
        ref,
        ADOPTED,
        lambda: deriving.adopt(scope, ref.item, seen=seen, base=base, disclose=disclose),
    )


@room.page(f"{AT}/part", EDIT, methods=("POST",))
def part_ways(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Declare it its own."""
    return _decided(scope, plan, ref, PARTED, lambda: deriving.part(scope, ref.item))


@room.page(AT, EDIT, methods=("GET", "POST"))
def choose_source(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Say from which other priority of the plan this one derives. Its words stay."""
    open_desk(scope, plan, ref)
    form = SourceForm()
    form.offer(derivation_page.sources_offered(scope, plan, ref.area_id, ref.item.id))
    if request.method == "GET" or not form.validate():
        return _choosing(scope, plan, ref, form)
    source = queries.find_reading(scope, form.chosen, plan=plan) if form.chosen else None
    if source is None:
        form.refuse()
        return _choosing(scope, plan, ref, form, 422)
    try:
        deriving.link(scope, ref.item, source.item)
    except PlanError as error:
        form.source.errors = [str(error)]
        return _choosing(scope, plan, ref, form, 409)
    flash(f"{ref.item.ref} derives from {source.item.ref} now. Its words stand as they stood.")
    return _to_priority(scope, plan, ref.item.ref)


@room.page(f"{AT}/adapt", EDIT, methods=("GET", "POST"))
def adapt_words(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Write our words beside the source's newest ones."""
    open_desk(scope, plan, ref)
    source = _source_of(scope, ref)
    if source is None:
        return _nothing_to_adapt(scope, plan, ref)
    if request.method == "POST":
        return _adapt(scope, plan, ref, source)
    typed = {name: content_of(ref.revision).text(name) for name in FOLLOWED}
    form = _boxes(plan, ref, {**typed, "base": str(ref.revision.number)})
    return _adapting(scope, plan, ref, source, form)


def _adapt(scope: Scope, plan: Plan, reading: Reading, source: Reading) -> Response:
    form = _boxes(plan, reading)
    if not form.validate():
        return _adapting(scope, plan, reading, source, form, 422)
    base, seen = form.revision_number, DecisionForm().number("seen")
    mine = content_of(priority_page.base_text(scope, reading, base))
    content = mine.with_texts({name: form[name].data for name in FOLLOWED if name in form})
    try:
        deriving.adapt(scope, reading.item, content, seen=seen, base=base)
    except ClashError as clash:
        theirs = replace(reading, revision=clash.theirs)
        sides = editing.sides(mine, content_of(clash.theirs), content, ())
        form.base.data = str(clash.theirs.number)
        for side in sides:
            form[side.name].data = side.suggested
        return _adapting(scope, plan, theirs, source, form, 409, sides)
    except PlanError as error:
        form.form_errors = [str(error)]
        return _adapting(scope, plan, reading, source, form, 409)
    flash(ADAPTED, "success")
    return _to_priority(scope, plan, reading.item.ref)


def _adapting(
    scope: Scope,
    plan: Plan,
    reading: Reading,
    source: Reading,
    form: EditForm,
    status: int = 200,
    sides: list[editing.Side] | None = None,
) -> Response:
    ref, path = reading.item.ref, plan_path(scope, plan)
    here = f"{path}priorities/{ref}"
    _place(scope, plan, (ref, here), ("Adapt", None))
    return show(
        "plans/adapt.html",
        status=status,
        plan=plan,
        ref=ref,
        form=form,
        source=derivation_page.source_shown(scope, reading, source),
        seen=source.revision.number,
        reopens_words=reopening.warning(scope, plan.id),
        beside=derivation_page.beside(scope, reading, source),
        sides={side.name: priority_page.side_shown(side) for side in sides or ()},
        them=reading.revision.made_by,
        when=sayings.day_of(reading.revision.made_at),
        back=here,
    )


def _choosing(
    scope: Scope, plan: Plan, reading: Reading, form: SourceForm, status: int = 200
) -> Response:
    path, ref = plan_path(scope, plan), reading.item.ref
    back = f"{path}priorities/{ref}"
    _place(scope, plan, (ref, back), ("Where it comes from", None))
    return show(
        "plans/derivation_source.html",
        status=status,
        plan=plan,
        ref=ref,
        title=reading.revision.title,
        form=form,
        back=back,
    )


def _decided(
    scope: Scope, plan: Plan, reading: Reading, words: str, decide: Callable[[], None]
) -> Response:
    """Do it, and answer with the priority as it stands then: in place for htmx."""
    open_desk(scope, plan, reading)
    ref = reading.item.ref
    try:
        decide()
    except ClashError:
        return shown(_again(scope, plan, ref), CLASHED, 409)
    except PlanError as error:
        return shown(_again(scope, plan, ref), str(error), 409)
    if wants_fragment():
        return shown(_again(scope, plan, ref), words)
    flash(words, "success")
    return _to_priority(scope, plan, ref)


def _again(scope: Scope, plan: Plan, ref: str) -> Desk:
    """The item as it reads now."""
    found = queries.find_reading(scope, ref, plan=plan)
    if found is None:
        abort(404)
    return desk_of(scope, plan, found)


def _source_of(scope: Scope, reading: Reading) -> Reading | None:
    """What an item follows, as this editor reads it; None where she reads nothing of it."""
    link = derivations.link_of(scope, reading.item.id)
    return queries.reading_of(scope, link.source_id) if link and not link.own else None


def _nothing_to_adapt(scope: Scope, plan: Plan, reading: Reading) -> Response:
    """Where there is no source to write beside: to where one is chosen."""
    if request.method == "POST":
        abort(404)
    names = {"company": scope.company.slug, "plan": plan.slug}
    return go("plans.choose_source", **names, ref=reading.item.ref)


def _boxes(plan: Plan, reading: Reading, data: dict[str, str] | None = None) -> EditForm:
    """The boxes of the texts that are followed, as typed, or holding ``data``."""
    form_class = priority_page.form_of(plan, reading)
    form = form_class() if data is None else form_class(formdata=None, data=data)
    keep_only(form, FOLLOWED, reading.item.ref)
    return form


def _to_priority(scope: Scope, plan: Plan, ref: str) -> Response:
    return go("plans.priority", company=scope.company.slug, plan=plan.slug, ref=ref)


def _place(scope: Scope, plan: Plan, *crumbs: tuple[str, str | None]) -> None:
    place(("Plans", plans_path(scope)), (plan.title, plan_path(scope, plan)), *crumbs)
