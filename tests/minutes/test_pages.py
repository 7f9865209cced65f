"""The pages of minutes, as a browser gets them."""

import pytest

from tests.documents import readers
from tests.factories import meeting, minutes
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.queries import count_queries

BASE = f"/afc/meetings/{minutes.HELD}/minutes"


@pytest.fixture
def held(world: World) -> str:
    """The address of a meeting that was held; nobody has drafted its minutes."""
    return minutes.hold(world)


@pytest.fixture
def clerk(world: World, held: str) -> Browser:
    """The clerk's browser, with the minutes drafted."""
    browser = world.browser(meeting.CLERK)
    assert browser.submit(f"{BASE}/draft").status_code == 303
    return browser


def test_the_public_learns_that_minutes_are_not_published_yet(world: World, held: str) -> None:
    page = world.browser().get(BASE)
    assert page.status_code == 200
    assert "not published yet" in page.text
    assert world.browser().get(f"{BASE}.pdf").status_code == 404


def test_the_clerk_drafts_edits_and_publishes_and_the_public_reads(
    world: World, clerk: Browser
) -> None:
    page = clerk.get(f"{BASE}/edit")
    assert "RESOLVED UNANIMOUSLY" in page.text
    assert "All that was recorded is in this draft." in page.text
    assert world.browser().get(BASE).text.count("RESOLVED") == 0
    sent = clerk.submit(f"{BASE}/edit/attendance", base="1", text="Everybody came.")
    assert sent.status_code == 303
    assert "Earlier wordings" in clerk.get(f"{BASE}/edit").text
    assert clerk.submit(f"{BASE}/publish").status_code == 303
    page = world.browser().get(BASE)
    assert "Everybody came." in page.text
    assert "RESOLVED UNANIMOUSLY" in page.text
    assert "Draft minutes, to be confirmed at the next meeting." in page.text
    assert "in the chair" not in page.text
    assert "Minutes: Joint committee" in world.browser().get("/afc/search?q=everybody+came").text


def test_the_pdf_and_the_word_file_say_what_the_page_says(world: World, clerk: Browser) -> None:
    assert clerk.submit(f"{BASE}/publish").status_code == 303
    stranger = world.browser()
    pdf = stranger.get(f"{BASE}.pdf")
    assert "RESOLVED UNANIMOUSLY" in readers.pdf_words(pdf.data)
    word = stranger.get(f"{BASE}.docx")
    assert "RESOLVED UNANIMOUSLY" in readers.word_words(word.data)


def test_a_passage_left_empty_gives_back_the_form_with_its_message(clerk: Browser) -> None:
    page = clerk.submit(f"{BASE}/edit/attendance", base="1", text="  ")
    assert page.status_code == 422
    assert "Enter what is minuted here." in page.text


def test_two_clerks_at_one_passage_lose_neither_text(clerk: Browser) -> None:
    clerk.submit(f"{BASE}/edit/attendance", base="1", text="All came.")
    page = clerk.submit(f"{BASE}/edit/attendance", base="1", text="Most came.")
    assert page.status_code == 409
    assert "All came." in page.text
    assert "Most came." in page.text


def test_an_action_that_arose_is_minuted_told_of_and_arises(world: World, clerk: Browser) -> None:
    page = clerk.submit(f"{BASE}/actions", item="1", words="Write to Ofsted", lead="", by="July")
    assert page.status_code == 422
    assert "Write to Ofsted" in page.text
    sent = clerk.submit(
        f"{BASE}/actions", item="1", words="Write to Ofsted", lead="Director", by="31 July 2019"
    )
    assert sent.status_code == 303
    assert clerk.submit(f"{BASE}/draft").status_code == 303
    assert clerk.submit(f"{BASE}/publish").status_code == 303
    assert "Write to Ofsted. Lead: Director." in world.browser().get(BASE).text
    director = world.browser("director@afc.example")
    assert "Write to Ofsted" in director.get("/afc/matters-arising/").text
    told = director.submit(
        "/afc/matters-arising/1", base="0", status="green", note="Drafted.", agreed_by=""
    )
    assert told.status_code == 303
    later = minutes.next_meeting(world)
    page = clerk.get(f"/afc/meetings/{later}")
    assert "Matters arising" in page.text
    assert "On target" in page.text
    assert "Drafted." not in world.browser().get(f"/afc/meetings/{later}").text


def test_a_member_reads_drafts_and_keeps_none(world: World, clerk: Browser) -> None:
    member = world.browser("member-1@kingston.example")
    assert "RESOLVED UNANIMOUSLY" in member.get(BASE).text
    assert member.get(f"{BASE}/edit").status_code == 403


def test_the_minutes_page_asks_a_fixed_number_of_queries(world: World, clerk: Browser) -> None:
    clerk.submit(f"{BASE}/publish")
    stranger = world.browser()
    with count_queries() as asked:
        stranger.get(BASE)
    assert len(asked) <= 9, asked
