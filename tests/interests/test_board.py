"""A matter of the company's board: its directors declare in the words of company law."""

import pytest
from sqlalchemy import select

from portal.decisions.service import submitting
from portal.decisions.service.submitting import MatterDetails, SittingDetails
from portal.interests import queries
from tenants.models import Body
from tests.both import both_databases
from tests.factories import decisions, interests
from tests.factories.interests import DAY
from tests.factories.people import APPOINTED
from tests.factories.world import World

CHAIR = "chair@board.afc.example"
NUMBER = 20


@pytest.fixture
def of_board(world: World) -> str:
    """A matter that the board decides."""
    with world.operator_of() as scope:
        body = scope.session.scalars(select(Body).where(Body.slug == "board")).one()
        details = MatterDetails(
            NUMBER, "Contracts", "Money", "It is due.", "one_committee", "simple_majority",
            "Two", APPOINTED,
        )  # fmt: skip
        submitting.register_matter(scope, body, details)
        sitting = SittingDetails("board", "Board", scope.today(), "2pm", "Guildhall")
        found = submitting.plan_sitting(scope, body, sitting)
        scope.session.commit()
    with world.scope_of(decisions.DIRECTOR) as scope:
        version = decisions.freeze(scope)
        matter = submitting.submit(
            scope,
            submitting.Submission(
                version=version,
                number=NUMBER,
                sitting=scope.session.merge(found),
                asks="approval",
                title="A contract",
                recommendations=decisions.RECOMMENDED,
            ),
        )
        scope.session.commit()
        return matter.slug


@both_databases
def test_a_director_is_barred_by_company_law(world: World, of_board: str) -> None:
    interests.declare(world, of_board, CHAIR)
    person = world.person_id(CHAIR)
    with world.scope_of(CHAIR, writes=False) as scope:
        matter = decisions.find(scope, of_board)
        found = queries.bars(scope, matter.id, [person], DAY)
        assert "Companies Act 2006, section 177" in found[person].to_her


def test_the_page_offers_the_kinds_of_company_law(world: World, of_board: str) -> None:
    page = world.browser(CHAIR).get(f"/afc/decisions/{of_board}/interests")
    assert page.status_code == 200
    assert "Interest in the proposed transaction or arrangement" in page.text
    assert "Disclosable pecuniary interest" not in page.text


def test_a_seat_on_the_deciding_board_is_no_second_hat(world: World, of_board: str) -> None:
    page = world.browser(CHAIR).get(f"/afc/decisions/{of_board}/interests")
    assert "Two hats" not in page.text
