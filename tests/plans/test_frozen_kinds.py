"""Whatever a section holds is frozen, also of a kind that a higher room registers; progress is not.

Nothing in ``portal/plans`` knows the kind of these tests.
"""

from collections.abc import Iterator

import pytest

from portal.plans import kinds, queries, service
from portal.plans.content import Content
from portal.plans.kinds import registry
from portal.plans.models import Item, Section
from tests.both import both_databases
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of

BEES = kinds.Kind(
    "bees",
    "hive",
    "hives",
    "table",
    (
        registry.title("Hive"),
        registry.wording("What it gives"),
        kinds.Field("honey", "Honey a year", hint="In kilograms, as written."),
        kinds.Field("mood", "Mood", "choice", choices=(("calm", "Calm"), ("cross", "Cross"))),
    ),
    ("title", "honey", "mood"),
)
HIVE = Content.of({"title": "Old oak", "wording": "Wax.", "honey": "12 kg", "mood": "calm"})


@pytest.fixture
def keeper(world: World) -> Iterator[World]:
    """A higher room that keeps bees, and a section of them in the plan."""
    kinds.register(BEES)
    with world.scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        section = Section(
            **service.walls_of(scope, 0),
            plan_id=plan.id,
            position=9,
            letter="Z",
            title="Bees",
            kind="bees",
            subject_area_id=0,
            under="",
        )
        scope.session.add(section)
        scope.session.flush()
        service.add_item(scope, plan, section, "BEE-1", HIVE)
        scope.session.commit()
    yield world
    del registry._kinds["bees"]


def revise(world: World, **texts: str) -> None:
    with world.scope_of(DIRECTOR) as scope:
        item = scope.session.query(Item).filter_by(ref="BEE-1").one()
        said = queries.content_of(queries.revision(scope, item.id, item.head))
        service.revise(scope, item, said.with_texts(texts), base=item.head)
        scope.session.commit()


def digest(world: World, number: int) -> str:
    with world.scope_of(DIRECTOR, writes=False) as scope:
        return version_of(scope, number).digest


@both_databases
def test_its_texts_are_frozen_and_digested(keeper: World, frozen: State) -> None:
    frozen("approved_in_principle")
    revise(keeper, honey="13 kg")
    frozen("approved_in_principle")
    assert digest(keeper, 1) != digest(keeper, 2)
    found = keeper.browser().get(f"{PLAN}versions/1/version.json").get_json()
    (section,) = [each for each in found["sections"] if each["letter"] == "Z"]
    assert section["items"][0]["content"]["details"] == {"honey": "12 kg", "mood": "calm"}


def test_it_is_shown_in_the_version_whatever_the_draft_says(keeper: World, frozen: State) -> None:
    frozen("approved_in_principle")
    revise(keeper, title="New oak")
    page = keeper.browser().get(f"{PLAN}versions/1/").text
    assert "Old oak" in page
    assert "New oak" not in page


def test_it_is_compared_field_by_field_under_its_own_labels(keeper: World, frozen: State) -> None:
    frozen("approved_in_principle")
    revise(keeper, honey="13 kg", mood="cross")
    page = keeper.browser(DIRECTOR).get(f"{PLAN}versions/1/changes?to=draft").text
    assert "<dt>Honey a year</dt>" in page
    assert "removed: </span>12" in page
    assert "added: </span>Cross" in page


def test_a_note_beside_it_is_no_content(keeper: World, frozen: State) -> None:
    """What hangs on an item's identity and stands in no revision changes no digest, reopens
    nothing."""
    frozen("approved_in_principle")
    with keeper.scope_of(DIRECTOR) as scope:
        item = scope.session.query(Item).filter_by(ref="BEE-1").one()
        item.position = 0  # alone in its section: where it stands is as it was
        scope.session.commit()
    page = keeper.browser(DIRECTOR).get(f"{PLAN}versions/1/changes?to=draft").text
    assert "Nothing differs." in page
