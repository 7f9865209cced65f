"""The feed of a company: what its reader may read, and nothing else."""

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

from portal.feeds.atom import ATOM
from portal.meetings.service import publishing
from portal.meetings.service.listing import ItemDetails
from portal.minutes.service import finishing
from tests.both import both_databases
from tests.factories import decisions, minutes
from tests.factories import meeting as meetings
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.queries import count_queries

FEED = "/afc/feed.atom"
MEMBER = "member-1@kingston.example"
SignedIn = Callable[[str], Browser]


def titles(browser: Browser) -> list[str]:
    feed = ElementTree.fromstring(browser.get(FEED).data)  # noqa: S314 - our own document
    return [found.text or "" for found in feed.iter(f"{{{ATOM}}}title")][1:]


def decide(world: World) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)


def test_it_is_an_atom_feed(client: Browser) -> None:
    assert client.get(FEED).mimetype == "application/atom+xml"


def test_a_draft_is_no_news(world: World) -> None:
    with world.scope_of("director@afc.example") as scope:
        decisions.freeze(scope)
        scope.session.commit()
    assert titles(world.browser("director@afc.example")) == []


def test_a_submitted_version_is_news_for_those_who_decide(world: World, client: Browser) -> None:
    decisions.submit(world)
    assert titles(world.browser(MEMBER)) == ["Business Plan, version 1: submitted for decision"]
    assert titles(client) == []


def test_another_company_reads_no_more_than_the_public(world: World) -> None:
    decisions.submit(world)
    assert titles(world.browser("director@tfc.example")) == []


@both_databases
def test_what_was_decided_is_news_for_everybody(world: World, client: Browser) -> None:
    decide(world)
    assert sorted(titles(client)) == [
        "Business Plan, version 1: approved in principle",
        "Business plan: framework and priorities: approved in principle",
    ]
    assert "This is not the plan in force." in client.get(FEED).text


def test_the_links_lead_to_pages_of_this_portal(world: World, client: Browser) -> None:
    decide(world)
    for link in ElementTree.fromstring(client.get(FEED).data).iter(f"{{{ATOM}}}link"):  # noqa: S314
        path = str(link.get("href")).removeprefix("http://localhost")
        assert client.get(path, follow_redirects=True).status_code == 200, path


def test_a_published_agenda_is_news_and_a_draft_is_not(world: World, client: Browser) -> None:
    slug = meetings.arrange(world, date(2019, 7, 9))
    assert titles(client) == []
    meetings.publish(world, slug)
    assert titles(client) == ["Joint committee, 9 July 2019: agenda published"]
    meetings.list_items(world, slug, ItemDetails("Added since"))
    meetings.publish(world, slug)
    assert titles(client)[0] == "Joint committee, 9 July 2019: supplementary agenda published"
    assert "Added: item 6." in client.get(FEED).text


def test_what_the_board_alone_knows_of_is_no_news(world: World, client: Browser) -> None:
    slug = meetings.arrange(world, date(2019, 7, 9), "chair@board.afc.example", "board")
    with world.scope_of("chair@board.afc.example") as scope:
        publishing.publish(scope, meetings.found(scope, slug), meetings.WHY)
        scope.session.commit()
    assert titles(client) == []


def test_minutes_are_news_once_they_are_published(world: World, client: Browser) -> None:
    slug = minutes.hold(world)
    minutes.begin(world, slug)
    assert not [title for title in titles(client) if "minutes" in title]
    with world.scope_of(meetings.CLERK) as scope:
        finishing.publish(scope, minutes.minutes_of(scope, slug))
        scope.session.commit()
    assert titles(client)[0].endswith(": draft minutes published")
    assert client.get(f"/afc/meetings/{slug}/minutes").status_code == 200


def test_a_body_has_a_feed_of_its_own(world: World, client: Browser) -> None:
    decide(world)
    slug = meetings.arrange(world, date(2019, 7, 9))
    meetings.publish(world, slug)
    of_body = client.get(f"{FEED}?body=joint-committee").text
    assert "agenda published" in of_body
    assert "framework and priorities: approved" in of_body
    assert "Business Plan, version 1" not in of_body
    assert "<entry>" not in client.get(f"{FEED}?body=board").text
    assert client.get(f"{FEED}?body=nowhere").status_code == 404


def test_a_topic_has_a_feed_of_its_own_with_an_id_of_its_own(world: World, client: Browser) -> None:
    decide(world)
    plans = client.get(f"{FEED}?topic=plans&utm=x").text
    assert "Business Plan, version 1" in plans
    assert "framework and priorities" not in plans
    assert "/afc/feed.atom?topic=plans</id>" in plans
    assert client.get(f"{FEED}?topic=gossip").status_code == 404


def test_an_unchanged_feed_is_not_sent_twice(client: Browser) -> None:
    tag = client.get(FEED).headers["ETag"]
    again = client.get(FEED, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_news_change_the_tag(world: World, client: Browser) -> None:
    tag = client.get(FEED).headers["ETag"]
    decide(world)
    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 200


def test_readers_who_may_read_other_things_have_other_tags(
    client: Browser, signed_in: SignedIn
) -> None:
    browsers = (client, signed_in(MEMBER), signed_in("director@afc.example"))
    assert len({browser.get(FEED).headers["ETag"] for browser in browsers}) == 3


def test_a_signed_in_persons_feed_is_private(client: Browser, signed_in: SignedIn) -> None:
    mine = signed_in(MEMBER).get(FEED).headers
    assert mine["Cache-Control"] == "private, no-cache"
    assert "Cookie" in mine["Vary"]
    assert "Cookie" in client.get(FEED).headers["Vary"]


def test_the_feed_costs_four_queries_beside_the_company(world: World, client: Browser) -> None:
    decide(world)
    with count_queries() as asked:
        client.get(FEED)
    assert len(asked) == 5, asked


def test_the_names_of_news_count_nothing_that_other_companies_hold(
    world: World, client: Browser
) -> None:
    decide(world)
    feed = ElementTree.fromstring(client.get(FEED).data)  # noqa: S314 - our own document
    names = [found.text or "" for found in feed.iter(f"{{{ATOM}}}id")][1:]
    assert sorted(name.partition(":/afc/")[2] for name in names) == [
        "decisions/business-plan-framework-and-priorities",
        "plans/business-plan-2019-2024/versions/1",
    ]
