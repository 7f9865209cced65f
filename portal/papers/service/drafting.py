"""Verbs on the words of a report: begin it, write it; and the template that all begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.decisions.models import Sitting
from portal.decisions.standing import VERBS
from portal.kit.exemption import FILED_UNDER, FINANCIAL
from portal.meetings.models import AgendaItem, Meeting
from portal.papers import queries, template
from portal.papers.models import Report, ReportTemplate
from portal.papers.recommended import Recommended
from portal.papers.records import note
from portal.papers.service import naming
from portal.papers.service.checks import ClashError, PaperError, locked, settle, writer
from portal.papers.template import LONGEST_TEXT, TemplateError, as_kept, from_kept
from tenants import audiences, paper_readers
from tenants.audiences import PUBLIC, SUBMITTED
from tenants.base import SHARED
from tenants.models import PaperDoor
from tenants.roles import Hat, Permission
from tenants.scope import Scope

LETTERS = "abcdefghijkl"
"""Of a report's own recommendations."""


@dataclass(frozen=True)
class Beginning:
    """A report to be begun: its title, by whom it is, whose it is, and who writes it.

    ``writer`` is an address; empty where whoever begins it writes it. ``area_id`` is the area of
    which an officer has to be to write it.
    """

    title: str
    author: str
    author_post: str = ""
    writer: str = ""
    area_id: int = SHARED


@dataclass(frozen=True)
class Words:
    """What is written in a report: texts by the name of their part."""

    title: str
    author: str
    author_post: str
    texts: Mapping[str, str]
    recommendations: Sequence[Recommended] = ()
    agenda: Mapping[str, str] = field(default_factory=dict)
    """By letter, how the agenda words a recommendation that it words otherwise."""
    filed_under: str = ""


@dataclass(frozen=True)
class TemplateRow:
    """One part of the template as it was typed; ``name`` is empty for a new one."""

    name: str
    heading: str
    hint: str = ""
    needed: bool = field(default=False)


def begin(scope: Scope, meeting: Meeting, item: AgendaItem, said: Beginning) -> Report:
    """Begin the report of an item, and let in whoever writes it. Raises PaperError."""
    hat = scope.require(Permission.PAPER_WRITE, area_id=said.area_id, body_id=item.body_id)
    keeper = paper_readers.keeps(scope, item.body_id)
    hat = keeper or hat
    _check_begin(scope, item, said)
    if queries.door_of(scope, item.id) is None:
        _make_door(scope, hat, meeting, item, said.area_id)
    report = _report(scope, hat, item, said)
    if keeper is None:
        naming.name(scope, hat, report, scope.person_id, "author")
    if said.writer.strip():
        naming.name_by_address(scope, hat, report, said.writer, "author", "writer")
    return report


def _make_door(scope: Scope, hat: Hat, meeting: Meeting, item: AgendaItem, area_id: int) -> None:
    sitting = scope.session.get_one(Sitting, meeting.sitting_id)
    door = PaperDoor(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=SUBMITTED,
        item_id=item.id,
        body_id=item.body_id,
        matter_id=item.matter_id,
        on_day=sitting.on_day,
        opened_at=None,
    )
    paper_readers.begin(scope, door, area_id)
    note(scope, hat, "paper:begun", door, {"item": item.id})


def _check_begin(scope: Scope, item: AgendaItem, said: Beginning) -> None:
    if item.state != "listed" or item.kind == "standing":
        raise PaperError("This item takes no report.")
    if not awaits_report(scope, item):
        raise PaperError("The report of this item is begun already.")
    _check_head(said.title, said.author)
    if said.area_id not in {area.area_id for area in scope.areas}:
        raise PaperError("Choose whose report it is.", "area")


def awaits_report(scope: Scope, item: AgendaItem) -> bool:
    """Whether no report of an item is begun, as far as its reader can tell: where she is not let in
    behind its door, one may be."""
    if queries.door_of(scope, item.id) is None:
        return True
    let_in = item.id in paper_readers.admit(scope, [item.id])
    return let_in and queries.find_report(scope, item.id) is None


def _check_head(title: str, author: str) -> None:
    if not title.strip():
        raise PaperError("Enter what the report is called.", "title")
    if not author.strip():
        raise PaperError("Enter by whom the report is, such as the Managing Director.", "author")


def _report(scope: Scope, hat: Hat, item: AgendaItem, said: Beginning) -> Report:
    report = Report(
        company_id=scope.company_id,
        area_id=said.area_id,
        audience=audiences.item(item.id),
        item_id=item.id,
        meeting_id=item.meeting_id,
        body_id=item.body_id,
        part=item.part,
        title=said.title.strip(),
        author=said.author.strip(),
        author_post=said.author_post.strip(),
        template=as_kept(queries.template_now(scope)),
        texts={},
        recommendations=[],
        filed_under="",
        state="draft",
        head=0,
        content_digest="",
        changed_at=scope.now(),
        changed_by=scope.visitor.name,
        changed_hat=hat.label,
        published_at=None,
        frozen=None,
        digest=None,
    )
    scope.session.add(report)
    settle(scope, hat, report, "report:begun")
    return report


def write(scope: Scope, report: Report, words: Words, *, base: int) -> Report:
    """Write a report anew, from what it said at its save number ``base``.

    Raises ClashError where somebody saved it since, PaperError beside a field.
    """
    hat = writer(scope, report)
    report = locked(scope, report)
    if report.head != base:
        raise ClashError(report)
    _check(scope, report, words)
    report.title, report.author = words.title.strip(), words.author.strip()
    report.author_post, report.filed_under = words.author_post.strip(), words.filed_under
    report.texts = {name: text for name, text in words.texts.items() if text.strip()}
    report.recommendations = [
        {**vars(each), "agenda": words.agenda.get(each.letter, "").strip()}
        for each in words.recommendations
    ]
    report.head += 1
    settle(scope, hat, report, "report:written")
    return report


def _check(scope: Scope, report: Report, words: Words) -> None:
    _check_head(words.title, words.author)
    known = {part.name: part for part in from_kept(report.template)}
    for name, text in words.texts.items():
        if name not in known or name == template.RECOMMENDATIONS:
            raise PaperError("This report has no such part. Load the page afresh.")
        if len(text) > LONGEST_TEXT:
            raise PaperError(
                f"{known[name].heading} must be {LONGEST_TEXT:,} characters or fewer. You wrote "
                f"{len(text):,}.",
                name,
            )
    if words.recommendations and queries.matter_of(scope, report) is not None:
        raise PaperError("The recommendations are the matter’s: change them there.")
    if any(each.verb not in VERBS or not each.text.strip() for each in words.recommendations):
        raise PaperError("Say of each recommendation what the body is asked to do, and its words.")
    _check_filing(scope, report, words.filed_under)


def _check_filing(scope: Scope, report: Report, filed_under: str) -> None:
    """Paragraph 3 does not cover what has to be registered: Schedule 12A, paragraph 8."""
    if filed_under and filed_under not in FILED_UNDER:
        raise PaperError("Choose one of the answers that are offered.", "filed_under")
    item = scope.session.get(AgendaItem, report.item_id)
    if item is not None and filed_under and FINANCIAL in item.paragraphs:
        raise PaperError(
            f"Item {item.number} is exempt under paragraph 3, which does not cover what has to be "
            f"registered under {FILED_UNDER[filed_under]} (Schedule 12A, paragraph 8). The clerk "
            "gives the item another paragraph, or moves it to Part I.",
            "filed_under",
        )


def set_template(scope: Scope, rows: Sequence[TemplateRow]) -> ReportTemplate:
    """Set the parts that reports begun from now on have. Raises PaperError."""
    hat = scope.require(Permission.PAPER_TEMPLATE)
    try:
        parts = template.made([(r.name, r.heading, r.hint, r.needed) for r in rows])
    except TemplateError as error:
        raise PaperError(str(error)) from error
    row = ReportTemplate(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=PUBLIC,
        parts=as_kept(parts),
        set_at=scope.now(),
        set_by=scope.visitor.name,
        set_hat=hat.label,
    )
    scope.session.add(row)
    note(scope, hat, "report:template-set", row, {"parts": len(parts)})
    return row
