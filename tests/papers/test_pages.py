"""Pages of reports: begun, written, cleared, read; and the two papers that do not agree."""

from typing import Any

import pytest

from portal.decisions import queries as decisions
from portal.documents.files import CheckedFile
from portal.meetings.service import arranging
from portal.meetings.service.arranging import FrontSheet
from portal.meetings.service.listing import ItemDetails
from portal.papers import queries
from portal.papers.service import clearing
from tests.factories import decisions as submitted
from tests.factories import meeting, papers
from tests.factories.browser import Browser
from tests.factories.papers import CLERK, EXEMPT, FINANCE, MEMBER, WRITER, begin, found, write
from tests.factories.world import World
from tests.queries import count_queries

Fields = dict[str, Any]
SHEET = """Item 7
(a) That the framework be approved.
(b) That the priorities be approved.
(c) That the finished plan comes to the September meeting under Reserved Matter 9."""


@pytest.fixture
def slug(world: World) -> str:
    return papers.arrange(world)


@pytest.fixture
def number(world: World, slug: str) -> int:
    return begin(world, slug)


@pytest.fixture
def writer(world: World) -> Browser:
    return world.browser(WRITER)


def form(**changed: str) -> dict[str, Any]:
    """All that the form of a report asks for."""
    texts = {f"text_{name}": text for name, text in papers.TEXTS.items()}
    return {"title": "Places", "author": "Ian", "base": "0", **texts, **changed}


def test_the_clerk_begins_a_report_from_the_meetings_page(world: World, slug: str) -> None:
    clerk = world.browser(CLERK)
    page = clerk.get(f"/afc/meetings/{slug}").text
    assert "No report yet" in page
    with world.scope_of(CLERK, writes=False) as scope:
        place = papers.item_called(scope, slug, "School places").number
    here = f"/afc/meetings/{slug}/items/{place}/report"
    assert here in page
    said: Fields = {
        "title": "Places for all",
        "author": "Ian Example",
        "area": "0",
        "writer": WRITER,
    }
    answer = clerk.submit(here, **said)
    assert answer.status_code == 303
    assert "Places for all" in world.browser(WRITER).get("/afc/reports/").text
    assert "Still to be written" in clerk.get(f"/afc/meetings/{slug}").text


def test_an_unknown_writer_is_answered_beside_the_box_and_nothing_is_begun(
    world: World, slug: str
) -> None:
    with world.scope_of(CLERK, writes=False) as scope:
        item = papers.item_called(scope, slug, "School places")
        here, number = f"/afc/meetings/{slug}/items/{item.number}/report", item.id
    said: Fields = {
        "title": "What I typed",
        "author": "Ian",
        "area": "0",
        "writer": "who@x.example",
    }
    answer = world.browser(CLERK).submit(here, **said)
    assert answer.status_code == 422
    assert "Nobody with this address has an account here" in answer.text
    assert 'value="What I typed"' in answer.text
    assert not papers.reads(world, CLERK, number)


def test_a_report_is_written_part_by_part_and_shown_in_the_templates_order(
    writer: Browser, number: int
) -> None:
    here = f"/afc/reports/{number}/"
    assert (
        writer.submit(f"{here}edit", **form(text_background="A *long* story.")).status_code == 303
    )
    page = writer.get(here).text
    assert page.index("Purpose of the report") < page.index("Background") < page.index("Contact")
    assert "A <em>long</em> story." in page
    assert "Ready: it is published with the agenda." in page


def test_its_own_recommendations_are_lettered_in_their_order(writer: Browser, number: int) -> None:
    here = f"/afc/reports/{number}/"
    said = form(said_b="That it be so.", verb_b="agree", said_d="That it be noted.", verb_d="note")
    writer.submit(f"{here}edit", **said)
    page = writer.get(here).text
    assert "(a) To agree: </strong>That it be so." in page
    assert "(b) To note: </strong>That it be noted." in page


def test_a_text_that_is_too_long_is_answered_beside_its_box_and_kept(
    writer: Browser, number: int
) -> None:
    answer = writer.submit(f"/afc/reports/{number}/edit", **form(text_body="x" * 60_001))
    assert answer.status_code == 422
    assert "You wrote 60,001." in answer.text
    assert "x" * 60_001 in answer.text


def test_two_writers_at_once_lose_nothing(world: World, writer: Browser, number: int) -> None:
    here = f"/afc/reports/{number}/edit"
    writer.submit(here, **form(text_background="Hers."))
    answer = world.browser(CLERK).submit(here, **form(text_background="Mine."))
    assert answer.status_code == 409
    assert "saved this report while you wrote" in answer.text
    assert "Hers." in answer.text
    assert "Mine.</textarea>" in answer.text
    assert 'name="base" value="1"' in answer.text


def test_a_clearance_says_who_when_and_in_which_words_and_a_change_asks_again(
    world: World, writer: Browser, number: int
) -> None:
    here = f"/afc/reports/{number}/"
    write(world, number)
    writer.submit(f"{here}clearances/new", kind="finance", address=FINANCE)
    assert "Director 2 Afc has not cleared it yet." in writer.get(here).text
    finance = world.browser(FINANCE)
    assert "Report on School places" in finance.get("/afc/").text
    with world.scope_of(FINANCE, writes=False) as scope:
        report = found(scope, number)
        [row] = queries.clearances_of(scope, [report.id])[report.id]
        seen, place = report.content_digest, f"{here}clearances/{row.id}"
    said: Fields = {"answer": "cleared", "words": "The budget covers it.", "seen": seen}
    assert finance.submit(place, **said).status_code == 303
    page = writer.get(here).text
    assert "“The budget covers it.”" in page
    assert "Ready: it is published with the agenda." in page
    assert "Report on School places" not in finance.get("/afc/").text
    writer.submit(f"{here}edit", **form(base="1", text_financial="Twice as much."))
    assert "Changed since: asked again" in writer.get(here).text
    assert "It was changed since you answered." in finance.get("/afc/").text


def test_whoever_refuses_says_why(world: World, number: int) -> None:
    write(world, number)
    with world.scope_of(WRITER) as scope:
        report = found(scope, number)
        row = clearing.ask(scope, report, "legal", FINANCE)
        scope.session.commit()
        place, seen = f"/afc/reports/{number}/clearances/{row.id}", report.content_digest
    answer = world.browser(FINANCE).submit(place, answer="refused", seen=seen)
    assert answer.status_code == 422
    assert "Say what has to change before you clear it." in answer.text


def test_an_answer_to_what_has_changed_meanwhile_does_not_count(world: World, number: int) -> None:
    write(world, number)
    with world.scope_of(WRITER) as scope:
        report = found(scope, number)
        row = clearing.ask(scope, report, "legal", FINANCE)
        scope.session.commit()
        place, seen = f"/afc/reports/{number}/clearances/{row.id}", report.content_digest
    write(world, number, title="Another title")
    answer = world.browser(FINANCE).submit(place, answer="cleared", seen=seen)
    assert answer.status_code == 409
    assert "was changed after you opened it" in answer.text


def test_nobody_answers_for_another(world: World, writer: Browser, number: int) -> None:
    write(world, number)
    with world.scope_of(WRITER) as scope:
        row = clearing.ask(scope, found(scope, number), "legal", FINANCE)
        scope.session.commit()
        place = f"/afc/reports/{number}/clearances/{row.id}"
    assert writer.submit(place, answer="cleared").status_code == 403


def of_matter(world: World) -> tuple[str, int]:
    """A meeting with a report on a matter whose front sheet says (c) otherwise; its number."""
    matter = submitted.submit(world, front_sheet=SHEET)
    with world.scope_of(CLERK) as scope:
        there = decisions.find_matter(scope, matter)
        assert there is not None
        sitting = decisions.sitting_of(scope, there)
        made = arranging.arrange_sitting(scope, meeting.body(scope), sitting, FrontSheet())
        slug, title = made.slug, there.title
        scope.session.commit()
    number = begin(world, slug, title)
    write(world, number)
    return slug, number


def test_where_agenda_and_report_differ_both_are_shown_and_it_stays_shown(world: World) -> None:
    slug, number = of_matter(world)
    places = (f"/afc/reports/{number}/", f"/afc/meetings/{slug}")
    for place in places:
        page = world.browser(CLERK).get(place).text
        assert "Recommendation (c) is worded differently in the agenda and the report." in page
        assert '<mark class="marked">' in page
    meeting.publish(world, slug)
    for place in places:
        page = world.browser().get(place).text
        assert "Recommendation (c) is worded differently in the agenda and the report." in page
        assert "Reserved Matter" in page


def test_recommendations_come_from_the_matter(world: World) -> None:
    _, number = of_matter(world)
    writer = world.browser(WRITER)
    assert "That the framework be approved." in writer.get(f"/afc/reports/{number}/").text
    page = writer.get(f"/afc/reports/{number}/edit").text
    assert "They are the matter’s" in page
    assert "said_a" not in page


def test_a_live_annex_shows_the_matters_version_and_stays_as_it_was(world: World) -> None:
    slug, number = of_matter(world)
    writer = world.browser(WRITER)
    here = f"/afc/reports/{number}/"
    page = writer.get(f"{here}annexes/new").text
    value = page.split('value="version-')[1].split('"')[0]
    said: Fields = {
        "kind": "priorities",
        "source": f"version-{value}",
        "title": "Draft priorities",
    }
    assert writer.submit(f"{here}annexes/new", **said).status_code == 303
    assert "Annex A: Draft priorities" in writer.get(here).text
    meeting.publish(world, slug)
    public = world.browser().get(here).text
    assert "Annex A: Draft priorities" in public
    assert "Priorities side by side" in public
    with world.scope_of(None, writes=False) as scope:
        [paper] = queries.papers_of(scope, meeting.found(scope, slug))
        assert paper.annexes[0].title == "Annex A: Draft priorities"


def test_a_published_report_leads_its_writers_back_in_words(world: World, number: int) -> None:
    write(world, number)
    meeting.publish(world, papers.meeting_of(world, number))
    writer = world.browser(WRITER)
    assert writer.get(f"/afc/reports/{number}/edit").status_code == 303
    assert "stays as it is" in writer.get(f"/afc/reports/{number}/").text
    assert writer.submit(f"/afc/reports/{number}/edit", **form()).status_code == 403


def test_a_report_of_part_two_says_why_it_is_closed_and_when_that_is_looked_at(
    world: World,
) -> None:
    slug = papers.arrange(world, EXEMPT)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    meeting.publish(world, slug)
    page = world.browser(MEMBER).get(f"/afc/reports/{number}/").text
    assert "Not open to the public: information about the financial" in page
    assert "Prices would be known to whoever tenders." in page
    assert "looked at again on 24 June 2020" in page
    assert world.browser().get(f"/afc/reports/{number}/").status_code == 404


def test_a_page_costs_the_same_with_many_annexes_and_files(world: World, number: int) -> None:
    write(world, number)
    writer = world.browser(WRITER)
    with count_queries() as few:
        writer.get(f"/afc/reports/{number}/")
    for at in range(5):
        papers.attach(world, number, CheckedFile(f"{at}.txt", "text/plain", b"%d" % at))
    with count_queries() as many:
        writer.get(f"/afc/reports/{number}/")
    assert len(few) == len(many) <= 26, many


def test_the_list_and_the_meetings_page_cost_the_same_with_many_reports(world: World) -> None:
    titles = [f"Item called {at}" for at in range(6)]
    slug = papers.arrange(world, *(ItemDetails(title) for title in titles))
    clerk = world.browser(CLERK)
    write(world, begin(world, slug, titles[0]))
    counts = []
    for _ in range(2):
        with count_queries() as listed:
            clerk.get("/afc/reports/")
        with count_queries() as shown:
            clerk.get(f"/afc/meetings/{slug}")
        counts.append((len(listed), len(shown)))
        for title in titles[1:] if len(counts) == 1 else ():
            write(world, begin(world, slug, title))
    assert counts[0] == counts[1]
