"""The markers: unique words, each in the texts of its place, read by its audience alone."""

import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit.queries import verify
from portal.decisions.models import Matter, Recommendation
from portal.demonstration import content
from portal.demonstration.command import markers_table, plant_markers
from portal.demonstration.markers import COMMENT, OF_MATTERS, OF_PLANS, OF_RESPONSES, Marker
from portal.engagement.models import Comment, Remark
from portal.plans.models import Revision
from portal.search.models import SearchEntry
from portal.web.database import db
from tenants import service as tenancy
from tenants.audiences import DIRECTORS, EDITORS, PUBLIC, RELEASED, SUBMITTED
from tests.both import both_databases
from tests.command_line import CommandLine
from tests.factories import house
from tests.factories.house import Database

MakeDatabase = Callable[[str, str], Database]
IN_A_PRIORITY = ("title", "wording", "outcome", "evidence", "success_measure", "lead", "theme")


@pytest.fixture
def session(make_database: MakeDatabase, backend: str) -> Iterator[Session]:
    """A session on the demonstration with its markers."""
    with house.running(make_database(backend, "markers")) as app, app.app_context():
        yield db.session()


@pytest.fixture
def planted(session: Session) -> list[Marker]:
    """The markers, as the command says them again."""
    return plant_markers(session)


def revisions_with(session: Session, marker: Marker) -> list[Revision]:
    scope = tenancy.operate(session, marker.company)
    return list(scope.session.scalars(select(Revision).where(Revision.title.contains(marker.word))))


def test_every_area_has_a_word_of_its_own_in_every_state(planted: list[Marker]) -> None:
    places = {(each.company, each.area, each.state) for each in planted}
    for company in content.load().companies:
        for area in company.areas:
            assert {(company.slug, area, state) for state in OF_PLANS} <= places
    assert len({each.word for each in planted}) == len(planted) == len(places)


def test_no_word_contains_another(planted: list[Marker]) -> None:
    words = [each.word for each in planted]
    assert [(a, b) for a in words for b in words if a != b and a in b] == []


@both_databases
def test_every_word_stands_in_every_text_of_its_place(
    session: Session, planted: list[Marker]
) -> None:
    for marker in planted:
        if marker.state not in OF_PLANS:
            continue
        found = [r for r in revisions_with(session, marker) if r.outcome]
        assert found, marker
        for revision in found:
            assert all(marker.word in getattr(revision, name) for name in IN_A_PRIORITY)
            assert all(marker.word in each["text"] for each in revision.milestones)


@both_databases
def test_every_text_with_a_word_lies_behind_the_wall_of_its_audience(
    session: Session, planted: list[Marker]
) -> None:
    for marker in planted:
        if marker.state in OF_PLANS:
            scope = tenancy.operate(session, marker.company)
            area_id = tenancy.area_id_of(scope, None if marker.area == "shared" else marker.area)
            walls = {(r.area_id, r.audience) for r in revisions_with(session, marker)}
            assert walls == {(area_id, marker.audience)}, marker


@both_databases
def test_the_search_index_holds_every_word_behind_the_same_wall(
    session: Session, planted: list[Marker]
) -> None:
    for marker in planted:
        if marker.state not in (*OF_PLANS, *OF_MATTERS):
            continue
        scope = tenancy.operate(session, marker.company)
        found = scope.session.scalars(
            select(SearchEntry.audience).where(SearchEntry.words.contains(marker.word))
        )
        assert set(found) == {marker.audience}, marker


@both_databases
def test_recommendations_hold_the_words_of_submitted_and_decided_matters(
    session: Session, planted: list[Marker]
) -> None:
    for marker in planted:
        if not marker.state.endswith("-matter"):
            continue
        scope = tenancy.operate(session, marker.company)
        matter = scope.session.scalars(
            select(Matter).where(Matter.title.contains(marker.word))
        ).one()
        assert matter.audience == marker.audience
        assert marker.state.startswith(matter.state)
        texts = scope.session.scalars(
            select(Recommendation.text).where(Recommendation.matter_id == matter.id)
        ).all()
        assert len(texts) == 2
        assert all(marker.word in text for text in texts)


@both_databases
def test_what_is_said_and_answered_lies_behind_the_wall_of_its_audience(
    session: Session, planted: list[Marker]
) -> None:
    for marker in planted:
        if marker.state not in (COMMENT, *OF_RESPONSES):
            continue
        rows = Comment if marker.state == COMMENT else Remark
        scope = tenancy.operate(session, marker.company)
        area_id = tenancy.area_id_of(scope, None if marker.area == "shared" else marker.area)
        found = scope.session.execute(
            select(rows.area_id, rows.audience).where(rows.words.contains(marker.word))
        ).all()
        assert {tuple(row) for row in found} == {(area_id, marker.audience)}, marker


def test_audiences_are_said_in_the_words_of_the_walls(planted: list[Marker]) -> None:
    assert {each.audience for each in planted} == {
        EDITORS,
        RELEASED,
        SUBMITTED,
        PUBLIC,
        DIRECTORS,
        "item",  # whoever is let in to the paper of one item
    }


@both_databases
def test_the_audit_chain_is_whole_after_planting_and_planting_again_adds_nothing(
    session: Session, planted: list[Marker]
) -> None:
    before = {slug: verify(tenancy.operate(session, slug)) for slug in ("afc", "tfc")}
    assert all(verdict.whole for verdict in before.values()), before
    session.rollback()
    assert plant_markers(session) == planted
    after = {slug: verify(tenancy.operate(session, slug)) for slug in ("afc", "tfc")}
    assert after == before


def test_no_word_stands_in_what_the_demonstration_says_itself(session: Session) -> None:
    said = str(content.load())
    assert [each.word for each in plant_markers(session) if each.word in said] == []


def test_a_person_can_read_the_table(planted: list[Marker]) -> None:
    lines = markers_table(planted).splitlines()
    assert len(lines) == len(planted) + 1
    assert lines[1].split() == list(columns(planted[0]))


def columns(marker: Marker) -> Iterator[str]:
    yield from marker.as_json().values()


def test_the_command_prints_the_markers_as_json_alone(empty_database: Database) -> None:
    result = CommandLine(empty_database).run("demo", "--markers", "--json")
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer[0].keys() == {"word", "company", "area", "state", "audience"}
