"""Releasing, freezing, and the files from which anybody can check what was frozen."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from portal.kit import digests
from portal.kit.tables import plain
from portal.plans import queries, service
from tests.factories.browser import Browser
from tests.factories.plans import content
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of

Signed = Callable[[str], Browser]
FILE = f"{PLAN}versions/1/version.json"


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def test_a_released_draft_is_read_by_its_councils_commissioner(
    director: Browser, signed_in: Signed
) -> None:
    assert director.submit(f"{PLAN}release", area="kingston").location == PLAN
    commissioner = signed_in("commissioner@kingston.example")
    assert "Priority KIN-01" in commissioner.get(PLAN).text


def test_a_draft_is_released_once(director: Browser, released: State) -> None:
    released("kingston")
    answer = director.submit(f"{PLAN}release", area="kingston")
    assert answer.status_code == 409
    assert "This draft is released already." in answer.text


def test_a_release_of_nothing_is_asked_again(director: Browser) -> None:
    answer = director.submit(f"{PLAN}release")
    assert answer.status_code == 422
    assert "Choose whose draft you release." in answer.text


def test_a_director_freezes_a_version_and_reads_it(director: Browser, scope_of: ScopeOf) -> None:
    assert director.submit(f"{PLAN}freeze").location == f"{PLAN}versions/1/"
    with scope_of(DIRECTOR, writes=False) as scope:
        digest = version_of(scope).digest
    page = director.get(f"{PLAN}versions/1/").text
    assert digest in page
    assert "Priority KIN-01" in page
    assert "Version 1" in director.get(f"{PLAN}versions/").text


def test_a_version_stays_as_it_was_frozen_while_the_draft_goes_on(
    director: Browser, frozen: State
) -> None:
    frozen("frozen")
    director.submit(f"{PLAN}priorities/KIN-01/edit", base="1", title="A later thought")
    page = director.get(f"{PLAN}versions/1/").text
    assert "Priority KIN-01" in page
    assert "A later thought" not in page


def test_a_member_of_the_board_can_check_a_frozen_version_without_the_councils_texts(
    signed_in: Signed, frozen: State
) -> None:
    frozen("frozen")
    found = signed_in("member@board.afc.example").get(FILE).get_json()
    items = {section["letter"]: section["items"] for section in found["sections"]}
    assert items["B"]
    assert items["C"] is None
    assert _version_digest(found) == found["digest"]


def test_the_digest_of_a_version_is_computed_again_from_its_file(
    client: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    found = client.get(FILE).get_json()
    assert [_section_digest(section) for section in found["sections"]] == [
        section["digest"] for section in found["sections"]
    ]
    assert _version_digest(found) == found["digest"]


def test_each_section_proves_by_itself_that_it_belongs_to_the_version(
    client: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    found = client.get(FILE).get_json()
    size = len(found["sections"])
    root = digests.merkle_root([section["digest"] for section in found["sections"]])
    for place, section in enumerate(found["sections"]):
        leaf, proof = section["digest"], section["proof"]
        assert digests.verify_proof(root, leaf, place, size, proof)


def test_one_changed_letter_changes_the_digest(client: Browser, frozen: State) -> None:
    frozen("approved_in_principle")
    section = client.get(FILE).get_json()["sections"][1]
    section["items"][0]["content"]["wording"] += "."
    assert _section_digest(section) != section["digest"]


def test_a_file_is_downloaded_under_a_safe_name(director: Browser, frozen: State) -> None:
    frozen("frozen")
    names = {
        path: director.get(PLAN + path).headers["Content-Disposition"]
        for path in ("priorities.csv", "priorities/KIN-01.json", "versions/1/version.json")
    }
    slug = PLAN.rstrip("/").rpartition("/")[2]
    assert names == {
        "priorities.csv": f'attachment; filename="{slug}-priorities.csv"',
        "priorities/KIN-01.json": f'attachment; filename="{slug}-KIN-01.json"',
        "versions/1/version.json": f'attachment; filename="{slug}-version-1.json"',
    }


def test_two_readers_of_the_same_file_have_different_etags(
    director: Browser, client: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    ours, theirs = director.get(FILE), client.get(FILE)
    assert ours.data == theirs.data
    assert ours.headers["ETag"] != theirs.headers["ETag"]
    again = client.get(FILE, headers={"If-None-Match": theirs.headers["ETag"]})
    assert again.status_code == 304


def test_the_table_is_rfc_4180_with_a_column_for_each_plan_year(director: Browser) -> None:
    director.submit(f"{PLAN}priorities/KIN-01/edit", base="1", milestones_2019="One\nTwo")
    answer = director.get(f"{PLAN}priorities.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.data.count(b"\r\n") == answer.data.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert rows[2]["ref"] == "KIN-01"
    assert rows[2]["milestones_2019"] == "One\r\nTwo"
    assert rows[2]["area"] == "Kingston"


def test_a_text_that_a_spreadsheet_would_compute_is_kept_as_text(
    director: Browser, scope_of: ScopeOf
) -> None:
    with scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        evil = replace(content("KIN-01"), title='=HYPERLINK("https://x.example","y")')
        service.revise(scope, reading.item, evil, base=1)
        scope.session.commit()
    rows = list(csv.DictReader(io.StringIO(director.get(f"{PLAN}priorities.csv").text)))
    assert rows[2]["title"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_no_cell_begins_as_a_formula_does(value: str) -> None:
    assert plain(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "KIN-01", "A = b", "Families first"])
def test_other_cells_stay_as_they_are(value: str) -> None:
    assert plain(value) == value


def test_a_priority_as_json_carries_the_digest_of_its_content(director: Browser) -> None:
    found = director.get(f"{PLAN}priorities/KIN-01.json").get_json()
    assert digests.digest(found["content"]) == found["digest"]
    assert found["text"] == "draft"


def test_a_frozen_version_leads_its_director_on_to_submitting_it(
    director: Browser, frozen: State
) -> None:
    frozen("frozen")
    assert "Submit version 1 for decision" in director.get(f"{PLAN}versions/1/").text


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_version_that_was_submitted_is_not_offered_for_it_again(
    director: Browser, frozen: State, state: str
) -> None:
    frozen(state)
    assert "for decision</a>" not in director.get(f"{PLAN}versions/1/").text


def _section_digest(section: dict[str, Any]) -> str:
    items = [[item["ref"], digests.digest(item["content"])] for item in section["items"]]
    leaves = [digests.canonical(item).decode() for item in items]
    named = {name: section[name] for name in ("letter", "title", "kind", "area", "under")}
    return digests.digest({**named, "root": digests.merkle_root(leaves)})


def _version_digest(found: dict[str, Any]) -> str:
    leaves = [section["digest"] for section in found["sections"]]
    return digests.digest(
        {
            "plan": found["plan"],
            "version": found["version"],
            "title": found["title"],
            "first_year": found["first_year"],
            "years": found["years"],
            "sections": digests.merkle_root(leaves),
        }
    )
