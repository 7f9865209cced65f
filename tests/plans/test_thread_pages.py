"""The golden thread and its loose ends, as far as each reader may know of them."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Plan
from portal.plans.queries import thread_queries
from portal.plans.service import versioning
from tenants.roles import Role
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories import tenancy
from tests.factories.browser import Browser
from tests.factories.people import Post
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN
from tests.plans.threads import KINGSTON, RICHMOND, THREAD, weave_plans
from tests.queries import count_queries

Signed = Callable[[str], Browser]
COMMISSIONER = "commissioner@kingston.example"
FORMER = "former@kingston.example"


@pytest.fixture(autouse=True)
def _woven(world: World, scope_of: ScopeOf) -> None:
    with world.operator_of() as scope:
        post = Post(FORMER, "afc", Role.EDITOR, "kingston")
        tenancy.appoint(scope, post, date(2019, 4, 1), tenancy.DAY - timedelta(days=1))
        scope.session.commit()
    with scope_of(DIRECTOR) as scope:
        weave_plans(scope)
        scope.session.commit()


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def words(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def plan_of(scope: Scope) -> Plan:
    found = queries.find_plan(scope, "threaded")
    assert found is not None
    return found


def release(scope_of: ScopeOf, area_id: int) -> None:
    with scope_of(DIRECTOR) as scope:
        service.release(scope, plan_of(scope), area_id)
        scope.session.commit()


def put_before(scope_of: ScopeOf, state: str) -> None:
    """Freeze the next version and bring it into a state."""
    with scope_of(DIRECTOR) as scope:
        version, hat = versioning.freeze(scope, plan_of(scope)), scope.hat
        assert hat is not None
        versioning.submit(scope, version, hat)
        if state != "submitted":
            versioning.settle(scope, version, hat, state)
        scope.session.commit()


def test_a_priority_stands_between_its_outcome_and_what_carries_it(director: Browser) -> None:
    page = words(director.get(f"{THREAD}thread/KIN-P1").text)
    assert re.search(r"What it serves Commissioning outcome KIN-O1 Safe at home", page)
    below = page[page.index("What carries it") :]
    for name in ("KIN-A1", "M1 Families who come back", "KIN-T1 Weekly", "Team plan"):
        assert name in below


@pytest.mark.parametrize(
    ("one", "other"),
    [("KIN-O1", "KIN-P1"), ("KIN-P1", "M1"), ("KIN-P1", "KIN-A1"), ("KIN-P1", "RIC-P1")],
)
def test_each_end_of_a_link_leads_to_the_other(director: Browser, one: str, other: str) -> None:
    for here, there in ((one, other), (other, one)):
        assert f'href="{THREAD}thread/{there}"' in director.get(f"{THREAD}thread/{here}").text


def test_a_plan_below_leads_back_to_what_it_carries(director: Browser) -> None:
    page = director.get("/afc/plans/team-plan/thread").text
    assert f'href="{THREAD}thread"' in page
    page = director.get("/afc/plans/team-plan/thread/KIN-T1").text
    assert f'href="{THREAD}thread/KIN-P1"' in page
    assert (
        'href="/afc/plans/team-plan/thread/KIN-T1"' in director.get(f"{THREAD}thread/KIN-P1").text
    )


def test_the_thread_of_a_plan_begins_with_its_outcomes(director: Browser) -> None:
    page = words(director.get(f"{THREAD}thread?lens=all").text)
    kingston = page[page.index("Kingston Commissioning outcomes") :]
    assert re.search(r"KIN-O1 Safe at home .*KIN-P1", kingston)
    assert re.search(r"KIN-P1 Title of KIN-P1 1 priority, 2 actions, 1 measure, 1 plan", kingston)
    assert "Service and team plans under it" in page


def test_a_reference_to_what_she_cannot_read_is_only_its_own_words(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    release(scope_of, RICHMOND)
    page = signed_in("commissioner@richmond.example").get(f"{THREAD}thread/RIC-P1").text
    assert "Serves: KIN-P1" in words(page)
    assert "Title of KIN-P1" not in page
    assert "thread/KIN-P1" not in page


def test_a_reader_of_nothing_above_finds_no_trace_of_what_names_it(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    release(scope_of, KINGSTON)
    page = signed_in(COMMISSIONER).get(f"{THREAD}thread/KIN-P1").text
    assert "KIN-O1" in page
    assert "RIC-P1" not in page


def test_the_thread_has_a_picture_with_a_title_and_the_list_before_it(director: Browser) -> None:
    page = director.get(f"{THREAD}thread/KIN-P1").text
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="img"' in svg
    assert "<title" in svg
    assert "<desc" in svg
    assert "style=" not in svg
    assert page.index("What carries it") < page.index("<svg")


@both_databases
def test_the_public_reads_the_thread_of_the_newest_version_that_is_open_to_it(
    client: Browser, scope_of: ScopeOf
) -> None:
    put_before(scope_of, "approved")
    with scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-O1", plan=plan_of(scope))
        assert reading is not None
        text = queries.content_of(reading.revision).with_texts({"title": "Safer still"})
        service.revise(scope, reading.item, text, base=1)
        scope.session.commit()
    put_before(scope_of, "submitted")
    page = client.get(f"{THREAD}thread?lens=all").text
    assert "Safe at home" in page
    assert "Safer still" not in page


def test_every_loose_end_is_listed_with_the_one_thing_to_do(director: Browser) -> None:
    page = director.get(f"{THREAD}loose-ends").text
    said = words(page)
    assert "KIN-O2 Heard in court Nothing serves it." in said
    assert "RIC-P1 Title of RIC-P1 No measure says how we will know." in said
    assert "Former Kingston left: the last appointment here ended on 23 June 2019." in said
    assert "“Gone” is no plan of this company that you can read here." in said
    assert "KIN-A1 Title of KIN-A1 Nobody leads it." in said
    assert f'href="{THREAD}priorities/RIC-P1/edit#success_measure-RIC-P1"' in page
    assert 'id="success_measure-RIC-P1"' in director.get(f"{THREAD}priorities/RIC-P1/edit").text


def test_loose_ends_are_counted_for_each_council(director: Browser) -> None:
    page = words(director.get(f"{THREAD}loose-ends").text)
    counts = dict(re.findall(r"(All|Kingston|Richmond), (\d+)", page))
    assert int(counts["All"]) == int(counts["Kingston"]) + int(counts["Richmond"])
    only = words(director.get(f"{THREAD}loose-ends?council=richmond").text)
    assert "RIC-P1" in only
    assert "KIN-O2" not in only


def test_a_commissioner_is_told_of_her_own_council_and_offered_no_editing(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    release(scope_of, KINGSTON)
    page = signed_in(COMMISSIONER).get(f"{THREAD}loose-ends").text
    assert "Nothing serves it." in page
    assert "RIC-P1" not in page
    assert not re.search(r"priorities/[^\"]+/edit", page)


def test_the_public_is_told_of_no_loose_end(client: Browser, scope_of: ScopeOf) -> None:
    put_before(scope_of, "approved")
    page = client.get(f"{THREAD}loose-ends").text
    assert "It is shown to the company" in page
    assert "KIN-O2" not in page


def test_one_line_tells_directors_and_editors_how_much_hangs_loose(
    director: Browser, signed_in: Signed
) -> None:
    home = words(director.get("/afc/").text)
    assert len(re.findall(r"\d+ loose ends in", home)) == 1
    editors = words(signed_in("editor@kingston.example").get("/afc/").text)
    assert "loose ends in Threaded plan" in editors
    for email in (COMMISSIONER, "member@board.afc.example", "clerk@afc.example"):
        assert "loose end" not in signed_in(email).get("/afc/").text


def test_somebody_appointed_again_has_not_left(world: World, scope_of: ScopeOf) -> None:
    with world.operator_of() as scope:
        tenancy.appoint(scope, Post(FORMER, "afc", Role.EDITOR, "richmond"))
        scope.session.commit()
    with scope_of(DIRECTOR, writes=False) as scope:
        assert "former kingston" not in thread_queries.left(scope)


@pytest.mark.parametrize("page", ["thread", "thread/KIN-P1", "loose-ends"])
def test_a_page_of_the_thread_asks_few_queries_however_long_it_is(
    director: Browser, scope_of: ScopeOf, page: str
) -> None:
    def asked() -> int:
        director.get(THREAD + page)
        with count_queries() as found:
            assert director.get(THREAD + page).status_code == 200
        return len(found)

    few = asked()
    with scope_of(DIRECTOR) as scope:
        section = queries.find_section(scope, plan_of(scope), "B")
        assert section is not None
        for number in range(20):
            text = Content.of({"title": "More", "wording": "x", "serves": "KIN-O1"})
            service.add_item(scope, plan_of(scope), section, f"KIN-P{number + 10}", text)
        scope.session.commit()
    assert asked() == few <= 8


def test_a_plan_without_anything_to_tie_says_what_will_be_here(
    director: Browser, scope_of: ScopeOf
) -> None:
    assert "none of them is tied to another yet" in words(director.get(f"{PLAN}thread").text)
