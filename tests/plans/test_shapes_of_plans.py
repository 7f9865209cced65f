"""The plans that companies really have, written through the services and read back on the pages."""

from collections.abc import Callable
from html import unescape

import pytest

from portal.plans import queries
from portal.plans.queries import manifests
from portal.plans.service import versioning
from tenants.scope import Scope
from tests.factories import shaped
from tests.factories.browser import Browser
from tests.factories.shaped import DOMAINS, FOCUS, Shape
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR
from tests.queries import count_queries

SLOTS = 6
"""As in test_query_counts: what higher rooms say on a plan's page."""
Signed = Callable[[str], Browser]
SHAPES: dict[str, Callable[[Scope], Shape]] = {
    "annex-a": shaped.annex_a,
    "intentions": shaped.intentions,
    "improvement": shaped.improvement,
    "strategy": shaped.strategy,
    "delivery": lambda scope: shaped.delivery(scope, "business-plan-2019-2024"),
}


@pytest.fixture(params=SHAPES)
def slug(request: pytest.FixtureRequest, scope_of: ScopeOf) -> str:
    write(scope_of, request.param)
    return str(request.param)


def write(scope_of: ScopeOf, slug: str) -> None:
    with scope_of(DIRECTOR) as scope:
        plan = shaped.write(scope, SHAPES[slug](scope))
        if slug == "strategy":
            shaped.describe_areas(scope, plan)
        scope.session.commit()


def page(browser: Browser, path: str) -> str:
    answer = browser.get(f"/afc/plans/{path}")
    assert answer.status_code == 200
    return unescape(answer.text)


def every_text(scope: Scope, slug: str) -> list[str]:
    """Every title and every short text that a plan's tables show."""
    plan = queries.find_plan(scope, slug)
    assert plan is not None
    return [entry.title for s in queries.view(scope, plan).sections for entry in s.entries]


def test_every_item_of_a_shape_is_on_the_page_of_its_plan(
    signed_in: Signed, scope_of: ScopeOf, slug: str
) -> None:
    shown = page(signed_in(DIRECTOR), f"{slug}/")
    with scope_of(DIRECTOR, writes=False) as scope:
        titles = every_text(scope, slug)
    assert titles
    assert [title for title in titles if title not in shown] == []


def test_every_item_of_a_shape_has_a_page_that_names_its_kind(
    signed_in: Signed, scope_of: ScopeOf, slug: str
) -> None:
    browser = signed_in(DIRECTOR)
    with scope_of(DIRECTOR, writes=False) as scope:
        plan = queries.find_plan(scope, slug)
        assert plan is not None
        view = queries.view(scope, plan)
        items = [(s.kind, e.ref, e.title) for s in view.sections for e in s.entries]
    for kind, ref, title in items:
        shown = page(browser, f"{slug}/priorities/{ref}")
        assert title in shown
        assert ref in shown
        if kind == "risks":
            assert f"{ref} · Risk" in shown


def test_every_shape_is_frozen_whole_and_read_as_frozen(
    signed_in: Signed, scope_of: ScopeOf, slug: str
) -> None:
    with scope_of(DIRECTOR) as scope:
        plan = queries.find_plan(scope, slug)
        assert plan is not None
        version = versioning.freeze(scope, plan)
        assert manifests.version_manifest(scope, plan, version).digest(1) == version.digest
        titles = every_text(scope, slug)
        scope.session.commit()
    shown = page(signed_in(DIRECTOR), f"{slug}/versions/1/")
    assert [title for title in titles if title not in shown] == []


def test_annex_a_has_the_shared_priorities_beside_each_councils(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    write(scope_of, "annex-a")
    with scope_of(DIRECTOR, writes=False) as scope:
        plan = queries.find_plan(scope, "annex-a")
        assert plan is not None
        found = [(s.letter, s.kind, s.area_id) for s in queries.view(scope, plan).sections]
    assert found == [
        ("A", "narrative", 0),
        ("B", "narrative", 0),
        ("C", "priorities", 0),
        ("D", "priorities", 1),
        ("E", "priorities", 2),
        ("F", "priorities", 3),
    ]
    assert "Not a priority" not in page(signed_in(DIRECTOR), "annex-a/compare")


def test_fifteen_intentions_stand_under_five_priorities_by_link(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    write(scope_of, "intentions")
    shown = page(signed_in(DIRECTOR), "intentions/?section=C")
    for number in range(1, 6):
        link = f'<a href="/afc/plans/intentions/priorities/C-{number:02}">C-{number:02}</a>'
        assert shown.count(link) == 3
    assert "Northumbria Police" in page(signed_in(DIRECTOR), "intentions/priorities/C-I01")


def test_the_framework_and_its_route_are_read_where_the_plans_are(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    write(scope_of, "intentions")
    shown = page(signed_in(DIRECTOR), "")
    for words in ("Leadership team", "30/04/2019", "March 2019", "January 2019", "Cabinet"):
        assert words in shown
    stages = ["Draft to the board", "Staff and families read it", "The council agrees"]
    assert sorted(stages, key=shown.index) == stages


def test_actions_stand_under_their_domains_in_words_as_written(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    write(scope_of, "improvement")
    shown = page(signed_in(DIRECTOR), "improvement/")
    for domain in DOMAINS:
        assert f'<h2 class="plan-under">{domain}</h2>' in shown
    assert "31/02/2020" in shown
    assert "In <em>detail</em>." in shown
    assert '<a href="/afc/plans/improvement/priorities/C-A01">C-A01</a>' in shown


def test_a_strategy_is_on_one_page_with_its_actions_counted(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    write(scope_of, "strategy")
    shown = page(signed_in(DIRECTOR), "strategy/matrix")
    assert "7 focus areas, 14 actions under them." in shown
    for area in FOCUS:
        assert f"What good looks like in {area.lower()}." in shown
    assert shown.count(">2 actions<") == 7
    assert "matrix" in page(signed_in(DIRECTOR), "strategy/")


def test_a_plan_without_focus_areas_says_what_would_stand_there(signed_in: Signed) -> None:
    shown = page(signed_in(DIRECTOR), "business-plan-2019-2024/matrix")
    assert "The focus areas will stand here, one to a row." in shown


def test_delivery_plans_stand_under_their_plan_with_their_owner(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    write(scope_of, "delivery")
    shown = page(signed_in(DIRECTOR), "")
    assert ", under Business Plan</span>" in shown
    assert "Board of directors" in shown
    assert "Interim" in shown
    of_plan = page(signed_in(DIRECTOR), "delivery/")
    for words in ("Contractual", "Net total", "2019/20: (3,400)", "Monitor", "375.1–402.9"):
        assert words in of_plan


@pytest.mark.parametrize(
    ("path", "most"),
    [("", 9), ("intentions/", 8 + SLOTS), ("strategy/matrix", 8), ("intentions/versions/1/", 11)],
)
def test_the_pages_ask_a_few_queries_however_many_rows(
    signed_in: Signed, scope_of: ScopeOf, world: World, path: str, most: int
) -> None:
    for name in ("intentions", "strategy"):
        write(scope_of, name)
    with world.scope_of(DIRECTOR) as scope:
        plan = queries.find_plan(scope, "intentions")
        assert plan is not None
        versioning.freeze(scope, plan)
        scope.session.commit()
    browser = signed_in(DIRECTOR)
    page(browser, path)
    with count_queries() as asked:
        page(browser, path)
    assert len(asked) <= most, asked
