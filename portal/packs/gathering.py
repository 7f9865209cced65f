"""The one adapter: a pack's content from meetings, reports and matters.

A public pack is gathered with a stranger's eyes: whatever is exempt is outside those walls, and so
cannot get into its bytes, its page count or its properties.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from portal.decisions.models import Matter, Recommendation
from portal.kit.exemption import Exemption, basis, public_words
from portal.kit.words import date_words, join_names
from portal.meetings import queries as meetings
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.meetings.queries import AgendaView, ItemView
from portal.packs import content as packs
from portal.packs.content import (
    PUBLIC,
    RESTRICTED,
    SUPPLEMENTARY,
    Exempt,
    FileContent,
    Line,
    PackContent,
    PaperContent,
)
from portal.packs.front import front_of
from portal.packs.models import Pack
from portal.papers import queries as papers
from portal.papers.queries import Attached, Paper
from portal.papers.recommended import Recommended, differences, lettered, summary
from tenants import audiences
from tenants.clock import civil_day
from tenants.scope import STRANGER, Scope

Recommendations = tuple[Mapping[str, str], Sequence[Recommended]]
"""As the agenda words them, by letter (empty where it has no words of its own); as the report."""
Reopen = Callable[[], Scope]
"""Begins a transaction that reads, with the same eyes: files are read long after the rest."""


def eyes_of(scope: Scope, pack: Pack) -> Scope:
    """With whose eyes a pack is gathered: everybody's where everybody reads it."""
    if pack.audience != audiences.PUBLIC:
        return scope
    return Scope(scope.session, scope.company, STRANGER, writes=False)


def gather(scope: Scope, pack: Pack, reopen: Reopen) -> PackContent:
    """All of a pack of an agenda. Raises NoResultFound where its meeting is outside the walls."""
    meeting = scope.session.get_one(Meeting, pack.meeting_id)
    view = meetings.agenda_of(scope, meeting)
    agenda = next((each for each in view.agendas if each.id == pack.agenda_id), None)
    shown = _shown(view, pack, agenda)
    found = {each.item_id: each for each in papers.papers_of(scope, meeting)}
    decided = _recommended(scope, meeting, [each.item for each in shown])
    lines = tuple(
        _line(each, pack, _paper(each, pack, agenda, found), decided, reopen) for each in shown
    )
    return PackContent(
        kind=pack.kind,
        front=front_of(scope, view, agenda),
        lines=lines,
        made_on=civil_day(agenda.published_at) if agenda else scope.today(),
        first_page=pack.continues_from,
        adds=_adds(lines) if pack.kind == SUPPLEMENTARY else "",
        accent=scope.company.accent,
    )


def gather_private(scope: Scope, meeting: Meeting, reopen: Reopen) -> PackContent | None:
    """Every item of Part II with a published report, in one pack that is not kept: for whoever
    answers for the whole company. None where there is none."""
    found = []
    for item in meetings.items_of(scope, meeting):
        if item.part == 2 and item.state == "listed":
            pack = Pack(
                kind=RESTRICTED, meeting_id=meeting.id, item_id=item.id, agenda_id=item.agenda_id
            )
            content = gather(scope, pack, reopen)
            found += [content] if content.lines and content.lines[0].papers else []
    if not found:
        return None
    return replace(found[0], lines=tuple(line for each in found for line in each.lines))


def _shown(view: AgendaView, pack: Pack, agenda: Agenda | None) -> Sequence[ItemView]:
    """The items that a pack prints: its one item, its publication's, and those withdrawn since."""
    if pack.kind == RESTRICTED:
        return [each for each in view.items if each.item.id == pack.item_id]
    if agenda is None:
        return []
    if pack.kind == PUBLIC:
        return [each for each in view.items if each.agenda and each.agenda.id == agenda.id]
    since = [each.number for each in view.items if each.item.state == "withdrawn"]
    return [each for each in view.items if each.agenda and each.number in {*agenda.adds, *since}]


def _paper(
    each: ItemView, pack: Pack, agenda: Agenda | None, found: Mapping[int, Paper]
) -> Paper | None:
    """The report that this very pack brings for an item, if it does."""
    paper = found.get(each.item.id)
    if paper is None or each.item.state == "withdrawn":
        return None
    part = 2 if pack.kind == RESTRICTED else 1
    if (paper.part, each.item.part) != (part, part):
        return None
    if pack.kind == RESTRICTED:
        return paper
    brought = each.followed if each.item.to_follow else each.agenda
    return paper if brought and agenda and brought.id == agenda.id else None


def _line(
    each: ItemView,
    pack: Pack,
    paper: Paper | None,
    decided: Mapping[int, Recommendations],
    reopen: Reopen,
) -> Line:
    item = each.item
    agenda, report = decided.get(item.id, ({}, ()))
    worded = agenda or {one.letter: one.text for one in report}
    return Line(
        item_id=item.id,
        number=item.number,
        title=item.title,
        presenter=item.presenter,
        part=item.part,
        withdrawn=item.withdrawn_because if item.state == "withdrawn" else "",
        urgent=item.urgent_because,
        to_follow=each.awaited or (item.to_follow and pack.kind == PUBLIC),
        recommendations=tuple(packs.Recommendation(*pair) for pair in sorted(worded.items())),
        papers=(_content(paper, reopen),) if paper else (),
        exempt=_exempt(item, pack) if item.part == 2 else None,
        differs=summary(differences(agenda, report)),
    )


def _content(paper: Paper, reopen: Reopen) -> PaperContent:
    files = tuple(_file(each, reopen) for each in paper.attachments)
    return PaperContent(paper.tree, paper.annexes, files)


def _file(each: Attached, reopen: Reopen) -> FileContent:
    def read() -> bytes:
        scope = reopen()
        content = each.read()
        scope.session.rollback()
        return content

    return FileContent(each.name, each.media_type, each.size, each.sha256, read)


def _exempt(item: AgendaItem, pack: Pack) -> Exempt:
    """In public why it is not open; in its own pack all that the law asks to be said of it."""
    said = Exemption(
        tuple(item.paragraphs),
        item.public_interest,
        item.exemption_reviewed_on,
        confidential=item.confidential,
    )
    if pack.kind != RESTRICTED:
        return Exempt(public_words(said))
    if item.confidential:
        return Exempt("Confidential under section 100A(3) of the same Act.", confidential=True)
    reviewed = date_words(item.exemption_reviewed_on) if item.exemption_reviewed_on else ""
    words = f"Exempt by {basis(item.paragraphs)}."
    return Exempt(words, item.public_interest, reviewed)


def _recommended(
    scope: Scope, meeting: Meeting, items: Sequence[AgendaItem]
) -> Mapping[int, Recommendations]:
    """What is recommended under each item, as the agenda and as the report word it: from the
    report that was published, else from the matter itself."""
    part_one = [item for item in items if item.part == 1]
    found = _of_matters(scope, part_one)
    reports = {each.item_id: each for each in papers.reports_of(scope, [meeting.id])}
    for item in part_one:
        report = reports.get(item.id)
        if report is not None and report.state == "published":
            held = papers.shown(scope, report)
            found[item.id] = (held.agenda or {}, held.recommendations)
    return found


def _of_matters(scope: Scope, items: Sequence[AgendaItem]) -> dict[int, Recommendations]:
    """The same of the matters among them: two queries."""
    ids = {item.matter_id: item.id for item in items if item.matter_id}
    if not ids:
        return {}
    sheets = scope.session.execute(select(Matter.id, Matter.front_sheet).where(Matter.id.in_(ids)))
    rows = scope.session.execute(
        select(
            Recommendation.matter_id,
            Recommendation.letter,
            Recommendation.verb,
            Recommendation.text,
        )
        .where(Recommendation.matter_id.in_(ids))
        .order_by(Recommendation.letter)
    ).all()
    return {
        ids[number]: (lettered(sheet), [Recommended(*row[1:]) for row in rows if row[0] == number])
        for number, sheet in sheets
    }


def _adds(lines: Sequence[Line]) -> str:
    """``This supplementary agenda adds the report of item 7. Item 10 has been withdrawn.``"""
    brought = [str(line.number) for line in lines if line.papers]
    new = [str(line.number) for line in lines if not line.papers and not line.withdrawn]
    gone = [str(line.number) for line in lines if line.withdrawn]
    parts = [
        _count(brought, "the report of item", "the reports of items"),
        _count(new, "item", "items"),
    ]
    added = join_names([part for part in parts if part])
    said = [f"This supplementary agenda adds {added}."] if added else []
    if gone:
        have = "has" if len(gone) == 1 else "have"
        said.append(f"{_count(gone, 'Item', 'Items')} {have} been withdrawn.")
    return " ".join(said)


def _count(numbers: Sequence[str], one: str, many: str) -> str:
    return f"{one if len(numbers) == 1 else many} {join_names(list(numbers))}" if numbers else ""
