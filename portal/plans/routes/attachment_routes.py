"""The files of an item: attached, taken off and downloaded beside its text."""

from contextlib import closing

from flask import Response, abort, flash, request
from werkzeug.datastructures import FileStorage

from portal.documents.files import ACCEPTED, MOST_BYTES, FileError, check
from portal.documents.serving import download
from portal.plans.forms import AttachForm
from portal.plans.models import Plan
from portal.plans.queries import attached, reopening
from portal.plans.queries.attached import AttachedFile
from portal.plans.room import plan_path, plans_path, room
from portal.plans.service import attaching
from portal.plans.shapes import Reading
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import place
from portal.web.guard import resolves
from tenants.roles import Permission
from tenants.scope import NotFoundError, Scope

resolves("digest", attached.find)


@room.page(
    "/plans/<plan>/priorities/<ref>/attach",
    Permission.PLAN_EDIT,
    methods=("GET", "POST"),
    files=True,
)
def attach(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """Attach a file to its newest text."""
    if not ref.draft:
        abort(404)
    form = AttachForm()
    if request.method == "GET":
        return _form(scope, plan, ref, form, 200)
    if form.validate() and _attached(scope, ref, form):
        flash("The file is attached.", "success")
        return _back(scope, plan, ref)
    return _form(scope, plan, ref, form, 422)


@room.page("/plans/<plan>/priorities/<ref>/attachments/<digest>", Permission.PLAN_READ)
def attachment(scope: Scope, plan: Plan, ref: Reading, digest: AttachedFile) -> Response:
    """A file, to be saved under the name that its text gives it."""
    return download(scope, digest.file.content, digest.file.media_type, digest.name)


@room.page(
    "/plans/<plan>/priorities/<ref>/attachments/<digest>/take-off",
    Permission.PLAN_EDIT,
    methods=("POST",),
)
def take_off(scope: Scope, plan: Plan, ref: Reading, digest: AttachedFile) -> Response:
    """Let its newest text no longer name a file."""
    if not ref.draft:
        abort(404)
    try:
        attaching.take_off(scope, ref.item, digest.file.sha256)
    except NotFoundError:
        flash(f"“{digest.name}” was taken off already.", "notice")
    else:
        flash(f"“{digest.name}” is no longer attached. Older texts keep it.", "success")
    return _back(scope, plan, ref)


def _attached(scope: Scope, reading: Reading, form: AttachForm) -> bool:
    """Whether the file could be attached; if not, the form says why."""
    sent = form.file.data
    try:
        attaching.attach(scope, reading.item, check(*_read(sent), form.called.data or ""))
    except FileError as error:
        form.file.errors = [str(error)]
        return False
    return True


def _read(sent: FileStorage | None) -> tuple[str, bytes]:
    """Name and bytes, no more of them than tell that they are too many."""
    if sent is None or not isinstance(sent, FileStorage):
        return "", b""
    with closing(sent):
        return sent.filename or "", sent.stream.read(MOST_BYTES + 1)


def _form(scope: Scope, plan: Plan, reading: Reading, form: AttachForm, status: int) -> Response:
    path, ref = plan_path(scope, plan), reading.item.ref
    here = f"{path}priorities/{ref}"
    place(("Plans", plans_path(scope)), (plan.title, path), (ref, here), ("Attach a file", None))
    return show(
        "plans/attach.html",
        block="attach",
        status=status,
        plan=plan,
        ref=ref,
        here=here,
        form=form,
        accepted=ACCEPTED,
        reopens_words=reopening.warning(scope, plan.id),
    )


def _back(scope: Scope, plan: Plan, reading: Reading) -> Response:
    names = {"company": scope.company.slug, "plan": plan.slug, "ref": reading.item.ref}
    # A browser told by script to go where it is, but for the place on the page, would stay.
    return go("plans.priority", **names, _anchor=None if wants_fragment() else "attachments")
