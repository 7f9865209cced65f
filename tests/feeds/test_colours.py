"""The stylesheet of accents: pure rule and page."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from portal.feeds.colours import stylesheet
from tenants.models import Area
from tests.factories.browser import Browser
from tests.factories.people import PASSWORD
from tests.factories.world import World

LINK = 'rel="stylesheet" href="/afc/colours.css?v='


def address(page: str) -> str:
    return "/afc/colours.css?v=" + page.partition(LINK)[2].partition('"')[0]


def test_each_slug_gets_a_class_with_its_colour() -> None:
    assert stylesheet([("kingston", "#3F4DB0")]) == ".accent-kingston { --accent: #3f4db0; }\n"


@given(st.text(), st.text())
def test_nothing_but_slugs_and_colours_gets_into_the_sheet(slug: str, accent: str) -> None:
    assert set(stylesheet([(slug, accent)])) <= set(
        "abcdefghijklmnopqrstuvwxyz0123456789.-#{}: ;\n"
    )


def test_what_is_no_colour_is_left_out() -> None:
    for accent in ("red", "#fff", "#12345g", "#123456;}", "#123456\n", ""):
        assert stylesheet([("kingston", accent)]) == ""


def test_what_is_no_slug_is_left_out() -> None:
    for slug in ("King ston", "a{}b", "", "-a", "a\n"):
        assert stylesheet([(slug, "#123456")]) == ""


def test_the_page_names_company_and_councils(client: Browser) -> None:
    answer = client.get("/afc/colours.css")
    assert answer.mimetype == "text/css"
    assert ".accent-afc { --accent: #1f3a5f; }" in answer.text
    assert ".accent-windsor-and-maidenhead { --accent: #8a2f73; }" in answer.text
    assert "sunderland" not in answer.text


def test_under_its_own_address_the_sheet_may_be_kept_for_a_year(client: Browser) -> None:
    answer = client.get(address(client.get("/afc/").text))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_under_another_address_the_sheet_is_asked_for_again(client: Browser) -> None:
    assert "public" not in client.get("/afc/colours.css?v=old").headers["Cache-Control"]


def test_a_shared_answer_carries_nobodys_session(world: World) -> None:
    browser = world.browser()
    browser.submit("/sign-in", email="director@afc.example", password=PASSWORD)
    answer = browser.get(address(browser.get("/afc/").text))
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_new_colour_makes_a_new_address(world: World, client: Browser) -> None:
    before = address(client.get("/afc/").text)
    with world.operator_of("afc") as scope:
        scope.session.execute(update(Area).where(Area.area_id == 1).values(accent="#123456"))
        scope.session.commit()
    assert address(client.get("/afc/").text) != before
