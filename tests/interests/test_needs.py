"""What needs a member or a clerk: an office to declare, a dispensation that ends soon."""

from datetime import timedelta

import pytest

from portal.decisions.queries.undeclared import declarations_needed
from portal.interests.waiting import needs
from tenants import service as tenancy
from tenants.roles import Role
from tests.both import both_databases
from tests.factories import decisions, interests
from tests.factories.interests import CLERK, DAY, MEMBER, OTHER
from tests.factories.people import APPOINTED
from tests.factories.world import World


def wanted(world: World, email: str) -> list[str]:
    """What this person is asked about interests."""
    with world.scope_of(email, writes=False) as scope:
        return [need.title for need in (*needs(scope), *declarations_needed(scope))]


def appoint_to_the_board(world: World, email: str = MEMBER) -> None:
    with world.operator_of() as scope:
        person = tenancy.invite_person(scope, email, "")
        board = tenancy.body_id_of(scope, "board")
        tenancy.appoint(scope, person, Role.BOARD_MEMBER, 0, starts_on=APPOINTED, body_id=board)
        scope.session.commit()


@both_databases
def test_a_member_of_the_board_who_decides_too_is_asked_to_declare(
    world: World, matter: str
) -> None:
    appoint_to_the_board(world)
    title = "Your office in the company: Business plan: framework and priorities"
    assert wanted(world, MEMBER) == [title]
    assert wanted(world, OTHER) == []
    interests.declare(world, matter, kind="non_registrable", nature="Unpaid member of the board")
    assert wanted(world, MEMBER) == []


@both_databases
def test_a_register_that_names_the_company_asks_too(world: World, matter: str) -> None:
    interests.enter(world, what="Unpaid director of Achieving for Children")
    assert len(wanted(world, MEMBER)) == 1


def test_nobody_is_asked_to_declare_on_what_is_decided(world: World, matter: str) -> None:
    appoint_to_the_board(world)
    decisions.begin(world)
    decisions.decide(world, matter)
    assert wanted(world, MEMBER) == []


@both_databases
@pytest.mark.parametrize("email", [MEMBER, CLERK])
def test_a_dispensation_that_ends_within_28_days_is_told_to_her_and_her_clerk(
    world: World, email: str
) -> None:
    interests.grant(world, ends_on=DAY + timedelta(days=28))
    whose = "Your" if email == MEMBER else "Member 1 Kingston’s"
    assert wanted(world, email) == [f"{whose} dispensation ends on 22 July 2019"]


@pytest.mark.parametrize("email", [OTHER, "director@afc.example", "chair@board.afc.example"])
def test_it_is_told_to_nobody_else(world: World, email: str) -> None:
    interests.grant(world, ends_on=DAY + timedelta(days=28))
    assert wanted(world, email) == []


def test_one_that_holds_longer_needs_nobody(world: World) -> None:
    interests.grant(world, ends_on=DAY + timedelta(days=29))
    assert wanted(world, MEMBER) == []


@both_databases
def test_two_hats_stand_on_the_matter_and_on_the_sitting_for_everybody_who_reads_them(
    world: World, matter: str
) -> None:
    appoint_to_the_board(world)
    words = "Member 1 Kingston is also Member, Board of directors. No dispensation."
    for email in (CLERK, "commissioner@richmond.example"):
        assert words in world.browser(email).get(f"/afc/decisions/{matter}").text
    assert words in world.browser(CLERK).get(f"/afc/decisions/{matter}/sitting").text
    interests.grant(world)
    page = world.browser(CLERK).get(f"/afc/decisions/{matter}")
    assert "Dispensation by Kingston’s standards committee to speak and vote" in page.text


@both_databases
def test_a_director_of_the_company_is_known_to_the_members_as_one(
    world: World, matter: str
) -> None:
    with world.operator_of() as scope:
        person = tenancy.invite_person(scope, MEMBER, "")
        tenancy.appoint(scope, person, Role.DIRECTOR, 0, starts_on=APPOINTED)
        scope.session.commit()
    page = world.browser(OTHER).get(f"/afc/decisions/{matter}")
    assert "Member 1 Kingston is also Director, Achieving for Children" in page.text


def test_two_hats_bar_nobody_from_voting(world: World, matter: str) -> None:
    appoint_to_the_board(world)
    decisions.begin(world)
    decisions.call(world, matter)
    decisions.vote(world, MEMBER, matter)


def test_an_office_that_is_withheld_is_told_to_nobody(world: World, matter: str) -> None:
    interests.enter(world, what="Director of Achieving for Children", sensitive=True)
    for email in (OTHER, CLERK):
        assert "is also" not in world.browser(email).get(f"/afc/decisions/{matter}").text
