"""A Markdown text is looked at before it is saved, by the very filter that the page uses."""

import re
from collections.abc import Callable

import pytest

from portal.kit.markdown import render
from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN

KIN = f"{PLAN}priorities/KIN-01"
PREVIEW = f"{KIN}/preview"
WORDS = "Some **strong** words\n\n- one\n- two\n\nhttps://www.kingston.gov.uk/"


@pytest.fixture
def director(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in(DIRECTOR)


def test_in_place_the_rendered_text_comes_back_alone(director: Browser) -> None:
    answer = director.submit(f"{PREVIEW}?field=evidence", htmx=True, base="1", evidence=WORDS)
    assert answer.status_code == 200
    assert render(WORDS).strip() in answer.text
    assert "<html" not in answer.text
    assert "<textarea" not in answer.text


def test_a_preview_and_the_saved_page_show_the_same_html(director: Browser) -> None:
    preview = director.submit(f"{PREVIEW}?field=evidence", htmx=True, base="1", evidence=WORDS)
    director.submit(f"{KIN}/edit", base="1", evidence=WORDS)
    rendered = re.search(r'<div class="prose">(.*?)</div>', preview.text, re.DOTALL)
    assert rendered
    assert rendered[1] in director.get(KIN).text


def test_without_scripts_the_form_comes_back_with_everything_typed(director: Browser) -> None:
    answer = director.submit(
        f"{PREVIEW}?field=evidence&part=why",
        base="1",
        desk="0123456789abcdef",
        evidence=WORDS,
        evidence_refs="EV-01",
    )
    assert answer.status_code == 200
    assert render(WORDS).strip() in answer.text
    assert f"{WORDS}</textarea>" in answer.text
    assert "EV-01</textarea>" in answer.text
    assert 'name="base" value="1"' in answer.text
    assert 'name="desk" value="0123456789abcdef"' in answer.text
    assert 'action="/afc/plans/business-plan-2019-2024/priorities/KIN-01/edit?part=why"' in (
        answer.text
    )


def test_every_markdown_box_has_its_preview_and_the_help_stands_once(director: Browser) -> None:
    page = director.get(f"{KIN}/edit").text
    assert set(re.findall(r'formaction="[^"]*preview\?field=(\w+)"', page)) == {
        "wording",
        "outcome",
        "evidence",
        "success_measure",
    }
    assert page.count("How to format") == 1


def test_nothing_is_saved_or_kept_by_looking(director: Browser) -> None:
    director.submit(f"{PREVIEW}?field=evidence", base="1", evidence=WORDS)
    assert "not saved" not in director.get(KIN).text
    assert director.get(f"{KIN}.json").get_json()["revision"] == 1


@pytest.mark.parametrize("field", ["", "title", "serves", "milestones_2019", "base", "nothing"])
def test_what_is_no_markdown_has_no_preview(director: Browser, field: str) -> None:
    assert director.submit(f"{PREVIEW}?field={field}", base="1", title="T").status_code == 404


def test_an_empty_and_an_endless_text_are_told_so(director: Browser) -> None:
    for words, said in (("  ", "Nothing is written yet."), ("w" * 100_000, "too long to be shown")):
        answer = director.submit(f"{PREVIEW}?field=evidence", htmx=True, base="1", evidence=words)
        assert answer.status_code == 200
        assert said in answer.text
