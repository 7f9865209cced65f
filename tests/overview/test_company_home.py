"""A company's home: five blocks for everybody, and what needs you for whoever has a role."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from portal.plans import queries as plans
from portal.plans import service
from tenants.base import SHARED
from tests.both import both_databases
from tests.factories import decisions
from tests.factories import meeting as meetings
from tests.factories.browser import Browser
from tests.factories.plans import PLANS
from tests.factories.world import World
from tests.queries import count_queries

HOME = "/afc/"
DIRECTOR = "director@afc.example"
KINGSTON, RICHMOND = "commissioner@kingston.example", "commissioner@richmond.example"
MEMBER = "member-1@kingston.example"
SignedIn = Callable[[str], Browser]


def release(world: World, council: str | None) -> None:
    with world.scope_of(DIRECTOR) as scope:
        plan = plans.find_plan(scope, PLANS["afc"])
        assert plan is not None
        areas = {area.slug: area.area_id for area in scope.councils}
        service.release(scope, plan, SHARED if council is None else areas[council])
        scope.session.commit()


def freeze(world: World) -> None:
    with world.scope_of(DIRECTOR) as scope:
        decisions.freeze(scope)
        scope.session.commit()


def needs(page: str) -> list[tuple[str, str]]:
    """Verb and title of every row of the list."""
    rows = re.findall(r'day__verb">([^<]+)<.*?<h3><a href="[^"]+">([^<]+)<', page, re.DOTALL)
    return [(verb, title) for verb, title in rows]


def test_the_public_sees_owners_with_their_shares(client: Browser) -> None:
    page = client.get(HOME).text
    assert '<span class="tick accent-kingston"></span>Kingston</span></a>, 40%' in page
    assert "Windsor and Maidenhead</span></a>, 20%" in page


def test_the_public_sees_five_blocks_and_no_list_of_needs(client: Browser) -> None:
    page = client.get(HOME).text
    headings = re.findall(r"<h2[^>]*>([^<]+)", page)
    assert headings == [
        "The plan",
        "Next meeting",
        "Performance",
        "Last decisions",
        "Owners",
        "Follow",
    ]
    assert "Find a plan, priority, decision, meeting or person" in page
    assert "What needs you" not in page


def test_the_shares_stand_as_a_bar_that_says_them_in_words(client: Browser) -> None:
    page = client.get(HOME).text
    assert 'aria-label="Kingston 40%, Richmond 40%, Windsor and Maidenhead 20%"' in page
    assert re.findall(r'<rect [^>]*width="([0-9.]+)%"', page) == ["40.0000", "40.0000", "20.0000"]


def test_the_next_meeting_is_there_as_soon_as_it_is_arranged(world: World, client: Browser) -> None:
    slug = meetings.arrange(world, date(2019, 7, 9))
    page = client.get(HOME).text
    assert f'href="/afc/meetings/{slug}">Tuesday 9 July 2019</a>' in page
    assert "Agenda to come" in page
    meetings.publish(world, slug)
    assert "Agenda and papers" in client.get(HOME).text


def test_performance_counts_what_is_public_and_leads_to_it(world: World, client: Browser) -> None:
    assert "are counted here once a plan is in force" in client.get(HOME).text
    slug = decisions.submit(world, asks="approval")
    decisions.begin(world)
    decisions.decide(world, slug)
    page = client.get(HOME).text.partition("performance-title")[2].partition("</section>")[0]
    numbers = re.findall(r"<strong>([0-9,]+)</strong> ([a-z]+)</a>", page)
    assert numbers[0][1] == "priorities"
    assert ("1", "decision") in numbers
    for path in re.findall(r'href="([^"]+)"', page):
        assert client.get(path.replace("&amp;", "&"), follow_redirects=True).status_code == 200


def test_the_public_is_told_what_will_be_where_nothing_is_yet(client: Browser) -> None:
    page = client.get(HOME).text
    assert "Once they approve it, everybody can read it here." in page
    assert "Decisions will be listed here." in page
    assert "Business Plan" not in page


def test_a_submitted_plan_is_no_news_for_the_public(world: World, client: Browser) -> None:
    slug = decisions.submit(world)
    page = client.get(HOME).text
    assert "Business Plan" not in page
    assert slug not in page


def test_members_see_a_submitted_version_as_not_decided(world: World) -> None:
    decisions.submit(world)
    page = world.browser(MEMBER).get(HOME).text
    assert "Version 1, submitted for decision on 24 June 2019. Not decided yet." in page


@both_databases
def test_the_public_reads_what_was_approved_in_principle_and_that_it_is_not_in_force(
    world: World, client: Browser
) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    page = client.get(HOME).text
    assert (
        "Version 1, approved in principle on 24 June 2019. This is not the plan in force." in page
    )
    assert f'href="/afc/decisions/{slug}"' in page
    assert "tag--approved-in-principle" in page
    assert "tag--in-force" not in page


def test_an_approved_version_is_the_plan_in_force(world: World, client: Browser) -> None:
    slug = decisions.submit(world, asks="approval")
    decisions.begin(world)
    decisions.decide(world, slug)
    page = client.get(HOME).text
    assert "Version 1, in force since 24 June 2019." in page
    assert "not the plan in force" not in page


def test_a_rejected_version_is_not_shown_as_a_plan(world: World, client: Browser) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug, against="ab", voters=(MEMBER,))
    page = client.get(HOME).text
    assert "tag--approved-in-principle" not in page.partition("Last decisions")[0]


@pytest.mark.parametrize("email", [DIRECTOR, KINGSTON, MEMBER, "clerk@afc.example"])
def test_whoever_has_a_role_is_told_in_words_that_nothing_needs_her(
    signed_in: SignedIn, email: str
) -> None:
    page = signed_in(email).get(HOME).text
    assert "<h1>What needs you</h1>" in page
    assert "Nothing needs you today." in page


def test_somebody_of_another_company_gets_the_public_page(signed_in: SignedIn) -> None:
    page = signed_in("commissioner@sunderland.example").get(HOME).text
    assert "What needs you" not in page
    assert "No role here" in page


@both_databases
def test_a_director_is_asked_to_submit_what_was_frozen(world: World) -> None:
    freeze(world)
    page = world.browser("director-2@afc.example").get(HOME).text
    assert needs(page) == [("Submit", "Version 1 of Business Plan")]
    assert "Frozen by Director Afc on 24 June 2019." in page
    assert f'href="/afc/plans/{PLANS["afc"]}/versions/1/"' in page


def test_what_was_submitted_needs_no_director_any_more(world: World) -> None:
    decisions.submit(world)
    assert needs(world.browser(DIRECTOR).get(HOME).text) == []


@pytest.mark.parametrize(
    "email", [KINGSTON, MEMBER, "clerk@afc.example", "editor@kingston.example"]
)
def test_nobody_but_a_director_is_asked_to_submit(world: World, email: str) -> None:
    freeze(world)
    assert needs(world.browser(email).get(HOME).text) == []


@both_databases
def test_a_commissioner_is_asked_to_read_what_is_released_to_her(world: World) -> None:
    release(world, None)
    release(world, "kingston")
    page = world.browser(KINGSTON).get(HOME).text
    assert needs(page) == [
        ("Read", "The shared draft of Business Plan"),
        ("Read", "Kingston’s draft of Business Plan"),
    ]
    assert f'href="/afc/plans/{PLANS["afc"]}/?lens=kingston"' in page


def test_another_councils_released_draft_is_not_hers_to_read(world: World) -> None:
    release(world, "richmond")
    assert needs(world.browser(KINGSTON).get(HOME).text) == []
    assert len(needs(world.browser(RICHMOND).get(HOME).text)) == 1


def test_a_submitted_version_takes_the_drafts_place(world: World) -> None:
    release(world, "kingston")
    decisions.submit(world)
    assert needs(world.browser(KINGSTON).get(HOME).text) == []


@both_databases
def test_a_member_is_asked_to_vote_today(world: World) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.call(world, slug)
    page = world.browser(MEMBER).get(HOME).text
    assert needs(page) == [("Vote", "Recommendation (a): Business plan: framework and priorities")]
    assert "Today, Monday 24 June 2019" in page
    assert "1 thing ·" in page
    assert 'class="count">1<' in page


@both_databases
def test_the_clerk_is_asked_to_settle_the_citation(world: World) -> None:
    decisions.submit(world)
    assert [verb for verb, _ in needs(world.browser("clerk@afc.example").get(HOME).text)] == [
        "Settle"
    ]


@pytest.mark.parametrize(
    ("email", "most"),
    # The public page asks for open consultations and, in two queries, what it counts; whoever has a
    # role is asked when she was here before, and what waits for her in each room. A director's list
    # also asks for invitations, rounds, words not saved, overdue actions, and in two queries for
    # what hangs loose in the drafts; a clerk's for conditions and call-ins, dispensations that end,
    # sittings to fix, notices, and how the papers of her body stand; a member's for those that she
    # has not read.
    [(None, 8), (DIRECTOR, 14), (KINGSTON, 10), (MEMBER, 11), ("clerk@afc.example", 17)],
)
def test_the_page_costs_few_queries_whatever_it_lists(
    world: World, email: str | None, most: int
) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    browser = world.browser(email)
    with count_queries() as asked:
        assert browser.get(HOME).status_code == 200
    assert len(asked) <= most, asked
