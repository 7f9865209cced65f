"""The register's pages: on a day, a line's history, and every change a clerk makes there."""

from datetime import date
from typing import Any

import pytest

from portal.decisions.models import DecidingBody, Delegation
from portal.decisions.queries import lines
from portal.decisions.rules.starter import STARTER
from portal.decisions.service import delegating
from tests.factories import decisions, registers
from tests.factories.registers import AUTHORITY, BEGUN
from tests.factories.world import World
from tests.queries import count_queries

CLERK = "clerk@afc.example"
Typed = dict[str, Any]
AT = "/afc/reserved-matters"
DAY = {"from_day-day": "1", "from_day-month": "12", "from_day-year": "2020"}
LAST_DAY = {"last_day-day": "30", "last_day-month": "11", "last_day-year": "2020"}
BY = {"decided_by": "Joint committee, 24 June 2019, minute 7", "decision": ""}
LINE = {
    "title": "Large contracts",
    "trigger": "A contract is above the limit.",
    "band": "Contracts",
    "kind": "contract",
    "limit": "£500,000",
    "within_plan": "free_to_limit",
    "route": "one_committee",
    "body": "joint-committee",
    "rule": "simple_majority:casting",
    "quorum": "Three members",
}
OWN = {
    "route": "each_owner",
    "rule": "every_council_consents",
    "council_1": "own-kingston",
    "council_2": "own-richmond",
    "council_3": "own-windsor-and-maidenhead",
}


@pytest.fixture
def kept(world: World) -> World:
    """The councils' own bodies and one line, in force since April 2019."""
    with world.operator_of() as scope:
        registers.own_bodies(scope)
        registers.add(scope)
        scope.session.commit()
    return world


def seen(world: World) -> str:
    with world.operator_of() as scope:
        return registers.seen(scope)


def changed(world: World, **typed: str) -> None:
    fields: Typed = {**LINE, **OWN, **DAY, **BY, "seen": seen(world), **typed}
    assert world.browser(CLERK).submit(f"{AT}/20/change", **fields).status_code == 303


def test_a_clerk_adds_a_line_that_everybody_reads(kept: World) -> None:
    typed: Typed = {
        **LINE,
        **DAY,
        **BY,
        "number": "24",
        "from_day-year": "2019",
        "from_day-month": "6",
    }
    assert kept.browser(CLERK).submit(f"{AT}/add", **typed).status_code == 303
    page = kept.browser().get(f"{AT}/").text
    assert "Above £500,000, or any sum that the approved plan does not provide" in page
    assert "Simple majority of the members present and voting; the chair has a casting vote" in page


def test_what_was_typed_comes_back_with_each_error_beside_its_field(kept: World) -> None:
    typed: Typed = {**LINE, **BY, "number": "20", "limit": "a lot", "title": ""}
    page = kept.browser(CLERK).submit(f"{AT}/add", **typed)
    assert page.status_code == 422
    for words in (
        "Enter a title.",
        "“a lot” is no sum of money.",
        "Enter the day from which it is in force.",
        'value="a lot"',
        'value="Three members"',
    ):
        assert words in page.text


def test_a_refusal_of_the_service_stands_beside_its_field(kept: World) -> None:
    typed: Typed = {**LINE, **DAY, **BY, "number": "20"}
    page = kept.browser(CLERK).submit(f"{AT}/add", **typed)
    assert page.status_code == 422
    assert 'id="number-error"' in page.text
    assert "The register holds matter 20 already" in page.text


def test_a_change_is_shown_as_coming_and_on_its_day(kept: World) -> None:
    changed(kept)
    public = kept.browser()
    today = public.get(f"{AT}/").text
    assert "From 1 December 2020: each owner decides by its own body." in today
    assert "Cabinet" not in today
    then = public.get(f"{AT}/?on=2020-12-01").text
    assert "Reserved matters on 1 December 2020" in then
    for words in (
        "Cabinet",
        "Education and Children’s Services Committee",
        "Windsor and Maidenhead",
    ):
        assert words in then
    assert "Large contracts" in public.get(f"{AT}/?on=2019-09-01").text
    assert "The register held nothing on that day." in public.get(f"{AT}/?on=2018-09-01").text


def test_a_day_is_asked_for_in_three_boxes_and_one_that_is_none_is_answered_in_words(
    kept: World,
) -> None:
    changed(kept)
    public = kept.browser()
    page = public.get(f"{AT}/?on-day=1&on-month=12&on-year=2020").text
    assert "Reserved matters on 1 December 2020" in page
    wrong = public.get(f"{AT}/?on-day=31&on-month=2&on-year=2020")
    assert wrong.status_code == 422
    assert "31 2 2020 is not a day that exists." in wrong.text
    assert public.get(f"{AT}/?on=yesterday").status_code == 404


def test_lines_that_are_decided_in_one_way_name_it_once(kept: World) -> None:
    with kept.operator_of() as scope:
        for number in (21, 22, 24):
            registers.add(scope, number)
        scope.session.commit()
    changed(kept)
    page = kept.browser().get(f"{AT}/?on=2020-12-01").text
    assert page.count("Unanimous of the members present and voting") == 1
    assert "Matters 21, 22 and 24" in page
    assert "Matters 20" in page


def test_a_lines_page_says_what_each_change_changed_and_by_which_decision(kept: World) -> None:
    changed(kept)
    page = kept.browser().get(f"{AT}/20").text
    assert "What changed on 1 December 2020" in page
    assert "<del>One committee decides once, for all owners</del>" in page
    assert "Joint committee settles disputes" in page
    assert "Joint committee, 24 June 2019, minute 7" in page
    assert "Put into the register" in page
    assert "Recorded by Clerk Afc, Clerk, Joint committee" in page
    assert "Take the change back" not in page


def test_a_line_that_is_not_there_is_not_found(kept: World) -> None:
    for number in ("21", "x", "²", "9" * 30):
        assert kept.browser().get(f"{AT}/{number}").status_code == 404


def test_two_clerks_who_change_a_line_at_once_see_both_texts(kept: World) -> None:
    first = seen(kept)
    changed(kept)
    typed: Typed = {**LINE, **DAY, **BY, "seen": first, "title": "Contracts of any size"}
    page = kept.browser(CLERK).submit(f"{AT}/20/change", **typed)
    assert page.status_code == 409
    assert "Somebody changed this line while you were writing" in page.text
    assert 'value="Contracts of any size"' in page.text
    assert "What the register says now" in page.text
    assert "Each owner decides by its own body" in page.text
    again: Typed = {**typed, "seen": seen(kept)}
    assert kept.browser(CLERK).submit(f"{AT}/20/change", **again).status_code == 303


def test_a_clerk_takes_a_coming_change_back(kept: World) -> None:
    changed(kept)
    clerk = kept.browser(CLERK)
    assert "goes on as it is" in clerk.get(f"{AT}/20/withdraw").text
    assert clerk.submit(f"{AT}/20/withdraw", seen="old").status_code == 409
    assert clerk.submit(f"{AT}/20/withdraw", seen=seen(kept)).status_code == 303
    assert "To come" not in kept.browser().get(f"{AT}/").text


def test_a_clerk_ends_a_line_with_what_is_delegated_of_it(kept: World) -> None:
    with kept.operator_of() as scope:
        delegating.delegate(
            scope,
            registers.found(scope),
            delegating.DelegationDetails("the chief executive"),
            BEGUN,
            AUTHORITY,
        )
        scope.session.commit()
    typed: Typed = {**LAST_DAY, **BY, "seen": seen(kept)}
    assert kept.browser(CLERK).submit(f"{AT}/20/end", **typed).status_code == 303
    page = kept.browser().get(f"{AT}/20").text
    assert "Taken out after 30 November 2020 by: Joint committee" in page
    with kept.operator_of() as scope:
        assert lines.delegations_of(scope, 20)[0].in_force_to == date(2020, 11, 30)


def test_a_clerk_records_a_delegation_and_ends_it(kept: World) -> None:
    typed: Typed = {
        **BY,
        "post": "the chief executive",
        "consulting": "the leader of each council",
        "limit": "£250,000",
        "limit_words": "renewals only",
        "from_day-day": "1",
        "from_day-month": "5",
        "from_day-year": "2019",
    }
    clerk = kept.browser(CLERK)
    assert clerk.submit(f"{AT}/20/delegate", **typed).status_code == 303
    words = (
        "The chief executive, in consultation with the leader of each council, up to £250,000: "
        "renewals only"
    )
    assert words in kept.browser().get(f"{AT}/").text
    with kept.operator_of() as scope:
        number = lines.delegations_of(scope, 20)[0].id
    path = f"{AT}/20/delegations/{number}/end"
    typed = {**LAST_DAY, **BY}
    assert words in clerk.get(path).text
    assert clerk.submit(path, **typed).status_code == 303
    assert "30 November 2020" in kept.browser().get(f"{AT}/20").text


def test_a_delegation_before_the_matter_was_reserved_is_refused(kept: World) -> None:
    typed: Typed = {**BY, **DAY, "post": "the chief executive", "from_day-year": "2010"}
    page = kept.browser(CLERK).submit(f"{AT}/20/delegate", **typed)
    assert page.status_code == 422
    assert "The matter is reserved from 1 April 2019. Enter a later day." in page.text


def test_an_empty_register_begins_with_the_starter_list_in_one_go(world: World) -> None:
    clerk = world.browser(CLERK)
    assert "Begin the register" in clerk.get(f"{AT}/").text
    page = clerk.get(f"{AT}/start").text
    assert page.count('name="lines"') == len(STARTER) == 23
    way = {name: LINE[name] for name in ("route", "body", "rule", "quorum")}
    typed: Typed = {**way, **DAY, **BY, "from_day-year": "2018", "lines": ["plan", "borrowing"]}
    assert clerk.submit(f"{AT}/start", **typed, limit_borrowing="£2m").status_code == 303
    page = world.browser().get(f"{AT}/").text
    assert "Business plan and its annual refresh" in page
    assert "Above £2,000,000" in page
    assert "Dividends" not in page
    assert clerk.get(f"{AT}/start").status_code == 303


def test_of_the_starter_list_all_land_or_none(world: World) -> None:
    way = {name: LINE[name] for name in ("route", "body", "rule", "quorum")}
    typed: Typed = {**way, **DAY, **BY, "lines": ["plan", "contract"]}
    page = world.browser(CLERK).submit(f"{AT}/start", **typed)
    assert page.status_code == 422
    assert "Enter the limit of “Large contracts”, or leave it out until one is agreed." in page.text
    nothing = world.browser(CLERK).submit(f"{AT}/start", **{**typed, "lines": []})
    assert "Choose at least one matter." in nothing.text
    with world.operator_of() as scope:
        assert lines.days_of_change(scope) == []


def test_a_matter_is_listed_under_its_line_for_those_who_may_read_it(
    world: World, matter: str
) -> None:
    path = f"{AT}/13"
    assert "Business plan: framework" in world.browser("director@afc.example").get(path).text
    assert "Business plan: framework" not in world.browser().get(path).text
    decisions.begin(world)
    decisions.decide(world, matter)
    page = world.browser().get(path).text
    assert "Business plan: framework" in page
    assert "Approved in principle" in page


@pytest.mark.parametrize("path", ["/", "/20", "/?on=2020-12-01"])
def test_a_page_costs_the_same_with_many_lines_and_delegations(kept: World, path: str) -> None:
    changed(kept)
    public = kept.browser()
    with count_queries() as few:
        public.get(f"{AT}{path}")
    with kept.operator_of() as scope:
        for number in range(30, 60):
            registers.add(scope, number)
            line = registers.found(scope, number)
            said = delegating.DelegationDetails("the chief executive")
            delegating.delegate(scope, line, said, BEGUN, AUTHORITY)
        scope.session.commit()
    with count_queries() as many:
        public.get(f"{AT}{path}")
    assert len(many) == len(few) <= 8, many


def test_deciding_bodies_and_delegations_are_open_to_the_public(kept: World) -> None:
    changed(kept)
    with kept.scope_of(None, writes=False) as scope:
        assert scope.session.query(DecidingBody).count() == 3
        assert scope.session.query(Delegation).count() == 0
