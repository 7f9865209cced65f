"""Meetings as their clerks arrange them, in either company."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.decisions import queries as decisions
from portal.meetings import queries
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.rules import StandingItem
from portal.meetings.service import arranging, listing, publishing, standing
from portal.meetings.service.arranging import FrontSheet, MeetingDetails
from portal.meetings.service.listing import ItemDetails
from tenants.models import Body
from tenants.scope import Scope
from tests.factories import deciding
from tests.factories.world import World

CLERK = "clerk@afc.example"
FRONT = FrontSheet(
    clerk_name="Democratic services officer",
    clerk_telephone="01632 960310",
    clerk_email="clerk@afc.example",
)
LATE = "The committee meets on the day on which the portal was tried."
WHY = publishing.Publication(LATE)


def body(scope: Scope, slug: str = "joint-committee") -> Body:
    """The body of this slug."""
    return scope.session.scalars(select(Body).where(Body.slug == slug)).one()


def details(on_day: date, title: str = "Joint committee") -> MeetingDetails:
    """A meeting on a day, in the Guildhall."""
    return MeetingDetails(title, on_day, "11.30am", "Guildhall, Kingston", FRONT)


def arrange(world: World, on_day: date, clerk: str = CLERK, slug: str = "joint-committee") -> str:
    """Arrange a meeting of the joint committee, or of another body; its address."""
    with world.scope_of(clerk) as scope:
        made = arranging.arrange(scope, body(scope, slug), details(on_day))
        scope.session.commit()
        return made.slug


def found(scope: Scope, slug: str) -> Meeting:
    """The meeting at this address."""
    meeting = queries.meeting_by_slug(scope, slug)
    assert meeting is not None, slug
    return meeting


def item(scope: Scope, slug: str, number: int) -> AgendaItem:
    """One item of a meeting."""
    there = queries.item_by_number(scope, str(number), meeting=found(scope, slug))
    assert there is not None, number
    return there


def list_items(world: World, slug: str, *items: ItemDetails) -> None:
    """Put items on the agenda, as the clerk."""
    with world.scope_of(CLERK) as scope:
        for each in items:
            listing.list_item(scope, found(scope, slug), each)
        scope.session.commit()


def publish(world: World, slug: str, what: publishing.Publication = WHY) -> None:
    """Publish the agenda, by the urgent route where it is late, as the clerk."""
    with world.scope_of(CLERK) as scope:
        publishing.publish(scope, found(scope, slug), what)
        scope.session.commit()


def mark(doors: World, company: str, words: Sequence[str]) -> None:
    """In the marked world: the meeting that was held with its agenda published, the one to come
    with a draft, each with a word of its own; a meeting that its board alone knows of."""
    word, in_draft, of_board = words
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        line = StandingItem("update", f"Update on {in_draft}")
        standing.keep_template(scope, deciding.body_of(scope), [line])
        scope.session.commit()
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        for slug, said in (("held", word), ("to-come", in_draft)):
            sitting = decisions.find_sitting(scope, slug)
            assert sitting is not None
            front = FrontSheet(filming_notice=f"Filmed by {word}", clerk_name="Clerk")
            meeting = arranging.arrange_sitting(scope, deciding.body_of(scope), sitting, front)
            listing.remove_item(scope, queries.items_of(scope, meeting)[0])
            listing.list_item(scope, meeting, ItemDetails(f"About {said}"))
            exempt = ItemDetails(
                f"Terms of {said}",
                part=2,
                paragraphs=[3],
                public_interest=f"For {said}",
                exemption_reviewed_on=date(2020, 6, 24),
            )
            listing.list_item(scope, meeting, exempt)
            if slug == "held":
                publishing.publish(scope, meeting, publishing.Publication(f"Late for {word}"))
        scope.session.commit()
    with doors.scope_of(f"chair@board.{company}.example", company) as scope:
        board = arranging.arrange(scope, body(scope, "board"), details(scope.today(), of_board))
        listing.list_item(scope, board, ItemDetails(f"About {of_board}"))
        scope.session.commit()
