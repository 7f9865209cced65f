"""Meetings that were held and minuted, through the rooms' own services."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from portal.chamber.service import conducting
from portal.decisions import queries as queries_of
from portal.decisions.models import Sitting
from portal.decisions.rules.hands import Hands
from portal.decisions.service import counting, sittings, voting
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.service import arranging, publishing
from portal.minutes import queries
from portal.minutes.models import Minutes, Passage
from portal.minutes.service import keeping
from tenants.scope import Scope
from tests.factories import decisions, meeting
from tests.factories.world import World

CHAIR = "co-chair@kingston.example"
"""Who presides."""
HELD = decisions.SITTING
"""The meeting at which the business plan is decided."""


def arrange(world: World) -> str:
    """The sitting of ``decisions.submit`` as a meeting, its agenda published. Answers its slug."""
    with world.scope_of(meeting.CLERK) as scope:
        sitting = decisions.sitting(scope)
        made = arranging.arrange_sitting(scope, meeting.body(scope), sitting, meeting.FRONT)
        publishing.publish(scope, made, meeting.WHY)
        scope.session.commit()
        return made.slug


def preside(world: World, slug: str, email: str = CHAIR) -> None:
    """This member takes the chair, as the clerk records it."""
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, slug)
        conducting.preside(scope, found, seat(scope, world, found, email))
        scope.session.commit()


def seat(scope: Scope, world: World, found: Meeting, email: str) -> int:
    """The number of this member's seat at a meeting."""
    sitting = scope.session.get_one(Sitting, found.sitting_id)
    seats = queries_of.seats(scope, sitting)
    person = world.person_id(email)
    return next(each.appointment_id for each in seats if each.person_id == person)


def take(world: World, slug: str, number: int) -> None:
    """The clerk records that an item is being taken."""
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, slug)
        conducting.begin_item(scope, found, meeting.item(scope, slug, number))
        scope.session.commit()


def item_of(scope: Scope, slug: str, **known: object) -> AgendaItem:
    """The item of a meeting that is so: ``code="minutes"``, ``kind="matter"``."""
    found = meeting.found(scope, slug)
    statement = select(AgendaItem).where(AgendaItem.meeting_id == found.id)
    return scope.session.scalars(statement.filter_by(**known)).one()


def close(world: World, slug: str) -> None:
    """The clerk closes the meeting."""
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, slug)
        sittings.close_sitting(scope, scope.session.get_one(Sitting, found.sitting_id))
        scope.session.commit()


def hold(world: World) -> str:
    """The meeting of today decides the business plan unanimously, and closes. Answers its slug."""
    matter = decisions.submit(world)
    slug = arrange(world)
    decisions.begin(world)
    preside(world, slug)
    with world.scope_of(meeting.CLERK) as scope:
        number = item_of(scope, slug, kind="matter").number
    take(world, slug, number)
    by_hands(world, matter)
    close(world, slug)
    return slug


def by_hands(world: World, matter: str) -> None:
    """All who are there raise their hands for each recommendation, as the clerk counts."""
    with world.scope_of(meeting.CLERK) as scope:
        for letter in "abc":
            found = decisions.recommendation(scope, matter, letter)
            voting.open_vote(scope, found, "show_of_hands")
            there = Counter(
                each.area.area_id
                for each in queries_of.standing(scope, decisions.find(scope, matter)).voters
            )
            counting.count_hands(scope, found, {area: Hands(n) for area, n in there.items()})
            voting.close_vote(scope, found)
        scope.session.commit()


def begin(world: World, slug: str) -> None:
    """The clerk drafts the minutes."""
    with world.scope_of(meeting.CLERK) as scope:
        keeping.begin(scope, meeting.found(scope, slug))
        scope.session.commit()


def minutes_of(scope: Scope, slug: str) -> Minutes:
    """The minutes of a meeting."""
    found = queries.minutes_of(scope, meeting.found(scope, slug).id)
    assert found is not None, slug
    return found


def passage(scope: Scope, slug: str, key: str) -> Passage:
    """One passage of the minutes of a meeting."""
    found = queries.passage_of(scope, minutes_of(scope, slug), key)
    assert found is not None, key
    return found


def next_meeting(world: World, days: int = 28) -> str:
    """The body's next meeting, planned with its usual standing items."""
    with world.scope_of(meeting.CLERK) as scope:
        day: date = scope.today() + timedelta(days=days)
    return meeting.arrange(world, day)


def keys(passages: Sequence[Passage]) -> list[str]:
    """The keys of passages, in their order."""
    return [each.key for each in passages]
