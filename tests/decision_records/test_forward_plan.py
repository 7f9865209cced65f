"""The forward plan: for whom, by when, a page at a time, whatever there is."""

import csv
import io
from datetime import date, timedelta

import pytest
from flask import Flask

from portal.bench import many
from portal.decision_records.queries.forward import MOST, forward_plan
from tenants.models import BodySetting
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.house import Database
from tests.factories.world import World
from tests.queries import analyse, count_queries, explained, reads_whole

PATH = "/afc/decisions/forward-plan"


@pytest.fixture
def filled(world: World) -> World:
    """Twenty-five open matters, each before a sitting to come."""
    with world.operator_of() as operator:
        decisions.prepare(operator)
        many.write(operator, 25, 1)
    return world


def test_a_member_reads_what_comes_and_by_when_to_publish(world: World, matter: str) -> None:
    page = world.browser("member-1@kingston.example").get(PATH)
    assert page.status_code == 200
    assert "The next decision is due on 24 June 2019." in page.text
    assert "Agenda and reports:</strong> 14 June 2019" in page.text
    assert (
        "Friday 14 June 2019: the five clear working days before Monday 24 June 2019" in page.text
    )


def test_a_last_day_that_has_passed_is_marked(world: World, matter: str) -> None:
    page = world.browser(decisions.CLERK).get(PATH)
    assert "Passed" in page.text
    assert "On this page 1 last day for publishing has passed." in page.text


def test_the_public_is_told_of_nothing_that_is_not_public(world: World, matter: str) -> None:
    page = world.browser().get(PATH)
    assert page.status_code == 200
    assert "Business plan: framework" not in page.text
    assert "24 June 2019, 11.30am" not in page.text
    assert list(csv.DictReader(io.StringIO(world.browser().get(f"{PATH}.csv").text))) == []


def test_what_is_decided_is_planned_no_more(world: World, decided: str) -> None:
    assert "Business plan: framework" not in world.browser(decisions.CLERK).get(PATH).text


def test_the_next_stand_first_a_page_at_a_time(filled: World) -> None:
    with filled.scope_of(decisions.DIRECTOR, writes=False) as scope:
        first, second = forward_plan(scope), forward_plan(scope, 2)
    days = [each.meets_on for each in (*first.planned, *second.planned)]
    assert (len(first.planned), len(second.planned)) == (MOST, 5)
    assert (first.more, second.more) == (True, False)
    assert days == sorted(days)


def test_the_file_holds_every_page(filled: World) -> None:
    answer = filled.browser(decisions.DIRECTOR).get(f"{PATH}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 25
    assert rows[0]["publish_agenda_by"] < rows[0]["meets_on"]
    assert rows[0]["because"].startswith("Agenda and reports: ")


@pytest.mark.parametrize("page", ["0", "x", "-1", "99999"])
def test_a_page_that_is_none_is_not_there(filled: World, page: str) -> None:
    assert filled.browser().get(f"{PATH}?page={page}").status_code == 404


def test_each_meeting_counts_the_days_that_were_set_for_its_own_day(filled: World) -> None:
    with filled.operator_of() as operator:
        first = forward_plan(operator).planned[0]
        late = first.meets_on + timedelta(days=8)
        body = decisions.sitting(operator).body_id
        walls = {"company_id": operator.company_id, "area_id": 0, "audience": "public"}
        row = BodySetting(
            **walls, body_id=body, name="notice_clear_days", value="10", in_force_from=late
        )
        operator.session.add(row)
        operator.session.flush()
        planned = forward_plan(operator).planned
    counted = {each.meets_on >= late: each.deadlines[0].why.split(" clear")[0] for each in planned}
    assert counted[False].endswith("the five")
    assert counted[True].endswith("the ten")


def asked(world: World, email: str) -> int:
    browser = world.browser(email)
    browser.get(PATH)
    with count_queries() as found:
        assert browser.get(PATH).status_code == 200
    return len(found)


def test_a_thousand_matters_ask_what_ten_ask(world: World) -> None:
    with world.operator_of() as operator:
        decisions.prepare(operator)
        many.write(operator, 10, 1)
    few = asked(world, decisions.DIRECTOR)
    with world.operator_of() as operator:
        many.extend(operator, 1000, 20)
    assert asked(world, decisions.DIRECTOR) == few <= 8


def test_a_meeting_of_the_past_is_not_planned(filled: World) -> None:
    with filled.scope_of(decisions.DIRECTOR, writes=False) as scope:
        assert all(each.meets_on >= date(2019, 6, 24) for each in forward_plan(scope).planned)


@both_databases
def test_a_page_is_read_by_indexes_in_their_order(app: Flask, database: Database) -> None:
    world = World(app)
    with world.operator_of() as operator:
        decisions.prepare(operator)
        many.write(operator, 1000, 20)
    analyse(database)
    with world.scope_of(decisions.DIRECTOR, writes=False) as scope:
        plans = explained(scope, lambda: forward_plan(scope))
    assert [plan for plan in plans if reads_whole(plan, "matter")] == []
    assert "TEMP B-TREE" not in plans[0]
