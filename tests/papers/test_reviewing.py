"""An exemption is looked at again on its day: it holds on, or the report is opened to everybody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.papers import queries
from portal.papers.service import reviewing
from portal.papers.service.checks import PaperError
from tests.factories import meeting, papers
from tests.factories.papers import CLERK, EXEMPT, MEMBER, begin, found, reads, write
from tests.factories.world import World

SOON = "Say whether the report still has to be kept from the public."


def published(world: World, **changed: object) -> int:
    """A published report of Part II; its number."""
    said = replace(EXEMPT, **changed)  # type: ignore[arg-type]  # a test's own words
    slug = papers.arrange(world, said)
    number = begin(world, slug, said.title)
    write(world, number)
    meeting.publish(world, slug)
    return number


def today(world: World) -> date:
    with world.scope_of(CLERK, writes=False) as scope:
        return scope.today()


def test_the_clerk_is_reminded_from_the_day_on_and_nobody_else(world: World) -> None:
    published(world, exemption_reviewed_on=today(world))
    assert SOON in world.browser(CLERK).get("/afc/").text
    assert SOON not in world.browser(MEMBER).get("/afc/").text


def test_before_its_day_nobody_is_reminded(world: World) -> None:
    published(world, exemption_reviewed_on=today(world) + timedelta(days=1))
    assert SOON not in world.browser(CLERK).get("/afc/").text


def test_an_exemption_that_still_holds_is_looked_at_on_another_day(world: World) -> None:
    number = published(world, exemption_reviewed_on=today(world))
    clerk = world.browser(CLERK)
    next_on = today(world) + timedelta(days=90)
    said = {
        "lifted": "no",
        "because": "The contract is not signed yet.",
        "next_on-day": str(next_on.day),
        "next_on-month": str(next_on.month),
        "next_on-year": str(next_on.year),
    }
    form = {"csrf_token": clerk.token(), **said}
    assert clerk.post(f"/afc/reports/{number}/exemption", data=form).status_code == 303
    assert SOON not in clerk.get("/afc/").text
    assert not reads(world, None, number)
    with world.scope_of(CLERK, writes=False) as scope:
        [review] = queries.reviews_of(scope, found(scope, number))
        assert (review.next_on, review.because) == (next_on, "The contract is not signed yet.")


def test_an_exemption_that_holds_no_more_opens_the_report_and_all_that_is_in_it(
    world: World,
) -> None:
    number = published(world)
    clerk = world.browser(CLERK)
    form = {"csrf_token": clerk.token(), "lifted": "yes", "because": "The contract is signed."}
    assert clerk.post(f"/afc/reports/{number}/exemption", data=form).status_code == 303
    page = world.browser().get(f"/afc/reports/{number}/").text
    assert "Words on financial implications." in page
    assert "not for publication" not in page
    assert f"/afc/reports/{number}/" in world.browser().get("/afc/search?q=implications").text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"lifted": "yes"}, "Enter why."),
        ({"lifted": "no", "because": "x"}, "Enter the day on which it is looked at again."),
    ],
)
def test_what_is_missing_is_said_beside_its_box(
    world: World, said: dict[str, str], words: str
) -> None:
    number = published(world)
    clerk = world.browser(CLERK)
    form = {"csrf_token": clerk.token(), **said}
    answer = clerk.post(f"/afc/reports/{number}/exemption", data=form)
    assert answer.status_code == 422
    assert words in answer.text


def test_confidential_information_is_described_to_nobody_and_opened_by_no_body(
    world: World,
) -> None:
    number = published(
        world, confidential=True, paragraphs=[], public_interest="", exemption_reviewed_on=None
    )
    page = world.browser(MEMBER).get(f"/afc/reports/{number}/").text
    assert "The public is excluded while this is considered." in page
    assert "paragraph" not in page.split("<main")[1].split("Purpose of the report")[0]
    with world.scope_of(CLERK) as scope:
        report = found(scope, number)
        with pytest.raises(PaperError, match="may not be disclosed"):
            reviewing.review(scope, report, lifted=True, next_on=None, because="x")
