"""Covers and sections are changed, each change audited, and nobody's change is lost."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from portal.audit.queries import verify
from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Plan, Section
from portal.plans.queries import frames, manifests
from portal.plans.service import CoverError, PlanError, arranging, framing, versioning
from portal.plans.service.arranging import OrderClashError
from portal.plans.service.framing import LetterError, StaleError
from portal.plans.shapes import PlanDetails, SectionDetails
from portal.search import queries as search
from portal.search.stems import read
from tenants.audiences import RELEASED
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, plan_of

CHILD = PlanDetails("operational-plan", "Operational plan", "operational", 2019, 1)
OF_KINGSTON = PlanDetails(
    "kingston-plan", "Kingston’s own plan", "team", 2019, 1, area_id=1, covers="council"
)


@pytest.fixture
def scope(scope_of: ScopeOf) -> Iterator[Scope]:
    with scope_of(DIRECTOR) as opened:
        yield opened


def describe(scope: Scope, plan: Plan, **changes: Any) -> bool:
    now = frames.details_of(plan)
    return framing.describe_plan(scope, plan, replace(now, **changes), frames.cover_base(now))


def section(scope: Scope, letter: str) -> Section:
    found = queries.find_section(scope, plan_of(scope), letter)
    assert found is not None
    return found


def letters(scope: Scope) -> list[str]:
    return [s.letter for s in queries.view(scope, plan_of(scope)).sections]


def rename(scope: Scope, here: Section, letter: str, title: str, under: str = "") -> bool:
    return framing.rename_section(scope, here, letter, title, under, frames.heading_base(here))


def test_a_cover_says_what_it_stands_under_and_who_answers_for_it(scope: Scope) -> None:
    child = service.create_plan(scope, CHILD, [])
    board = next(body for body in frames.bodies(scope) if body.slug == "board")
    assert describe(scope, child, parent_id=plan_of(scope).id, owner_body_id=board.id)
    assert (child.parent_id, child.owner_body_id) == (plan_of(scope).id, board.id)
    assert not describe(scope, child, parent_id=plan_of(scope).id)


def test_a_circle_of_parents_is_refused_beside_its_field(scope: Scope) -> None:
    child = service.create_plan(scope, replace(CHILD, parent_id=plan_of(scope).id), [])
    for parent in (child, plan_of(scope)):
        with pytest.raises(CoverError, match="under itself") as refused:
            describe(scope, plan_of(scope), parent_id=parent.id)
        assert refused.value.field == "parent"


def test_a_parent_of_another_company_is_not_there(scope_of: ScopeOf) -> None:
    with scope_of("director@tfc.example", "tfc") as theirs:
        foreign = plan_of(theirs).id
    with scope_of(DIRECTOR) as scope:
        with pytest.raises(CoverError, match="Choose one of the plans") as refused:
            service.create_plan(scope, replace(CHILD, parent_id=foreign), [])
        assert refused.value.field == "parent"


def test_a_shared_plan_does_not_stand_under_one_councils(scope: Scope) -> None:
    own = service.create_plan(scope, OF_KINGSTON, [])
    with pytest.raises(CoverError, match="plan of one council"):
        service.create_plan(scope, replace(CHILD, parent_id=own.id), [])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "business-plan-2019-2024"}, "slug"),
        ({"slug": "new"}, "slug"),
        ({"slug": "kingston-plan"}, "slug"),
        ({"covers": "council"}, "council"),
        ({"area_id": 1}, "slug"),
    ],
)
def test_a_cover_that_cannot_be_names_its_field(
    scope: Scope, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CoverError) as refused:
        service.create_plan(scope, replace(CHILD, **changes), [])
    assert refused.value.field == field


def test_a_cover_changed_meanwhile_is_told_with_what_it_says_now(scope: Scope) -> None:
    plan = plan_of(scope)
    seen = frames.cover_base(frames.details_of(plan))
    describe(scope, plan, title="Theirs")
    mine = replace(frames.details_of(plan), title="Mine")
    with pytest.raises(StaleError) as stale:
        framing.describe_plan(scope, plan, mine, seen)
    assert stale.value.now["title"] == "Theirs"
    assert plan.title == "Theirs"


def test_a_new_address_is_found_and_searched_at_once(scope: Scope) -> None:
    describe(scope, plan_of(scope), slug="plan-for-children")
    plan = queries.find_plan(scope, "plan-for-children")
    assert plan is not None
    assert {hit.path.split("/")[1] for hit in search.find(scope, read("kin-01")).hits} == {
        plan.slug
    }


def test_an_address_that_was_frozen_cannot_be_changed(scope: Scope) -> None:
    versioning.freeze(scope, plan_of(scope))
    with pytest.raises(CoverError, match="part of what was frozen"):
        describe(scope, plan_of(scope), slug="plan-for-children")


def test_a_plan_of_one_council_is_open_to_its_editors_and_to_no_other_councils(
    world: World,
) -> None:
    with world.scope_of(DIRECTOR) as scope:
        own = service.create_plan(
            scope, OF_KINGSTON, [SectionDetails("A", "Ours", "priorities", 1)]
        )
        here = queries.find_section(scope, own, "A")
        assert here is not None
        arranging.new_item(scope, own, here, Content("Hidden", "Hidden"))
        scope.session.commit()
    for who, found in (
        ("editor@kingston.example", True),
        ("editor@richmond.example", False),
        ("commissioner@kingston.example", False),
        ("member@board.afc.example", False),
        (None, False),
    ):
        with world.scope_of(who, writes=False) as scope:
            assert (queries.find_plan(scope, own.slug) is not None) == found
            assert bool(search.find(scope, read("hidden")).total) == found


def test_a_plan_of_one_council_is_released_frozen_and_verified(world: World) -> None:
    with world.scope_of(DIRECTOR) as scope:
        own = service.create_plan(
            scope, OF_KINGSTON, [SectionDetails("A", "Ours", "priorities", 1)]
        )
        here = queries.find_section(scope, own, "A")
        assert here is not None
        arranging.new_item(scope, own, here, Content("Ours", "Ours"))
        service.release(scope, own, 1)
        versioning.freeze(scope, own)
        scope.session.commit()
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        assert queries.find_plan(scope, own.slug) is not None
    with world.scope_of("commissioner@richmond.example", writes=False) as scope:
        assert queries.find_plan(scope, own.slug) is None
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


def test_a_plan_of_one_council_has_no_section_of_another(scope: Scope) -> None:
    with pytest.raises(PlanError, match="sections of that council alone"):
        service.create_plan(scope, OF_KINGSTON, [SectionDetails("A", "X", "priorities", 2)])
    own = service.create_plan(scope, OF_KINGSTON, [])
    with pytest.raises(PlanError, match="sections of that council alone"):
        framing.add_section(scope, own, SectionDetails("", "X", "narrative", 0))


def test_a_section_is_added_last_with_the_next_letter(scope: Scope) -> None:
    added = framing.add_section(scope, plan_of(scope), SectionDetails("", "Risks", "risks", 0))
    assert letters(scope)[-1] == added.letter == "F"


def test_a_section_of_an_area_that_had_none_gives_it_a_part(scope: Scope) -> None:
    plan = service.create_plan(scope, CHILD, [])
    framing.add_section(scope, plan, SectionDetails("", "Richmond", "priorities", 2))
    assert [s.source for s in queries.view(scope, plan).sections] == ["draft"]


def test_a_section_added_after_the_release_is_seen_by_those_who_see_the_plan(scope: Scope) -> None:
    service.release(scope, plan_of(scope), 0)
    added = framing.add_section(scope, plan_of(scope), SectionDetails("", "Risks", "risks", 0))
    assert added.audience == RELEASED


def test_a_letter_is_one_sections_alone(scope: Scope) -> None:
    with pytest.raises(LetterError, match="another section"):
        framing.add_section(scope, plan_of(scope), SectionDetails("a", "X", "risks", 0))
    with pytest.raises(LetterError, match="another section"):
        rename(scope, section(scope, "B"), "C", "Shared")


def test_a_heading_is_changed_and_a_stale_form_is_told(scope: Scope) -> None:
    here = section(scope, "B")
    seen = frames.heading_base(here)
    assert rename(scope, here, "B", "What we share", "The company")
    assert not rename(scope, here, "B", "What we share", "The company")
    with pytest.raises(StaleError) as stale:
        framing.rename_section(scope, here, "B", "Mine", "", seen)
    assert stale.value.now == {"letter": "B", "title": "What we share", "under": "The company"}


def test_only_an_empty_section_is_removed_and_it_can_be_put_back(scope: Scope) -> None:
    here = section(scope, "A")
    with pytest.raises(PlanError, match="not empty"):
        framing.remove_section(scope, here)
    for item in queries.items_of(scope, here.plan_id, 0):
        if item.section_id == here.id:
            arranging.remove_item(scope, item)
    assert framing.remove_section(scope, here)
    assert not framing.remove_section(scope, here)
    assert letters(scope) == ["B", "C", "D", "E"]
    assert framing.restore_section(scope, here)
    assert letters(scope) == ["A", "B", "C", "D", "E"]


def test_a_letter_that_was_let_go_of_is_given_again(scope: Scope) -> None:
    added = framing.add_section(scope, plan_of(scope), SectionDetails("", "Risks", "risks", 0))
    framing.remove_section(scope, added)
    again = framing.add_section(scope, plan_of(scope), SectionDetails("", "Money", "budget", 0))
    assert again.letter == "F"
    framing.restore_section(scope, added)
    assert added.letter == "G"


def test_nothing_is_added_to_a_section_that_was_removed(scope: Scope) -> None:
    added = framing.add_section(scope, plan_of(scope), SectionDetails("", "Risks", "risks", 0))
    framing.remove_section(scope, added)
    with pytest.raises(PlanError, match="was removed"):
        arranging.new_item(scope, plan_of(scope), added, Content("X", "X"))


def test_sections_are_put_in_order_and_lettered_anew_when_asked(scope: Scope) -> None:
    seen = [s.id for s in frames.sections_now(scope, plan_of(scope).id)]
    assert framing.reorder_sections(scope, plan_of(scope), seen[::-1], seen)
    assert letters(scope) == ["E", "D", "C", "B", "A"]
    assert framing.reorder_sections(scope, plan_of(scope), seen[::-1], seen, letters=True)
    assert letters(scope) == ["A", "B", "C", "D", "E"]
    assert not framing.reorder_sections(scope, plan_of(scope), seen[::-1], seen, letters=True)


def test_an_order_of_sections_made_from_an_older_one_is_a_clash(scope: Scope) -> None:
    seen = [s.id for s in frames.sections_now(scope, plan_of(scope).id)]
    framing.add_section(scope, plan_of(scope), SectionDetails("", "Risks", "risks", 0))
    with pytest.raises(OrderClashError):
        framing.reorder_sections(scope, plan_of(scope), seen[::-1], seen)
    with pytest.raises(PlanError, match="once"):
        framing.reorder_sections(scope, plan_of(scope), seen[1:], seen)


def test_a_version_keeps_the_sections_it_froze(scope: Scope) -> None:
    version = versioning.freeze(scope, plan_of(scope))
    seen = [s.id for s in frames.sections_now(scope, plan_of(scope).id)]
    framing.reorder_sections(scope, plan_of(scope), seen[::-1], seen, letters=True)
    rename(scope, section(scope, "B"), "B", "Another", "Something")
    manifest = manifests.version_manifest(scope, plan_of(scope), version)
    assert manifest.digest(version.number) == version.digest


@both_databases
def test_every_change_of_a_frame_is_in_the_log_and_found_out_otherwise(world: World) -> None:
    with world.scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        describe(scope, plan, title="Plan of plans", slug="plan-of-plans")
        added = framing.add_section(scope, plan, SectionDetails("", "Risks", "risks", 0, "Money"))
        framing.remove_section(scope, added)
        framing.restore_section(scope, added)
        seen = [s.id for s in frames.sections_now(scope, plan.id)]
        framing.reorder_sections(scope, plan, seen[::-1], seen, letters=True)
        scope.session.commit()
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()
    with world.scope_of(DIRECTOR) as scope:
        found = queries.find_plan(scope, "plan-of-plans")
        assert found is not None
        found.kind = "strategy"
        scope.session.commit()
    with world.operator_of() as scope:
        assert any("plan cover" in broken for broken in verify(scope).breaks)
