"""The demonstration's reports: item 7 of 24 June 2019 with its trap, a live annex, and Part II."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import markers, people
from portal.demonstration.markers import Marker
from portal.meetings import queries as meetings
from portal.papers import queries, recommended
from portal.papers.models import Report
from portal.papers.queries import Paper, listing, papers_of
from portal.web.database import db
from tenants import paper_readers
from tenants import service as tenancy
from tenants.models import Person
from tenants.scope import STRANGER, Scope
from tests.factories import house
from tests.factories.house import Database

MakeDatabase = Callable[[str, str], Database]
COMMITTEE, SEPTEMBER = "joint-committee-2019-06-24", "joint-committee-2019-09-09"
ITEM_7 = "Business plan 2019 to 2024: framework and priorities"


@pytest.fixture
def session(make_database: MakeDatabase) -> Iterator[Session]:
    """A session on the demonstration with its markers."""
    with house.running(make_database("sqlite", "markers")) as app, app.app_context():
        yield db.session()


def reader(session: Session, email: str | None) -> Scope:
    """What somebody reads in the company; None is the public."""
    operator = tenancy.operate(session, "afc")
    if email is None:
        return Scope(session, operator.company, STRANGER)
    person = operator.session.scalars(select(Person).where(Person.email == email)).one()
    return people.acting(session, "afc", person)


def papers(scope: Scope, slug: str = COMMITTEE) -> dict[str, Paper]:
    """The papers of a meeting that somebody reads, those of Part II too where she is let in."""
    meeting = meetings.meeting_by_slug(scope, slug)
    assert meeting is not None
    paper_readers.admit(scope, [each.id for each in meetings.items_of(scope, meeting)])
    return {paper.title: paper for paper in papers_of(scope, meeting)}


def test_item_seven_has_its_report_with_the_facts_of_the_public_pack(session: Session) -> None:
    paper = papers(reader(session, None))[ITEM_7]
    said = " ".join(paper.tree.words)
    for fact in ("11 July 2018", "14 November 2018", "9 July 2019", "9 September 2019", "nine"):
        assert fact in said
    headings = [each.text for each in paper.tree.headings if each.level == 1]
    assert headings[:4] == [
        "Purpose of the report",
        "Recommendations",
        "Background",
        "Consultation",
    ]
    assert "Cleared by" in headings


def test_its_recommendation_c_is_worded_otherwise_in_the_agenda(session: Session) -> None:
    scope = reader(session, None)
    report = scope.session.scalars(select(Report).where(Report.title == ITEM_7)).one()
    held = queries.shown(scope, report)
    [differs] = recommended.differences(held.agenda or {}, held.recommendations)
    assert differs.letter == "c"
    assert "Reserved Matter 9" in differs.agenda
    assert "9 September 2019" in differs.report
    assert "Reserved Matter 13" in differs.report


def test_annex_a_is_the_matrix_of_the_company_and_three_councils(session: Session) -> None:
    [annex] = papers(reader(session, None))[ITEM_7].annexes
    assert annex.title == "Annex A: Draft business plan priorities"
    said = set(annex.words)
    assert {"Company", "Kingston", "Richmond", "Windsor and Maidenhead"} <= said


def test_performance_is_annexed_live(session: Session) -> None:
    [annex] = papers(reader(session, None))["Performance from January to March 2019"].annexes
    assert annex.title == "Annex A: Quarterly performance"
    assert any(word.startswith("KIN-M01") for word in annex.words)


@pytest.mark.parametrize(
    ("email", "lets"),
    [
        (None, False),
        ("member-1@kingston.example", True),
        ("clerk@afc.example", True),
        ("director@afc.example", True),
        ("director-2@afc.example", False),
        ("commissioner@kingston.example", False),
        ("chair@board.afc.example", False),
    ],
)
def test_part_two_is_read_by_the_committee_its_clerk_and_its_writer(
    session: Session, email: str | None, lets: bool
) -> None:
    found = papers(reader(session, email))
    assert any(paper.part == 2 for paper in found.values()) is lets


def test_of_septembers_part_two_nothing_is_published_yet(session: Session) -> None:
    assert papers(reader(session, "member-1@kingston.example"), SEPTEMBER) == {}
    writer = reader(session, "director-2@afc.example")
    [draft] = [each for each in listing.work(writer) if each.part == 2]
    assert draft.title.startswith("Lease of 14 Almond Road")


def test_the_words_of_papers_stand_where_the_markers_say(session: Session) -> None:
    operator = tenancy.operate(session, "afc")
    for state in markers.OF_PAPERS:
        word: Marker = markers.marker("afc", "shared", state)
        found = operator.session.scalars(
            select(Report.audience).where(Report.title.contains(word.word))
        ).all()
        assert {each.partition("-")[0] for each in found} == {word.audience}
