"""Reports as their agenda is published: frozen whole, opened, and never changed."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from portal.audit.queries import verify
from portal.documents.files import CheckedFile
from portal.meetings.service.checks import MeetingError
from portal.meetings.service.listing import ItemDetails
from portal.meetings.service.publishing import Publication
from portal.papers import queries, tree
from portal.papers.models import Report, ReportFile
from portal.papers.queries import papers_of
from portal.papers.service import drafting
from portal.papers.service.checks import PaperError
from tests.both import both_databases
from tests.factories import meeting, papers
from tests.factories.papers import (
    CLERK,
    EXEMPT,
    MEMBER,
    WRITER,
    arrange,
    begin,
    found,
    reads,
    write,
)
from tests.factories.world import World

FILE = CheckedFile("Letter.txt", "text/plain", b"Dear committee")


@pytest.fixture
def slug(world: World) -> str:
    return arrange(world)


@both_databases
def test_a_published_report_is_read_by_everybody_as_it_was_frozen(world: World, slug: str) -> None:
    number = begin(world, slug)
    write(world, number)
    papers.attach(world, number, FILE)
    assert not reads(world, MEMBER, number)
    meeting.publish(world, slug)
    with world.scope_of(None, writes=False) as scope:
        report = found(scope, number)
        assert report.frozen is not None
        assert tree.digest(report.frozen) == report.digest
        [paper] = papers_of(scope, meeting.found(scope, slug))
        assert (paper.item_id, paper.part, paper.title) == (number, 1, "Report on School places")
        assert "Words on financial implications." in paper.tree.words
        [file] = paper.attachments
        assert (file.name, file.read()) == ("Letter.txt", b"Dear committee")


def test_a_published_report_is_changed_by_nobody(world: World, slug: str) -> None:
    number = begin(world, slug)
    write(world, number)
    meeting.publish(world, slug)
    with world.scope_of(WRITER) as scope:
        report = found(scope, number)
        with pytest.raises(PaperError, match="stays as it is"):
            drafting.write(scope, report, papers.words(report), base=report.head)


@both_databases
def test_the_database_itself_refuses_to_change_what_was_published(world: World, slug: str) -> None:
    number = begin(world, slug)
    write(world, number)
    meeting.publish(world, slug)
    with world.operator_of() as scope, pytest.raises(DBAPIError, match="stays as it was"):
        scope.session.execute(update(Report).values(digest="0" * 64))


def test_a_report_that_is_not_finished_keeps_its_agenda_back_in_words(
    world: World, slug: str
) -> None:
    number = begin(world, slug)
    with pytest.raises(MeetingError, match="Still to be written: purpose of the report"):
        meeting.publish(world, slug)
    assert not reads(world, None, number)


def test_a_report_that_is_to_follow_comes_with_a_later_publication(world: World) -> None:
    slug = arrange(world, ItemDetails("School places", to_follow=True))
    number = begin(world, slug)
    meeting.publish(world, slug)
    assert not reads(world, None, number)
    write(world, number)
    with world.scope_of(CLERK, writes=False) as scope:
        place = papers.item_called(scope, slug, "School places").number
    meeting.publish(world, slug, Publication(reports=[place]))
    assert reads(world, None, number)


def test_an_item_without_a_report_is_published_as_it_is(world: World, slug: str) -> None:
    meeting.publish(world, slug)
    with world.scope_of(None, writes=False) as scope:
        assert papers_of(scope, meeting.found(scope, slug)) == []


@both_databases
def test_a_report_of_part_two_opens_to_its_bodys_members_alone(world: World) -> None:
    slug = arrange(world, EXEMPT)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    assert not reads(world, MEMBER, number)
    meeting.publish(world, slug)
    assert [e for e in (CLERK, WRITER, MEMBER) if not reads(world, e, number)] == []
    others = (
        *(None, "director-2@afc.example", "commissioner@kingston.example"),
        *("chair@board.afc.example", "editor@kingston.example", "director@tfc.example"),
    )
    assert [email for email in others if reads(world, email, number)] == []


def test_a_draft_follows_its_item_into_part_two(world: World, slug: str) -> None:
    number = begin(world, slug)
    write(world, number)
    with world.scope_of(CLERK) as scope:
        item = papers.item_called(scope, slug, "School places")
        papers.revise(scope, item, replace(EXEMPT, title="School places"))
        scope.session.commit()
    meeting.publish(world, slug)
    assert not reads(world, None, number)
    assert reads(world, MEMBER, number)


def test_papers_of_a_meeting_hold_part_two_only_for_whom_it_was_opened(world: World) -> None:
    slug = arrange(world, EXEMPT)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    meeting.publish(world, slug)
    with world.scope_of(MEMBER, writes=False) as scope:
        there = meeting.found(scope, slug)
        assert papers_of(scope, there) == []
        found(scope, number)
        assert [paper.part for paper in papers_of(scope, there)] == [2]


def test_paragraph_3_is_refused_for_what_is_filed_publicly(world: World) -> None:
    slug = arrange(world, EXEMPT)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    with world.scope_of(CLERK) as scope:
        report = found(scope, number)
        filed = papers.words(report, filed_under="companies")
        with pytest.raises(PaperError, match="does not cover what has to be registered"):
            drafting.write(scope, report, filed, base=report.head)
        item = papers.item_called(scope, slug, EXEMPT.title)
        papers.revise(scope, item, replace(EXEMPT, paragraphs=[5]))
        drafting.write(scope, report, filed, base=report.head)


@both_databases
def test_every_row_is_proved_by_the_log(world: World) -> None:
    slug = arrange(world, ItemDetails("School places"), EXEMPT)
    for title in ("School places", EXEMPT.title):
        number = begin(world, slug, title)
        write(world, number)
        papers.attach(world, number, FILE)
        papers.clear(world, number)
    meeting.publish(world, slug)
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


@both_databases
def test_a_hand_in_the_database_shows(world: World, slug: str) -> None:
    number = begin(world, slug)
    write(world, number)
    file_id = papers.attach(world, number, FILE)
    with world.operator_of() as scope:
        scope.session.execute(update(ReportFile).values(content=b"Dear all"))
        scope.session.expire_all()
        assert any(f"report file {file_id}" in each for each in verify(scope).breaks)


def test_what_is_published_is_found_by_its_words_and_part_two_never(world: World) -> None:
    slug = arrange(world, ItemDetails("School places"), EXEMPT)
    for title in ("School places", EXEMPT.title):
        number = begin(world, slug, title)
        write(world, number, texts={**papers.TEXTS, "body": f"Words {title[:6]} quagmire."})
    meeting.publish(world, slug)
    for email in (None, CLERK):
        page = world.browser(email).get("/afc/search?q=quagmire").text
        assert page.count("/afc/reports/") == 1
        assert "Report on School places" in page


def test_the_list_of_parts_is_that_of_the_day_it_was_begun(world: World, slug: str) -> None:
    number = begin(world, slug)
    with world.scope_of(WRITER) as scope:
        rows = [drafting.TemplateRow("recommendations", "Recommendations")]
        drafting.set_template(scope, rows)
        scope.session.commit()
    with world.scope_of(WRITER, writes=False) as scope:
        assert len(queries.template_now(scope)) == 1
        assert len(found(scope, number).template) > 1
