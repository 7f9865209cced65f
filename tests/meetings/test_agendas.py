"""An agenda from the body's template to its publication, and what is added and withdrawn later."""

from datetime import date

import pytest

from portal.decisions import queries as decisions
from portal.meetings import queries
from portal.meetings.service import arranging, listing, publishing
from portal.meetings.service.checks import MeetingError
from portal.meetings.service.listing import ItemDetails
from portal.meetings.service.publishing import Publication
from tests.both import both_databases
from tests.factories import meeting as meetings
from tests.factories.meeting import CLERK, list_items, publish
from tests.factories.world import World

IN_TIME = date(2019, 7, 9)


@pytest.fixture
def slug(world: World) -> str:
    return meetings.arrange(world, IN_TIME)


def titles(world: World, slug: str, email: str | None = CLERK) -> list[tuple[int, str]]:
    with world.scope_of(email) as scope:
        view = queries.agenda_of(scope, meetings.found(scope, slug))
        return [(each.number, each.item.title) for each in view.items]


@both_databases
def test_an_agenda_begins_with_the_bodys_standing_items(world: World, slug: str) -> None:
    assert titles(world, slug)[:2] == [
        (1, "Apologies for absence and substitutes"),
        (2, "Declarations of interest"),
    ]


def test_the_public_knows_of_the_meeting_and_not_of_its_draft(world: World, slug: str) -> None:
    assert titles(world, slug, None) == []
    with world.scope_of(None) as scope:
        [line] = queries.coming(scope, 10)
        assert (line.slug, line.on_day) == (slug, IN_TIME)


def test_publishing_opens_the_items_to_everybody(world: World, slug: str) -> None:
    publish(world, slug)
    assert titles(world, slug, None) == titles(world, slug)


def test_a_second_publication_is_a_supplementary_agenda(world: World, slug: str) -> None:
    publish(world, slug)
    list_items(world, slug, ItemDetails("Added since"))
    publish(world, slug)
    with world.scope_of(None) as scope:
        view = queries.agenda_of(scope, meetings.found(scope, slug))
        assert [each.kind for each in view.agendas] == ["main", "supplementary"]
        assert view.agendas[1].adds == [6]
        added = view.of(6)
        assert added is not None
        assert added.added


def test_a_withdrawn_item_keeps_its_number(world: World, slug: str) -> None:
    publish(world, slug)
    with world.scope_of(CLERK) as scope:
        listing.withdraw_item(scope, meetings.item(scope, slug, 3), "Not ready")
        scope.session.commit()
    list_items(world, slug, ItemDetails("Added since"))
    assert [number for number, _ in titles(world, slug)] == [1, 2, 3, 4, 5, 6]


def test_an_item_taken_off_a_draft_leaves_no_gap(world: World, slug: str) -> None:
    with world.scope_of(CLERK) as scope:
        listing.remove_item(scope, meetings.item(scope, slug, 1))
        scope.session.commit()
    assert titles(world, slug)[0] == (1, "Declarations of interest")


@both_databases
def test_items_come_in_the_order_that_the_clerk_gives(world: World, slug: str) -> None:
    with world.scope_of(CLERK) as scope:
        meeting = meetings.found(scope, slug)
        ids = [item.id for item in queries.items_of(scope, meeting)]
        listing.reorder(scope, meeting, ids[::-1], ids)
        scope.session.commit()
    assert titles(world, slug)[0] == (1, "Questions from the public")


def test_part_two_is_numbered_after_part_one(world: World, slug: str) -> None:
    exempt = ItemDetails("Terms", part=2, confidential=True)
    list_items(world, slug, exempt, ItemDetails("In public"))
    assert titles(world, slug)[-2:] == [(6, "In public"), (7, "Terms")]


def test_part_two_needs_its_paragraph_and_the_public_interest(world: World, slug: str) -> None:
    with pytest.raises(MeetingError) as refused:
        list_items(world, slug, ItemDetails("Terms", part=2))
    assert refused.value.field == "paragraphs"
    with pytest.raises(MeetingError) as refused:
        list_items(world, slug, ItemDetails("Terms", part=2, paragraphs=[3]))
    assert refused.value.field == "public_interest"


def test_a_late_agenda_needs_the_chairs_reason(world: World) -> None:
    slug = meetings.arrange(world, date(2019, 6, 27))
    with pytest.raises(MeetingError, match="Wednesday 19 June 2019") as refused:
        publish(world, slug, Publication())
    assert refused.value.field == "late_because"
    publish(world, slug, Publication("The lease ends on 30 June."))
    with world.scope_of(None) as scope:
        [agenda] = queries.agendas_of(scope, meetings.found(scope, slug))
        assert agenda.late_because == "The lease ends on 30 June."
        assert agenda.latest_on == date(2019, 6, 19)


def test_an_agenda_in_time_keeps_no_reason(world: World, slug: str) -> None:
    publish(world, slug)
    with world.scope_of(CLERK) as scope:
        assert queries.agendas_of(scope, meetings.found(scope, slug))[0].late_because == ""


def test_a_report_that_was_to_follow_is_no_urgent_item(world: World) -> None:
    slug = meetings.arrange(world, date(2019, 6, 27))
    list_items(world, slug, ItemDetails("With a late report", to_follow=True))
    publish(world, slug)
    publish(world, slug, Publication(reports=[6]))
    with world.scope_of(None) as scope:
        view = queries.agenda_of(scope, meetings.found(scope, slug))
        assert view.agendas[1].adds == [6]
        assert view.agendas[1].late_because == ""
        assert view.awaited == []


def test_an_item_added_too_late_is_urgent_or_refused(world: World) -> None:
    slug = meetings.arrange(world, date(2019, 6, 27))
    publish(world, slug)
    list_items(world, slug, ItemDetails("New"))
    with pytest.raises(MeetingError, match="item 6"):
        publish(world, slug, Publication())
    with world.scope_of(CLERK) as scope:
        item = meetings.item(scope, slug, 6)
        listing.revise_item(scope, item, ItemDetails("New", urgent_because="The grant lapses."))
        scope.session.commit()
    publish(world, slug, Publication())


def test_a_published_item_is_not_said_anew(world: World, slug: str) -> None:
    publish(world, slug)
    with world.scope_of(CLERK) as scope, pytest.raises(MeetingError, match="Item 1 is published"):
        listing.revise_item(scope, meetings.item(scope, slug, 1), ItemDetails("Other"))


def test_a_boards_meeting_is_its_own(world: World) -> None:
    slug = meetings.arrange(world, IN_TIME, "chair@board.afc.example", "board")
    with world.scope_of(None) as scope:
        assert queries.coming(scope, 10) == []
        assert decisions.find_sitting(scope, slug) is None
    with world.scope_of("chair@board.afc.example") as scope:
        publishing.publish(scope, meetings.found(scope, slug), Publication())
        scope.session.commit()
    assert len(titles(world, slug, "commissioner@kingston.example")) == 4
    with world.scope_of(None) as scope:
        assert queries.meeting_by_slug(scope, slug) is None


def test_a_council_body_needs_a_room(world: World) -> None:
    with world.scope_of(CLERK) as scope, pytest.raises(MeetingError, match="in the room"):
        arranging.arrange(
            scope,
            meetings.body(scope),
            arranging.MeetingDetails("Committee", IN_TIME, "11.30am", ""),
        )
    with world.scope_of(CLERK) as scope:
        assert queries.coming(scope, 10) == []
