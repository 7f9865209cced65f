"""What the pages of reports show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.documents.tree import as_data
from portal.kit.exemption import Exemption, is_due, public_words, review_words
from portal.kit.words import date_words
from portal.papers import queries, recommended, tree
from portal.papers.models import Report, ReportAnnex, ReportClearance, ReportFile
from portal.papers.queries import Place, exemptions, readiness
from portal.papers.recommended import Difference
from portal.papers.rules import TITLES
from portal.papers.service import checks
from portal.papers.tree import Written
from portal.plans.sayings import day_of
from tenants import paper_readers
from tenants.models import PaperReader
from tenants.scope import Scope

STATES: Mapping[str, str] = {"draft": "Draft", "published": "Published"}


@dataclass(frozen=True)
class ClearanceShown:
    """One clearance as those who work on the report see it."""

    id: int
    title: str
    name: str
    standing: str
    level: str
    """good, bad or none: which mark stands beside it."""
    words: str
    when: str
    mine: bool
    """Whether the reader is the one who is asked, and has to answer now."""


@dataclass(frozen=True)
class ReportShown:
    """All that the page of one report shows."""

    report: Report
    place: Place
    held: Written
    document: dict[str, object]
    annexes: Sequence[tuple[str, str, list[dict[str, object]]]]
    """Name, source and blocks of each."""
    differences: Sequence[Difference]
    works: bool
    """Whether the reader works on it: its clerk, or named for it."""
    writes: bool
    against: Sequence[str]
    """Why it cannot be published as it stands."""
    clearances: Sequence[ClearanceShown]
    files: Sequence[ReportFile]
    rows: Sequence[ReportAnnex]
    """The annexes of a draft, to be drawn afresh or taken off."""
    readers: Sequence[tuple[PaperReader, str]]
    exemption: Exemption | None
    keeps: bool
    """Whether the reader is the body's clerk."""

    @property
    def facts(self) -> list[str]:
        """The grey line below the title."""
        post = f", {self.held.author_post}" if self.held.author_post else ""
        day = self.place.on_day
        where = f"{self.place.body}, {date_words(day)}" if day else self.place.body
        part = ["Part II, not for publication"] if self.restricted else []
        return [f"Report by {self.held.author}{post}", where, *part, self.state]

    @property
    def restricted(self) -> bool:
        """Whether it is kept from the public."""
        return self.exemption is not None

    @property
    def state(self) -> str:
        """``Draft``, or when it was published."""
        published = self.report.published_at
        return f"Published on {day_of(published)}" if published else STATES[self.report.state]

    @property
    def sentence(self) -> str:
        """How it stands, for those who work on it."""
        if self.report.state == "published" or not self.works:
            return ""
        if self.against:
            return "Not ready to be published."
        return "Ready: it is published with the agenda."

    @property
    def summary(self) -> str:
        """That agenda and report differ."""
        return recommended.summary(self.differences)


def report_shown(scope: Scope, report: Report) -> ReportShown:
    """The page of a report, as this reader reads it."""
    place = queries.place_of(scope, report)
    held = queries.shown(scope, report)
    frame = queries.frame_of(scope, report, place)
    keeps = paper_readers.keeps(scope, report.body_id) is not None
    named = paper_readers.tasks(scope).get(report.item_id, frozenset())
    works = keeps or bool(named)
    draft = report.state == "draft"
    asked = queries.clearances_of(scope, [report.id]).get(report.id, []) if works else []
    return ReportShown(
        report,
        place,
        held,
        as_data(tree.as_document(held, frame)),
        [(each.name, each.source, as_data(each.blocks)) for each in held.annexes],
        recommended.differences(held.agenda or {}, held.recommendations),
        works,
        draft and checks.writes(scope, report),
        readiness.against(scope, report, asked) if works else (),
        [_clearance(scope, report, row) for row in asked],
        queries.files_of(scope, report),
        queries.annexes_of(scope, report) if draft else (),
        queries.readers_of(scope, report) if works else (),
        exemptions.exemption_of(scope, report) if exemptions.is_kept_back(report) else None,
        keeps,
    )


def _clearance(scope: Scope, report: Report, row: ReportClearance) -> ClearanceShown:
    found = readiness.cleared(row)
    content = report.content_digest
    holds = found.holds(content)
    level = "good" if holds else "bad" if row.answer == "refused" else "none"
    mine = row.person_id == scope.visitor.person_id and report.state == "draft"
    return ClearanceShown(
        row.id,
        TITLES[row.kind],
        row.name,
        found.words(content),
        "near" if found.stale(content) else level,
        row.words,
        day_of(row.answered_at) if row.answered_at else f"Asked on {day_of(row.asked_at)}",
        mine and (not row.answer or found.stale(content) or row.answer == "refused"),
    )


def exemption_words(said: Exemption) -> str:
    """Why it is closed to the public."""
    return public_words(said)


def review_sentence(scope: Scope, said: Exemption) -> str:
    """When that is looked at again."""
    return review_words(said, scope.today())


def is_review_due(scope: Scope, said: Exemption) -> bool:
    """Whether it has to be looked at now."""
    return is_due(said.review_on, scope.today())
