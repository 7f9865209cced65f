"""Minutes are published, confirmed or amended by the next meeting, and signed by its chair."""

from datetime import timedelta

import pytest

from portal.audit.queries import verify
from portal.decisions import queries as decisions
from portal.decisions.models import Sitting
from portal.decisions.service import sittings
from portal.minutes import queries
from portal.minutes.gathering import facts_of
from portal.minutes.service import finishing, keeping
from portal.minutes.service.checks import MinutesError
from tenants.scope import NotAllowedError
from tests.factories import consents, meeting, minutes
from tests.factories.world import World
from tests.fixtures import ScopeOf

NEXT_CHAIR = "co-chair@richmond.example"


@pytest.fixture
def published(world: World) -> str:
    """The address of a meeting whose minutes are published as a draft."""
    slug = minutes.hold(world)
    minutes.begin(world, slug)
    with world.scope_of(meeting.CLERK) as scope:
        finishing.publish(scope, minutes.minutes_of(scope, slug))
        scope.session.commit()
    return slug


@pytest.fixture
def sitting_again(world: World, published: str) -> str:
    """The address of the next meeting, which sits now; somebody else presides."""
    slug = minutes.next_meeting(world)
    with world.scope_of(meeting.CLERK) as scope:
        day = scope.today() + timedelta(days=28)
    consents.move_to(world, day)
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, slug)
        sitting = scope.session.get_one(Sitting, found.sitting_id)
        sittings.open_sitting(scope, sitting)
        seats = decisions.seats(scope, sitting)
        sittings.mark_attendance(scope, sitting, [each.appointment_id for each in seats])
        scope.session.commit()
    minutes.preside(world, slug, NEXT_CHAIR)
    return slug


def confirm(world: World, published: str, at: str) -> None:
    """The clerk records that the later meeting confirmed the minutes."""
    with world.scope_of(meeting.CLERK) as scope:
        item = minutes.item_of(scope, at, code="minutes")
        finishing.confirm(
            scope, minutes.minutes_of(scope, published), meeting.found(scope, at), item
        )
        scope.session.commit()


def amend(world: World, published: str) -> None:
    """The meeting has the attendance read otherwise."""
    with world.scope_of(meeting.CLERK) as scope:
        passage = minutes.passage(scope, published, "attendance")
        text = passage.text.replace("Member 2 Kingston", "Member 9 Kingston")
        finishing.amend(scope, passage, text, base=passage.revision)
        scope.session.commit()


def test_the_public_reads_published_minutes_and_no_earlier_wording(
    world: World, scope_of: ScopeOf
) -> None:
    slug = minutes.hold(world)
    minutes.begin(world, slug)
    with scope_of(None) as scope:
        found = queries.minutes_of(scope, meeting.found(scope, slug).id)
        assert found is None
    with world.scope_of(meeting.CLERK) as scope:
        keeping.edit(scope, minutes.passage(scope, slug, "attendance"), "All came.", base=1)
        finishing.publish(scope, minutes.minutes_of(scope, slug))
        scope.session.commit()
    with scope_of(None) as scope:
        passage = minutes.passage(scope, slug, "attendance")
        assert passage.text == "All came."
        kept = queries.revisions_of(scope, [passage.id])[passage.id]
        assert [row.text for row in kept] == ["All came."]


def test_published_minutes_are_not_edited_any_more(world: World, published: str) -> None:
    with world.scope_of(meeting.CLERK) as scope, pytest.raises(MinutesError, match="next meeting"):
        keeping.edit(scope, minutes.passage(scope, published, "attendance"), "x", base=1)


def test_minutes_are_amended_by_a_later_meeting_alone(world: World, published: str) -> None:
    with pytest.raises(MinutesError, match="none has sat yet"):
        amend(world, published)


def test_the_next_meeting_confirms_and_its_own_minutes_say_so(
    world: World, published: str, sitting_again: str
) -> None:
    confirm(world, published, sitting_again)
    with world.scope_of(meeting.CLERK) as scope:
        facts = facts_of(scope, meeting.found(scope, sitting_again))
        assert [(each.on_day.isoformat(), each.amendments) for each in facts.last] == [
            ("2019-06-24", [])
        ]
        assert minutes.minutes_of(scope, published).digest


def test_what_the_meeting_amended_is_shown_and_minuted(
    world: World, published: str, sitting_again: str
) -> None:
    amend(world, published)
    confirm(world, published, sitting_again)
    with world.scope_of(meeting.CLERK) as scope:
        last = facts_of(scope, meeting.found(scope, sitting_again)).last[0]
        assert last.amendments == ["Present: for “2” read “9”."]


def test_whoever_presided_over_that_meeting_signs_and_nobody_else(
    world: World, published: str, sitting_again: str
) -> None:
    confirm(world, published, sitting_again)
    with world.scope_of(minutes.CHAIR) as scope, pytest.raises(MinutesError, match="presided"):
        finishing.sign(scope, minutes.minutes_of(scope, published))
    with world.scope_of(meeting.CLERK) as scope, pytest.raises(NotAllowedError):
        finishing.sign(scope, minutes.minutes_of(scope, published))
    with world.scope_of(NEXT_CHAIR) as scope:
        row = finishing.sign(scope, minutes.minutes_of(scope, published))
        assert (row.signed_by, row.signed_hat) == (
            "Co Chair Richmond",
            "Co-chair, Joint committee, Richmond",
        )
        assert len(row.digest) == 64


def test_signed_minutes_do_not_change(world: World, published: str, sitting_again: str) -> None:
    confirm(world, published, sitting_again)
    with pytest.raises(MinutesError, match="stand as they are"):
        amend(world, published)


def test_the_log_shows_a_hand_in_confirmed_minutes(
    world: World, published: str, sitting_again: str
) -> None:
    confirm(world, published, sitting_again)
    with world.operator_of() as operator:
        assert verify(operator).breaks == ()
        passage = minutes.passage(operator, published, "attendance")
        passage.text = "Nobody came."
        operator.session.flush()
        found = minutes.minutes_of(operator, published)
        assert any(f"The minutes {found.id} is not as" in each for each in verify(operator).breaks)
