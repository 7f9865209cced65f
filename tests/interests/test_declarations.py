"""What is declared of a matter, and whom it bars; in the room and on its page."""

from datetime import timedelta
from typing import Any

import pytest

from portal.interests import declaring, queries
from portal.interests.models import Declaration
from portal.interests.service import InterestError
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import decisions, interests
from tests.factories.interests import CLERK, DAY, MEMBER, OTHER
from tests.factories.world import World


def barred(world: World, matter: str, email: str = MEMBER, by: str = CLERK) -> str:
    """Why this member may not vote on the matter, as somebody reads it; nothing where she may."""
    person = world.person_id(email)
    with world.scope_of(by, writes=False) as scope:
        found = queries.bars(scope, decisions.find(scope, matter).id, [person], DAY)
        return found[person].words if person in found else ""


@both_databases
def test_a_disclosable_interest_bars_and_says_why(world: World, matter: str) -> None:
    interests.declare(world, matter)
    assert barred(world, matter) == (
        "Member 1 Kingston declared a disclosable pecuniary interest: may neither speak nor vote on"
        " this matter."
    )
    assert barred(world, matter, OTHER) == ""


@both_databases
def test_it_bars_from_this_matter_alone(world: World, matter: str) -> None:
    interests.declare(world, matter)
    with world.scope_of(CLERK, writes=False) as scope:
        other = decisions.find(scope, matter).id + 1
        assert queries.bars(scope, other, [world.person_id(MEMBER)], DAY) == {}


@pytest.mark.parametrize("kind", ["registrable", "non_registrable"])
def test_another_interest_bars_nobody(world: World, matter: str, kind: str) -> None:
    interests.declare(world, matter, kind=kind)
    assert barred(world, matter) == ""


@both_databases
def test_a_dispensation_in_force_lifts_the_bar(world: World, matter: str) -> None:
    interests.declare(world, matter)
    interests.grant(world)
    assert barred(world, matter) == ""


@both_databases
def test_a_dispensation_for_this_matter_lifts_the_bar(world: World, matter: str) -> None:
    interests.declare(world, matter)
    interests.grant(world, matter=matter)
    assert barred(world, matter) == ""


def test_a_dispensation_of_another_day_lifts_nothing(world: World, matter: str) -> None:
    interests.declare(world, matter)
    interests.grant(world, starts_on=DAY + timedelta(days=1))
    yesterday = DAY - timedelta(days=1)
    interests.grant(world, starts_on=yesterday, ends_on=yesterday)
    assert barred(world, matter)


def test_a_dispensation_of_another_member_lifts_nothing(world: World, matter: str) -> None:
    interests.declare(world, matter)
    interests.grant(world, OTHER)
    assert barred(world, matter)


def test_one_for_a_subject_lifts_the_bar_where_it_is_relied_on(world: World, matter: str) -> None:
    number = interests.grant(world, reach="subject", subject="Suppliers of the company")
    interests.declare(world, matter)
    assert barred(world, matter)
    interests.declare(world, matter, relies_on=number)
    assert barred(world, matter) == ""


def test_nobody_relies_on_anothers_dispensation(world: World, matter: str) -> None:
    number = interests.grant(world, OTHER, reach="subject", subject="Suppliers of the company")
    with pytest.raises(InterestError, match="Choose a dispensation of this member"):
        interests.declare(world, matter, relies_on=number)


@both_databases
def test_who_left_the_room_is_out_until_she_is_back(world: World, matter: str) -> None:
    number = interests.declare(world, matter, kind="registrable")
    interests.leave(world, matter, number)
    assert barred(world, matter) == "Member 1 Kingston left the room for this item."
    interests.leave(world, matter, number, left=False)
    assert barred(world, matter) == ""


def test_what_was_declared_in_error_is_taken_back_with_a_reason(world: World, matter: str) -> None:
    number = interests.declare(world, matter)
    with world.scope_of(MEMBER) as scope:
        row = scope.session.get_one(Declaration, number)
        declaring.withdraw(scope, decisions.find(scope, matter), row, "It was another firm.")
        scope.session.commit()
    assert barred(world, matter) == ""
    page = world.browser(CLERK).get(f"/afc/decisions/{matter}/interests")
    assert "Taken back by Member 1 Kingston on 24 June 2019: It was another firm." in page.text


def test_it_can_be_declared_again_after_it_was_taken_back(world: World, matter: str) -> None:
    number = interests.declare(world, matter)
    with world.scope_of(MEMBER) as scope:
        row = scope.session.get_one(Declaration, number)
        declaring.withdraw(scope, decisions.find(scope, matter), row, "A slip.")
        scope.session.commit()
    assert interests.declare(world, matter) == number
    assert barred(world, matter)


@both_databases
def test_the_clerk_declares_for_a_member(world: World, matter: str) -> None:
    interests.declare(world, matter, by=CLERK)
    assert barred(world, matter)


@pytest.mark.parametrize("email", [OTHER, "co-chair@kingston.example"])
def test_nobody_declares_for_a_colleague(world: World, matter: str, email: str) -> None:
    with pytest.raises(NotAllowedError, match="Only the member herself, and the clerk"):
        interests.declare(world, matter, by=email)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "gift"}, "kind"),
        ({"nature": " "}, "nature"),
        ({"sensitive": True}, "nature"),
    ],
)
def test_a_declaration_that_cannot_stand_says_which_box_is_wrong(
    world: World, matter: str, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InterestError) as refused:
        interests.declare(world, matter, **changes)
    assert refused.value.field == field


def test_a_decided_matter_takes_no_declaration(world: World, matter: str) -> None:
    decisions.begin(world)
    decisions.decide(world, matter)
    with pytest.raises(InterestError, match="This matter has ended"):
        interests.declare(world, matter)


def test_what_is_declared_is_read_with_the_matter(world: World, matter: str) -> None:
    interests.declare(world, matter)
    assert barred(world, matter, by="commissioner@richmond.example")
    assert world.browser().get(f"/afc/decisions/{matter}/interests").status_code == 404


def test_a_member_declares_on_her_telephone(world: World, matter: str) -> None:
    here = f"/afc/decisions/{matter}/interests"
    browser = world.browser(MEMBER)
    assert "Declare an interest" in browser.get(here).text
    answer = browser.submit(f"{here}/declare", kind="disclosable", nature="My firm supplies it.")
    assert answer.status_code == 303
    page = browser.get(here)
    assert "My firm supplies it." in page.text
    assert "so you may neither speak nor vote on it" in page.text


def test_the_clerk_chooses_who_declares(world: World, matter: str) -> None:
    here = f"/afc/decisions/{matter}/interests"
    browser = world.browser(CLERK)
    said: dict[str, Any] = {"kind": "registrable", "nature": "School governor"}
    refused = browser.submit(f"{here}/declare", **said)
    assert refused.status_code == 422
    assert "Choose a member of this body." in refused.text
    assert "School governor</textarea>" in refused.text
    done = browser.submit(f"{here}/declare", member=str(world.person_id(OTHER)), **said)
    assert done.status_code == 303
    assert "School governor" in browser.get(here).text


def test_a_sensitive_declaration_with_words_is_refused_and_gives_them_back(
    world: World, matter: str
) -> None:
    here = f"/afc/decisions/{matter}/interests"
    answer = world.browser(MEMBER).submit(
        f"{here}/declare", kind="disclosable", nature="A refuge", sensitive="y"
    )
    assert answer.status_code == 422
    assert "Leave the nature of a sensitive interest out" in answer.text
    assert "A refuge</textarea>" in answer.text


def test_the_clerk_records_who_left_the_room_on_the_page(world: World, matter: str) -> None:
    number = interests.declare(world, matter)
    here = f"/afc/decisions/{matter}/interests"
    browser = world.browser(CLERK)
    assert browser.submit(f"{here}/{number}/room", left="yes").status_code == 303
    assert "Left the room" in browser.get(here).text
    assert world.browser(MEMBER).submit(f"{here}/{number}/room", left="no").status_code == 403


def test_another_matters_declaration_is_not_found_here(world: World, matter: str) -> None:
    here = f"/afc/decisions/{matter}/interests"
    assert world.browser(CLERK).submit(f"{here}/999/room", left="yes").status_code == 404
