"""What publishing an agenda opens to whom: the papers of Part I, and never those of Part II."""

import pytest
from sqlalchemy import select

from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.meetings import queries
from portal.meetings.service import arranging, listing
from portal.meetings.service.arranging import FrontSheet
from portal.meetings.service.listing import ItemDetails
from portal.plans.models.frozen import Version
from tests.both import both_databases
from tests.factories import decisions as submitted
from tests.factories import meeting as meetings
from tests.factories.meeting import CLERK, publish
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
