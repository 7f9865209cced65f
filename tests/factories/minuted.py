"""The marked world's minutes: words in what is published, in an earlier wording, in Part II, and
in what was told of an action that arose."""

from collections.abc import Callable

from sqlalchemy import select

from portal.actions import arisen, arising
from portal.actions.arising import ActionDetails, Source
from portal.chamber.service import conducting, moving
from portal.chamber.service.moving import Moving
from portal.decisions import queries as decisions
from portal.decisions.models import Sitting
from portal.decisions.service import sittings
from portal.meetings.models import AgendaItem, Meeting
from portal.minutes import apart, queries
from portal.minutes.service import finishing, keeping
from tenants.audiences import body
from tenants.scope import Scope
from tests.factories import meeting
from tests.factories.world import World

STATES = ("public", "body", "exempt", "submitted")
"""Who reads each word: everybody; the body, of an earlier wording; who is let in to Part II; who
reads what is submitted, of what was told of an action."""
HELD = "held"


def mark(doors: World, company: str, word: Callable[..., str]) -> None:
    """The meeting that was held is closed, minuted, and its minutes are published."""
    said = {state: word(company, None, state, "minutes") for state in STATES}
    clerk = f"clerk@{company}.example"
    with doors.scope_of(clerk, company) as scope:
        _go_on(scope, said["public"])
        scope.session.commit()
    with doors.scope_of(clerk, company) as scope:
        found = meeting.found(scope, HELD)
        minutes = keeping.begin(scope, found)
        passage = queries.passage_of(scope, minutes, "attendance")
        assert passage is not None
        keeping.edit(scope, passage, f"Once {said['body']}.", base=1)
        keeping.edit(scope, passage, f"Now {said['public']}.", base=2)
        item = _item(scope, found, part=2)
        apart.let_in(scope, [item.id])
        shut = queries.passage_of(scope, minutes, f"item-{item.number}-exempt")
        assert shut is not None
        keeping.edit(scope, shut, f"Terms: {said['exempt']}.", base=1)
        _give(scope, found, said["public"])
        keeping.draft_again(scope, minutes)
        finishing.publish(scope, minutes)
        line = arisen.of_meeting(scope, found.id)[0]
        arising.tell(scope, line, "green", f"Told of {said['submitted']}.", base=0)
        scope.session.commit()


def _go_on(scope: Scope, word: str) -> None:
    """An item is taken, something is moved, somebody leaves; the meeting is adjourned, resumed and
    closed."""
    found = meeting.found(scope, HELD)
    sitting = scope.session.get_one(Sitting, found.sitting_id)
    seat = decisions.seats(scope, sitting)[0].appointment_id
    conducting.preside(scope, found, seat)
    item = _item(scope, found, part=1)
    conducting.begin_item(scope, found, item)
    moving.move_amendment(scope, found, item, Moving(seat, words=f"Insert {word}."))
    leaving = [each for each in decisions.seats(scope, sitting) if each.present][-1]
    conducting.come_or_leave(scope, found, leaving.appointment_id, present=False)
    sittings.adjourn_sitting(scope, sitting, f"For {word}.")
    sittings.open_sitting(scope, sitting)
    sittings.close_sitting(scope, sitting)


def _give(scope: Scope, found: Meeting, word: str) -> None:
    """An action arises."""
    item = _item(scope, found, part=1)
    source = Source(
        body_id=found.body_id,
        meeting_id=found.id,
        item_id=item.id,
        item=str(item.number),
        words="The meeting that was held",
        path=f"meetings/{found.slug}/minutes",
        on_day=scope.today(),
        audience=body(found.body_id),
    )
    arising.arise(scope, source, ActionDetails(f"See to {word}", f"Head of {word}", "July 2019"))


def _item(scope: Scope, found: Meeting, part: int) -> AgendaItem:
    """The first item of a part that is on the agenda."""
    return scope.session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.meeting_id == found.id,
            AgendaItem.part == part,
            AgendaItem.state == "listed",
        )
        .order_by(AgendaItem.number)
        .limit(1)
    ).one()
