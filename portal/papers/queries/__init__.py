"""Reads of reports. Scope first, walls decide; a report is found where its reader is let in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from portal.decisions.models import Sitting
from portal.documents import kept
from portal.documents.tree import Document
from portal.kit.words import date_words
from portal.meetings.models import Meeting
from portal.papers import tree
from portal.papers.models import (
    ExemptionReview,
    Report,
    ReportAnnex,
    ReportClearance,
    ReportFile,
    ReportTemplate,
)
from portal.papers.queries.wording import matter_of as matter_of
from portal.papers.queries.wording import recommendations_of as recommendations_of
from portal.papers.queries.wording import recommendations_of_all as recommendations_of_all
from portal.papers.template import STARTER, Part, from_kept
from portal.papers.tree import AnnexDrawn, FileNamed, Frame, Written
from tenants import paper_readers
from tenants.models import Body, PaperDoor, PaperReader, Person
from tenants.scope import Scope

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DRAFT_WORDS = "Draft, not published"
RESTRICTED_WORDS = "Not for publication (Part II)"


@dataclass(frozen=True)
class Attached:
    """An attachment of a published paper; its bytes are read when they are asked for."""

    name: str
    media_type: str
    size: int
    sha256: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Paper:
    """A published report as a pack and a reader take it: documents, and files beside them."""

    item_id: int
    title: str
    part: int
    tree: Document
    attachments: tuple[Attached, ...]
    annexes: tuple[Document, ...]
    changed_at: datetime


@dataclass(frozen=True)
class Place:
    """Where a report goes. ``meeting`` and ``on_day`` are None where it is not the reader's."""

    body: str
    meeting: str | None
    on_day: date | None


def find_report(scope: Scope, number: int, **_: object) -> Report | None:
    """The report of an item, by the item's number among all; she is let in if it is hers."""
    found = _by_item(scope, number)
    if found is None and paper_readers.admit(scope, [number]):
        found = _by_item(scope, number)
    return found


def _by_item(scope: Scope, item_id: int) -> Report | None:
    return scope.session.scalars(select(Report).where(Report.item_id == item_id)).first()


def door_of(scope: Scope, item_id: int) -> PaperDoor | None:
    """The door of an item's paper; None where no report of it is begun."""
    return scope.session.scalars(select(PaperDoor).where(PaperDoor.item_id == item_id)).first()


def reports_of(scope: Scope, meeting_ids: Sequence[int]) -> Sequence[Report]:
    """The reports to these meetings that are inside the reader's walls by now."""
    statement = select(Report).where(Report.meeting_id.in_(meeting_ids))
    return scope.session.scalars(statement.order_by(Report.item_id)).all()


def papers_of(scope: Scope, meeting: Meeting) -> Sequence[Paper]:
    """The published reports of a meeting that this reader may read, with what belongs to them.

    Those of Part II are among them only where she was let in before (``paper_readers.admit``).
    In the order of their items, from what was frozen; four queries, however many there are.
    """
    found = [each for each in reports_of(scope, [meeting.id]) if each.state == "published"]
    if not found:
        return []
    place = place_of(scope, found[0])
    files = _files_of(scope, [each.id for each in found])
    return [_paper(scope, each, place, files.get(each.id, [])) for each in found]


def _paper(scope: Scope, report: Report, place: Place, files: Sequence[ReportFile]) -> Paper:
    held = shown(scope, report)
    frame = frame_of(scope, report, place)
    named = {file.sha256: file for file in files}
    return Paper(
        report.item_id,
        report.title,
        report.part,
        tree.as_document(held, frame),
        tuple(_attached(scope, named[each.sha256], each) for each in held.files),
        tuple(tree.annex_document(held, each, frame) for each in held.annexes),
        report.published_at or report.changed_at,
    )


def _attached(scope: Scope, file: ReportFile, named: FileNamed) -> Attached:
    read = partial(content_of, scope, file.id)
    return Attached(named.name, named.media_type, named.size, named.sha256, read)


def content_of(scope: Scope, file_id: int) -> bytes:
    """The bytes of a file. Raises NoResultFound outside the walls."""
    return scope.session.scalars(select(ReportFile.content).where(ReportFile.id == file_id)).one()


def shown(scope: Scope, report: Report) -> Written:
    """A report with all that belongs to it: as it was frozen, or as its draft stands now."""
    return tree.thaw(report.frozen) if report.frozen is not None else written(scope, report)


def written(scope: Scope, report: Report) -> Written:
    """The draft of a report with all that would be published with it now: four queries."""
    recommended, agenda = recommendations_of(scope, report)
    drawn = annexes_of(scope, report)
    return Written(
        report.title,
        report.author,
        report.author_post,
        from_kept(report.template),
        report.texts,
        recommended,
        agenda,
        tuple(
            AnnexDrawn(letter, row.title, row.source, kept.from_json(row.blocks))
            for letter, row in zip(LETTERS, drawn, strict=False)
        ),
        tuple(
            FileNamed(row.name, row.media_type, row.size, row.sha256)
            for row in files_of(scope, report)
        ),
    )


def annexes_of(scope: Scope, report: Report) -> Sequence[ReportAnnex]:
    """The annexes of a draft, in their order."""
    statement = select(ReportAnnex).where(
        ReportAnnex.report_id == report.id, ReportAnnex.taken_off.is_(False)
    )
    return scope.session.scalars(statement.order_by(ReportAnnex.id)).all()


def files_of(scope: Scope, report: Report) -> Sequence[ReportFile]:
    """The files attached to a report, without their bytes."""
    return _files_of(scope, [report.id]).get(report.id, [])


def _files_of(scope: Scope, report_ids: Sequence[int]) -> Mapping[int, list[ReportFile]]:
    statement = select(ReportFile).where(
        ReportFile.report_id.in_(report_ids), ReportFile.taken_off.is_(False)
    )
    found: dict[int, list[ReportFile]] = {}
    for file in scope.session.scalars(statement.order_by(ReportFile.id)):
        found.setdefault(file.report_id, []).append(file)
    return found


def find_file(scope: Scope, number: int, *, report: Report, **_: object) -> ReportFile | None:
    """A file of a report, attached still."""
    found = scope.session.get(ReportFile, number)
    there = found is not None and found.report_id == report.id and not found.taken_off
    return found if there else None


def find_annex(scope: Scope, number: int, *, report: Report, **_: object) -> ReportAnnex | None:
    """An annex of a report, not taken off."""
    found = scope.session.get(ReportAnnex, number)
    there = found is not None and found.report_id == report.id and not found.taken_off
    return found if there else None


def find_clearance(
    scope: Scope, number: int, *, report: Report, **_: object
) -> ReportClearance | None:
    """A clearance of a report."""
    found = scope.session.get(ReportClearance, number)
    return found if found is not None and found.report_id == report.id else None


def clearances_of(scope: Scope, report_ids: Sequence[int]) -> Mapping[int, list[ReportClearance]]:
    """Who was asked to clear these reports, and what they answered, by report: one query."""
    statement = select(ReportClearance).where(ReportClearance.report_id.in_(report_ids))
    found: dict[int, list[ReportClearance]] = {}
    for row in scope.session.scalars(statement.order_by(ReportClearance.id)):
        found.setdefault(row.report_id, []).append(row)
    return found


def reviews_of(scope: Scope, report: Report) -> Sequence[ExemptionReview]:
    """When its exemption was looked at again, the newest first."""
    statement = select(ExemptionReview).where(ExemptionReview.report_id == report.id)
    return scope.session.scalars(statement.order_by(ExemptionReview.id.desc())).all()


def readers_of(scope: Scope, report: Report) -> Sequence[tuple[PaperReader, str]]:
    """The officers named for a paper that is not public, each with her name."""
    rows = scope.session.execute(
        select(PaperReader, Person.name)
        .join(Person, Person.id == PaperReader.person_id)
        .where(PaperReader.item_id == report.item_id, PaperReader.ended_at.is_(None))
        .order_by(PaperReader.id)
    )
    return [(reader, name) for reader, name in rows]


def template_now(scope: Scope) -> tuple[Part, ...]:
    """The parts of this company's reports."""
    newest = select(ReportTemplate.parts).order_by(ReportTemplate.id.desc()).limit(1)
    found = scope.session.scalars(newest).first()
    return from_kept(found) if found is not None else STARTER


def place_of(scope: Scope, report: Report) -> Place:
    """The body and the meeting that a report goes to: one query."""
    body, title, day = scope.session.execute(
        select(Body.name, Sitting.title, Sitting.on_day)
        .select_from(Body)
        .outerjoin(Meeting, Meeting.id == report.meeting_id)
        .outerjoin(Sitting, Sitting.id == Meeting.sitting_id)
        .where(Body.id == report.body_id)
    ).one()
    return Place(body, title, day)


def frame_of(scope: Scope, report: Report, place: Place) -> Frame:
    """What stands round a report on paper."""
    restricted = RESTRICTED_WORDS if report.part == 2 else ""
    quiet = [restricted, DRAFT_WORDS if report.state == "draft" else ""]
    return Frame(
        scope.company.name,
        scope.company.accent,
        place.body,
        date_words(place.on_day) if place.on_day else "",
        (report.published_at or report.changed_at).date(),
        ". ".join(part for part in quiet if part),
    )
