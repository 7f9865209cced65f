"""Pages of those who work on a report: write it, add to it, have it cleared, let others in."""

from collections.abc import Callable, Sequence
from contextlib import closing

from flask import Response, flash, request
from werkzeug.datastructures import FileStorage

from portal.decisions import queries as decisions
from portal.documents.files import ACCEPTED, MOST_BYTES, FileError, check
from portal.measures import queries as measures
from portal.papers import forms, queries
from portal.papers.forms import WriteForm
from portal.papers.models import Report, ReportAnnex, ReportClearance, ReportFile
from portal.papers.room import path_of, stand_at
from portal.papers.service import annexing, attaching, checks, clearing, drafting, naming
from portal.papers.service.checks import PUBLISHED, ClashError, PaperError
from portal.papers.template import from_kept
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.web.forms import PortalForm, choice
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
    room.page(f"{AT}/annexes/new", WRITE, methods=BOTH)(annex)
    room.page(f"{AT}/annexes/<int:annex>/redraw", WRITE, methods=("POST",))(redraw)
    room.page(f"{AT}/annexes/<int:annex>/take-off", WRITE, methods=("POST",))(take_off_annex)
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
    form = forms.write_form(report, parts, own=own)
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

    return _form(scope, report, forms.AttachForm(), act, "Attach a file")


def take_off_file(scope: Scope, report: Report, file: ReportFile) -> Response:
    """Let a file be no part of the report any more."""
    return _done(
        scope, report, lambda: attaching.take_off(scope, report, file), "The file is taken off."
    )


def annex(scope: Scope, report: Report) -> Response:
    """Add a live annex, drawn from a frozen version or from a plan's measures."""
    versions = decisions_versions(scope, report)
    plans = measures.plans_with_measures(scope)
    form = forms.AnnexForm()
    form.source.choices = [
        *(
            choice(f"version-{version.id}", f"{plan.title}, version {version.number}", "Priorities")
            for version, plan in versions
        ),
        *(choice(f"plan-{plan.id}", plan.title, "Performance") for plan in plans),
    ]

    def act(form: forms.AnnexForm) -> str:
        plan, version = _source(form.source.data or "", versions, plans)
        annexing.annex(scope, report, form.kind.data, plan, version, form.title.data or "")
        return "The annex is added."

    words = "It is drawn now, and again when you ask for it, until the agenda is published."
    return _form(scope, report, form, act, "Add an annex", words)


def decisions_versions(scope: Scope, report: Report) -> Sequence[tuple[Version, Plan]]:
    """The frozen versions to choose from: the matter's own first."""
    found = list(decisions.frozen_versions(scope))
    matter = queries.matter_of(scope, report)
    if matter is not None and matter.version_id is not None:
        version = scope.session.get(Version, matter.version_id)
        plan = scope.session.get(Plan, version.plan_id) if version is not None else None
        if version is not None and plan is not None and (version, plan) not in found:
            found.insert(0, (version, plan))
    return found


def redraw(scope: Scope, report: Report, annex: ReportAnnex) -> Response:
    """Draw an annex afresh from its source."""
    return _done(
        scope, report, lambda: annexing.redraw(scope, report, annex), "The annex is drawn afresh."
    )


def take_off_annex(scope: Scope, report: Report, annex: ReportAnnex) -> Response:
    """Let an annex be no part of the report any more."""
    return _done(
        scope, report, lambda: annexing.take_off(scope, report, annex), "The annex is taken off."
    )


def ask(scope: Scope, report: Report) -> Response:
    """Ask somebody by name to clear the report."""

    def act(form: forms.AskForm) -> str:
        row = clearing.ask(scope, report, form.kind.data, form.address.data or "")
        return f"{row.name} is asked, and can read the report now."

    words = "Whoever is asked reads it from now on. A change after she clears it asks her again."
    return _form(scope, report, forms.AskForm(), act, "Ask for clearance", words)


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
    return _form(scope, report, forms.ReaderForm(), act, "Name an officer", words)


def end_reader(scope: Scope, report: Report) -> Response:
    """Let an officer in no more."""
    wanted = request.form.get("reader", "")
    found = [each for each, _ in queries.readers_of(scope, report) if str(each.id) == wanted]

    def act() -> None:
        if not found:
            raise PaperError("This officer is not named any more.")
        naming.end_reader(scope, report, found[0])

    return _done(scope, report, act, "The officer is let in no more.")


def _away(scope: Scope, report: Report) -> Response | None:
    """Where this reader has nothing to do here: back to the report, which says why."""
    if report.state == "draft" and checks.writes(scope, report):
        return None
    words = PUBLISHED if report.state != "draft" else checks.ONLY_NAMED
    if request.method == "POST":
        raise NotAllowedError(words)
    flash(words, "notice")
    return _back(scope, report)


def _form(
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


def _done(scope: Scope, report: Report, act: Callable[[], object], words: str) -> Response:
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


def _beside(form: WriteForm, error: PaperError) -> None:
    name = f"{forms.TEXT}{error.field}"
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


def _source(
    value: str, versions: Sequence[tuple[Version, Plan]], plans: Sequence[Plan]
) -> tuple[Plan, Version | None]:
    for version, plan in versions:
        if value == f"version-{version.id}":
            return plan, version
    for plan in plans:
        if value == f"plan-{plan.id}":
            return plan, None
    raise PaperError("Choose the plan that it is drawn from.", "source")


def _read(sent: object) -> tuple[str, bytes]:
    """Name and bytes, no more of them than tell that they are too many."""
    if not isinstance(sent, FileStorage):
        return "", b""
    with closing(sent):
        return sent.filename or "", sent.stream.read(MOST_BYTES + 1)


def _back(scope: Scope, report: Report) -> Response:
    return go("papers.report", company=scope.company.slug, report=report.item_id)
