"""What follows a decision, as a browser gets it; nothing typed is lost."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from tests.factories import decisions, effects
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.queries import count_queries

CLERK = decisions.CLERK
MEMBERS = ("member-1@kingston.example", "member-2@kingston.example", "co-chair@kingston.example")
NEXT_WEEK = DAY + timedelta(days=7)


def test_the_clerk_records_a_condition_and_its_discharge_with_a_file(world: World) -> None:
    slug = decisions.submit(world, asks="approval")
    clerk, at = world.browser(CLERK), f"/afc/decisions/{slug}"
    assert f'href="{at}/conditions/new"' in clerk.get(at).text
    refused = clerk.submit(f"{at}/conditions/new", letter="a", words="Ask the councils again")
    assert refused.status_code == 422
    assert "Choose when it has to be discharged." in refused.text
    assert "Ask the councils again" in refused.text
    said: dict[str, Any] = {
        "letter": "a",
        "kind": "precedent",
        "discharged_by": "The managing director",
    }
    done = clerk.submit(f"{at}/conditions/new", words="Ask the councils again", **said)
    assert done.location == f"{at}/after"
    effects.hold(world, slug)
    assert "Waiting for the condition “Ask the councils again”" in world.browser().get(at).text
    number = effects.after(world, slug).conditions[0].id
    file = (BytesIO(b"They were asked."), "Answers.txt")
    met: dict[str, Any] = {
        "on-day": "24",
        "on-month": "6",
        "on-year": "2019",
        "evidence": "All three answered.",
    }
    page = f"{at}/conditions/{number}"
    assert clerk.submit(page, **met, file=file).location == f"{at}/after"
    public = world.browser()
    assert "Version 1 is in force from 24 June 2019." in public.get(at).text
    assert "All three answered." in public.get(f"{at}/after").text
    assert public.get(f"{at}/evidence/{number}").data == b"They were asked."


def test_a_discharge_that_cannot_be_keeps_what_was_typed(world: World) -> None:
    slug = decisions.submit(world, asks="approval")
    number = effects.condition(world, slug)
    effects.hold(world, slug)
    said: dict[str, Any] = {
        "on-day": "25",
        "on-month": "6",
        "on-year": "2019",
        "evidence": "All answered.",
    }
    page = f"/afc/decisions/{slug}/conditions/{number}"
    refused = world.browser(CLERK).submit(page, **said)
    assert refused.status_code == 409
    assert "Enter today or a day that has passed." in refused.text
    assert "All answered." in refused.text


def test_three_members_call_a_decision_in_and_its_clerk_settles_it(world: World) -> None:
    effects.make_councils_own(world)
    slug = effects.approved(world)
    at = f"/afc/decisions/{slug}"
    assert "It can be called in until 1 July 2019, by three members" in (
        world.browser().get(f"{at}/after").text
    )
    for email in MEMBERS:
        answer = world.browser(email).submit(f"{at}/call-in", because="Too little was said.")
        assert answer.location == f"{at}/after"
    assert "Waiting for the call-in to be settled." in world.browser().get(at).text
    again = world.browser("co-chair@richmond.example").submit(f"{at}/call-in", because="Me too.")
    assert again.status_code == 409
    assert "This decision was called in already." in again.text
    clerk = world.browser(CLERK)
    day: dict[str, Any] = {"on-day": "24", "on-month": "6", "on-year": "2019"}
    said: dict[str, Any] = {"outcome": "referred_back", "words": "Asked to think again.", **day}
    assert clerk.submit(f"{at}/call-in/outcome", **said).status_code == 303
    assert "referred back to the body that made it: it takes no effect" in clerk.get(at).text
    assert effects.effect(world, slug).state == "stopped"  # type: ignore[union-attr]


def test_a_call_in_after_which_the_decision_stands_lets_it_take_effect_after_its_days(
    world: World,
) -> None:
    effects.make_councils_own(world)
    slug = effects.approved(world)
    at = f"/afc/decisions/{slug}"
    for email in MEMBERS:
        world.browser(email).submit(f"{at}/call-in", because="Too little was said.")
    effects.go_to(world, NEXT_WEEK)
    day: dict[str, Any] = {"on-day": "1", "on-month": "7", "on-year": "2019"}
    said: dict[str, Any] = {"outcome": "stands", "words": "Scrutiny was content.", **day}
    world.browser(CLERK).submit(f"{at}/call-in/outcome", **said)
    text = world.browser().get(at).text
    assert "Takes effect on 2 July 2019" in text or "in force from 2 July 2019" in text


def test_a_decision_cannot_be_called_in_after_its_last_day(world: World) -> None:
    effects.make_councils_own(world)
    slug = effects.approved(world)
    effects.go_to(world, DAY + timedelta(days=8))
    page = f"/afc/decisions/{slug}/call-in"
    late = world.browser(MEMBERS[0]).submit(page, because="Too late.")
    assert late.status_code == 409
    assert "The last day to call this in was 1 July 2019." in late.text


def test_an_urgent_decision_says_who_agreed_and_takes_effect_at_once(world: World) -> None:
    effects.make_councils_own(world)
    slug = effects.approved(world)
    at, clerk = f"/afc/decisions/{slug}", world.browser(CLERK)
    said: dict[str, Any] = {"because": "Schools begin.", "agreed_by": "The chair of scrutiny"}
    assert clerk.submit(f"{at}/call-in/urgent", **said).location == f"{at}/after"
    text = world.browser().get(f"{at}/after").text
    assert "cannot be called in: Schools begin. The chair of scrutiny agreed." in text
    assert "Version 1 is in force from 24 June 2019." in text


def test_a_matter_without_call_in_says_so(world: World) -> None:
    slug = effects.approved(world)
    page = world.browser(MEMBERS[0]).get(f"/afc/decisions/{slug}/call-in")
    assert "This decision is not open to call-in." in page.text


def test_a_director_opens_a_locked_draft_for_a_new_submission(world: World) -> None:
    slug = decisions.submit(world, asks="approval")
    effects.means(world, slug, "budget", year="2019/20")
    effects.hold(world, slug)
    director, plan = world.browser(decisions.DIRECTOR), "/afc/plans/business-plan-2019-2024/"
    assert "locks this draft since 24 June 2019" in director.get(plan).text
    assert director.submit(f"{plan}unlock").status_code == 422
    assert director.submit(f"{plan}unlock", because="A change in the year.").location == plan
    assert "locks this draft" not in director.get(plan).text


def test_the_page_asks_as_often_for_many_conditions_as_for_one(world: World) -> None:
    slug = decisions.submit(world, asks="approval")
    effects.condition(world, slug)
    browser = world.browser(CLERK)
    with count_queries() as few:
        browser.get(f"/afc/decisions/{slug}/after")
    for _ in range(9):
        effects.condition(world, slug)
    with count_queries() as many:
        browser.get(f"/afc/decisions/{slug}/after")
    assert len(many) == len(few)
    assert len(many) <= 12


def test_an_open_condition_and_a_call_in_wait_for_the_clerk_alone(world: World) -> None:
    effects.make_councils_own(world)
    slug = decisions.submit(world, asks="approval")
    effects.condition(world, slug, due_on=NEXT_WEEK)
    effects.hold(world, slug)
    for email in MEMBERS:
        world.browser(email).submit(f"/afc/decisions/{slug}/call-in", because="Too little.")
    text = world.browser(CLERK).get("/afc/").text
    assert "Record the discharge" in text
    assert "Record what came of it" in text
    other = world.browser(MEMBERS[0]).get("/afc/").text
    assert "Record the discharge" not in other
