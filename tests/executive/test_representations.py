"""What people say about a private item: read by the body, answered in the second notice."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.queries import verify
from portal.executive.law import SECOND
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.service import representing
from portal.executive.service.checks import NoticeError
from tests.both import both_databases
from tests.factories import executive
from tests.factories.executive import LETTER, MEETS, PRIVATE
from tests.factories.meeting import CLERK
from tests.factories.tenancy import DAY
from tests.factories.world import World


def read(world: World, email: str | None) -> list[str]:
    """The words that somebody reads."""
    with world.scope_of(email) as scope:
        return list(scope.session.scalars(select(Representation.words)))


@both_databases
def test_anybody_writes_and_the_body_alone_reads_it(world: World) -> None:
    _, notice = executive.first_notice(world)
    executive.write(world, notice)
    for email in (CLERK, "member-1@kingston.example"):
        assert read(world, email) == [LETTER.words]
    for other in (None, "director@afc.example", "commissioner@kingston.example"):
        assert read(world, other) == []
    with world.operator_of() as scope:
        assert verify(scope).whole


@both_databases
def test_a_member_of_another_body_writes_too_and_reads_nothing(world: World) -> None:
    _, notice = executive.first_notice(world)
    executive.write(world, notice, "commissioner@richmond.example")
    assert read(world, "commissioner@richmond.example") == []
    assert read(world, CLERK) == [LETTER.words]


def test_the_second_notice_waits_until_everything_is_answered(world: World) -> None:
    slug, notice = executive.first_notice(world)
    executive.write(world, notice)
    with pytest.raises(NoticeError, match="one representation has no response yet"):
        executive.publish(world, slug, SECOND)


def test_the_second_notice_prints_summary_and_response_and_nobodys_name(world: World) -> None:
    slug, notice = executive.first_notice(world)
    executive.write(world, notice)
    executive.answer(world, slug)
    second = executive.publish(world, slug, SECOND)
    page = world.browser().get(f"/afc/executive-notices/{second}").text
    assert "The public pays the rent." in page
    assert "The terms come later." in page
    assert LETTER.name not in page
    assert LETTER.words not in page


def test_a_second_notice_without_any_says_so(world: World) -> None:
    slug, _ = executive.first_notice(world)
    second = executive.publish(world, slug, SECOND)
    page = world.browser().get(f"/afc/executive-notices/{second}").text
    assert "No representation was received" in page


def test_nothing_more_is_taken_in_once_the_second_notice_is_out(world: World) -> None:
    slug, notice = executive.first_notice(world)
    executive.publish(world, slug, SECOND)
    with pytest.raises(NoticeError, match="The second notice is published"):
        executive.write(world, notice)


def test_nothing_is_taken_in_on_the_day_of_the_meeting(world: World) -> None:
    _, notice = executive.first_notice(world)
    executive.go_to(world, MEETS)
    with pytest.raises(NoticeError, match="The meeting was called for 8 August 2019"):
        executive.write(world, notice)


def test_the_clerk_enters_one_that_came_by_letter(world: World) -> None:
    slug, notice = executive.first_notice(world)
    with world.scope_of(CLERK) as scope:
        row = scope.session.get_one(ExecutiveNotice, notice)
        with pytest.raises(NoticeError, match="The notice was published on 24 June 2019"):
            representing.record(scope, row, LETTER, DAY - timedelta(days=1))
        representing.record(scope, row, LETTER, DAY)
        scope.session.commit()
    with world.scope_of(CLERK) as scope:
        (found,) = executive.clock(scope, slug, PRIVATE.title).representations
        assert found.recorded_by == scope.visitor.name
