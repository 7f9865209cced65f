"""The page on which a director puts a text before the body, or the bodies, that decide it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from flask import Response, request
from werkzeug.datastructures import FileStorage

from portal.decisions import queries
from portal.decisions.forms.submitting import SubmitForm, offer, version_value
from portal.decisions.models import Matter, Sitting
from portal.decisions.pages import panels
from portal.decisions.service import submitting as service
from portal.documents import service as documents
from portal.documents.files import ACCEPTED, MOST_BYTES, CheckedFile, FileError, check
from portal.documents.models import Attachment
from portal.documents.serving import download
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.audiences import SUBMITTED
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import NotFoundError, Scope

AGAIN = "Choose the file again: a browser does not send one twice."


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    both = ("GET", "POST")
    room.page("/decisions/submit", Permission.MATTER_SUBMIT, methods=both, files=True)(submit)
    room.page("/decisions/<matter>/document", Permission.MATTER_READ)(document)


def submit(scope: Scope) -> Response:
    """A director puts a frozen version, or another document, before whoever decides it."""
    place(("Decisions", panels.here(scope, "decisions/")), ("Submit for decision", None))
    there = Offered(queries.frozen_versions(scope), queries.coming_sittings(scope))
    form = SubmitForm(data={"version": _asked_version()})
    offer(form, there.versions, queries.register(scope), there.sittings)
    if request.method == "GET" or "more" in request.form:
        return _page(form, 200)
    sent = _read(form.document.data)
    if not form.validate():
        return _page(form, 422, sent is not None)
    try:
        checked = check(*sent) if sent is not None else None
        matter = service.submit(scope, _submission(scope, form, there, checked))
    except FileError as error:
        form.document.errors = [str(error)]
        return _page(form, 422)
    except service.SubmissionError as error:
        form[error.field].errors = [str(error)]
        return _page(form, 422, sent is not None)
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)


def document(scope: Scope, matter: Matter) -> Response:
    """The document that was submitted, where it is not a version of a plan."""
    if matter.document_id is None:
        raise queries.NotHereError("No document was submitted.")
    found = scope.session.get(Attachment, matter.document_id)
    if found is None:
        raise NotFoundError("The document is not shared with this reader.")
    return download(scope, found.content, found.media_type, matter.document_name or found.name)


@dataclass(frozen=True)
class Offered:
    """What this person can choose from."""

    versions: Sequence[tuple[Version, Plan]]
    sittings: Sequence[tuple[Sitting, Body]]


def _asked_version() -> str:
    """The version named in the address: ``?plan=business-plan-2019-2024&version=1``."""
    plan, version = request.args.get("plan", ""), request.args.get("version", "")
    return f"{plan}:{version}" if plan else ""


def _read(sent: object) -> tuple[str, bytes] | None:
    """Name and bytes, no more of them than tell that they are too many; None without a file."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    with closing(sent):
        return sent.filename, sent.stream.read(MOST_BYTES + 1)


def _page(form: SubmitForm, status: int, lost_file: bool = False) -> Response:
    if lost_file and not form.document.errors:
        form.document.errors = [AGAIN]
    rows = form.rows
    if "more" in request.form:
        rows = form.first_rows(min(len(rows) + 1, len(service.LETTERS)))
    return show(
        "decisions/submit.html",
        status=status,
        form=form,
        rows=rows,
        accepted=ACCEPTED,
        most=len(service.LETTERS),
    )


def _submission(
    scope: Scope, form: SubmitForm, there: Offered, file: CheckedFile | None
) -> service.Submission:
    versions = {version_value(version, plan): version for version, plan in there.versions}
    sittings = {sitting.slug: sitting for sitting, _ in there.sittings}
    kept = documents.attach(scope, file, SHARED, SUBMITTED) if file else None
    return service.Submission(
        version=versions.get(form.version.data or ""),
        document=kept,
        number=int(form.number.data),
        sitting=sittings.get(form.sitting.data or ""),
        sittings=[sittings[slug] for slug in form.sittings.data or () if slug in sittings],
        asks=form.asks.data,
        effect=form.effect.data,
        effect_details=form.effect_details(),
        title=form.title.data or "",
        recommendations=form.recommendations(),
        front_sheet=form.front_sheet.data or "",
        report=form.report.data or "",
        takes_effect_on=form.takes_effect_on.data,
    )
