"""The consent board and the pages that lead on from it."""

from decimal import Decimal
from typing import Any

from portal.decisions import queries as decisions
from portal.decisions.service import owners
from tenants import service as tenancy
from tenants.models import Body
from tests.factories import consents
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.queries import Statements, count_queries

KINGSTON, RICHMOND, WINDSOR = "kingston", "richmond", "windsor-and-maidenhead"
AMENDED = {"KIN-01": {"wording": "We will bring it about a year earlier."}}


def test_the_board_says_whom_it_waits_for(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    consents.sit(world, slug, KINGSTON)
    page = world.browser("director@afc.example").get(f"/afc/decisions/{slug}")
    assert page.status_code == 200
    assert (
        "Waiting for Richmond and Windsor and Maidenhead: "
        "one of three councils consents to version 1." in page.text
    )
    assert "Richmond and Windsor and Maidenhead have no sitting fixed yet." in page.text
    assert "Consents to version 1" in page.text


def test_the_public_reads_the_board_once_the_first_council_decided(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    public = world.browser()
    assert public.get(f"/afc/decisions/{slug}").status_code == 404
    consents.sit(world, slug, KINGSTON)
    page = public.get(f"/afc/decisions/{slug}")
    assert page.status_code == 200
    assert "Waiting for Richmond and Windsor and Maidenhead" in page.text
    assert "Recommendations" in page.text
    assert "Version 1, not open to you" in page.text


def test_a_stale_consent_is_struck_through_and_says_why(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    consents.sit(world, slug, RICHMOND)
    consents.sit(world, slug, KINGSTON, amended=AMENDED)
    page = world.browser("director@afc.example").get(f"/afc/decisions/{slug}").text
    assert "<s>Consents to version 1</s>" in page
    assert "Kingston amended KIN-01 on 24 June 2019, which made version 2." in page
    assert "Asked again: version 2 not decided" in page


def test_the_clerk_fixes_a_sitting_that_is_not_planned_yet(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    browser = world.browser(consents.clerk(KINGSTON))
    page = f"/afc/decisions/{slug}-kingston"
    assert "Waiting for the clerk to fix the sitting" in browser.get(page).text
    typed: dict[str, Any] = {
        "on_day-day": "1",
        "on_day-month": "7",
        "on_day-year": "2019",
        "venue": "Guildhall",
    }
    refused = browser.submit(f"{page}/fix-sitting", **typed)
    assert refused.status_code == 422
    assert "Enter when it begins." in refused.text
    done = browser.submit(f"{page}/fix-sitting", **typed, starts_at="7pm")
    assert done.status_code == 303
    assert "1 July 2019, 7pm, Guildhall" in browser.get(f"/afc/decisions/{slug}").text
    assert "1 July 2019" in browser.get(page).text


def test_a_dispute_is_stated_referred_and_settled(world: World) -> None:
    consents.set_up(world)
    slug = consents.submit(world)
    consents.sit(world, slug, KINGSTON)
    consents.sit(world, slug, WINDSOR, against="a")
    page = f"/afc/decisions/{slug}"
    commissioner = world.browser("commissioner@kingston.example")
    said: dict[str, Any] = {"words": "Kingston needs the plan this year."}
    assert commissioner.submit(f"{page}/positions/kingston", **said).status_code == 303
    assert commissioner.submit(f"{page}/positions/richmond", **said).status_code == 403
    board = commissioner.get(page).text
    assert "Kingston needs the plan this year." in board
    assert "It is to be resolved by 22 July 2019." in board


def test_the_board_asks_the_database_as_often_with_thirty_councils_as_with_three(
    world: World,
) -> None:
    consents.set_up(world)
    few = _queries_of(world, consents.submit_document(world, "Three"))
    _admit(world, 27)
    many = _queries_of(world, consents.submit_document(world, "Thirty"))
    assert len(many) == len(few), many
    assert len(few) <= 25, few


def test_one_owner_alone_has_one_lane_and_no_dispute(world: World) -> None:
    consents.set_up(world, company="tfc")
    slug = consents.submit(world, "director@tfc.example", "tfc")
    browser = world.browser("director@tfc.example")
    page = f"/tfc/decisions/{slug}"
    assert "Waiting for Sunderland: the only council has not consented" in browser.get(page).text
    consents.sit(world, slug, "sunderland", against="a", company="tfc")
    board = browser.get(page).text
    assert "Not approved on 24 June 2019. Sunderland does not consent." in board
    assert "The councils disagree" not in board


def _queries_of(world: World, slug: str) -> Statements:
    browser = world.browser("director@afc.example")
    browser.get(f"/afc/decisions/{slug}")
    with count_queries() as found:
        assert browser.get(f"/afc/decisions/{slug}").status_code == 200
    return found


def _admit(world: World, number: int) -> None:
    """So many more owners, each decided for by the body that settles disputes."""
    with world.operator_of() as operator:
        reserved = decisions.registered(operator, consents.NUMBER)
        assert reserved is not None
        body = operator.session.get_one(Body, reserved.body_id)
        for area in operator.councils:
            area.share = Decimal(1)
        for each in range(number):
            details = tenancy.CouncilDetails(
                f"council-{each}", f"Council {each}", f"Q{each}", "#123456", Decimal(1), DAY
            )
            area = tenancy.admit_council(operator, details)
            owners.name_deciding_body(operator, reserved, area.area_id, body)
        operator.session.commit()
