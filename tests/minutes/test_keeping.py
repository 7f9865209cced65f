"""Minutes are drafted from a meeting that was held, edited, and drafted again."""

import pytest

from portal.decisions.service import correcting
from portal.minutes import queries
from portal.minutes.service import keeping
from portal.minutes.service.checks import ClashError, MinutesError
from tenants.scope import NotAllowedError
from tests.factories import decisions, meeting, minutes
from tests.factories.world import World
from tests.queries import count_queries

MATTER = "business-plan-framework-and-priorities"


@pytest.fixture
def held(world: World) -> str:
    """The address of a meeting that decided the business plan, with its minutes drafted."""
    slug = minutes.hold(world)
    minutes.begin(world, slug)
    return slug


def plan_key(world: World, slug: str) -> str:
    """The key of the passage on the business plan."""
    with world.scope_of(meeting.CLERK) as scope:
        return f"item-{minutes.item_of(scope, slug, kind='matter').number}"


def test_the_draft_says_what_was_resolved_and_who_was_there(world: World, held: str) -> None:
    key = plan_key(world, held)
    with world.scope_of(meeting.CLERK) as scope:
        assert "Co Chair Kingston in the chair." in minutes.passage(scope, held, "attendance").text
        text = minutes.passage(scope, held, key).text
        assert "**RESOLVED UNANIMOUSLY** (a) That the framework be approved." in text
        assert str(decisions.recommendation(scope, MATTER, "a").sentence) in text


def test_how_a_member_voted_is_never_in_the_draft_unless_recorded(world: World, held: str) -> None:
    key = plan_key(world, held)
    with world.scope_of(meeting.CLERK) as scope:
        text = minutes.passage(scope, held, key).text
    assert "Member 1 Kingston" not in text


def test_minutes_are_not_drafted_before_the_meeting_opened(world: World) -> None:
    decisions.submit(world)
    slug = minutes.arrange(world)
    with world.scope_of(meeting.CLERK) as scope, pytest.raises(MinutesError, match="once the"):
        keeping.begin(scope, meeting.found(scope, slug))


def test_a_member_does_not_draft_minutes(world: World) -> None:
    slug = minutes.hold(world)
    with world.scope_of("member-1@kingston.example") as scope, pytest.raises(NotAllowedError):
        keeping.begin(scope, meeting.found(scope, slug))


def test_each_edit_is_kept_as_a_revision(world: World, held: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        passage = minutes.passage(scope, held, "attendance")
        keeping.edit(scope, passage, "Everybody was there.", base=1)
        kept = queries.revisions_of(scope, [passage.id])[passage.id]
        assert [(row.number, row.kind) for row in kept] == [(1, "drafted"), (2, "edited")]
        assert kept[0].text.startswith("Co Chair Kingston in the chair.")


def test_a_colleagues_edit_is_not_written_over(world: World, held: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        keeping.edit(scope, minutes.passage(scope, held, "attendance"), "All.", base=1)
        with pytest.raises(ClashError):
            keeping.edit(scope, minutes.passage(scope, held, "attendance"), "Some.", base=1)


def _correct(world: World, held: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        letter = decisions.recommendation(scope, MATTER, "a")
        correcting.correct(scope, letter, "Eight.", "Seven.", "One had left.")
        scope.session.commit()


def test_drafted_again_an_untouched_passage_follows_the_records(world: World, held: str) -> None:
    key = plan_key(world, held)
    _correct(world, held)
    with world.scope_of(meeting.CLERK) as scope:
        assert keeping.draft_again(scope, minutes.minutes_of(scope, held)) == 0
        text = minutes.passage(scope, held, key).text
    assert "Correction of the record: for “Eight.” read “Seven.”" in text


def test_drafted_again_what_the_clerk_typed_is_kept_and_waits_for_her(
    world: World, held: str
) -> None:
    key = plan_key(world, held)
    with world.scope_of(meeting.CLERK) as scope:
        keeping.edit(scope, minutes.passage(scope, held, key), "The plan was liked.", base=1)
        scope.session.commit()
    _correct(world, held)
    with world.scope_of(meeting.CLERK) as scope:
        assert keeping.draft_again(scope, minutes.minutes_of(scope, held)) == 1
        assert minutes.passage(scope, held, key).text == "The plan was liked."
        found = meeting.found(scope, held)
        way = keeping.pending(scope, minutes.minutes_of(scope, held), found)[key]
        assert (way.way, way.typed) == ("clash", "The plan was liked.")
        assert "Correction" in way.now
        assert "Correction" not in way.before
        chosen = "The plan was liked, and corrected."
        passage = minutes.passage(scope, held, key)
        keeping.settle(scope, passage, chosen, drafted=way.now, base=passage.revision)
        assert keeping.pending(scope, minutes.minutes_of(scope, held), found) == {}
        assert minutes.passage(scope, held, key).text == chosen


def test_gathering_asks_the_same_number_of_queries_however_many_items(
    world: World, held: str
) -> None:
    with world.scope_of(meeting.CLERK, writes=False) as scope:
        found = meeting.found(scope, held)
        with count_queries() as asked:
            keeping._drafted(scope, found)
    assert len(asked) <= 24, asked
