"""Items are given references, put in order, taken out and put back; every step is audited."""

from collections.abc import Callable, Iterator

import pytest

from portal.audit.queries import verify
from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Item, Section
from portal.plans.queries import manifests, places
from portal.plans.service import PlanError, arranging, versioning
from portal.plans.service.arranging import OrderClashError, RefError
from tenants.audiences import RELEASED
from tenants.scope import NotAllowedError, Scope
from tests.both import both_databases
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, plan_of

KINGSTON = "editor@kingston.example"
NEW = Content("Keep families together", "We will keep families together.")


def section(scope: Scope, letter: str = "C") -> Section:
    """Kingston's section."""
    found = queries.find_section(scope, plan_of(scope), letter)
    assert found is not None
    return found


def refs(scope: Scope, letter: str = "C") -> list[str]:
    return [item.ref for item in places.items_in_order(scope, section(scope, letter))]


def ids(scope: Scope, letter: str = "C") -> list[int]:
    return [item.id for item in places.items_in_order(scope, section(scope, letter))]


def item(scope: Scope, ref: str) -> Item:
    found = queries.find_reading(scope, ref, plan=plan_of(scope))
    assert found is not None
    return found.item


def add(scope: Scope, ref: str = "", letter: str = "C", content: Content = NEW) -> str:
    return arranging.new_item(scope, plan_of(scope), section(scope, letter), content, ref).ref


def as_shown(scope: Scope, letter: str = "C") -> list[str]:
    view = queries.view(scope, plan_of(scope))
    return [entry.ref for s in view.sections if s.letter == letter for entry in s.entries]


@pytest.fixture
def scope(scope_of: ScopeOf) -> Iterator[Scope]:
    with scope_of(DIRECTOR) as opened:
        yield opened


def test_the_next_reference_counts_on_within_the_area(scope: Scope) -> None:
    assert add(scope) == "KIN-03"
    assert arranging.next_ref(scope, plan_of(scope), section(scope, "D")) == "RIC-03"


def test_a_reference_that_was_taken_out_is_not_given_again(scope: Scope) -> None:
    arranging.remove_item(scope, item(scope, "KIN-02"))
    assert add(scope) == "KIN-03"
    with pytest.raises(RefError, match="taken out"):
        add(scope, "KIN-02")


def test_another_kind_has_a_number_and_a_letter_of_its_own(scope: Scope) -> None:
    assert arranging.next_ref(scope, plan_of(scope), section(scope, "A")) == "C-N01"


def test_a_reference_may_be_chosen_and_is_checked(scope: Scope) -> None:
    assert add(scope, "KIN-2b") == "KIN-2b"
    for wrong in ("KIN-2B", "RIC-01", "KIN-1/2"):
        with pytest.raises(RefError):
            add(scope, wrong)


def test_a_new_item_stands_last(scope: Scope) -> None:
    add(scope)
    assert as_shown(scope) == ["KIN-01", "KIN-02", "KIN-03"]


def test_items_are_put_in_the_order_that_is_asked_for(scope: Scope) -> None:
    add(scope)
    first, second, third = ids(scope)
    seen = [first, second, third]
    assert arranging.reorder(scope, section(scope), [third, first, second], seen)
    assert as_shown(scope) == ["KIN-03", "KIN-01", "KIN-02"]


def test_an_order_sent_twice_does_nothing_the_second_time(scope: Scope) -> None:
    seen = ids(scope)
    assert arranging.reorder(scope, section(scope), seen[::-1], seen)
    assert not arranging.reorder(scope, section(scope), seen[::-1], seen)


def test_a_step_sent_twice_is_one_step(scope: Scope) -> None:
    add(scope)
    seen = ids(scope)
    assert arranging.move_item(scope, item(scope, "KIN-01"), 1, seen)
    assert not arranging.move_item(scope, item(scope, "KIN-01"), 1, seen)
    assert refs(scope) == ["KIN-02", "KIN-01", "KIN-03"]


def test_a_step_beyond_the_end_changes_nothing(scope: Scope) -> None:
    assert not arranging.move_item(scope, item(scope, "KIN-01"), -1, ids(scope))


def test_an_order_made_from_an_older_one_is_a_clash_that_holds_both(scope: Scope) -> None:
    seen = ids(scope)
    added = add(scope)
    with pytest.raises(OrderClashError) as clash:
        arranging.reorder(scope, section(scope), seen[::-1], seen)
    assert list(clash.value.now) == ids(scope)
    assert list(clash.value.mine) == seen[::-1]
    assert sorted(clash.value.together) == sorted(ids(scope))
    assert refs(scope) == ["KIN-01", "KIN-02", added]


@pytest.mark.parametrize("lost", [0, 1])
def test_an_order_that_would_lose_an_item_or_name_it_twice_is_refused(
    scope: Scope, lost: int
) -> None:
    seen = ids(scope)
    for wrong in (seen[:1], [seen[lost]] * 2, [*seen, 999_999]):
        with pytest.raises(PlanError, match="once"):
            arranging.reorder(scope, section(scope), wrong, seen)


def test_what_is_taken_out_is_not_in_the_draft_and_comes_back_to_its_place(scope: Scope) -> None:
    add(scope)
    middle = item(scope, "KIN-02")
    assert arranging.remove_item(scope, middle)
    assert not arranging.remove_item(scope, middle)
    assert as_shown(scope) == ["KIN-01", "KIN-03"]
    assert arranging.restore_item(scope, middle)
    assert not arranging.restore_item(scope, middle)
    assert as_shown(scope) == ["KIN-01", "KIN-02", "KIN-03"]


def test_what_is_taken_out_cannot_be_rewritten(scope: Scope) -> None:
    gone = item(scope, "KIN-01")
    arranging.remove_item(scope, gone)
    with pytest.raises(PlanError, match="taken out of the draft"):
        service.revise(scope, gone, NEW, base=1)


def test_a_version_keeps_what_was_taken_out_of_the_draft_and_its_digest(scope: Scope) -> None:
    version = versioning.freeze(scope, plan_of(scope))
    arranging.remove_item(scope, item(scope, "KIN-01"))
    manifest = manifests.version_manifest(scope, plan_of(scope), version)
    assert manifest.digest(version.number) == version.digest


def test_what_is_taken_out_is_not_released_and_comes_back_released(scope: Scope) -> None:
    gone = item(scope, "KIN-01")
    arranging.remove_item(scope, gone)
    service.release(scope, plan_of(scope), gone.area_id)
    scope.session.refresh(gone)
    assert gone.audience != RELEASED
    arranging.restore_item(scope, gone)
    scope.session.refresh(gone)
    assert gone.audience == RELEASED
    assert queries.revision(scope, gone.id, gone.head).audience == RELEASED


def second_section(scope: Scope, area_id: int = 1, kind: str = "priorities") -> Section:
    """Another section beside Kingston's."""
    found = Section(
        **service.walls_of(scope, 0),
        plan_id=plan_of(scope).id,
        letter="Z",
        position=99,
        title="Later",
        kind=kind,
        subject_area_id=area_id,
    )
    scope.session.add(found)
    scope.session.flush()
    return found


def test_an_item_moves_to_another_section_and_stays_itself(scope: Scope) -> None:
    later, from_section = second_section(scope), section(scope)
    moved = item(scope, "KIN-01")
    assert arranging.move_to_section(scope, moved, later, from_section.id)
    assert not arranging.move_to_section(scope, moved, later, from_section.id)
    assert as_shown(scope, "Z") == ["KIN-01"]
    assert as_shown(scope) == ["KIN-02"]


def test_a_version_keeps_the_section_that_an_item_was_frozen_in(scope: Scope) -> None:
    version = versioning.freeze(scope, plan_of(scope))
    arranging.move_to_section(
        scope, item(scope, "KIN-01"), second_section(scope), section(scope).id
    )
    manifest = manifests.version_manifest(scope, plan_of(scope), version)
    assert manifest.digest(version.number) == version.digest


@pytest.mark.parametrize(("area_id", "kind"), [(2, "priorities"), (1, "risks")])
def test_an_item_moves_to_no_section_of_another_area_or_kind(
    scope: Scope, area_id: int, kind: str
) -> None:
    with pytest.raises(PlanError, match="cannot stand in section Z"):
        arranging.move_to_section(
            scope, item(scope, "KIN-01"), second_section(scope, area_id, kind), section(scope).id
        )


def test_an_item_that_was_moved_meanwhile_is_not_moved_again_unseen(scope: Scope) -> None:
    here, moved = section(scope), item(scope, "KIN-01")
    arranging.move_to_section(scope, moved, second_section(scope), here.id)
    with pytest.raises(PlanError, match="Somebody moved KIN-01 to section Z"):
        arranging.move_to_section(scope, moved, here, here.id)


@both_databases
def test_every_step_is_in_the_log_and_the_log_verifies(world: World) -> None:
    with world.scope_of(KINGSTON) as scope:
        add(scope)
        seen = ids(scope)
        arranging.reorder(scope, section(scope), seen[::-1], seen)
        gone = item(scope, "KIN-01")
        arranging.remove_item(scope, gone)
        arranging.restore_item(scope, gone)
        scope.session.commit()
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


@pytest.mark.parametrize(
    "change",
    [{"position": 7}, {"section_id": 1}, {"removed_at": None}],
    ids=lambda c: next(iter(c)),
)
def test_an_item_moved_behind_the_portals_back_is_found_out(
    world: World, change: dict[str, int | None]
) -> None:
    with world.scope_of(DIRECTOR) as scope:
        add(scope)
        arranging.remove_item(scope, item(scope, "KIN-03"))
        scope.session.commit()
    with world.scope_of(DIRECTOR) as scope:
        moved = item(scope, "KIN-03" if "removed_at" in change else "KIN-01")
        for name, value in change.items():
            setattr(moved, name, value)
        scope.session.commit()
    with world.operator_of() as scope:
        assert any("section order" in found for found in verify(scope).breaks)


@pytest.mark.parametrize(
    "verb",
    [
        lambda s, i: arranging.remove_item(s, i),
        lambda s, i: arranging.restore_item(s, i),
        lambda s, i: arranging.move_item(s, i, 1, [i.id]),
        lambda s, i: arranging.reorder(s, section(s, "B"), [i.id], [i.id]),
    ],
)
def test_who_may_not_edit_an_area_does_not_arrange_it(
    scope_of: ScopeOf, verb: Callable[[Scope, Item], bool]
) -> None:
    with scope_of(KINGSTON) as scope, pytest.raises(NotAllowedError):
        verb(scope, item(scope, "C-01"))
