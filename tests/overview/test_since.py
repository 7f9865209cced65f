"""Since you were here: what changed inside the reader's walls, grouped by thing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.meetings.service.listing import ItemDetails
from portal.plans import queries as plans
from portal.plans import service
from portal.web.database import db
from tenants import clock, identity
from tenants.models import SignIn
from tests.both import both_databases
from tests.factories import decisions
from tests.factories import meeting as meetings
from tests.factories.plans import PLANS, content
from tests.factories.world import World
from tests.queries import count_queries

HOME = "/afc/"
MEMBER = "member-1@kingston.example"
DIRECTOR = "director@afc.example"
EDITOR = "editor@kingston.example"
MIDNIGHT = datetime(2019, 1, 1, 0, 0, 1, tzinfo=UTC)
"""The company lives on 24 June: there it is the beginning of that day."""


def here_before(world: World, *people: str) -> None:
    """These people signed in some time ago, and then as they are now."""
    with world.app.app_context():
        identity.stand_outside(db.session(), writes=True)
        for email in people:
            db.session().add(
                SignIn(
                    token_digest=email.ljust(64, "0"),
                    person_id=world.person_id(email),
                    started_at=MIDNIGHT,
                )
            )
        db.session().commit()


def changed(world: World, email: str) -> str:
    """The block, as one text without tags; empty where it is not there."""
    page = world.browser(email).get(HOME).text
    return page.partition('id="changed-title"')[2].partition("</section>")[0]


@both_databases
def test_who_is_here_for_the_first_time_is_told_nothing(world: World) -> None:
    assert changed(world, MEMBER) == ""


@both_databases
def test_what_happened_to_one_thing_is_told_in_one_line(world: World) -> None:
    here_before(world, MEMBER)
    slug = meetings.arrange(world, date(2019, 7, 9))
    meetings.publish(world, slug)
    meetings.list_items(world, slug, ItemDetails("Added since"))
    meetings.publish(world, slug)
    said = changed(world, MEMBER)
    assert said.count(f'href="/afc/meetings/{slug}"') == 1
    assert "Agenda published. Supplementary agenda published." in said
    assert "Monday 24 June 2019, 00:00" in said


def test_a_decision_is_told_with_how_it_came_to_be(world: World) -> None:
    here_before(world, MEMBER)
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    said = changed(world, MEMBER)
    assert f'href="/afc/decisions/{slug}"' in said
    assert "Submitted by" in said
    assert "Approved in principle." in said


def test_a_draft_is_told_to_who_may_read_it_and_not_to_who_wrote_it(world: World) -> None:
    here_before(world, MEMBER, DIRECTOR, EDITOR)
    with world.scope_of(EDITOR) as scope:
        plan = plans.find_plan(scope, PLANS["afc"])
        assert plan is not None
        [area] = [each for each in scope.councils if each.slug == "kingston"]
        item = plans.items_of(scope, plan.id, area.area_id)[0]
        service.revise(
            scope, item, replace(content(item.ref), wording="Otherwise."), base=item.head
        )
        scope.session.commit()
    assert "The draft of Kingston was changed by" in changed(world, DIRECTOR)
    assert "The draft of Kingston" not in changed(world, MEMBER)
    assert "The draft of Kingston" not in changed(world, EDITOR)


def test_where_nothing_changed_it_says_so(world: World) -> None:
    here_before(world, MEMBER)
    assert "Nothing that you can read has changed." in changed(world, MEMBER)


def test_it_costs_a_query_for_each_sort_of_change(world: World) -> None:
    browser = world.browser(MEMBER)
    browser.get(HOME)
    with count_queries() as without:
        browser.get(HOME)
    here_before(world, MEMBER)
    with count_queries() as asked:
        browser.get(HOME)
    assert len(asked) - len(without) == 6


@pytest.mark.parametrize("hours", [1, 30])
def test_a_demonstration_has_the_time_of_day_on_its_own_day(hours: int) -> None:
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(hours=hours)
    there = clock.on_day(moment, date(2019, 6, 24))
    assert there.astimezone(clock.CIVIL).date() == date(2019, 6, 24)
    assert there.astimezone(clock.CIVIL).time() == moment.astimezone(clock.CIVIL).time()
    assert clock.on_day(moment, None) == moment
