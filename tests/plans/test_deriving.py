"""Deriving: what follows what, what is seen of it, and what is taken over."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.audit.queries import verify
from portal.plans import queries
from portal.plans.content import Content
from portal.plans.models import Item, Section
from portal.plans.queries import derivations
from portal.plans.service import ClashError, PlanError, deriving, versioning
from portal.plans.service.deriving import DisclosureError, SourceMovedError
from tenants.scope import NotAllowedError, NotFoundError, Scope
from tests.both import both_databases
from tests.factories.plans import content
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, State, plan_of, version_of
from tests.plans.deriving_helpers import is_behind, link, link_of, reading, reword

EDITOR = "editor@kingston.example"
COMMISSIONER = "commissioner@kingston.example"
NEW = "We will do what everybody asks."


def text(scope: Scope, ref: str) -> Content:
    return queries.content_of(reading(scope, ref).revision)


def section(scope: Scope, letter: str = "C") -> Section:
    found = queries.find_section(scope, plan_of(scope), letter)
    assert found is not None
    return found


@both_databases
def test_a_link_leaves_the_words_as_they_are_and_has_seen_the_source(scope_of: ScopeOf) -> None:
    with scope_of(EDITOR) as scope:
        before = text(scope, "KIN-01")
        link(scope, "KIN-01", "C-01")
        assert text(scope, "KIN-01") == before
        assert link_of(scope, "KIN-01").based_on == 1
        assert not is_behind(scope, "KIN-01")


@both_databases
def test_a_new_priority_begins_with_all_the_words_of_its_source(scope_of: ScopeOf) -> None:
    with scope_of(EDITOR) as scope:
        source = reading(scope, "C-01").item
        item = deriving.derive(scope, plan_of(scope), section(scope), source)
        assert (item.ref, item.area_id) == ("KIN-03", 1)
        mine, theirs = text(scope, "KIN-03"), text(scope, "C-01")
        assert replace(mine, milestones=()) == replace(theirs, milestones=())
        assert [m.text for m in mine.milestones] == [m.text for m in theirs.milestones]
        assert {m.key for m in mine.milestones}.isdisjoint(m.key for m in theirs.milestones)
        assert link_of(scope, "KIN-03").source_id == source.id


@pytest.mark.parametrize("name", ["title", "wording", "outcome"])
def test_a_source_that_says_something_new_puts_its_derivation_behind(
    scope_of: ScopeOf, name: str
) -> None:
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        reword(scope, "C-01", **{"wording": content("C-01").wording, name: NEW})
        assert is_behind(scope, "KIN-01")


def test_what_a_derivation_does_not_follow_puts_nothing_behind(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        reword(scope, "C-01", content("C-01").wording, lead="Somebody else", evidence="Other")
        assert not is_behind(scope, "KIN-01")


def test_a_source_that_goes_back_to_its_words_puts_nothing_behind(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        reword(scope, "C-01", NEW)
        reword(scope, "C-01", content("C-01").wording)
        assert not is_behind(scope, "KIN-01")


@pytest.fixture
def behind(scope_of: ScopeOf) -> Callable[..., None]:
    """``behind("KIN-01", "C-01")``: the first derives from the second, which changed since."""

    def make(ref: str, source: str) -> None:
        with scope_of(DIRECTOR) as scope:
            link(scope, ref, source)
            reword(scope, source, NEW)

    return make


@both_databases
def test_kept_words_stay_and_the_source_has_been_seen(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        deriving.keep(scope, reading(scope, "KIN-01").item, seen=2)
        scope.session.commit()
        assert text(scope, "KIN-01") == content("KIN-01")
        assert not is_behind(scope, "KIN-01")


@both_databases
def test_adopting_takes_title_wording_and_outcome_and_leaves_the_rest(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        deriving.adopt(scope, reading(scope, "KIN-01").item, seen=2, base=1)
        scope.session.commit()
        source = content("C-01")
        expected = replace(
            content("KIN-01"), title=source.title, wording=NEW, outcome=source.outcome
        )
        assert text(scope, "KIN-01") == expected
        assert not is_behind(scope, "KIN-01")


def test_adopting_what_it_says_already_makes_no_new_revision(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        item = reading(scope, "KIN-01").item
        deriving.adopt(scope, item, seen=2, base=1)
        deriving.adopt(scope, item, seen=2, base=2)
        assert item.head == 2


@both_databases
def test_adopting_over_somebody_elses_text_is_a_clash_and_changes_nothing(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        reword(scope, "KIN-01", "Meanwhile.")
        with pytest.raises(ClashError):
            deriving.adopt(scope, reading(scope, "KIN-01").item, seen=2, base=1)
        scope.session.rollback()
        assert text(scope, "KIN-01").wording == "Meanwhile."
        assert is_behind(scope, "KIN-01")


VERBS: dict[str, Callable[[Scope, Item, int], None]] = {
    "keep": lambda scope, item, seen: deriving.keep(scope, item, seen=seen),
    "adopt": lambda scope, item, seen: deriving.adopt(scope, item, seen=seen, base=1),
    "adapt": lambda scope, item, seen: deriving.adapt(scope, item, content("x"), seen=seen, base=1),
}


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_decided_on_a_text_that_is_no_longer_the_sources(
    scope_of: ScopeOf, behind: Callable[..., None], verb: str
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        item = reading(scope, "KIN-01").item
        for seen in (0, 1, 3):
            with pytest.raises(SourceMovedError):
                VERBS[verb](scope, item, seen)


def test_adapted_words_are_saved_and_the_source_has_been_seen(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        item = reading(scope, "KIN-01").item
        mine = replace(content("KIN-01"), wording="We will do what Kingston asks.")
        deriving.adapt(scope, item, mine, seen=2, base=1)
        assert text(scope, "KIN-01") == mine
        assert not is_behind(scope, "KIN-01")


@both_databases
def test_what_was_declared_its_own_follows_nothing_until_it_is_linked_again(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        item = reading(scope, "KIN-01").item
        deriving.part(scope, item)
        assert not is_behind(scope, "KIN-01")
        assert derivations.sources(scope) == {}
        with pytest.raises(PlanError, match="its own"):
            deriving.keep(scope, item, seen=2)
        link(scope, "KIN-01", "C-01")
        assert derivations.sources(scope) == {item.id: reading(scope, "C-01").item.id}


def test_nothing_derives_from_itself(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope, pytest.raises(PlanError, match="from itself"):
        link(scope, "KIN-01", "KIN-01")


def test_nothing_derives_from_what_derives_from_it(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        link(scope, "RIC-01", "KIN-01")
        with pytest.raises(PlanError, match="RIC-01 derives from C-01 already"):
            link(scope, "C-01", "RIC-01")


def test_texts_of_different_kinds_do_not_derive_from_one_another(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope, pytest.raises(PlanError, match="same kind"):
        link(scope, "C-01", "A1")


@both_databases
def test_nothing_derives_from_another_companys(world: World) -> None:
    with world.scope_of("director@tfc.example", "tfc") as scope:
        foreign = reading(scope, "SUN-01").item
        scope.session.expunge_all()
    with world.scope_of(DIRECTOR) as scope, pytest.raises(NotFoundError):
        deriving.link(scope, reading(scope, "KIN-01").item, foreign)


def test_an_editor_cannot_link_to_what_she_cannot_read(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        hidden = reading(scope, "RIC-01").item
        scope.session.expunge_all()
    with scope_of(EDITOR) as scope, pytest.raises(NotFoundError):
        deriving.link(scope, reading(scope, "KIN-01").item, hidden)


def test_an_editor_of_another_council_decides_nothing_here(
    scope_of: ScopeOf, behind: Callable[..., None]
) -> None:
    behind("KIN-01", "C-01")
    with scope_of(DIRECTOR) as scope:
        item = reading(scope, "KIN-01").item
        scope.session.expunge_all()
    with scope_of("editor@richmond.example") as scope, pytest.raises(NotAllowedError):
        deriving.part(scope, item)


def test_a_director_is_warned_before_she_shows_one_councils_draft_to_another(
    scope_of: ScopeOf, behind: Callable[..., None], released: State
) -> None:
    released("kingston")
    behind("KIN-01", "RIC-01")
    with scope_of(DIRECTOR) as scope:
        item = reading(scope, "KIN-01").item
        with pytest.raises(DisclosureError) as told:
            deriving.adopt(scope, item, seen=2, base=1)
        assert str(told.value) == (
            "Richmond’s draft is not open to Kingston’s plan editors and commissioners. "
            "If you take these words over, they will read them."
        )
        assert item.head == 1
        deriving.adopt(scope, item, seen=2, base=1, disclose=True)
        assert text(scope, "KIN-01").wording == NEW


def test_an_editor_cannot_show_the_shared_draft_to_her_commissioners_before_it_is_released(
    scope_of: ScopeOf, behind: Callable[..., None], released: State
) -> None:
    released("kingston")
    behind("KIN-01", "C-01")
    with scope_of(EDITOR) as scope:
        item = reading(scope, "KIN-01").item
        with pytest.raises(PlanError, match="Only a company director") as told:
            deriving.adopt(scope, item, seen=2, base=1, disclose=True)
        assert not isinstance(told.value, DisclosureError)
        assert item.head == 1
        with pytest.raises(PlanError, match="Only a company director"):
            deriving.derive(
                scope,
                plan_of(scope),
                section(scope),
                reading(scope, "C-01").item,
            )


def test_words_that_are_public_are_adopted_without_a_warning(
    scope_of: ScopeOf, frozen: State
) -> None:
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "RIC-01")
        reword(scope, "RIC-01", NEW)
    frozen("approved_in_principle")
    with scope_of(EDITOR) as scope:
        assert is_behind(scope, "KIN-01")
        deriving.adopt(scope, reading(scope, "KIN-01").item, seen=2, base=1)
        assert text(scope, "KIN-01").wording == NEW


def test_a_reader_is_behind_only_what_she_may_read(
    scope_of: ScopeOf, behind: Callable[..., None], released: State, frozen: State
) -> None:
    released("kingston")
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "RIC-01")
    frozen("approved_in_principle")
    behind("KIN-01", "RIC-01")
    with scope_of(DIRECTOR) as scope:
        assert is_behind(scope, "KIN-01")
    for email in (EDITOR, COMMISSIONER):
        with scope_of(email) as scope:
            assert not is_behind(scope, "KIN-01")


def test_a_link_is_released_and_published_with_its_item(
    scope_of: ScopeOf, released: State, frozen: State
) -> None:
    def seen_by(email: str | None) -> bool:
        with scope_of(email) as scope:
            return bool(derivations.sources(scope))

    with scope_of(EDITOR) as scope:
        link(scope, "KIN-01", "C-01")
    assert (seen_by(EDITOR), seen_by(COMMISSIONER), seen_by(None)) == (True, False, False)
    released("kingston")
    assert (seen_by(COMMISSIONER), seen_by(None)) == (True, False)
    frozen("submitted")
    assert seen_by("commissioner@richmond.example")
    frozen("approved_in_principle")
    assert seen_by(None)


def test_a_link_made_after_a_version_was_frozen_is_not_published_with_it(
    scope_of: ScopeOf, frozen: State
) -> None:
    frozen("frozen")
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        version, hat = version_of(scope), scope.hat
        assert hat is not None
        versioning.submit(scope, version, hat)
        versioning.settle(scope, version, hat, "approved")
        scope.session.commit()
    with scope_of(None) as scope:
        assert reading(scope, "KIN-01").revision.number == 1
        assert derivations.sources(scope) == {}


@both_databases
def test_every_decision_is_an_event_and_the_chain_holds_each_row(world: World) -> None:
    with world.scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        reword(scope, "C-01", NEW)
        item = reading(scope, "KIN-01").item
        deriving.keep(scope, item, seen=2)
        deriving.adopt(scope, item, seen=2, base=1)
        deriving.part(scope, item)
        scope.session.commit()
    with world.operator_of("afc") as scope:
        assert verify(scope).whole
        row = derivations.find(scope, item.id)
        assert row is not None
        row.based_on = 1
        scope.session.flush()
        assert [b for b in verify(scope).breaks if "plan derivation" in b]
