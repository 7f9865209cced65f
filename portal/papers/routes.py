"""Pages of reports: the list, one report, and what its readers and the clerk do with it."""

from flask import Response, flash, request

from portal.audit import service as audit
from portal.documents.files import WORD
from portal.documents.pdf import render_pdf
from portal.documents.serving import download
from portal.documents.tree import Document
from portal.documents.word import render_word
from portal.kit.words import plural
from portal.meetings.models import AgendaItem, Meeting
from portal.papers import (
    annex_pages,
    barring,
    forms,
    pages,
    panels,
    queries,
    tree,
    working,
    writing,
)
from portal.papers.models import Report, ReportFile
from portal.papers.queries import listing
from portal.papers.records import register_digests
from portal.papers.room import home, path_of, stand_at
from portal.papers.room import room as room
from portal.papers.service import drafting, publishing, reviewing
from portal.papers.service.checks import PaperError
from portal.plans.sayings import day_of
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import resolves
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope

BOTH = ("GET", "POST")

resolves("report", queries.find_report)
resolves("file", queries.find_file)
resolves("annex", queries.find_annex)
resolves("clearance", queries.find_clearance)
register_digests()
barring.shut_out()
panels.fill_slots()
working.declare(room)
annex_pages.declare(room)
audit.on("agenda:published", publishing.follow)
for said_anew in ("item:revised", "item:matter-put"):
    audit.on(said_anew, publishing.follow_item)


@room.page("/reports/", Permission.PAPER_READ)
def index(scope: Scope) -> Response:
    """The reports that this reader works on, then those published, the latest first."""
    place(("Reports", None)).current = "meetings.index"
    return show(
        "papers/index.html",
        base=home(scope),
        work=listing.work(scope),
        published=listing.published(scope),
        states=pages.STATES,
        day_of=day_of,
        sets=scope.may(Permission.PAPER_TEMPLATE),
    )


@room.page("/reports/<int:report>/", Permission.PAPER_READ)
def report(scope: Scope, report: Report) -> Response:
    """One report with its annexes and files; and, for whoever works on it, how it stands."""
    stand_at(scope, report)
    return show(
        "papers/report.html",
        shown=pages.report_shown(scope, report),
        pages=pages,
        scope=scope,
        here=path_of(scope, report),
        form=forms.ClearForm(data={"seen": report.content_digest}),
        plural=plural,
    )


@room.page("/reports/<int:report>/report.pdf", Permission.PAPER_READ)
def pdf(scope: Scope, report: Report) -> Response:
    """The report as a PDF file, without its annexes."""
    made = render_pdf(_document(scope, report))
    return download(scope, made, "application/pdf", f"{_file_name(report)}.pdf")


@room.page("/reports/<int:report>/report.docx", Permission.PAPER_READ)
def word(scope: Scope, report: Report) -> Response:
    """The report as a Word file, without its annexes."""
    made = render_word(_document(scope, report))
    return download(scope, made, WORD, f"{_file_name(report)}.docx")


@room.page("/reports/<int:report>/files/<int:file>", Permission.PAPER_READ)
def file(scope: Scope, report: Report, file: ReportFile) -> Response:
    """A file of a report, to be saved under the name that the report gives it."""
    return download(scope, file.content, file.media_type, file.name)


@room.page("/meetings/<meeting>/items/<item>/report", Permission.PAPER_WRITE, methods=BOTH)
def begin(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Begin the report of an item: the clerk asks an officer for it, or an officer writes one."""
    if queries.find_report(scope, item.id) is not None:
        return _to(scope, item.id)
    if away := _no_report(scope, item):
        flash(away, "notice")
        return go("meetings.meeting", company=scope.company.slug, meeting=meeting.slug)
    first = {"title": item.title, "author": item.presenter, "area": str(SHARED)}
    form = forms.offer_areas(forms.BeginForm(data=first), scope.company.name, scope.areas)
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                drafting.begin(scope, meeting, item, form.beginning())
                flash("The report is begun. Whoever writes it finds it under Reports.", "success")
                return _to(scope, item.id)
            except PaperError as error:
                working.refuse(form, error)
    at = f"/{scope.company.slug}/meetings/{meeting.slug}"
    list_of = f"/{scope.company.slug}/meetings/"
    place(("Meetings", list_of), (f"Item {item.number}", at), (BEGIN, None))
    return working.page(form, BEGIN, item.title, at, status=status, words=BEGIN_WORDS)


def _no_report(scope: Scope, item: AgendaItem) -> str:
    """Why no report of an item can be begun here; empty where it can."""
    if item.kind == "standing" or item.state != "listed":
        return f"Item {item.number} takes no report."
    if not drafting.awaits_report(scope, item):
        return "Its report is begun: whoever is named for it reads it."
    return ""


BEGIN = "Begin a report"
BEGIN_WORDS = (
    "Until the agenda is published the report is read by whoever is named for it, and by the clerk."
)


@room.page("/reports/template", Permission.PAPER_TEMPLATE, methods=BOTH)
def template(scope: Scope) -> Response:
    """A director sets the parts that this company's reports have."""
    place(("Reports", home(scope)), ("Template", None)).current = "meetings.index"
    form, count = writing.template_form(queries.template_now(scope))
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                drafting.set_template(scope, form.rows())
                flash("Reports begun from now on have these parts.", "success")
                return go("papers.template", company=scope.company.slug)
            except PaperError as error:
                form.form_errors = [str(error)]
    return show("papers/template.html", status=status, form=form, count=count, back=home(scope))


@room.page("/reports/<int:report>/exemption", Permission.MEETING_ARRANGE, methods=BOTH)
def exemption(scope: Scope, report: Report) -> Response:
    """The clerk says whether the exemption of a published report still holds."""
    stand_at(scope, report, REVIEW)
    form, status = forms.ReviewForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                lifted = form.lifted.data == "yes"
                said = form.because.data or ""
                reviewing.review(
                    scope, report, lifted=lifted, next_on=form.next_on.data, because=said
                )
                flash(LIFTED if lifted else "It stays closed to the public.", "success")
                return _to(scope, report.item_id)
            except PaperError as error:
                working.refuse(form, error)
    return working.page(form, REVIEW, report.title, path_of(scope, report), status=status)


LIFTED = "The report is open to everybody."
REVIEW = "Look at the exemption again"


def _to(scope: Scope, item_id: int) -> Response:
    return go("papers.report", company=scope.company.slug, report=item_id)


def _document(scope: Scope, report: Report) -> Document:
    place_ = queries.place_of(scope, report)
    return tree.as_document(queries.shown(scope, report), queries.frame_of(scope, report, place_))


def _file_name(report: Report) -> str:
    return f"Report to item {report.item_id}"
