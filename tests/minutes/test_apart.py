"""Minutes of Part II stand apart: read by whoever reads the item’s papers, and in nothing else."""

from datetime import date

import pytest

from portal.meetings.service import arranging, listing, publishing
from portal.meetings.service.listing import ItemDetails
from portal.minutes import apart, queries
from portal.minutes.service import finishing, keeping
from tenants.scope import Scope
from tests.both import both_databases
from tests.documents import readers
from tests.factories import decisions, meeting, minutes
from tests.factories.world import World

SECRET = "Zqterms"
BASE = f"/afc/meetings/{minutes.HELD}/minutes"


@pytest.fixture
def held(world: World) -> str:
    """A meeting with an exempt item, its minutes published; what was done under it says SECRET."""
    decisions.submit(world)
    with world.scope_of(meeting.CLERK) as scope:
        made = arranging.arrange_sitting(
            scope, meeting.body(scope), decisions.sitting(scope), meeting.FRONT
        )
        exempt = ItemDetails(
            "Terms of a contract",
            part=2,
            paragraphs=[3],
            public_interest="Bidders would know the price.",
            exemption_reviewed_on=date(2020, 6, 24),
        )
        listing.list_item(scope, made, exempt)
        publishing.publish(scope, made, meeting.WHY)
        scope.session.commit()
    decisions.begin(world)
    minutes.close(world, minutes.HELD)
    minutes.begin(world, minutes.HELD)
    with world.scope_of(meeting.CLERK) as scope:
        key = _let_in(scope)
        passage = minutes.passage(scope, minutes.HELD, key)
        keeping.edit(scope, passage, f"{SECRET} were agreed.", base=1)
        finishing.publish(scope, minutes.minutes_of(scope, minutes.HELD))
        scope.session.commit()
    return minutes.HELD


def _let_in(scope: Scope) -> str:
    """Let the reader in to Part II; answers the key of its passage."""
    item = minutes.item_of(scope, minutes.HELD, part=2)
    apart.let_in(scope, [item.id])
    return f"item-{item.number}-exempt"


@both_databases
def test_the_public_reads_that_it_was_closed_and_why_and_no_more(world: World, held: str) -> None:
    stranger = world.browser()
    page = stranger.get(BASE)
    assert "Terms of a contract" in page.text
    assert "paragraph 3 of Part 1 of Schedule 12A" in page.text
    assert SECRET not in page.text
    assert SECRET not in readers.pdf_everything(stranger.get(f"{BASE}.pdf").data)
    assert SECRET not in readers.word_everything(stranger.get(f"{BASE}.docx").data)
    assert stranger.get(f"{BASE}/exempt").status_code == 404


def test_a_member_reads_part_two_on_a_page_of_its_own(world: World, held: str) -> None:
    member = world.browser("member-1@kingston.example")
    assert SECRET not in member.get(BASE).text
    assert f"{SECRET} were agreed." in member.get(f"{BASE}/exempt").text
    assert SECRET in readers.pdf_words(member.get(f"{BASE}/exempt.pdf").data)


@pytest.mark.parametrize("email", ["director@afc.example", "commissioner@richmond.example"])
def test_a_role_in_the_company_opens_nothing_of_part_two(
    world: World, held: str, email: str
) -> None:
    assert world.browser(email).get(f"{BASE}/exempt").status_code == 404


def test_the_passages_of_part_two_are_behind_their_own_wall(world: World, held: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        row = minutes.minutes_of(scope, held)
        assert all(each.part == 1 for each in queries.passages_of(scope, row))
        _let_in(scope)
        assert [each.part for each in queries.passages_of(scope, row)].count(2) == 1
