"""What publishing an agenda opens to whom: the papers of Part I, and never those of Part II."""

import pytest
from sqlalchemy import select

from portal.audit.queries import verify
from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.interests import declaring, members
from portal.interests.models import Declaration
from portal.meetings import queries
from portal.meetings.service import arranging, listing
from portal.meetings.service.arranging import FrontSheet
from portal.meetings.service.listing import ItemDetails
from portal.plans.models.frozen import Version
from tests.both import both_databases
from tests.factories import decisions as submitted
from tests.factories import meeting as meetings
from tests.factories.browser import Browser
from tests.factories.meeting import CLERK, publish
from tests.factories.plans import PLANS
from tests.factories.world import World


@pytest.fixture
def matter(world: World) -> str:
    return submitted.submit(world)


def arrange(world: World, matter: str) -> str:
    """The meeting of the sitting before which the matter is."""
    with world.scope_of(CLERK) as scope:
        found = decisions.find_matter(scope, matter)
        assert found is not None
        sitting = decisions.sitting_of(scope, found)
        made = arranging.arrange_sitting(scope, meetings.body(scope), sitting, FrontSheet())
        scope.session.commit()
        return made.slug


def test_the_matters_of_a_sitting_are_listed_by_themselves(world: World, matter: str) -> None:
    slug = arrange(world, matter)
    with world.scope_of(CLERK) as scope:
        view = queries.agenda_of(scope, meetings.found(scope, slug))
        assert [each.matter_slug for each in view.items if each.item.kind == "matter"] == [matter]


@both_databases
def test_publishing_opens_the_matter_and_the_version_that_is_its_annex(
    world: World, matter: str
) -> None:
    slug = arrange(world, matter)
    with world.scope_of(None) as scope:
        assert decisions.find_matter(scope, matter) is None
    publish(world, slug)
    with world.scope_of(None) as scope:
        found = decisions.find_matter(scope, matter)
        assert found is not None
        standing = decisions.standing(scope, found)
        assert standing.recommendations
        assert standing.version is not None
        assert standing.version.state == "submitted"


def test_the_plans_page_says_to_the_public_that_it_is_not_the_plan_in_force(
    world: World, matter: str, client: Browser
) -> None:
    path = f"/afc/plans/{PLANS['afc']}/"
    assert client.get(path).status_code == 404
    publish(world, arrange(world, matter))
    page = client.get(path).text
    assert "Version 1, submitted for decision on 24 June 2019" in page
    assert "Version 1 has not been approved. This is not the plan in force." in page
    assert matter in client.get("/afc/decisions/forward-plan").text


def test_what_was_declared_in_the_matter_opens_with_it(world: World, matter: str) -> None:
    email = "member-1@kingston.example"
    with world.scope_of(email) as scope:
        member = members.find_member(scope, scope.person_id)
        found = decisions.find_matter(scope, matter)
        assert member is not None
        assert found is not None
        said = declaring.DeclarationDetails("non_registrable", "A cousin works there")
        declaring.declare(scope, found, member, said)
        scope.session.commit()
    publish(world, arrange(world, matter))
    with world.scope_of(None) as scope:
        assert len(scope.session.scalars(select(Declaration)).all()) == 1


def test_the_log_holds_what_was_opened(world: World, matter: str) -> None:
    publish(world, arrange(world, matter))
    with world.operator_of() as operator:
        assert verify(operator).breaks == ()


def test_a_matter_of_part_two_stays_shut(world: World, matter: str) -> None:
    slug = arrange(world, matter)
    with world.scope_of(CLERK) as scope:
        meeting = meetings.found(scope, slug)
        [item] = [each for each in queries.items_of(scope, meeting) if each.kind == "matter"]
        details = ItemDetails(
            "Terms", "matter", part=2, matter_id=item.matter_id, confidential=True
        )
        listing.revise_item(scope, item, details)
        scope.session.commit()
    publish(world, slug)
    with world.scope_of(None) as scope:
        assert scope.session.scalars(select(Matter)).all() == []
        assert scope.session.scalars(select(Version)).all() == []
        view = queries.agenda_of(scope, meetings.found(scope, slug))
        assert [each.matter_slug for each in view.part_two] == [None]


def test_a_withdrawn_matter_stays_shut(world: World, matter: str) -> None:
    slug = arrange(world, matter)
    with world.scope_of(CLERK) as scope:
        meeting = meetings.found(scope, slug)
        [item] = [each for each in queries.items_of(scope, meeting) if each.kind == "matter"]
        listing.withdraw_item(scope, item, "Not ready")
        scope.session.commit()
    publish(world, slug)
    with world.scope_of(None) as scope:
        assert scope.session.scalars(select(Matter)).all() == []


def test_search_finds_a_meeting_by_its_items_once_its_agenda_is_published(
    world: World, matter: str, client: Browser
) -> None:
    slug = arrange(world, matter)
    path = "/afc/search?q=apologies"
    assert f"/meetings/{slug}" not in client.get(path).text
    publish(world, slug)
    assert f'href="/afc/meetings/{slug}"' in client.get(path).text
