"""The forward plan says which agenda is published, and warns of no day that was kept."""

from portal.decisions import queries as decisions
from portal.meetings.service import arranging
from portal.meetings.service.arranging import FrontSheet
from tests.both import both_databases
from tests.factories import decisions as submitted
from tests.factories import meeting as meetings
from tests.factories.meeting import CLERK, publish
from tests.factories.world import World

PLAN = "/afc/decisions/forward-plan"


@both_databases
def test_an_agenda_that_is_published_is_told_and_not_warned_of(world: World) -> None:
    matter = submitted.submit(world)
    with world.scope_of(CLERK) as scope:
        found = submitted.find(scope, matter)
        sitting = decisions.sitting_of(scope, found)
        slug = arranging.arrange_sitting(scope, meetings.body(scope), sitting, FrontSheet()).slug
        scope.session.commit()
    before = world.browser(CLERK).get(PLAN).text
    assert ">Passed<" in before
    assert "1 last day for publishing has passed" in before
    publish(world, slug)
    for email in (CLERK, None):
        page = world.browser(email).get(PLAN).text
        assert f'<a href="/afc/meetings/{slug}">Agenda</a>, published 24 June 2019' in page
        assert ">Passed<" not in page
        assert "for publishing has passed" not in page
