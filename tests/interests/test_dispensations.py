"""Dispensations: recorded by the clerk with their reason, for four years at most."""

from datetime import date, timedelta
from typing import Any

import pytest

from portal.audit.queries import verify
from portal.interests import dispensing, queries
from portal.interests.models import Dispensation
from portal.interests.service import InterestError
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import decisions, interests
from tests.factories.interests import CLERK, DAY, MEMBER
from tests.factories.world import World
from tests.queries import count_queries

TYPED: dict[str, Any] = {
    "reach": "company",
    "relieves": "both",
    "ground": "inhabitants",
    "reason": "She knows the service.",
    "granted_by": "Kingston’s standards committee",
    "starts_on-day": "24",
    "starts_on-month": "6",
    "starts_on-year": "2019",
    "ends_on-day": "23",
    "ends_on-month": "6",
    "ends_on-year": "2023",
}


def path(world: World) -> str:
    return f"/afc/interests/{world.person_id(MEMBER)}/"


@both_databases
def test_a_dispensation_is_public_with_its_reason(world: World) -> None:
    interests.grant(world)
    with world.scope_of(None, writes=False) as scope:
        [found] = queries.dispensations_of(scope, world.person_id(MEMBER))
        assert found.reason == "She knows the service better than anybody."
    page = world.browser().get("/afc/interests/")
    assert "Kingston’s standards committee · 24 June 2019 to 23 June 2020" in page.text


def test_four_years_are_the_most(world: World) -> None:
    interests.grant(world, ends_on=date(2023, 6, 23))
    with pytest.raises(InterestError, match="from that day until 23 June 2023"):
        interests.grant(world, ends_on=date(2023, 6, 24))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reach": "everything"}, "reach"),
        ({"reach": "matter"}, "reach"),
        ({"reach": "subject", "subject": ""}, "subject"),
        ({"relieves": "sleep"}, "relieves"),
        ({"ground": "because"}, "ground"),
        ({"reason": " "}, "reason"),
        ({"granted_by": " "}, "granted_by"),
        ({"ends_on": DAY - timedelta(days=1)}, "ends_on"),
    ],
)
def test_a_dispensation_that_cannot_stand_says_which_box_is_wrong(
    world: World, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InterestError) as refused:
        interests.grant(world, **changes)
    assert refused.value.field == field


def test_a_member_grants_herself_nothing(world: World) -> None:
    with world.scope_of(MEMBER) as scope:
        member = interests.member_of(world, scope, MEMBER)
        with pytest.raises(NotAllowedError, match="Only the clerk of a body"):
            dispensing.grant(scope, member, interests.dispensation())


@both_databases
def test_one_for_a_matter_is_read_with_that_matter(world: World, matter: str) -> None:
    interests.grant(world, matter=matter)
    counts = []
    for email in (None, CLERK):
        with world.scope_of(email, writes=False) as scope:
            counts.append(len(queries.dispensations_of(scope, world.person_id(MEMBER))))
    assert counts == [0, 1]


@both_databases
def test_a_dispensation_ends_early_with_a_reason(world: World) -> None:
    number = interests.grant(world)
    with world.scope_of(CLERK) as scope:
        row = scope.session.get_one(Dispensation, number)
        dispensing.end(scope, interests.member_of(world, scope, MEMBER), row, "She asked for it.")
        scope.session.commit()
        assert queries.dispensations_on(scope, DAY) == []
        assert len(queries.dispensations_on(scope, DAY - timedelta(days=1))) == 0
    assert "She asked for it." in world.browser().get(path(world)).text


def test_what_has_ended_does_not_end_again(world: World) -> None:
    yesterday = DAY - timedelta(days=1)
    number = interests.grant(world, starts_on=yesterday, ends_on=yesterday)
    with world.scope_of(CLERK) as scope:
        row = scope.session.get_one(Dispensation, number)
        member = interests.member_of(world, scope, MEMBER)
        with pytest.raises(InterestError, match="ended already"):
            dispensing.end(scope, member, row, "Again")


def test_the_clerk_records_one_on_the_members_page(world: World) -> None:
    assert world.browser(CLERK).submit(f"{path(world)}dispensations", **TYPED).status_code == 303
    page = world.browser().get(path(world))
    assert "She knows the service." in page.text
    assert "It is in the interests of people who live in the area" in page.text


def test_five_years_are_refused_beside_the_box_and_typing_is_kept(world: World) -> None:
    typed: dict[str, Any] = {**TYPED, "ends_on-year": "2024"}
    answer = world.browser(CLERK).submit(f"{path(world)}dispensations", **typed)
    assert answer.status_code == 422
    assert "A dispensation lasts four years at most" in answer.text
    assert "She knows the service.</textarea>" in answer.text
    assert 'value="2024"' in answer.text


def test_the_clerk_records_one_for_a_matter_on_its_page(world: World, matter: str) -> None:
    here = f"/afc/decisions/{matter}/interests"
    holder = str(world.person_id(MEMBER))
    browser = world.browser(CLERK)
    missing = browser.submit(f"{here}/dispensations", **TYPED)
    assert missing.status_code == 422
    assert "Choose a member of this body." in missing.text
    assert browser.submit(f"{here}/dispensations", holder=holder, **TYPED).status_code == 303
    interests.declare(world, matter)
    assert "May vote" in browser.get(here).text


@both_databases
def test_every_row_of_the_room_is_verified(world: World, matter: str) -> None:
    interests.enter(world)
    number = interests.declare(world, matter)
    interests.leave(world, matter, number)
    interests.grant(world)
    with world.operator_of() as scope:
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks


def test_the_page_of_a_matters_interests_asks_the_same_however_many_declare(
    world: World, matter: str
) -> None:
    browser = world.browser(CLERK)
    asked = []
    for _ in range(2):
        with count_queries() as found:
            browser.get(f"/afc/decisions/{matter}/interests")
        asked.append(len(found))
        for email in decisions.COMMITTEE:
            interests.declare(world, matter, email)
            interests.grant(world, email)
    assert asked[0] == asked[1] <= 8
