"""Pages on which a matter is deferred, withdrawn or amended, besides being voted on."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, abort, request

from portal.decisions import forms, queries
from portal.decisions.models import Matter
from portal.decisions.pages import moment_words, panels
from portal.decisions.service import ending
from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import Standing
from portal.kit.words import sentence_case
from portal.plans.content import Content
from portal.plans.forms import EditForm, edit_form, is_frame
from portal.plans.kinds import kind_of
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import plan_page
from portal.plans.queries import content_of, manifests
from portal.plans.rules import editing
from portal.plans.service.amending import amended
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

DEFERRED = (
    "The clerk or a co-chair records that the body put this matter off. Its version can be "
    "submitted again, to another sitting. The reason is public."
)
WITHDRAWN = (
    "A withdrawn matter keeps its page. Its version is withdrawn with it, and can never be decided "
    "on; freeze another when the plan is ready."
)
Act = Callable[[Scope, Matter, str], Matter]


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at, conduct = "/decisions/<matter>", Permission.SITTING_CONDUCT
    both = ("GET", "POST")
    room.page(f"{at}/defer", conduct, methods=both)(defer)
    room.page(f"{at}/withdraw", Permission.MATTER_SUBMIT, methods=both)(withdraw)
    room.page(f"{at}/amend", conduct, methods=both)(amend)


def amendments(matter: Matter) -> list[tuple[str, list[str], str, str]]:
    """What is recorded of each amended item: its reference, which texts, by whom and when."""
    return [
        (
            str(each["ref"]),
            [sentence_case(name.replace("_", " ")) for name in each["texts"]],
            str(each["by"]),
            moment_words(datetime.fromisoformat(each["at"])),
        )
        for each in matter.amendments or []
    ]


def approved(scope: Scope, standing: Standing) -> tuple[int, str] | None:
    """The version approved in place of the one submitted: its number and its page."""
    if standing.matter.approved_version_id is None or standing.plan is None:
        return None
    version = scope.session.get(Version, standing.matter.approved_version_id)
    if version is None:
        return None
    path = f"plans/{standing.plan.slug}/versions/{version.number}/"
    return version.number, panels.here(scope, path)


def defer(scope: Scope, matter: Matter) -> Response:
    """Record that the body put the matter off."""
    return _end(scope, matter, ending.defer, "Record a deferral", DEFERRED)


def withdraw(scope: Scope, matter: Matter) -> Response:
    """Take the matter back."""
    return _end(scope, matter, ending.withdraw, "Withdraw this matter", WITHDRAWN)


def amend(scope: Scope, matter: Matter) -> Response:
    """Record what one item of the version is to say instead: which one, then its words."""
    _place(scope, matter, "Record an amendment")
    version = queries.version_of(scope, matter)
    plan = scope.session.get_one(Plan, version.plan_id)
    held = manifests.version_manifest(scope, plan, version)
    ref = request.args.get("ref")
    chosen = [(s, e) for s in held.sections for e in s.entries if e.ref == ref]
    if ref is None:
        items = [(e.ref, e.title) for s in held.sections for e in s.entries]
        return _amend_page(scope, matter, items=items)
    if not chosen:
        abort(404)
    section, entry = chosen[0]
    said = content_of(manifests.frozen_texts(scope, version.id)[entry.revision_id])
    form = _form(matter, ref, edit_form(kind_of(section.kind), plan_page.plan_years(version)), said)
    if request.method == "GET":
        return _amend_page(scope, matter, ref=ref, form=form)
    if not form.validate():
        return _amend_page(scope, matter, ref=ref, form=form, status=422)
    texts = {field.name: field.data or "" for field in form if not is_frame(field)}
    try:
        ending.amend(scope, matter, ref, texts)
    except DecisionError as error:
        return _amend_page(scope, matter, ref=ref, form=form, refused=str(error), status=409)
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)


def _form(matter: Matter, ref: str, kind: type[EditForm], said: Content) -> EditForm:
    """The boxes as the item stands, with what is recorded of it already."""
    recorded = [each["texts"] for each in matter.amendments or [] if each["ref"] == ref]
    content = amended(said, recorded[0]) if recorded else said
    names = [field.name for field in kind(formdata=None) if not is_frame(field)]
    boxes = {
        name: editing.lines_of(content, int(name.removeprefix(editing.YEAR_FIELD)))
        if name.startswith(editing.YEAR_FIELD)
        else content.text(name)
        for name in names
    }
    form: EditForm = kind(data=boxes)
    return form


def _amend_page(
    scope: Scope,
    matter: Matter,
    *,
    items: list[tuple[str, str]] | None = None,
    ref: str | None = None,
    form: EditForm | None = None,
    refused: str = "",
    status: int = 200,
) -> Response:
    return show(
        "decisions/amend.html",
        status=status,
        matter=matter,
        base=panels.here(scope, f"decisions/{matter.slug}"),
        items=items or [],
        ref=ref,
        form=form,
        refused=refused,
    )


def _end(scope: Scope, matter: Matter, act: Act, title: str, words: str) -> Response:
    form, status = forms.ReasonForm(), 200
    _place(scope, matter, title)
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                act(scope, matter, form.because.data or "")
                return go("decisions.matter", company=scope.company.slug, matter=matter.slug)
            except DecisionError as error:
                form.because.errors, status = [str(error)], 409
    base = panels.here(scope, f"decisions/{matter.slug}")
    return show(
        "decisions/end.html",
        status=status,
        matter=matter,
        base=base,
        form=form,
        title=title,
        words=words,
        button=title,
    )


def _place(scope: Scope, matter: Matter, words: str) -> None:
    base = panels.here(scope, f"decisions/{matter.slug}")
    place(("Decisions", panels.here(scope, "decisions/")), (matter.title, base), (words, None))
