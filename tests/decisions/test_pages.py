"""The pages of decisions, as a browser gets them."""

from portal.decisions import queries
from tests.factories import decisions
from tests.factories.world import World
from tests.queries import count_queries

SUBMIT = "/afc/decisions/submit"
MEMBER = "member-1@kingston.example"


def test_the_register_is_public(world: World, matter: str) -> None:
    page = world.browser().get("/afc/reserved-matters/")
    assert page.status_code == 200
    assert "Business plan and its annual refresh" in page.text
    assert "Unanimous of the members present and voting" in page.text


def test_an_empty_register_says_who_fills_it(world: World) -> None:
    page = world.browser().get("/afc/reserved-matters/")
    assert "The clerk of the owners’ committee, or the operator of the portal" in page.text


def test_the_list_of_decisions_is_empty_for_the_public_before_one(
    world: World, matter: str
) -> None:
    page = world.browser().get("/afc/decisions/")
    assert page.status_code == 200
    assert "Business plan: framework" not in page.text


def test_a_commissioner_reads_a_submitted_matter(world: World, matter: str) -> None:
    page = world.browser("commissioner@richmond.example").get(f"/afc/decisions/{matter}")
    assert page.status_code == 200
    assert "Waiting for the joint committee to vote on three recommendations." in page.text


def test_a_submitted_matter_is_not_there_for_the_public(world: World, matter: str) -> None:
    assert world.browser().get(f"/afc/decisions/{matter}").status_code == 404


def test_another_companys_people_do_not_find_the_matter(world: World, matter: str) -> None:
    browser = world.browser("director@tfc.example")
    assert browser.get(f"/afc/decisions/{matter}").status_code == 404
    assert browser.get(f"/tfc/decisions/{matter}").status_code == 404


def test_the_decided_matter_is_public_with_its_record(world: World, matter: str) -> None:
    decisions.begin(world)
    decisions.decide(world, matter)
    page = world.browser().get(f"/afc/decisions/{matter}")
    assert page.status_code == 200
    assert "Approved in principle on 24 June 2019: all three recommendations carried." in page.text
    assert "Director Afc" in page.text
    assert "so this is not the plan in force" in page.text
    assert "Votes by name" not in page.text


def test_the_body_reads_who_voted_how_after_closing(world: World, opened: str) -> None:
    for email in decisions.COMMITTEE:
        decisions.vote(world, email, opened)
    before = world.browser(MEMBER).get(f"/afc/decisions/{opened}")
    assert "Votes by name" not in before.text
    decisions.close(world, opened)
    after = world.browser(MEMBER).get(f"/afc/decisions/{opened}")
    assert "Votes by name on (a)" in after.text


def test_a_member_votes_and_is_told_whom_the_body_waits_for(world: World, opened: str) -> None:
    browser = world.browser(MEMBER)
    ballot = browser.get(f"/afc/decisions/{opened}/vote/a")
    assert ballot.text.count('name="vote"') == 3
    answer = browser.submit(f"/afc/decisions/{opened}/vote/a", vote="for")
    assert answer.status_code == 303
    page = browser.get(answer.headers["Location"])
    assert "You voted for." in page.text
    assert "Waiting for 7 of 8." in page.text


def test_htmx_is_given_the_ballot_block_alone(world: World, opened: str) -> None:
    browser = world.browser(MEMBER)
    answer = browser.submit(f"/afc/decisions/{opened}/vote/a", htmx=True, vote="abstain")
    assert answer.status_code == 200
    assert "You abstained." in answer.text
    assert "<html" not in answer.text


def test_a_live_part_with_nothing_new_answers_no_content(world: World, opened: str) -> None:
    browser = world.browser(MEMBER)
    path = f"/afc/decisions/{opened}/vote/a?part=progress"
    page = browser.fragment(path)
    seen = page.text.partition("seen=")[2][:12]
    assert browser.fragment(f"{path}&seen={seen}").status_code == 204
    decisions.vote(world, "member-2@kingston.example", opened)
    fresh = browser.fragment(f"{path}&seen={seen}&form=1")
    assert fresh.status_code == 200
    assert "1 of 8 have voted." in fresh.text


def test_a_member_who_waits_is_offered_the_vote_once_it_opens(world: World, matter: str) -> None:
    decisions.begin(world)
    browser = world.browser(MEMBER)
    path = f"/afc/decisions/{matter}/vote/a"
    assert "The vote has not been opened yet." in browser.get(path).text
    decisions.call(world, matter)
    assert "Vote now" in browser.fragment(f"{path}?part=progress&seen=old").text


def test_a_commissioner_cannot_open_the_ballot(world: World, opened: str) -> None:
    page = world.browser("commissioner@kingston.example").get(f"/afc/decisions/{opened}/vote/a")
    assert page.status_code == 403
    assert "Only voting members of this body can vote." in page.text


def test_a_forged_choice_is_answered_in_words(world: World, opened: str) -> None:
    answer = world.browser(MEMBER).submit(f"/afc/decisions/{opened}/vote/a", vote="maybe")
    assert answer.status_code == 422
    assert "Choose for, against or abstain." in answer.text


def test_the_chair_sees_who_still_has_to_vote_by_name(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    page = world.browser("co-chair@kingston.example").get(f"/afc/decisions/{opened}/sitting")
    assert page.status_code == 200
    assert "Still to vote:" in page.text
    assert "Member 2 Kingston (Kingston)" in page.text
    assert "Member 1 Kingston (Kingston)" not in page.text


def test_a_member_who_is_no_chair_cannot_conduct_the_sitting(world: World, opened: str) -> None:
    assert world.browser(MEMBER).get(f"/afc/decisions/{opened}/sitting").status_code == 403


def test_closing_with_members_still_to_vote_asks_first(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    chair = world.browser("co-chair@richmond.example")
    asked = chair.submit(f"/afc/decisions/{opened}/vote/a/close")
    assert asked.status_code == 422
    assert "have not voted yet." in asked.text
    assert chair.submit(f"/afc/decisions/{opened}/vote/a/close", confirmed="yes").status_code == 303


def test_the_clerk_holds_the_whole_sitting_through_the_pages(world: World, matter: str) -> None:
    clerk = world.browser(decisions.CLERK)
    at = f"/afc/decisions/{matter}"
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        seats = queries.seats(scope, decisions.sitting(scope))
        ids = [str(seat.appointment_id) for seat in seats]
    assert clerk.submit(f"{at}/sitting/attendance", present=ids).status_code == 303
    assert clerk.submit(f"{at}/sitting/open").status_code == 303
    for letter in "abc":
        assert clerk.submit(f"{at}/vote/{letter}/open").status_code == 303
        for email in decisions.COMMITTEE:
            world.browser(email).submit(f"{at}/vote/{letter}", vote="for")
        assert clerk.submit(f"{at}/vote/{letter}/close").status_code == 303
    assert clerk.submit(f"{at}/sitting/close").status_code == 303
    assert "Approved in principle" in clerk.get(f"{at}/sitting").text


def test_a_seat_that_is_not_the_bodys_changes_nothing(world: World, matter: str) -> None:
    clerk = world.browser(decisions.CLERK)
    path = f"/afc/decisions/{matter}/sitting/attendance"
    assert clerk.submit(path, present="999999").status_code == 409
    assert clerk.submit(path, present="../1").status_code == 422
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        assert queries.attendance(scope, decisions.sitting(scope)) == {}


def test_the_clerk_is_told_of_the_citations_and_settles_them(world: World, matter: str) -> None:
    at = f"/afc/decisions/{matter}"
    clerk = world.browser(decisions.CLERK)
    page = clerk.get(at)
    assert (
        "The agenda front sheet cites matter 9; the report cites matter 13. The register holds "
        "“Business plan and its annual refresh” as matter 13."
    ) in page.text
    assert clerk.submit(f"{at}/citation", number="13").status_code == 303
    seen = world.browser("commissioner@kingston.example").get(at)
    assert "Settled as matter 13 by Clerk Afc" in seen.text
    assert f"{at}/citation" not in seen.text


def test_the_clerk_cannot_settle_on_a_matter_nobody_cites(world: World, matter: str) -> None:
    answer = world.browser(decisions.CLERK).submit(f"/afc/decisions/{matter}/citation", number="2")
    assert answer.status_code == 422
    assert "Choose one of the matters that the papers cite" in answer.text


def test_a_director_cannot_settle_a_citation(world: World, matter: str) -> None:
    browser = world.browser(decisions.DIRECTOR)
    answer = browser.submit(f"/afc/decisions/{matter}/citation", number="13")
    assert answer.status_code == 403
    assert "Only the clerk" in answer.text


def test_a_matter_costs_the_same_however_many_have_voted(world: World, opened: str) -> None:
    browser = world.browser(decisions.CLERK)
    path = f"/afc/decisions/{opened}"
    with count_queries() as before:
        assert browser.get(path).status_code == 200
    for email in decisions.COMMITTEE:
        decisions.vote(world, email, opened)
    with count_queries() as after:
        assert browser.get(path).status_code == 200
    assert len(after) == len(before) <= 13, after


def test_the_register_costs_at_most_seven_queries(world: World, matter: str) -> None:
    with count_queries() as asked:
        world.browser().get("/afc/reserved-matters/")
    assert len(asked) <= 7, asked


def test_a_stale_register_of_attendance_leaves_a_colleagues_marks_alone(
    world: World, matter: str
) -> None:
    at = f"/afc/decisions/{matter}/sitting"
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        first, second, third = [
            seat.appointment_id for seat in queries.seats(scope, decisions.sitting(scope))
        ][:3]
    clerk, chair = world.browser(decisions.CLERK), world.browser("co-chair@kingston.example")
    assert clerk.submit(f"{at}/attendance", present=[first]).status_code == 303
    page = chair.get(at).text
    assert f'name="seen" value="{first}"' in page
    clerk.submit(f"{at}/attendance", seen=str(first), present=[first, second])
    assert chair.submit(f"{at}/attendance", seen=str(first), present=[third]).status_code == 303
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        marked = queries.attendance(scope, decisions.sitting(scope))
        assert {seat for seat, row in marked.items() if row.present} == {second, third}
