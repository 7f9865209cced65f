"""Notices of an executive body as a browser gets them; nothing typed is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest

from portal.decision_records import service as recording
from portal.decisions import queries
from portal.executive.law import FIRST, GENERAL, KEY, SPECIAL
from portal.meetings.service import arranging
from portal.meetings.service.arranging import FrontSheet
from portal.meetings.service.listing import ItemDetails
from tests.factories import decisions, executive
from tests.factories import meeting as meetings
from tests.factories.executive import LAST_OF_28, LETTER, PLAIN, PRIVATE
from tests.factories.meeting import CLERK
from tests.factories.world import World
from tests.queries import count_queries

DAY_AFTER = LAST_OF_28 + timedelta(days=1)


@pytest.fixture
def meeting(world: World) -> str:
    return executive.arrange(world)


def address(world: World, slug: str, title: str, kind: str) -> str:
    """The address of the form of a notice."""
    with world.scope_of(CLERK) as scope:
        number = executive.number_of(scope, slug, title)
    return f"/afc/meetings/{slug}/notices/{number}/{kind}"


def newest(listed: str) -> int:
    """The number of the newest notice on the list."""
    return max(int(number) for number in re.findall(r"/afc/executive-notices/(\d+)", listed))


def test_the_clerk_is_told_what_is_due_next_and_why(world: World, meeting: str) -> None:
    page = world.browser(CLERK).get(f"/afc/meetings/{meeting}/notices").text
    assert "Next: notice of a private item, by Wednesday 10 July 2019." in page
    assert "28 clear days before Thursday 8 August 2019" in page
    assert "five clear working days before Thursday 8 August 2019" in page


def test_the_clerk_publishes_a_notice_and_everybody_finds_it(world: World, meeting: str) -> None:
    clerk, form = world.browser(CLERK), address(world, meeting, PLAIN.title, "key-decision")
    assert "To be published by Wednesday 10 July 2019." in clerk.get(form).text
    said: dict[str, Any] = {
        **{f"first_day-{part}": value for part, value in (("day", 8), ("month", 8))},
        "first_day-year": 2019,
        "documents": "Report of the director",
        "more_documents": "Write to the clerk.",
    }
    refused = clerk.submit(form, matter="A nursery in Ham", **said)
    assert refused.status_code == 422
    assert "Enter where copies can be had." in refused.text
    assert "A nursery in Ham" in refused.text
    done = clerk.submit(form, matter="A nursery in Ham", available_from="Guildhall", **said)
    assert done.location == f"/afc/meetings/{meeting}/notices"
    public = world.browser()
    listed = public.get("/afc/executive-notices/").text
    assert "Notice of a key decision" in listed
    path = newest(listed)
    page = public.get(f"/afc/executive-notices/{path}").text
    assert "A key decision is to be made on behalf of the council" in page
    assert "A nursery in Ham" in page
    assert "A new nursery" in public.get("/afc/search?q=nursery").text


def test_what_is_too_early_is_refused_with_everything_that_was_typed(
    world: World, meeting: str
) -> None:
    form = address(world, meeting, PLAIN.title, "special-urgency")
    said: dict[str, Any] = {
        "because": "The grant lapses.",
        "agreed_as": "scrutiny_chair",
        "agreed_by": "Councillor Orla Brightwell",
        "acted_on-day": "24",
        "acted_on-month": "6",
        "acted_on-year": "2019",
    }
    refused = world.browser(CLERK).submit(form, **said)
    assert refused.status_code == 409
    assert "Notice of a key decision can still be published" in refused.text
    assert "The grant lapses." in refused.text
    assert "Councillor Orla Brightwell" in refused.text


def test_somebody_without_an_account_writes_and_is_thanked(world: World) -> None:
    slug, notice = executive.first_notice(world)
    public, at = world.browser(), f"/afc/executive-notices/{notice}"
    assert f'href="{at}/representation"' in public.get(at).text
    refused = public.submit(f"{at}/representation", words="Taxpayers pay.")
    assert refused.status_code == 422
    assert "Taxpayers pay." in refused.text
    done = public.submit(f"{at}/representation", words="Taxpayers pay.", name="Ann Reader")
    assert done.location == at
    assert "Thank you." in public.get(at).text
    base = f"/afc/meetings/{slug}/notices"
    assert "Taxpayers pay." in world.browser("member-1@richmond.example").get(base).text
    assert "Taxpayers pay." not in public.get(base).text
    assert "Taxpayers pay." not in world.browser("director@afc.example").get(base).text


def test_the_clerk_answers_and_the_second_notice_says_so(world: World) -> None:
    slug, notice = executive.first_notice(world)
    executive.write(world, notice)
    clerk, base = world.browser(CLERK), f"/afc/meetings/{slug}/notices"
    page = clerk.get(base).text
    form = next(p.split('"')[0] for p in page.split('href="') if "/representations/" in p)
    said: dict[str, Any] = {
        "summary": "Public money is spent.",
        "response": "The sum is published.",
    }
    assert clerk.submit(form, **said).location == base
    second = address(world, slug, PRIVATE.title, "private-second")
    assert "the summary and the response of 1 received" in clerk.get(second).text
    clerk.submit(second, matter="Terms of a lease", because="Paragraph 3.")
    listed = world.browser().get("/afc/executive-notices/").text
    number = newest(listed)
    shown = world.browser().get(f"/afc/executive-notices/{number}").text
    assert "Public money is spent." in shown
    assert LETTER.name not in shown


def test_a_clerk_withdraws_a_notice(world: World) -> None:
    _, notice = executive.first_notice(world)
    at = f"/afc/executive-notices/{notice}"
    clerk = world.browser(CLERK)
    assert clerk.submit(f"{at}/withdraw").status_code == 422
    assert clerk.submit(f"{at}/withdraw", because="Wrong house.").location == at
    assert "This notice was withdrawn: Wrong house." in world.browser().get(at).text


def test_the_meeting_shows_the_clocks_and_marks_its_items(world: World, meeting: str) -> None:
    executive.publish(world, meeting, KEY)
    page = world.browser(CLERK).get(f"/afc/meetings/{meeting}").text
    assert "Notices before the meeting" in page
    assert "Key decision" in page
    executive.go_to(world, DAY_AFTER)
    late = world.browser(CLERK).get(f"/afc/meetings/{meeting}").text
    assert "No lawful notice" in late


def test_the_public_sees_the_clocks_of_what_is_published_alone(world: World, meeting: str) -> None:
    base = f"/afc/meetings/{meeting}/notices"
    assert PRIVATE.title not in world.browser().get(base).text
    executive.publish(world, meeting, FIRST)
    executive.go_to(world, DAY_AFTER)
    executive.take(world, meeting, GENERAL, PLAIN.title)
    meetings.publish(world, meeting)
    page = world.browser().get(base).text
    assert "Excused by general exception (SI 2012/2089, regulation 10)" in page
    assert PRIVATE.title in page
    assert "To do" not in page


def test_a_committee_s_page_names_its_own_rule(world: World) -> None:
    slug = executive.arrange(world, executive=False)
    page = world.browser(CLERK).get(f"/afc/meetings/{slug}/notices").text
    assert "This body owes no notice of key decisions or private items." in page
    assert "section 100B(4)(b)" in page


def test_the_list_without_a_notice_says_what_will_be_there(world: World) -> None:
    assert "will be listed here" in world.browser().get("/afc/executive-notices/").text
    assert world.browser().get("/afc/executive-notices/?page=x").status_code == 404


def test_the_pages_ask_the_same_of_the_database_however_many_items_there_are(
    world: World, meeting: str
) -> None:
    executive.publish(world, meeting, KEY)
    clerk, paths = (
        world.browser(CLERK),
        [
            f"/afc/meetings/{meeting}/notices",
            "/afc/executive-notices/",
        ],
    )
    before = []
    for path in paths:
        clerk.get(path)
        with count_queries() as few:
            clerk.get(path)
        before.append(len(few))
    more = [ItemDetails(f"Nursery {number}") for number in range(8)]
    meetings.list_items(world, meeting, *more)
    for each in more:
        executive.publish(world, meeting, KEY, each.title)
    for path, number in zip(paths, before, strict=True):
        with count_queries() as many:
            clerk.get(path)
        assert len(many) == number, many
    assert before[0] <= 16
    assert before[1] <= 8


def test_the_clerk_finds_what_is_due_among_what_needs_her(world: World) -> None:
    _, notice = executive.first_notice(world)
    executive.write(world, notice)
    page = world.browser(CLERK).get("/afc/").text
    assert "One representation" in page
    assert "Second notice of a private item: Terms of a lease" in page
    assert (
        "Second notice of a private item"
        not in world.browser("director@afc.example").get("/afc/").text
    )


def test_a_second_notice_is_not_offered_before_everything_is_answered(world: World) -> None:
    slug, notice = executive.first_notice(world)
    executive.write(world, notice)
    page = world.browser(CLERK).get(address(world, slug, PRIVATE.title, "private-second")).text
    assert "one representation has no response yet." in page
    assert "Publish the second notice</button>" not in page


def test_the_forward_plan_says_what_was_given_notice_of(world: World) -> None:
    executive.make_executive(world)
    matter = decisions.submit(world)
    with world.scope_of(CLERK) as scope:
        found = decisions.find(scope, matter)
        recording.describe(
            scope, found, recording.Described("", "", True), seen=recording.described(found).digest
        )
        sitting = queries.sitting_of(scope, found)
        made = arranging.arrange_sitting(scope, meetings.body(scope), sitting, FrontSheet())
        slug = made.slug
        scope.session.commit()
    before = world.browser(CLERK).get("/afc/decisions/forward-plan").text
    assert before.count(">Passed<") == 2
    executive.take(world, slug, SPECIAL, decisions_title(world, matter))
    page = world.browser(CLERK).get("/afc/decisions/forward-plan").text
    assert "Special urgency</a>, published 24 June 2019" in page
    assert page.count(">Passed<") == 1


def decisions_title(world: World, matter: str) -> str:
    """The title of a matter, as its item has it."""
    with world.scope_of(CLERK) as scope:
        return decisions.find(scope, matter).title
