"""What was read, what changed since, and what the clerk learns: that the papers were opened."""

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEvent
from portal.reading import pages, queries, service, waiting
from portal.reading.models import PapersOpened, ReadMark
from tests.both import both_databases
from tests.factories import reading
from tests.factories.reading import CLERK, COLLEAGUE, MEMBER
from tests.factories.world import World
from tests.reading.test_notes import republish

pytestmark = pytest.mark.usefixtures("papers")


def state_of(world: World, email: str = MEMBER) -> str:
    with world.scope_of(email) as scope:
        return reading.shown(scope).state_words


def open_papers(world: World, email: str) -> None:
    with world.scope_of(email) as scope:
        service.note_opened(scope, reading.found(scope))
        scope.session.commit()


def opened(world: World, email: str | None) -> dict[str, bool]:
    with world.scope_of(email) as scope:
        found = queries.openings(scope, reading.found(scope))
        return {each.name: each.opened for each in found}


@both_databases
def test_what_she_read_is_hers_alone(world: World) -> None:
    reading.read(world)
    assert state_of(world) == "Read on 24 June 2019"
    for other in (COLLEAGUE, CLERK, "director@afc.example"):
        assert state_of(world, other) == "Not read yet"
    with world.operator_of("afc") as operator:
        assert operator.session.scalars(select(ReadMark)).all() == []


def test_a_new_passage_is_marked_and_what_she_read_is_not(world: World) -> None:
    reading.read(world)
    republish(world, front_sheet="To be approved under Reserved Matter 9.\nAn annex was added.")
    with world.scope_of(MEMBER) as scope:
        there = reading.shown(scope)
        fresh = [each.passage.words for each in there.passages if each.new]
        assert there.state == "changed"
        assert there.state_words.startswith("Changed since you read it: ")
    assert "An annex was added." in fresh


def test_reading_it_again_settles_what_changed(world: World) -> None:
    reading.read(world)
    republish(world, report="Another report.")
    reading.read(world)
    assert state_of(world) == "Read on 24 June 2019"


def test_an_item_can_be_put_back_among_the_unread(world: World) -> None:
    reading.read(world)
    with world.scope_of(MEMBER) as scope:
        service.mark_unread(scope, reading.item(scope))
        scope.session.commit()
    assert state_of(world) == "Not read yet"


def test_my_papers_say_what_to_read_for_what(world: World) -> None:
    with world.scope_of(MEMBER) as scope:
        [listed] = pages.my_papers(scope)
        [item] = listed.reader.to_read
        assert (item.asks, item.state) == ("To decide", "unread")
        assert listed.reader.sentence == "You have read 0 of 1 item."


def test_somebody_without_a_seat_has_no_papers_of_her_own(world: World) -> None:
    with world.scope_of("director@afc.example") as scope:
        assert pages.my_papers(scope) == []


def test_unread_papers_need_a_member_until_she_has_read_them(world: World) -> None:
    with world.scope_of(MEMBER) as scope:
        [need] = waiting.needs(scope)
    assert (need.verb, need.title) == ("Read", "Read the papers for 24 June 2019")
    assert need.detail == "Joint committee: 1 item to read"
    reading.read(world)
    with world.scope_of(MEMBER) as scope:
        assert waiting.needs(scope) == []


def test_papers_need_neither_the_clerk_nor_a_director(world: World) -> None:
    for email in (CLERK, "director@afc.example"):
        with world.scope_of(email) as scope:
            assert waiting.needs(scope) == []


@both_databases
def test_the_clerk_sees_who_opened_the_papers_and_nobody_else_does(world: World) -> None:
    open_papers(world, MEMBER)
    told = opened(world, CLERK)
    assert len(told) == 8
    assert [name for name, did in told.items() if did] == ["Member 1 Kingston"]
    for other in (MEMBER, COLLEAGUE, "director@afc.example", None):
        assert opened(world, other) == {}
    with world.scope_of(COLLEAGUE) as scope:
        assert scope.session.scalars(select(PapersOpened)).all() == []


def test_opening_them_twice_is_told_once(world: World) -> None:
    open_papers(world, MEMBER)
    open_papers(world, MEMBER)
    with world.operator_of("afc") as operator:
        told = operator.session.scalars(
            select(AuditEvent.action).where(AuditEvent.subject_kind == service.OPENED)
        ).all()
    assert told == ["papers:opened"]


def test_of_a_clerk_or_a_director_no_opening_is_noted(world: World) -> None:
    for email in (CLERK, "director@afc.example"):
        open_papers(world, email)
    assert not any(opened(world, CLERK).values())
