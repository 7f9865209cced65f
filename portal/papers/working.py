"""Pages of those who work on a report: write it, add to it, have it cleared, let others in."""

from collections.abc import Callable
from contextlib import closing

from flask import Response, flash, request
from werkzeug.datastructures import FileStorage

from portal.documents.files import ACCEPTED, MOST_BYTES, FileError, check
from portal.papers import forms, queries, writing
from portal.papers.models import Report, ReportClearance, ReportFile
from portal.papers.room import path_of, stand_at
from portal.papers.service import attaching, checks, clearing, drafting, naming
from portal.papers.service.checks import PUBLISHED, ClashError, PaperError
from portal.papers.template import from_kept
from portal.web.forms import PortalForm
from portal.web.fragments import go, show
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import NotAllowedError, Scope

BOTH = ("GET", "POST")
AT = "/reports/<int:report>"
WRITE = Permission.PAPER_WRITE


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    room.page(f"{AT}/edit", WRITE, methods=BOTH)(edit)
    room.page(f"{AT}/attach", WRITE, methods=BOTH, files=True)(attach)
    room.page(f"{AT}/files/<int:file>/take-off", WRITE, methods=("POST",))(take_off_file)
    room.page(f"{AT}/clearances/new", WRITE, methods=BOTH)(ask)
    room.page(f"{AT}/clearances/<int:clearance>", WRITE, methods=("POST",))(answer)
    room.page(f"{AT}/readers", WRITE, methods=BOTH)(readers)
    room.page(f"{AT}/readers/end", WRITE, methods=("POST",))(end_reader)


def edit(scope: Scope, report: Report) -> Response:
    """Write the report, part by part."""
    if away := _away(scope, report):
        return away
    parts = from_kept(report.template)
    own = queries.matter_of(scope, report) is None
    form = writing.write_form(report, parts, own=own)
    status, theirs = 200, None
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                drafting.write(scope, report, form.words(), base=form.seen)
                flash("The report is saved.", "success")
                return _back(scope, report)
            except ClashError as clash:
                form.base.data, theirs, status = str(clash.report.head), clash.report, 409
            except PaperError as error:
                _beside(form, error)
    stand_at(scope, report, "Write")
    return show(
        "papers/edit.html",
        status=status,
        report=report,
        parts=parts,
        form=form,
        theirs=theirs,
        own=own,
        letters=drafting.LETTERS if own else "",
        recommended=queries.recommendations_of(scope, report)[0],
        back=path_of(scope, report),
    )


def attach(scope: Scope, report: Report) -> Response:
    """Attach a file: refused in words where nobody could open it in a pack."""

    def act(form: forms.AttachForm) -> str:
        try:
            file = check(*_read(form.file.data), form.called.data or "")
        except FileError as error:
            raise PaperError(str(error), "file") from error
        attaching.attach(scope, report, file)
        return "The file is attached."

    return answered(scope, report, forms.AttachForm(), act, "Attach a file")


def take_off_file(scope: Scope, report: Report, file: ReportFile) -> Response:
    """Let a file be no part of the report any more."""
    return done(
        scope, report, lambda: attaching.take_off(scope, report, file), "The file is taken off."
    )


def ask(scope: Scope, report: Report) -> Response:
    """Ask somebody by name to clear the report."""

    def act(form: forms.AskForm) -> str:
        row = clearing.ask(scope, report, form.kind.data, form.address.data or "")
        return f"{row.name} is asked, and can read the report now."

    words = "Whoever is asked reads it from now on. A change after she clears it asks her again."
    return answered(scope, report, forms.AskForm(), act, "Ask for clearance", words)


def answer(scope: Scope, report: Report, clearance: ReportClearance) -> Response:
    """Somebody who was asked clears the report, or says why not."""
    clearing.answerer(scope, report, clearance)
    form, status = forms.ClearForm(), 422
    if form.validate():
        try:
            seen, said = form.seen.data or "", form.words.data or ""
            clearing.answer(scope, report, clearance, form.answer.data, said, seen=seen)
            flash("Your answer is recorded.", "success")
            return _back(scope, report)
        except PaperError as error:
            status = 422 if error.field else 409
            refuse(form, error)
    form.seen.data = report.content_digest
    stand_at(scope, report, "Clear it")
    return page(form, "Clear it", report.title, path_of(scope, report), status=status)


def readers(scope: Scope, report: Report) -> Response:
    """Let an officer in to a report that is not public."""

    def act(form: forms.ReaderForm) -> str:
        naming.add_reader(scope, report, form.address.data or "", form.task.data)
        return "The officer can read the report now."

    words = "Officers are let in by name. A role in the company opens no report that is not public."
    return answered(scope, report, forms.ReaderForm(), act, "Name an officer", words)


def end_reader(scope: Scope, report: Report) -> Response:
    """Let an officer in no more."""
    wanted = request.form.get("reader", "")
    found = [each for each, _ in queries.readers_of(scope, report) if str(each.id) == wanted]

    def act() -> None:
        if not found:
            raise PaperError("This officer is not named any more.")
        naming.end_reader(scope, report, found[0])

    return done(scope, report, act, "The officer is let in no more.")


def _away(scope: Scope, report: Report) -> Response | None:
    """Where this reader has nothing to do here: back to the report, which says why."""
    if report.state == "draft" and checks.writes(scope, report):
        return None
    words = PUBLISHED if report.state != "draft" else checks.ONLY_NAMED
    if request.method == "POST":
        raise NotAllowedError(words)
    flash(words, "notice")
    return _back(scope, report)


def answered(
    scope: Scope,
    report: Report,
    form: PortalForm,
    act: Callable[..., str],
    title: str,
    words: str = "",
) -> Response:
    """A form about a report: done, back to it; refused, with all that was typed."""
    if away := _away(scope, report):
        return away
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                flash(act(form), "success")
                return _back(scope, report)
            except PaperError as error:
                refuse(form, error)
    stand_at(scope, report, title)
    return page(form, title, report.title, path_of(scope, report), status=status, words=words)


def done(scope: Scope, report: Report, act: Callable[[], object], words: str) -> Response:
    """One thing done by a button, and back; what cannot be done is said there."""
    try:
        act()
        flash(words, "success")
    except PaperError as error:
        flash(str(error), "notice")
    return _back(scope, report)


def refuse(form: PortalForm, error: PaperError) -> None:
    """Put a refusal of the service beside its box, or above the form."""
    if error.field and error.field in form:
        form[error.field].errors = [str(error)]
    else:
        form.form_errors = [str(error)]


def _beside(form: writing.WriteForm, error: PaperError) -> None:
    name = f"{writing.TEXT}{error.field}"
    if error.field and name in form:
        form[name].errors = [str(error)]
    else:
        refuse(form, error)


def page(
    form: PortalForm, title: str, about: str, back: str, *, status: int, words: str = ""
) -> Response:
    """The page of one form."""
    return show(
        "papers/form.html",
        status=status,
        form=form,
        title=title,
        about=about,
        words=words,
        back=back,
        accepted=ACCEPTED,
    )


def _read(sent: object) -> tuple[str, bytes]:
    """Name and bytes, no more of them than tell that they are too many."""
    if not isinstance(sent, FileStorage):
        return "", b""
    with closing(sent):
        return sent.filename or "", sent.stream.read(MOST_BYTES + 1)


def _back(scope: Scope, report: Report) -> Response:
    return go("papers.report", company=scope.company.slug, report=report.item_id)
