"""Meetings as a calendar, read as other programs read it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component, Timezone

from portal.feeds import calendar
from portal.meetings.queries.public import PublicMeeting
from portal.meetings.service import arranging
from portal.meetings.service.listing import ItemDetails
from tenants.clock import CIVIL
from tests.both import both_databases
from tests.factories import meeting as meetings
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.queries import count_queries

PATH = "/afc/calendar.ics"
SUMMER, WINTER = date(2019, 7, 9), date(2019, 12, 10)
HEAD = calendar.CalendarHead(
    "https://portal.example",
    "portal.example",
    "afc",
    "Meetings, A company",
    datetime(2019, 1, 1, tzinfo=UTC),
)


def read(browser: Browser, query: str = "") -> Mapping[str, Component]:
    """The events of the calendar by their UIDs."""
    answer = browser.get(PATH + query)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return events(answer.data)


def events(written: bytes) -> Mapping[str, Component]:
    found = Calendar.from_ical(written)
    assert found.errors == []
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def a_meeting(**changes: Any) -> PublicMeeting:
    said: dict[str, Any] = {
        "slug": "joint-committee-2019-07-09",
        "title": "Joint committee",
        "body": "joint-committee",
        "body_name": "Joint committee",
        "on_day": SUMMER,
        "starts_at": "11.30am",
        "venue": "Guildhall, Kingston; room 3",
        "remote_address": "",
        "host_council_id": None,
        "clerk_name": "",
        "clerk_telephone": "",
        "clerk_email": "",
        "speaking_deadline": None,
        "state": "planned",
        "cancelled_because": "",
        "publications": 0,
        "published_at": None,
        "changed_at": None,
    }
    return PublicMeeting(**{**said, **changes})


@both_databases
def test_a_meeting_stands_in_it_from_the_day_it_is_arranged(world: World, client: Browser) -> None:
    slug = meetings.arrange(world, SUMMER)
    [(uid, event)] = read(client).items()
    assert uid == f"{slug}@afc.localhost"
    assert str(event["SUMMARY"]) == "Joint committee"
    assert event.decoded("DTSTART") == datetime(2019, 7, 9, 11, 30, tzinfo=CIVIL)
    assert str(event["LOCATION"]) == "Guildhall, Kingston"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    assert str(event["URL"]).endswith(f"/afc/meetings/{slug}")


def test_what_changes_keeps_its_uid_and_counts_up(world: World, client: Browser) -> None:
    slug = meetings.arrange(world, SUMMER)
    seen = [_state(client)]
    meetings.publish(world, slug)
    seen.append(_state(client))
    meetings.list_items(world, slug, ItemDetails("Added since"))
    meetings.publish(world, slug)
    seen.append(_state(client))
    with world.scope_of(meetings.CLERK) as scope:
        arranging.cancel(scope, meetings.found(scope, slug), "No quorum can be had.")
        scope.session.commit()
    seen.append(_state(client))
    assert {uid for uid, *_ in seen} == {f"{slug}@afc.localhost"}
    assert [number for _, number, _ in seen] == [0, 1, 2, 3]
    assert [status for *_, status in seen] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert "No quorum can be had." in client.get(PATH).text.replace("\r\n ", "")


def _state(browser: Browser) -> tuple[str, int, str]:
    [(uid, event)] = read(browser).items()
    return uid, int(event.decoded("SEQUENCE")), str(event["STATUS"])


def test_a_body_has_a_calendar_of_its_own(world: World, client: Browser) -> None:
    meetings.arrange(world, SUMMER)
    assert len(read(client, "?body=joint-committee")) == 1
    assert len(read(client, "?body=board")) == 0
    assert client.get(f"{PATH}?body=nowhere").status_code == 404


@both_databases
def test_what_the_board_alone_knows_of_is_in_nobodys_calendar(world: World) -> None:
    chair = "chair@board.afc.example"
    meetings.arrange(world, SUMMER, chair, "board")
    for email in (None, chair, "director@afc.example"):
        assert read(world.browser(email)) == {}
        assert read(world.browser(email), "?body=board") == {}


def test_hours_are_those_of_london_in_summer_and_in_winter() -> None:
    both = [a_meeting(), a_meeting(slug="in-winter", on_day=WINTER)]
    found = events(calendar.document(HEAD, both)).values()
    moments = [event.decoded("DTSTART").astimezone(UTC) for event in found]
    assert [moment.hour for moment in moments] == [10, 11]


def test_the_rules_of_the_time_zone_stand_in_the_file_and_are_right() -> None:
    written = calendar.document(HEAD, [a_meeting()])
    [zone] = Calendar.from_ical(written).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/London"
    assert isinstance(zone, Timezone)
    read_zone = zone.to_tz(lookup_tzid=False)
    first = datetime(2000, 1, 1, 12, tzinfo=UTC)
    for days in range(0, 38 * 365, 9):
        moment = first + timedelta(days=days)
        there, known = moment.astimezone(read_zone), moment.astimezone(CIVIL)
        assert there.utcoffset() == known.utcoffset(), moment


def test_long_lines_are_folded_and_read_back_whole() -> None:
    title = "Scrutiny of children’s services, " * 12
    written = calendar.document(HEAD, [a_meeting(title=title.strip())])
    lines = written.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    [event] = events(written).values()
    assert str(event["SUMMARY"]) == title.strip()
    assert str(event["LOCATION"]) == "Guildhall, Kingston; room 3"


def test_an_hour_that_cannot_be_read_is_not_guessed() -> None:
    [event] = events(calendar.document(HEAD, [a_meeting(starts_at="On the rising")])).values()
    assert event.decoded("DTSTART") == SUMMER
    assert "Begins: On the rising" in str(event["DESCRIPTION"])


def test_no_end_is_guessed() -> None:
    [event] = events(calendar.document(HEAD, [a_meeting()])).values()
    assert "DTEND" not in event
    assert "DURATION" not in event


def test_no_meeting_is_a_calendar_too(client: Browser) -> None:
    assert read(client) == {}


def test_an_unchanged_calendar_is_not_sent_twice(world: World, client: Browser) -> None:
    meetings.arrange(world, SUMMER)
    tag = client.get(PATH).headers["ETag"]
    assert client.get(PATH, headers={"If-None-Match": tag}).status_code == 304


def test_the_calendar_costs_one_query_beside_the_company(world: World, client: Browser) -> None:
    meetings.arrange(world, SUMMER)
    client.get(PATH)
    with count_queries() as asked:
        client.get(PATH)
    assert len(asked) == 2, asked
