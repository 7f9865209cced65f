"""A plan brought in is a new draft with the digests it had; a bad file is refused in words."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from portal.audit.queries import verify
from portal.cli import portal
from portal.plans import queries
from portal.plans.models import Plan
from portal.plans.outside import as_json, as_markdown, bringing, whole
from portal.plans.outside.problems import PlanFileError
from portal.plans.outside.whole import WholePlan
from portal.plans.queries import manifests
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.plans import PLANS
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of
from tests.plans.outside.samples import whole_plans

IMPORT = "/afc/plans/import"
WRITERS = {"json": as_json.write, "md": as_markdown.write}
every_form = pytest.mark.parametrize("ending", list(WRITERS))


def section_digests(scope: Any, plan: Plan) -> list[str]:
    """What would be frozen of a draft now."""
    return [section.leaf for section in manifests.draft_manifest(scope, plan).sections]


def read_plan(scope: Any) -> WholePlan:
    return whole.read(scope, queries.view(scope, plan_of(scope)))


@pytest.fixture
def director(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in(DIRECTOR)


def send(browser: Browser, name: str, body: bytes, **typed: str) -> tuple[int, str]:
    """Bring a file in as a form does; the answer's status and words."""
    form = {"csrf_token": browser.token(), "file": (io.BytesIO(body), name), **typed}
    answer = browser.post(IMPORT, data=form)
    answer.request.environ["wsgi.input"].close()
    return answer.status_code, answer.text


@both_databases
@every_form
def test_a_draft_comes_back_with_the_digests_it_had(scope_of: ScopeOf, ending: str) -> None:
    with scope_of(DIRECTOR) as scope:
        body = WRITERS[ending](read_plan(scope))
        brought = bringing.bring_in(scope, bringing.read(f"plan.{ending}", body), "another-plan")
        assert section_digests(scope, brought.plan) == section_digests(scope, plan_of(scope))
        assert brought.notes == ()


@every_form
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=whole_plans())
def test_any_plan_comes_back_with_the_digests_it_had(
    scope_of: ScopeOf, ending: str, plan: WholePlan
) -> None:
    """All kinds of section, hostile texts: from a file into the database and out again."""
    with scope_of(DIRECTOR) as scope:
        first = bringing.bring_in(scope, bringing.read(f"x.{ending}", WRITERS[ending](plan)))
        assert section_digests(scope, first.plan) == [s.digest() for s in plan.sections]
        out = WRITERS[ending](whole.read(scope, queries.view(scope, first.plan)))
        second = bringing.bring_in(scope, bringing.read(f"x.{ending}", out), "a-second")
        assert section_digests(scope, second.plan) == section_digests(scope, first.plan)


@every_form
def test_a_director_brings_a_downloaded_plan_in_by_its_page(
    director: Browser, scope_of: ScopeOf, ending: str
) -> None:
    body = director.get(f"{PLAN}plan.{ending}").data
    status, _ = send(director, f"plan.{ending}", body, slug="another-plan")
    assert status == 303
    page = director.get("/afc/plans/another-plan/").text
    assert "is brought in as a draft" in page
    with scope_of(DIRECTOR) as scope:
        brought = queries.find_plan(scope, "another-plan")
        assert brought is not None
        assert section_digests(scope, brought) == section_digests(scope, plan_of(scope))


@both_databases
def test_what_is_brought_in_stands_in_the_log(world: World, scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        bringing.bring_in(scope, read_plan(scope), "another-plan")
        scope.session.commit()
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_a_version_comes_back_as_a_draft(director: Browser, frozen: State) -> None:
    frozen("approved")
    body = director.get(f"{PLAN}versions/1/plan.json").data
    assert send(director, "plan.json", body, slug="another-plan")[0] == 303


def test_the_address_must_be_free_and_the_message_stands_beside_it(director: Browser) -> None:
    body = director.get(f"{PLAN}plan.json").data
    status, text = send(director, "plan.json", body)
    assert status == 422
    assert "There is already a plan at this address" in text
    assert 'id="slug-error"' in text


def test_a_bad_address_is_given_back_with_its_message(director: Browser) -> None:
    body = director.get(f"{PLAN}plan.json").data
    status, text = send(director, "plan.json", body, slug="Not an address")
    assert status == 422
    assert 'value="Not an address"' in text
    assert 'id="slug-error"' in text


def good() -> dict[str, Any]:
    """A plan as JSON with one section and one priority."""
    milestones = [{"key": "m1", "year": 2019, "text": "Begin", "due": None}]
    content = {"title": "T", "wording": "W", "milestones": milestones}
    section = {
        "letter": "D",
        "title": "Kingston",
        "kind": "priorities",
        "area": "kingston",
        "items": [{"ref": "KIN-01", "content": content}],
    }
    cover = {
        "slug": "new-plan",
        "title": "New plan",
        "kind": "business",
        "first_year": 2019,
        "years": 5,
        "area": "afc",
    }
    return {
        "format": as_json.FORMAT,
        "format_version": 1,
        "plan": cover,
        "sections": [section],
    }


def changed(path: str, value: Any) -> bytes:
    """The good plan with one value changed: ``sections.0.items.0.ref``."""
    plan = good()
    held: Any = plan
    *way, last = path.split(".")
    for step in way:
        held = held[int(step)] if isinstance(held, list) else held[step]
    held[last] = value
    return json.dumps(plan).encode()


CONTENT = "sections.0.items.0.content"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "This is no JSON"),
        (b"{", "Line 1: This is no JSON"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"[]", "no plan that was downloaded from here"),
        (b"[" * 100_000, "nested too deep"),
        (changed("format", "other"), "no plan that was downloaded from here"),
        (changed("format_version", 2), "written in form 2"),
        (changed("sections", None), "“sections” is missing, or is not a list"),
        (changed("sections.0.letter", 5), "“letter” is missing, or is not text"),
        (changed("sections.0.letter", "TOO LONG"), "one to 4 letters or digits"),
        (changed("sections.0.kind", "poems"), "“poems” is no kind of section"),
        (changed("sections.0.area", "barnet"), "no owner of Achieving for Children"),
        (changed("sections.0.title", "T" * 201), "must be 200 characters or fewer. It has 201"),
        (changed("plan.kind", "poem"), "“poem” is no type"),
        (changed("plan.first_year", 20190), "begins in one of the years 1990 to 2100"),
        (changed("plan.years", 0), "1 to 20 years, not 0"),
        (changed("plan.years", True), "is not a whole number"),
        (changed("plan.title", " "), "The title is missing"),
        (changed("sections.0.items.0.ref", "no ref"), "Write the reference in letters and digits"),
        (changed(f"{CONTENT}.title", ""), "Section D, KIN-01: Enter a title."),
        (changed(f"{CONTENT}.title", "two\nlines"), "Write the title on one line"),
        (changed(f"{CONTENT}.wording", "W" * 4001), "must be 4,000 characters or fewer"),
        (changed(f"{CONTENT}.wording", "a\x07b"), "cannot be printed: U+0007"),
        (changed(f"{CONTENT}.details", {"when": "2020"}), "“when” is no text of a priority"),
        (changed(f"{CONTENT}.milestones.0.year", "2019"), "“year” is missing, or is not a whole"),
        (changed(f"{CONTENT}.milestones.0.due", "31/02/2020"), "“31/02/2020” is no day"),
        (changed(f"{CONTENT}.milestones.0.text", ""), "The milestone is missing"),
        (changed(f"{CONTENT}.milestones", [{}]), "“key” is missing"),
        (changed("sections", good()["sections"] * 2), "D is the letter of another section"),
        (
            changed("sections.0.items", good()["sections"][0]["items"] * 2),
            "Another item of the plan has this reference",
        ),
    ],
)
def test_a_bad_file_is_refused_beside_its_field_and_nothing_is_made(
    director: Browser, scope_of: ScopeOf, body: bytes, words: str
) -> None:
    status, text = send(director, "plan.json", body, slug="typed-address")
    assert status == 422
    assert words in text
    assert 'id="file-error"' in text
    assert 'value="typed-address"' in text
    with scope_of(DIRECTOR) as scope:
        assert scope.session.scalars(select(Plan.slug)).all() == [PLANS["afc"]]


MARKED = as_markdown.write(as_json.read(json.dumps(good()))).decode()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "no plan that was downloaded from here as Markdown"),
        ("# A plan\n\nOf my own.", "no plan that was downloaded from here as Markdown"),
        (MARKED.replace('"form": 1', '"form": 7'), "written in form 7"),
        (MARKED.replace("plan-item {", "plan-item ["), "This comment cannot be read"),
        (MARKED.replace("### KIN-01", "### KIN-02"), "begins with ### KIN-01"),
        (MARKED.replace("#### Wording", "Wording"), "begins with ####"),
        (MARKED.replace('"name": "wording"', '"name": "title"'), "names a text a second time"),
        (MARKED.replace('"kind": "priorities"', '"kind": "poems"'), "no kind of section “poems”"),
        (MARKED.replace("plan-section", "plan-item", 1), "begins with its comment"),
        (MARKED.replace('"key": "m1", ', ""), "“key” is missing"),
    ],
)
def test_a_bad_markdown_file_is_refused_with_its_line(
    director: Browser, body: str, words: str
) -> None:
    status, text = send(director, "plan.md", body.encode())
    assert status == 422
    assert words in text.replace("&#34;", '"')


def test_a_good_markdown_file_is_brought_in(director: Browser) -> None:
    assert send(director, "plan.md", MARKED.encode())[0] == 303


@pytest.mark.parametrize("name", ["", "plan.pdf", "plan"])
def test_another_kind_of_file_is_refused(director: Browser, name: str) -> None:
    status, text = send(director, name, b"x")
    assert status == 422
    assert "Choose a file" in text


def test_a_failure_half_way_leaves_nothing(
    director: Browser, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PlanFileError("Half way.")

    monkeypatch.setattr(bringing, "_write", fail)
    assert send(director, "plan.json", json.dumps(good()).encode())[0] == 422
    with scope_of(DIRECTOR) as scope:
        assert queries.find_plan(scope, "new-plan") is None


def test_what_was_not_shared_is_said_and_stays_empty(
    world: World, director: Browser, released: Callable[[str], None]
) -> None:
    released("kingston")
    reader = world.browser("commissioner@kingston.example")
    body = reader.get(f"{PLAN}plan.json").data
    assert send(director, "plan.json", body, slug="another-plan")[0] == 303
    page = director.get("/afc/plans/another-plan/").text
    assert "Section E was not shared with whoever made the file: it is empty." in page


def test_a_plan_it_stood_under_that_is_not_here_is_said(director: Browser) -> None:
    status, _ = send(director, "plan.json", changed("plan.parent", "elsewhere"))
    assert status == 303
    assert "the plan “elsewhere”, which is not here" in director.get("/afc/plans/new-plan/").text


def test_who_may_not_begin_a_plan_brings_none_in(world: World) -> None:
    for email in ("editor@kingston.example", "commissioner@kingston.example", None):
        assert world.browser(email).get(IMPORT).status_code == 403


def test_the_list_of_plans_leads_there_for_who_may(director: Browser, client: Browser) -> None:
    assert f'href="{IMPORT}"' in director.get("/afc/plans/").text
    assert IMPORT not in client.get("/afc/plans/").text


def test_the_command_line_takes_a_plan_out_and_brings_it_in(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    run = app.test_cli_runner().invoke
    act = ("--as", DIRECTOR)
    out = run(portal, ["plan", "export", "afc", PLANS["afc"], *act, "-o", str(file)])
    assert out.exit_code == 0, out.output
    again = run(portal, ["plan", "import", "afc", str(file), *act])
    assert again.exit_code == 1
    assert "already a plan at this address" in again.output
    brought = run(portal, ["plan", "import", "afc", str(file), *act, "--address", "another-plan"])
    assert brought.exit_code == 0, brought.output
    assert "is a draft at /afc/plans/another-plan/" in brought.output


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("afc", PLANS["afc"], "--as", "nobody@nowhere.example"), "has no role"),
        (("afc", "nothing", "--as", DIRECTOR), "finds no such plan"),
        (("afc", PLANS["afc"], "--as", DIRECTOR, "--version", "9"), "finds no such plan"),
        (("nowhere", PLANS["afc"], "--as", DIRECTOR), "no company at /nowhere/"),
    ],
)
def test_the_command_line_says_what_is_wrong(
    app: Flask, tmp_path: Path, words: tuple[str, ...], answer: str
) -> None:
    said = app.test_cli_runner().invoke(
        portal, ["plan", "export", *words, "-o", str(tmp_path / "plan.json")]
    )
    assert said.exit_code == 1
    assert answer in said.output


def test_the_command_line_writes_no_other_kind_of_file(app: Flask, tmp_path: Path) -> None:
    words = ["plan", "export", "afc", PLANS["afc"], "--as", DIRECTOR]
    said = app.test_cli_runner().invoke(portal, [*words, "-o", str(tmp_path / "plan.exe")])
    assert said.exit_code == 1
    assert "Name a file that ends in .pdf" in said.output
