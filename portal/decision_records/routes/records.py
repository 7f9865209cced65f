"""The record of one decision: its page, its files, and the form of its clerk."""

import hashlib
import json

from flask import Response, request

from portal.decision_records import service
from portal.decision_records.document import as_document
from portal.decision_records.forms import DescribeForm
from portal.decision_records.queries import records
from portal.decision_records.shapes import Record
from portal.decisions.models import Matter
from portal.decisions.pages import panels
from portal.decisions.service.checks import DecisionError
from portal.documents.pdf import render_pdf
from portal.documents.serving import download
from portal.documents.tree import Document, as_data
from portal.documents.word import render_word
from portal.plans.outside.files import SHELF, WORD
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

PDF = "application/pdf"


def declare(room: Room) -> None:
    """Add these pages to the room."""
    path, both = "/decisions/<decision>/record", ("GET", "POST")
    room.page(path, Permission.MATTER_READ)(record)
    room.page(f"{path}.pdf", Permission.MATTER_READ)(record_pdf)
    room.page(f"{path}.docx", Permission.MATTER_READ)(record_word)
    room.page("/decisions/<matter>/record/edit", Permission.RECORD_KEEP, methods=both)(describe)


def record(scope: Scope, decision: Matter) -> Response:
    """What was decided, when, by whom and why, with the head of the log."""
    found = records.record_of(scope, decision)
    _place(scope, decision, "Decision record")
    return show(
        "decision_records/record.html",
        record=found,
        document=as_document(found),
        base=panels.here(scope, ""),
        keeps=scope.may(Permission.RECORD_KEEP, body_id=decision.body_id),
    )


def record_pdf(scope: Scope, decision: Matter) -> Response:
    """The same as PDF/UA-1."""
    found = records.record_of(scope, decision)
    document = as_document(found)
    body = SHELF.get(_key(document, "pdf"), lambda: render_pdf(document))
    return download(scope, body, PDF, _name(found, "pdf"))


def record_word(scope: Scope, decision: Matter) -> Response:
    """The same as a Word file."""
    found = records.record_of(scope, decision)
    body = render_word(as_document(found))
    return download(scope, body, WORD, _name(found, "docx"))


def describe(scope: Scope, matter: Matter) -> Response:
    """The clerk records why, what else was considered, and whether it is a key decision."""
    now = service.described(matter)
    if request.method == "GET":
        return _form_page(scope, matter, DescribeForm(data={**vars(now), "seen": now.digest}))
    form = DescribeForm()
    if not form.validate():
        return _form_page(scope, matter, form, 422)
    try:
        service.describe(scope, matter, form.said(), seen=form.seen.data or "")
    except service.ClashError as error:
        theirs = service.described(matter)
        # Sent again as it is, it replaces what the colleague wrote: the writer has seen it now.
        form.seen.data = theirs.digest
        return _form_page(scope, matter, form, 409, str(error), theirs)
    except DecisionError as error:
        return _form_page(scope, matter, form, 409, str(error))
    if records.has_record(matter):
        return go("decision_records.record", company=scope.company.slug, decision=matter.slug)
    return go("decisions.matter", company=scope.company.slug, matter=matter.slug)


def _form_page(
    scope: Scope,
    matter: Matter,
    form: DescribeForm,
    status: int = 200,
    refused: str = "",
    theirs: service.Described | None = None,
) -> Response:
    _place(scope, matter, "Keep the decision record")
    return show(
        "decision_records/describe.html",
        status=status,
        matter=matter,
        form=form,
        refused=refused,
        theirs=theirs,
        action=panels.here(scope, f"decisions/{matter.slug}/record/edit"),
    )


def _place(scope: Scope, matter: Matter, words: str) -> None:
    base = panels.here(scope, f"decisions/{matter.slug}")
    here = place(
        ("Decisions", panels.here(scope, "decisions/")), (matter.title, base), (words, None)
    )
    here.current = "decisions.index"


def _key(document: Document, ending: str) -> str:
    """A digest of everything that the file says."""
    said = json.dumps([ending, as_data(document)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _name(found: Record, ending: str) -> str:
    return f"decision-record-{found.matter}.{ending}"
