"""References lead to what their reader may read, and never tell what else there is."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.forms import edit_form
from portal.plans.kinds import kind_of
from portal.plans.models import Plan
from portal.plans.queries import referring
from tenants.base import SHARED
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.plans import draft
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of
from tests.queries import count_queries

KIN, RIC = f"{PLAN}priorities/KIN-01", f"{PLAN}priorities/RIC-01"
EDIT = f"{KIN}/edit"
EDITOR = "editor@kingston.example"
Signed = Callable[[str | None], Browser]


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def led_to(scope: Scope, *refs: str, plan: Plan | None = None) -> dict[str, str]:
    found = referring.led_to(scope, plan or plan_of(scope), refs)
    return {written: place.title for written, place in found.items()}


@both_databases
def test_a_reference_leads_to_the_draft_where_it_is_open(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR, writes=False) as scope:
        assert led_to(scope, "RIC-01", "C-01", "A1", "XX-99") == {
            "RIC-01": "Priority RIC-01",
            "C-01": "Priority C-01",
            "A1": "Passage A1",
        }


@both_databases
def test_what_a_writer_may_not_read_leads_nowhere_as_what_there_is_not(scope_of: ScopeOf) -> None:
    with scope_of(EDITOR, writes=False) as scope:
        assert led_to(scope, "KIN-02", "RIC-01", "XX-99") == {"KIN-02": "Priority KIN-02"}


@both_databases
@pytest.mark.parametrize("state", ["submitted", "approved_in_principle"])
def test_a_reader_of_versions_is_led_to_the_text_that_was_opened_to_her(
    scope_of: ScopeOf, frozen: State, director: Browser, state: str
) -> None:
    frozen(state)
    director.submit(f"{RIC}/edit", base="1", title="Newer than the version", reopens="amendment")
    reader = "co-chair@kingston.example"
    with scope_of(reader, writes=False) as scope:
        assert led_to(scope, "RIC-01") == {"RIC-01": "Priority RIC-01"}
    with scope_of(None, writes=False) as scope:
        public = {"RIC-01": "Priority RIC-01"} if state != "submitted" else {}
        plan = queries.find_plan(scope, PLAN.split("/")[3])
        assert (led_to(scope, "RIC-01", plan=plan) if plan else {}) == public


def test_a_reference_may_name_another_plan(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        draft(scope, "other-plan", title="Other")
        assert led_to(scope, "other-plan#KIN-01", "nowhere#KIN-01") == {
            "other-plan#KIN-01": "Priority KIN-01"
        }


def test_all_references_of_a_page_are_asked_for_at_once(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR, writes=False) as scope:
        plan = plan_of(scope)
        with count_queries() as asked:
            referring.led_to(scope, plan, ["KIN-01", "KIN-02", "RIC-01", "x#Y", "Z"])
        assert len(asked) == 1
        with count_queries() as asked:
            assert referring.led_to(scope, plan, []) == {}
        assert len(asked) == 0


def test_the_page_links_what_can_be_read_and_tells_editors_alone_of_the_rest(
    director: Browser, signed_in: Signed, released: Callable[[str], None]
) -> None:
    saved = director.submit(EDIT, base="1", serves="KIN-02\nRIC-01\nXX-99", as_written="XX-99")
    assert saved.status_code == 303
    page = director.get(KIN).text
    assert f'href="{PLAN}priorities/KIN-02">Priority KIN-02</a>' in page
    assert f'href="{PLAN}priorities/RIC-01"' in page
    assert page.count("no such reference") == 1
    assert signed_in(EDITOR).get(KIN).text.count("no such reference") == 2
    released("kingston")
    commissioner = signed_in("commissioner@kingston.example").get(KIN).text
    assert "no such reference" not in commissioner
    for written in ("KIN-02", "RIC-01", "XX-99"):
        assert f'<span class="refs__ref">{written}</span>' in commissioner
    assert "Priority RIC-01" not in commissioner


@pytest.mark.parametrize("hidden", ["RIC-01", "XX-99"])
def test_an_unknown_reference_is_asked_about_in_the_same_words_whether_it_exists_or_not(
    signed_in: Signed, hidden: str
) -> None:
    editor = signed_in(EDITOR)
    answer = editor.submit(EDIT, base="1", serves=f"KIN-02\n{hidden}", title="Typed title")
    assert answer.status_code == 422
    told = re.sub("<[^>]+>", "", answer.text).replace(hidden, "REF")
    assert "“REF” leads to nothing that you can read. Correct it, or save it as it is" in told
    assert f'name="as_written" value="{hidden}"' in answer.text
    assert 'value="Typed title"' in answer.text


def test_an_unknown_reference_is_saved_once_it_is_confirmed(director: Browser) -> None:
    form: dict[str, Any] = {"base": "1", "serves": "XX-99\nXX-98"}
    assert director.submit(EDIT, **form, as_written="XX-99").status_code == 422
    assert director.submit(EDIT, **form, as_written="XX-98; XX-99").status_code == 303
    assert director.get(f"{KIN}.json").get_json()["content"]["details"] == {
        "serves": "XX-99\nXX-98"
    }


def test_unknown_references_that_stood_there_before_are_not_asked_about_again(
    director: Browser,
) -> None:
    director.submit(EDIT, base="1", serves="XX-99", as_written="XX-99")
    again = director.submit(EDIT, base="2", serves="XX-99\nKIN-02", title="Another")
    assert again.status_code == 303


def test_ticked_references_come_after_those_written(director: Browser) -> None:
    saved = director.post(
        EDIT,
        data={
            "csrf_token": director.token(),
            "base": "1",
            "serves": ["RIC-02\nKIN-02\n", "KIN-02", "RIC-01"],
        },
    )
    assert saved.status_code == 303
    details = director.get(f"{KIN}.json").get_json()["content"]["details"]
    assert details == {"serves": "RIC-02\nKIN-02\nRIC-01"}


@pytest.mark.parametrize(
    ("sent", "read"),
    [([""], ""), (["", "A"], "A"), (["B"], "B"), (["B\n", "B", "A"], "B\nA"), ([], "")],
)
def test_a_field_of_references_reads_its_box_and_its_ticks(sent: list[str], read: str) -> None:
    form = edit_form(kind_of("priorities"), ())(formdata=None, meta={"csrf": False})
    form["serves"].process_formdata(sent)
    assert form["serves"].data == read


@pytest.fixture
def outcomes(scope_of: ScopeOf) -> None:
    """A plan in which there is something to serve, and a reason why."""
    with scope_of(DIRECTOR) as scope:
        details = service.PlanDetails("with-outcomes", "With outcomes", "business", 2019, 2)
        kinds = ("outcomes", "evidence", "measures", "priorities")
        sections = [
            service.SectionDetails(letter, kind.title(), kind, SHARED)
            for letter, kind in zip("ABCD", kinds, strict=True)
        ]
        plan = service.create_plan(scope, details, sections)
        for letter, ref in (("A", "OUT-01"), ("B", "EV-01"), ("C", "M-01"), ("D", "P-01")):
            section = queries.find_section(scope, plan, letter)
            assert section is not None
            service.add_item(scope, plan, section, ref, Content(f"Title of {ref}", "Wording"))
        scope.session.commit()


@pytest.mark.usefixtures("outcomes")
def test_each_field_offers_what_it_can_name_and_not_what_it_names_already(
    director: Browser,
) -> None:
    edit = "/afc/plans/with-outcomes/priorities/P-01/edit"
    offers = re.findall(r'name="(\w+)" type="checkbox" value="([\w-]+)"', director.get(edit).text)
    assert offers == [("serves", "OUT-01"), ("evidence_refs", "EV-01"), ("measures", "M-01")]
    director.submit(edit, base="1", serves="OUT-01")
    offers = re.findall(r'name="(\w+)" type="checkbox" value="([\w-]+)"', director.get(edit).text)
    assert ("serves", "OUT-01") not in offers


def test_a_reference_to_another_plan_is_shown_with_that_plans_name(
    director: Browser, scope_of: ScopeOf
) -> None:
    with scope_of(DIRECTOR) as scope:
        draft(scope, "other-plan", title="The other plan")
        scope.session.commit()
    director.submit(EDIT, base="1", measures="other-plan#KIN-02")
    page = director.get(KIN).text
    assert 'href="/afc/plans/other-plan/priorities/KIN-02">Priority KIN-02</a>' in page
    assert '<span class="aside">The other plan</span>' in page
