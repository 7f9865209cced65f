"""“Do I need consent?”, as a director asks it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules.need import Act, Granted, covers
from portal.decisions.service import delegating
from portal.decisions.service.submitting import SittingDetails, plan_sitting
from tests.factories import registers
from tests.factories.registers import AUTHORITY, BEGUN
from tests.factories.world import World
from tests.queries import count_queries

AT = "/afc/reserved-matters/do-i-need-consent"
DIRECTOR = "director@afc.example"
pounds = st.none() | st.integers(0, 100).map(Decimal)


@pytest.fixture
def kept(world: World) -> World:
    """Contracts above £500,000, up to £250,000 delegated; a sitting on 9 September."""
    with world.operator_of() as scope:
        registers.own_bodies(scope)
        line = registers.add(scope, limit=Decimal(500_000))
        said = delegating.DelegationDetails(
            "the chief executive", "the leader of each council", limit=Decimal(600_000)
        )
        delegating.delegate(scope, line, said, BEGUN, AUTHORITY)
        details = SittingDetails("september", "Sitting", date(2019, 9, 9), "11am", "Guildhall")
        plan_sitting(scope, registers.body_of(scope), details)
        scope.session.commit()
    return world


def ask(world: World, query: str, email: str | None = DIRECTOR) -> str:
    return world.browser(email).get(f"{AT}?{query}").text


def test_a_larger_contract_needs_consent_and_says_of_whom_and_from_when(kept: World) -> None:
    page = ask(kept, "kind=contract&pounds=£550,000&plan=yes")
    for words in (
        "You need the owners’ consent.",
        "£550,000 is above the limit of £500,000; that the plan provides for it makes no",
        "Unanimous of the members present and voting",
        "Covers this",
        "Monday 9 September 2019: Joint committee decides then.",
        "Published today, it can be considered from Tuesday 2 July 2019",
        'value="£550,000"',
    ):
        assert words in page


def test_a_smaller_one_is_not_reserved_and_says_why(kept: World) -> None:
    page = ask(kept, "kind=contract&pounds=400k&plan=no")
    assert "Not reserved: you need no consent of the owners." in page
    assert "£400,000 is not above the limit of £500,000." in page


def test_what_was_not_said_is_asked_for(kept: World) -> None:
    page = ask(kept, "kind=contract&pounds=&plan=unknown")
    assert "It cannot be said yet." in page
    assert "It is reserved above £500,000. Say how much." in page


def test_where_no_sitting_is_planned_it_says_so(kept: World) -> None:
    with kept.operator_of() as scope:
        registers.change(scope, day=date(2019, 6, 24))
        scope.session.commit()
    page = ask(kept, "kind=contract&pounds=£1m&plan=no")
    assert "No day can be said: no sitting is planned in time of" in page
    assert "Cabinet (Windsor and Maidenhead)" in page


def test_a_key_decision_of_a_cabinet_is_told_apart(kept: World) -> None:
    with kept.operator_of() as scope:
        registers.change(scope, day=date(2019, 6, 24))
        for council in ("kingston", "richmond", "windsor-and-maidenhead"):
            for month in (7, 9):
                details = SittingDetails(
                    f"{council}-{month}", "Sitting", date(2019, month, 3), "6pm", "Hall"
                )
                plan_sitting(scope, registers.body_of(scope, f"own-{council}"), details)
        scope.session.commit()
    page = ask(kept, "kind=contract&pounds=£1m&plan=no")
    assert "Thursday 11 July 2019: the last that is needed is" in page
    assert "If it is a key decision of an executive:" in page
    assert "Wednesday 11 September 2019: the last that is needed is" in page


@pytest.mark.parametrize("query", ["kind=", "kind=holiday", "kind=contract&pounds=lots&plan=no"])
def test_what_cannot_be_read_is_answered_beside_its_field(kept: World, query: str) -> None:
    answer = kept.browser(DIRECTOR).get(f"{AT}?{query}")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_an_empty_register_says_that_it_cannot_tell(world: World) -> None:
    assert "The register is empty, so it cannot tell." in ask(world, "kind=plan&plan=unknown")


def test_everybody_who_is_signed_in_may_ask_and_nobody_else(kept: World) -> None:
    query = "kind=contract&pounds=£1m&plan=no"
    assert "You need the owners’ consent." in ask(kept, query, "commissioner@kingston.example")
    assert kept.browser().get(f"{AT}?{query}").status_code == 403


def test_asking_costs_the_same_with_three_councils_and_with_thirty(kept: World) -> None:
    director, path = kept.browser(DIRECTOR), f"{AT}?kind=contract&pounds=£1m&plan=no"
    with kept.operator_of() as scope:
        registers.change(scope, day=date(2019, 6, 20))
        scope.session.commit()
    with count_queries() as few:
        assert director.get(path).status_code == 200
    with kept.operator_of() as scope:
        registers.admit_many(scope, 27)
        registers.change(scope, day=date(2019, 6, 24))
        scope.session.commit()
    with count_queries() as many:
        page = director.get(path)
    assert "Council 26" in page.text
    assert len(many) == len(few) <= 11, many


@given(st.booleans(), pounds, pounds, pounds)
def test_a_larger_sum_is_never_more_covered_by_a_delegation(
    worded: bool, limit: Decimal | None, one: Decimal | None, other: Decimal | None
) -> None:
    rank = {"no": 0, "perhaps": 1, "yes": 2}
    granted = Granted(limit, worded)
    found = [covers(granted, Act("contract", each)) for each in (one, other)]
    assert all(each.reason.endswith(".") for each in found)
    if one is not None and other is not None and one <= other:
        assert rank[found[0].verdict] >= rank[found[1].verdict]
