"""Notices as their clerk publishes them: what stands, what is refused, what becomes public."""

from datetime import date, timedelta

import pytest

from portal.audit.queries import verify
from portal.executive import queries
from portal.executive.law import FIRST, GENERAL, KEY, SECOND, SPECIAL, URGENT
from portal.executive.models import ExecutiveNotice
from portal.executive.service import publishing
from portal.executive.service.checks import NoticeError
from portal.meetings.service import arranging, listing
from portal.meetings.service.checks import MeetingError
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import executive
from tests.factories import meeting as meetings
from tests.factories.executive import LAST_OF_28, LAST_OF_FIVE, MEETS, PLAIN, PRIVATE
from tests.factories.meeting import CLERK
from tests.factories.world import World

DAY_AFTER = LAST_OF_28 + timedelta(days=1)
TOO_LATE = LAST_OF_FIVE + timedelta(days=1)


@pytest.fixture
def meeting(world: World) -> str:
    return executive.arrange(world)


def states(world: World, slug: str, title: str, email: str | None = CLERK) -> dict[str, str]:
    """How each notice of an item stands, as somebody reads it."""
    with world.scope_of(email) as scope:
        return {each.kind: each.state for each in executive.clock(scope, slug, title).duties}


@both_databases
def test_a_notice_of_a_key_decision_is_public_and_whole(world: World) -> None:
    meeting = executive.arrange(world)
    number = executive.publish(world, meeting, KEY)
    with world.scope_of(None) as scope:
        notice = queries.find_notice(scope, str(number))
        assert notice is not None
        assert (notice.kind, notice.published_on) == (KEY, scope.today())
        assert (notice.first_day, notice.last_day) == (MEETS, MEETS)
        assert len(notice.members) == 8
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_it_makes_its_item_a_key_decision_with_a_notice_in_time(world: World, meeting: str) -> None:
    assert states(world, meeting, PLAIN.title) == {}
    executive.publish(world, meeting, KEY)
    assert states(world, meeting, PLAIN.title) == {KEY: "met"}


def test_a_private_item_waits_for_both_notices_without_a_word(world: World, meeting: str) -> None:
    assert states(world, meeting, PRIVATE.title) == {FIRST: "waiting", SECOND: "waiting"}


def test_a_body_that_is_no_executive_is_told_which_way_is_its_own(world: World) -> None:
    slug = executive.arrange(world, executive=False)
    with pytest.raises(NoticeError, match=r"section 100B\(4\)\(b\)"):
        executive.publish(world, slug, KEY)


def test_a_second_notice_waits_for_the_first(world: World, meeting: str) -> None:
    with pytest.raises(NoticeError, match="first notice of this private item is not published"):
        executive.publish(world, meeting, SECOND)


def test_an_item_in_public_has_no_private_notice(world: World, meeting: str) -> None:
    with pytest.raises(NoticeError, match="put it into Part II first"):
        executive.publish(world, meeting, FIRST, PLAIN.title)


def test_only_one_notice_of_a_kind_stands(world: World, meeting: str) -> None:
    executive.publish(world, meeting, KEY)
    with pytest.raises(NoticeError, match="Withdraw it to publish another"):
        executive.publish(world, meeting, KEY)


def test_a_notice_that_announces_other_days_is_refused(world: World, meeting: str) -> None:
    with pytest.raises(NoticeError, match="the notice has to announce it"):
        executive.publish(world, meeting, KEY, first_day=MEETS + timedelta(days=1))


def test_a_notice_without_its_reasons_is_refused(world: World, meeting: str) -> None:
    with pytest.raises(NoticeError, match="why it is to be held in private"):
        executive.publish(world, meeting, FIRST, because=" ")


def test_one_that_is_withdrawn_counts_no_more_and_stays_readable(
    world: World, meeting: str
) -> None:
    number = executive.publish(world, meeting, FIRST)
    executive.go_to(world, DAY_AFTER)
    with world.scope_of(CLERK) as scope:
        notice = scope.session.get_one(ExecutiveNotice, number)
        publishing.withdraw(scope, notice, "It named another house.")
        scope.session.commit()
    assert states(world, meeting, PRIVATE.title)[FIRST] == "missed"
    page = world.browser().get(f"/afc/executive-notices/{number}")
    assert "This notice was withdrawn: It named another house." in page.text


@pytest.mark.parametrize(
    "email", ["co-chair@kingston.example", "chair@board.afc.example", "director@afc.example"]
)
def test_nobody_but_the_clerk_publishes(world: World, meeting: str, email: str) -> None:
    with world.scope_of(CLERK) as scope:
        item = meetings.item(scope, meeting, 1)
        scope.session.expunge(item)
    with world.scope_of(email) as scope, pytest.raises(NotAllowedError):
        publishing.publish(scope, item, KEY, executive.OF_KEY)


def test_the_general_exception_is_refused_while_the_notice_can_still_be_given(
    world: World, meeting: str
) -> None:
    with pytest.raises(NoticeError, match="can still be published, by Wednesday 10 July 2019"):
        executive.take(world, meeting, GENERAL, PLAIN.title)


@both_databases
def test_the_general_exception_excuses_a_key_decision_and_is_public(world: World) -> None:
    meeting = executive.arrange(world)
    executive.go_to(world, DAY_AFTER)
    number = executive.take(world, meeting, GENERAL, PLAIN.title)
    assert states(world, meeting, PLAIN.title) == {KEY: "excused"}
    page = world.browser().get(f"/afc/executive-notices/{number}").text
    assert "Councillor Orla Brightwell, chair of the relevant overview and scrutiny" in page
    assert "was informed in writing on 11 July 2019." in page


def test_special_urgency_is_refused_while_the_general_exception_is_practicable(
    world: World, meeting: str
) -> None:
    executive.go_to(world, LAST_OF_FIVE)
    with pytest.raises(NoticeError, match="still practicable until Wednesday 31 July 2019"):
        executive.take(world, meeting, SPECIAL, PLAIN.title)
    executive.go_to(world, TOO_LATE)
    executive.take(world, meeting, SPECIAL, PLAIN.title)
    assert states(world, meeting, PLAIN.title) == {KEY: "excused"}


def test_an_agreement_is_asked_for_by_post_name_and_day(world: World, meeting: str) -> None:
    executive.go_to(world, TOO_LATE)
    refusals = {
        "agreed_as": "director",
        "agreed_by": " ",
        "acted_on": TOO_LATE + timedelta(days=1),
    }
    for field, value in refusals.items():
        with pytest.raises(NoticeError) as refused:
            executive.take(world, meeting, URGENT, PRIVATE.title, **{field: value})
        assert refused.value.field == field


def test_urgent_private_business_excuses_both_notices(world: World, meeting: str) -> None:
    executive.go_to(world, TOO_LATE)
    executive.take(world, meeting, URGENT, PRIVATE.title)
    assert states(world, meeting, PRIVATE.title) == {FIRST: "excused", SECOND: "excused"}


def test_after_the_meeting_nothing_is_published(world: World, meeting: str) -> None:
    executive.go_to(world, MEETS + timedelta(days=1))
    with pytest.raises(NoticeError, match="This meeting is over"):
        executive.publish(world, meeting, KEY)


def test_an_item_whose_notice_is_lost_cannot_be_published_without_its_way(
    world: World, meeting: str
) -> None:
    executive.go_to(world, DAY_AFTER)
    with pytest.raises(MeetingError, match="urgent private business"):
        meetings.publish(world, meeting)
    executive.take(world, meeting, URGENT, PRIVATE.title)
    meetings.publish(world, meeting)
    with world.scope_of(None) as scope:
        assert executive.number_of(scope, meeting, PRIVATE.title)


def test_an_item_whose_second_notice_is_still_to_come_is_published(
    world: World, meeting: str
) -> None:
    executive.publish(world, meeting, FIRST)
    executive.go_to(world, date(2019, 7, 31))
    meetings.publish(world, meeting)
    assert states(world, meeting, PRIVATE.title, None) == {FIRST: "met", SECOND: "waiting"}


def test_a_committee_publishes_its_private_items_without_these_notices(world: World) -> None:
    slug = executive.arrange(world, executive=False)
    executive.go_to(world, LAST_OF_FIVE)
    meetings.publish(world, slug)
    with world.scope_of(None) as scope:
        assert executive.number_of(scope, slug, PRIVATE.title)


def test_an_item_that_is_withdrawn_says_so_on_its_notice_which_can_be_withdrawn_too(
    world: World, meeting: str
) -> None:
    number = executive.publish(world, meeting, FIRST)
    meetings.publish(world, meeting)
    with world.scope_of(CLERK) as scope:
        item = meetings.item(scope, meeting, executive.number_of(scope, meeting, PRIVATE.title))
        listing.withdraw_item(scope, item, "The owner sold the house.")
        scope.session.commit()
    page = world.browser().get(f"/afc/executive-notices/{number}").text
    assert "The item was withdrawn: The owner sold the house." in page
    with world.scope_of(CLERK) as scope:
        notice = scope.session.get_one(ExecutiveNotice, number)
        publishing.withdraw(scope, notice, "The item was withdrawn.")
        assert notice.withdrawn_at is not None


def test_a_cancelled_meeting_takes_no_notice_and_no_representation(
    world: World, meeting: str
) -> None:
    number = executive.publish(world, meeting, FIRST)
    with world.scope_of(CLERK) as scope:
        arranging.cancel(scope, meetings.found(scope, meeting), "Nobody can come.")
        scope.session.commit()
    with pytest.raises(NoticeError, match="This meeting is cancelled"):
        executive.publish(world, meeting, KEY)
    with pytest.raises(NoticeError, match="This meeting is cancelled"):
        executive.write(world, number)
    page = world.browser().get(f"/afc/executive-notices/{number}").text
    assert "The meeting is cancelled: Nobody can come." in page
