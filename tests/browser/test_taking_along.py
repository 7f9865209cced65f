"""Hands on files: a paper attached to a priority, a plan taken along and brought in again."""

from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, FilePayload, Page, expect

from tests.browser.portal import NARROWEST, People, axe_violations, settled, sideways
from tests.documents import samples
from tests.documents.readers import letters, pdf_words

pytestmark = pytest.mark.browser

PLAN = "/afc/plans/business-plan-2019-2024/"
PRIORITY = f"{PLAN}priorities/KIN-01"
EDITOR = "editor@kingston.example"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "Needs assessment.pdf"
    file.write_bytes(samples.PDF)
    return file


def fetched(page: Page, name: str) -> APIResponse:
    """What the link of this name leads to, asked for as the person on the page."""
    href = page.get_by_role("link", name=name, exact=True).get_attribute("href")
    assert href
    return page.request.get(href)


def attach(page: Page, paper: Path) -> None:
    """Attach a paper as a person does."""
    page.goto(PRIORITY)
    page.get_by_role("link", name="Attach a file").click()
    page.get_by_label("File", exact=True).set_input_files(paper)
    page.get_by_label("What it is").fill("Needs assessment 2018")
    page.get_by_role("button", name="Attach this file").click()
    expect(page.get_by_role("link", name="Needs assessment 2018.pdf")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_paper_is_attached_read_and_taken_off(
    people: People, paper: Path, javascript: bool
) -> None:
    page = people.page(EDITOR, javascript=javascript)
    attach(page, paper)
    answer = fetched(page, "Needs assessment 2018.pdf")
    assert 'filename="Needs assessment 2018.pdf"' in answer.headers["content-disposition"]
    assert answer.body() == paper.read_bytes()
    page.get_by_role("button", name="Take off").click()
    expect(page.get_by_role("link", name="Needs assessment 2018.pdf")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_refused_paper_is_answered_beside_its_field_and_the_name_stays(
    people: People, tmp_path: Path, javascript: bool
) -> None:
    wrong = tmp_path / "plan.pdf"
    wrong.write_bytes(b"GIF89a")
    page = people.page(EDITOR, javascript=javascript, size=NARROWEST)
    page.goto(PRIORITY)
    page.get_by_role("link", name="Attach a file").click()
    page.get_by_label("File", exact=True).set_input_files(wrong)
    page.get_by_label("What it is").fill("What I typed")
    page.get_by_role("button", name="Attach this file").click()
    expect(page.locator("#file-error")).to_contain_text("what is in it is not one")
    expect(page.get_by_label("What it is")).to_have_value("What I typed")
    if javascript:  # what looks at a page is a script itself
        settled(page)
        assert axe_violations(page) == []
        assert sideways(page) == 0


def test_a_plan_is_taken_along_and_brought_in_again(people: People) -> None:
    page = people.page("director@afc.example")
    page.goto(PLAN)
    pdf = fetched(page, "PDF").body()
    assert letters("A permanent, skilled workforce") in letters(pdf_words(pdf))
    markdown = fetched(page, "Markdown").body()
    page.goto("/afc/plans/")
    page.get_by_role("link", name="Bring in a plan from a file").click()
    file = FilePayload(name="plan.md", mimeType="text/markdown", buffer=markdown)
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("Address").fill("business-plan-again")
    page.get_by_role("button", name="Bring it in as a draft").click()
    expect(page.get_by_text("is brought in as a draft")).to_be_visible(timeout=60_000)
    assert page.url.endswith("/afc/plans/business-plan-again/")
