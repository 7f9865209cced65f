"""The pages of meetings: what the public reads, and what the clerk does without JavaScript."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from portal.decisions.service import ending, submitting
from portal.meetings import queries
from portal.meetings.service import arranging, listing
from portal.meetings.service.listing import ItemDetails
from portal.web.days import PARTS
from tests.both import both_databases
from tests.factories import decisions as submitted
from tests.factories import meeting as meetings
from tests.factories import registers
from tests.factories.browser import Browser
from tests.factories.meeting import CLERK, list_items, publish
from tests.factories.world import World
from tests.queries import count_queries

SignedIn = Callable[[str], Browser]
IN_TIME = date(2019, 7, 9)
PUBLIC_QUERIES, CLERK_QUERIES, LIST_QUERIES, CALENDAR_QUERIES = 20, 32, 5, 5
"""Of a meeting's page half are other rooms': its reports, notices, minutes, packs, who read it."""


@pytest.fixture
def slug(world: World) -> str:
    return meetings.arrange(world, IN_TIME)


@pytest.fixture
def clerk(signed_in: SignedIn) -> Browser:
    return signed_in(CLERK)


def day(name: str, *parts: int) -> dict[str, Any]:
    """The three boxes of a day, as typed."""
    return {f"{name}-{box}": str(part) for box, part in zip(PARTS, parts, strict=True)}


def rows(page: str) -> list[str]:
    """The titles of the agenda's items, as the page shows them."""
    return re.findall(r'agenda__title">(?:<[^>]+>)?([^<]+)', page)


def test_the_clock_says_until_when_and_why(client: Browser, slug: str) -> None:
    page = client.get(f"/afc/meetings/{slug}").text
    assert "Publish by Monday 1 July 2019, five clear working days: 5 days left" in page
    assert "2, 3, 4, 5 and 8 July 2019" in page
    assert "section 100B" in page


def test_the_public_is_shown_no_item_of_a_draft(client: Browser, slug: str) -> None:
    assert rows(client.get(f"/afc/meetings/{slug}").text) == []


def test_a_clerk_arranges_a_meeting(clerk: Browser) -> None:
    answer = clerk.submit(
        "/afc/meetings/arrange",
        body="joint-committee",
        title="Joint committee",
        **day("on_day", 9, 7, 2019),
        starts_at="11:30",
        venue="Guildhall, Kingston",
        host_council="kingston",
        clerk_telephone="01632 960310",
        **day("speaking_day", 8, 7, 2019),
        speaking_time="noon",
    )
    assert answer.status_code == 303, answer.text
    page = clerk.get(answer.headers["Location"]).text
    assert "Tuesday, 11.30am · Guildhall, Kingston" in page
    assert "Register by 12 noon on Monday 8 July 2019" in page
    assert "its co-chair presides" in page


def test_a_refused_meeting_gives_back_what_was_typed(clerk: Browser) -> None:
    answer = clerk.submit(
        "/afc/meetings/arrange",
        body="joint-committee",
        title="A meeting",
        **day("on_day", 31, 2, 2020),
        starts_at="7",
        filming_notice="It may be filmed.",
    )
    assert answer.status_code == 422
    assert "31 2 2020 is not a day that exists" in answer.text
    assert "Enter a time of day, such as 11.30am or 12 noon." in answer.text
    assert "It may be filmed." in answer.text


def test_a_meeting_without_a_room_is_refused_beside_its_field(clerk: Browser) -> None:
    answer = clerk.submit(
        "/afc/meetings/arrange",
        body="joint-committee",
        title="A meeting",
        **day("on_day", 9, 7, 2019),
        starts_at="11.30am",
    )
    assert answer.status_code == 422
    assert 'href="#venue"' in answer.text
    assert "members of a council’s body vote in the room" in answer.text


def test_a_clerk_lists_an_item_of_part_two_with_its_paragraph(clerk: Browser, slug: str) -> None:
    path = f"/afc/meetings/{slug}/items/add"
    refused = clerk.submit(path, title="Terms", what="report", part="2")
    assert refused.status_code == 422
    assert "Choose the paragraph by which it is exempt." in refused.text
    taken = clerk.submit(
        path,
        title="Terms",
        what="report",
        part="2",
        paragraphs="3",
        public_interest="The terms are still negotiated.",
        **day("exemption_reviewed_on", 1, 7, 2020),
    )
    assert taken.status_code == 303
    page = clerk.get(f"/afc/meetings/{slug}").text
    assert "Exempt by paragraph 3" in page
    assert "Reviewed on 1 July 2020" in page


def test_items_are_moved_by_a_button(clerk: Browser, world: World, slug: str) -> None:
    with world.scope_of(CLERK) as scope:
        ids = [item.id for item in queries.items_of(scope, meetings.found(scope, slug))]
    seen = " ".join(map(str, ids))
    answer = clerk.submit(f"/afc/meetings/{slug}/order", seen=seen, move=f"{ids[1]} up", htmx=True)
    assert answer.status_code == 200
    assert "<h1>" in answer.text
    assert "</html>" not in answer.text
    assert rows(clerk.get(f"/afc/meetings/{slug}").text)[0] == "Declarations of interest"


def test_an_order_of_an_agenda_that_changed_is_not_taken(clerk: Browser, slug: str) -> None:
    answer = clerk.submit(f"/afc/meetings/{slug}/order", seen="999", order="999")
    assert answer.status_code == 409
    assert "A colleague has changed this agenda since you opened it." in answer.text


def test_a_late_agenda_asks_for_the_chairs_reason_and_says_it(
    clerk: Browser, client: Browser, world: World
) -> None:
    late = meetings.arrange(world, date(2019, 6, 27))
    path = f"/afc/meetings/{late}/publish"
    assert "taken only as a matter of urgency" in clerk.get(path).text
    refused = clerk.submit(path)
    assert refused.status_code == 422
    assert "Wednesday 19 June 2019" in refused.text
    assert clerk.submit(path, late_because="The lease ends.").status_code == 303
    page = client.get(f"/afc/meetings/{late}").text
    assert "late: the last day in time was Wednesday 19 June 2019" in page
    assert "Taken as a matter of urgency: The lease ends." in page


def test_a_withdrawn_item_is_struck_through_and_keeps_its_number(
    clerk: Browser, client: Browser, world: World, slug: str
) -> None:
    publish(world, slug)
    path = f"/afc/meetings/{slug}/items/3/withdraw"
    assert clerk.submit(path, because="").status_code == 422
    assert clerk.submit(path, because="Not ready.").status_code == 303
    page = client.get(f"/afc/meetings/{slug}").text
    assert "<s>Minutes of the last meeting</s>" in page
    assert "Keeps its number. Not ready." in page


def test_reports_to_follow_and_urgent_items_are_told_apart(
    clerk: Browser, client: Browser, world: World
) -> None:
    late = meetings.arrange(world, date(2019, 6, 27))
    list_items(world, late, ItemDetails("Expected", to_follow=True))
    publish(world, late)
    assert "To follow" in client.get(f"/afc/meetings/{late}").text
    list_items(world, late, ItemDetails("New", urgent_because="The grant lapses."))
    answer = clerk.submit(f"/afc/meetings/{late}/publish", reports="6")
    assert answer.status_code == 303
    page = client.get(f"/afc/meetings/{late}").text
    assert "Its report came with the supplementary agenda" in page
    assert "Added by the supplementary agenda" in page
    assert "The grant lapses." in page
    assert "Adds item 7 and the report of item 6, which was to follow" in page


def test_a_matter_put_before_the_meeting_later_is_offered_to_the_clerk(
    clerk: Browser, client: Browser, world: World
) -> None:
    with world.operator_of() as operator:
        submitted.prepare(operator)
        operator.session.commit()
    with world.scope_of(CLERK) as scope:
        sitting = submitted.sitting(scope)
        made = arranging.arrange_sitting(scope, meetings.body(scope), sitting, meetings.FRONT)
        listing.list_item(scope, made, ItemDetails("Business plan", "matter"))
        scope.session.commit()
        there = made.slug
    publish(world, there)
    matter = submit_later(world)
    assert "1 matter put before this meeting" in clerk.get(f"/afc/meetings/{there}").text
    assert "put before this meeting" not in client.get(f"/afc/meetings/{there}").text
    answer = clerk.submit(f"/afc/meetings/{there}/matters", matter=matter, item="6")
    assert answer.status_code == 303
    assert f"/afc/decisions/{matter}" in client.get(f"/afc/meetings/{there}").text
    assert client.get(f"/afc/decisions/{matter}").status_code == 200


def test_an_item_whose_matter_was_taken_back_says_so(
    client: Browser, world: World, clerk: Browser
) -> None:
    matter = submitted.submit(world)
    with world.scope_of(CLERK) as scope:
        made = arranging.arrange_sitting(
            scope, meetings.body(scope), submitted.sitting(scope), meetings.FRONT
        )
        scope.session.commit()
        there = made.slug
    publish(world, there)
    with world.scope_of("director@afc.example") as scope:
        ending.withdraw(scope, submitted.find(scope, matter), "Not ready")
        scope.session.commit()
    assert "Whoever submitted it took it back." in client.get(f"/afc/meetings/{there}").text
    assert "withdraw the item" in clerk.get(f"/afc/meetings/{there}").text


def test_the_clerk_is_told_on_her_own_page_what_to_publish(clerk: Browser, slug: str) -> None:
    page = clerk.get("/afc/").text
    assert "Agenda: Joint committee, 9 July 2019" in page
    assert "Publish by Monday 1 July 2019, five clear working days: 5 days left." in page


def test_a_meeting_in_the_way_of_another_says_so_to_its_clerk(
    clerk: Browser, client: Browser, world: World, slug: str
) -> None:
    meetings.arrange(world, IN_TIME)
    words = "Joint committee and Joint committee meet on one day, at the same time"
    assert words in clerk.get(f"/afc/meetings/{slug}").text
    assert words not in client.get(f"/afc/meetings/{slug}").text


def submit_later(world: World) -> str:
    """A director submits to the sitting that the register of the world plans."""
    with world.scope_of("director@afc.example") as scope:
        version = submitted.freeze(scope)
        found = submitting.submit(scope, submitted.submission(scope, version))
        scope.session.commit()
        return found.slug


def test_standing_items_of_a_body_are_kept_for_its_next_agenda(
    clerk: Browser, world: World, slug: str
) -> None:
    path = f"/afc/meetings/{slug}/standing-items"
    typed: dict[str, Any] = {"code-0": "apologies", "title-0": "Who is absent"}
    added = clerk.submit(path, **typed, do="add speaking")
    assert 'value="Who is absent"' in added.text
    assert 'value="Questions from the public"' in added.text
    assert clerk.submit(path, **typed, do="keep").status_code == 303
    later = meetings.arrange(world, date(2019, 8, 6))
    assert rows(clerk.get(f"/afc/meetings/{later}").text) == ["Who is absent"]


def test_a_cancelled_meeting_stays_with_its_reason(
    clerk: Browser, client: Browser, slug: str
) -> None:
    assert (
        clerk.submit(f"/afc/meetings/{slug}/cancel", because="Nobody can come.").status_code == 303
    )
    page = client.get(f"/afc/meetings/{slug}").text
    assert "This meeting is cancelled. Nobody can come." in page


def test_the_calendar_shows_meetings_and_bank_holidays(client: Browser, world: World) -> None:
    meetings.arrange(world, date(2019, 8, 26))
    page = client.get("/afc/meetings/calendar?month=2019-08").text
    assert "11.30am, Joint committee" in page
    assert "Late Summer Bank Holiday" in page
    assert "Monday 26 August 2019 is a bank holiday" in page


@pytest.mark.parametrize("month", ["2019-13", "1066-10", "x", "9999-12"])
def test_a_month_that_cannot_be_shown_is_not_there(client: Browser, month: str) -> None:
    assert client.get(f"/afc/meetings/calendar?month={month}").status_code == 404


def test_a_member_of_another_council_may_not_keep_the_agenda(
    signed_in: SignedIn, slug: str
) -> None:
    browser = signed_in("member-1@kingston.example")
    answer = browser.submit(
        f"/afc/meetings/{slug}/items/add", title="Mine", what="report", part="1"
    )
    assert answer.status_code == 403
    assert "Only the clerk of this body" in answer.text


@both_databases
@pytest.mark.parametrize("councils", [0, 27])
def test_a_meeting_costs_the_same_with_many_councils_and_items(
    world: World, slug: str, councils: int
) -> None:
    with world.operator_of() as operator:
        registers.admit_many(operator, councils)
        operator.session.commit()
    list_items(world, slug, *(ItemDetails(f"Report {n}") for n in range(councils)))
    publish(world, slug)
    for n in range(councils):
        meetings.arrange(world, IN_TIME + timedelta(days=n))
    clerk, public = world.browser(CLERK), world.browser()
    for browser, path, most in (
        (public, f"/afc/meetings/{slug}", PUBLIC_QUERIES),
        (clerk, f"/afc/meetings/{slug}", CLERK_QUERIES),
        (public, "/afc/meetings/", LIST_QUERIES),
        (public, "/afc/meetings/calendar?month=2019-07", CALENDAR_QUERIES),
    ):
        with count_queries() as asked:
            assert browser.get(path).status_code == 200
        assert len(asked) <= most, f"{path}: {asked}"
