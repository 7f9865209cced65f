"""What no plan can hold: said beside the field, in words, with everything typed given back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.plans.models import Item, Revision
from portal.plans.service import arranging
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN

KIN = f"{PLAN}priorities/KIN-01"
EDIT = f"{KIN}/edit"
HUNDRED_THOUSAND = 100_000
TEXTS = ("wording", "outcome", "evidence", "success_measure", "supporting", "serves", "people")


@pytest.fixture
def director(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in(DIRECTOR)


@pytest.fixture
def saved(director: Browser) -> Callable[[], dict[str, Any]]:
    """What the priority says now."""
    return lambda: dict(director.get(f"{KIN}.json").get_json()["content"])


def beside(page: str, field: str) -> str:
    """The message beside a field."""
    found = re.search(rf'id="{field}-KIN-01-error">(.*?)</p>', page, re.DOTALL)
    assert found, f"no message beside {field}"
    return re.sub(r"<[^>]+>|&[a-z]+;|&#\d+;", "", found[1])


@both_databases
@pytest.mark.parametrize("field", ["title", *TEXTS, "milestones_2019"])
def test_a_hundred_thousand_characters_are_refused_and_given_back(
    director: Browser, field: str
) -> None:
    fields: dict[str, Any] = {"base": "1", field: "w" * HUNDRED_THOUSAND}
    answer = director.submit(EDIT, **fields)
    assert answer.status_code == 422
    assert "You wrote 100,000." in beside(answer.text, field)
    assert "w" * HUNDRED_THOUSAND in answer.text


@pytest.mark.parametrize(
    ("field", "said"), [("title", "Enter a title."), ("wording", "Enter the wording.")]
)
@pytest.mark.parametrize("empty", ["", "  ", "\n\n"])
def test_an_empty_text_that_has_to_be_there_is_refused(
    director: Browser, field: str, said: str, empty: str
) -> None:
    fields: dict[str, Any] = {"base": "1", "outcome": "Typed words", field: empty}
    answer = director.submit(EDIT, **fields)
    assert answer.status_code == 422
    assert said in beside(answer.text, field)
    assert "Typed words</textarea>" in answer.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Open (by 31/02/2020)", "Line 2: “31/02/2020”: there is no such day."),
        ("Open (by 30 June 2031)", "Line 2: 30 June 2031 is not in April 2019 to March 2020."),
        ("Open (by 31 March 2019)", "Line 2: 31 March 2019 is not in April 2019 to March 2020."),
        ("Open (by mid-January 2020)", "Line 2: “mid-January 2020” does not say which day."),
        ("Open (by Sep 2106)", "Line 2: “Sep 2106” does not say which day."),
    ],
)
def test_a_day_that_is_none_or_lies_elsewhere_is_refused_by_its_line(
    director: Browser, saved: Callable[[], dict[str, Any]], line: str, said: str
) -> None:
    before = saved()
    typed = f"First step of KIN-01\n{line}"
    answer = director.submit(EDIT, base="1", milestones_2019=typed, title="Typed title")
    assert answer.status_code == 422
    assert said in beside(answer.text, "milestones_2019")
    assert f"{typed}</textarea>" in answer.text
    assert 'value="Typed title"' in answer.text
    assert saved() == before


def test_every_line_with_a_fault_is_named(director: Browser) -> None:
    typed = "One (by 31/04/2019)\nTwo\nThree (by 1 May 2030)"
    answer = director.submit(EDIT, base="1", milestones_2019=typed)
    assert re.findall(r"Line \d", beside(answer.text, "milestones_2019")) == ["Line 1", "Line 3"]


@both_databases
def test_a_day_is_saved_with_the_way_it_was_written(
    director: Browser, saved: Callable[[], dict[str, Any]]
) -> None:
    director.submit(EDIT, base="1", milestones_2019="First step of KIN-01 (by 30/06/2019)")
    (milestone,) = saved()["milestones"]
    assert (milestone["key"], milestone["text"]) == ("KIN-01-m1", "First step of KIN-01")
    assert (milestone["due"], milestone["written"]) == ("2019-06-30", "30/06/2019")
    assert "by 30 June 2019" in director.get(KIN).text
    assert "First step of KIN-01 (by 30/06/2019)</textarea>" in director.get(EDIT).text


def test_milestones_leave_nothing_among_the_other_texts(
    director: Browser, saved: Callable[[], dict[str, Any]]
) -> None:
    director.submit(EDIT, base="1", milestones_2019="Another step", title="Another title")
    assert "details" not in saved()


SCRIPTS = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"


@pytest.mark.parametrize("field", ["wording", "outcome", "evidence", "success_measure"])
def test_html_and_script_are_words_on_the_page_and_in_the_preview(
    director: Browser, field: str
) -> None:
    fields: dict[str, Any] = {"base": "1", field: SCRIPTS}
    previews = [
        director.submit(f"{KIN}/preview?field={field}", htmx=htmx, **fields).text
        for htmx in (True, False)
    ]
    assert director.submit(EDIT, **fields).status_code == 303
    for page in (*previews, director.get(KIN).text, director.get(EDIT).text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("field", ["serves", "supporting", "people", "organisations", "lead"])
def test_html_in_the_shorter_texts_is_words_too(director: Browser, field: str) -> None:
    fields: dict[str, Any] = {"base": "1", field: "<b onclick=x>bold</b>"}
    fields["as_written"] = "<b onclick=x>bold</b>"
    assert director.submit(EDIT, **fields).status_code == 303
    assert "<b onclick" not in director.get(KIN).text


MULTIPART = "--edge\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n--edge--\r\n"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_half_a_character_never_reaches_the_text(
    director: Browser, saved: Callable[[], dict[str, Any]], kind: str
) -> None:
    token = director.token()
    if kind == "multipart/form-data":
        fields = {"csrf_token": token, "base": "1", "title": "Half \ud800 a character"}
        parts = "".join(
            MULTIPART.format(name=name, value=value).removesuffix("--\r\n") + "\r\n"
            for name, value in fields.items()
        ).replace("--edge\r\n--edge\r\n", "--edge\r\n")
        body, kind = (
            f"{parts.rstrip()}--\r\n".encode(errors="surrogatepass"),
            f"{kind}; boundary=edge",
        )
    else:
        body = f"csrf_token={token}&base=1&title=Half+%ED%A0%80+a+character".encode()
    assert director.post(EDIT, data=body, content_type=kind).status_code == 303
    assert saved()["title"].encode().decode().startswith("Half ")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\u202e", "\ufffe"])
@pytest.mark.parametrize("field", ["wording", "people", "milestones_2019", "serves"])
def test_a_character_that_hides_things_is_refused_beside_any_field(
    director: Browser, field: str, character: str
) -> None:
    fields: dict[str, Any] = {"base": "1", field: f"One{character}two"}
    answer = director.submit(EDIT, **fields)
    assert answer.status_code == 422
    assert answer.text.count("characters that cannot be printed") >= 2


@both_databases
def test_a_save_sent_twice_is_saved_once_and_says_so(director: Browser, scope_of: ScopeOf) -> None:
    form: dict[str, Any] = {"base": "1", "title": "Twice", "milestones_2019": "A new step"}
    assert [director.submit(EDIT, **form).status_code for _ in "ab"] == [303, 303]
    with scope_of(DIRECTOR, writes=False) as scope:
        texts = scope.session.scalar(
            select(func.count())
            .select_from(Revision)
            .join(Item, Item.id == Revision.item_id)
            .where(Item.ref == "KIN-01")
        )
    assert texts == 2
    assert "Nothing changed" in director.get(KIN).text


def test_a_form_from_a_text_long_gone_is_merged_and_loses_nothing(director: Browser) -> None:
    for number in range(1, 8):
        director.submit(EDIT, base=str(number), outcome=f"Outcome {number}")
    answer = director.submit(EDIT, base="1", outcome="My outcome", evidence="My evidence")
    shown = re.sub(r"<[^>]+>", "", answer.text)
    assert answer.status_code == 409
    for words in ("Outcome 7", "My outcome", "My evidence"):
        assert words in shown
    assert 'name="base" value="8"' in answer.text


@pytest.mark.parametrize("path", [EDIT, f"{KIN}/scratch", f"{KIN}/preview?field=outcome"])
def test_what_was_typed_into_an_item_taken_out_meanwhile_is_given_back(
    director: Browser, scope_of: ScopeOf, path: str
) -> None:
    with scope_of(DIRECTOR) as scope:
        item = scope.session.scalars(select(Item).where(Item.ref == "KIN-01")).one()
        arranging.remove_item(scope, item)
        scope.session.commit()
    answer = director.submit(path, base="1", outcome="Typed words", people="A. Person")
    assert answer.status_code in (404, 409)
    assert "Typed words</textarea>" in answer.text
    assert "A. Person</textarea>" in answer.text
    assert ">1</textarea>" not in answer.text
