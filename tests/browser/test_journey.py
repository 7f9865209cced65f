"""The whole journey, from a director's edit to the public reading what was approved.

A director, her colleague, Kingston's commissioner, the clerk and all eight voting members are
signed in at once, each in a browser profile of her own.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.both import both_databases
from tests.browser.portal import TELEPHONE, People, axe_violations
from tests.factories.house import Database

PLAN = "/afc/plans/business-plan-2019-2024/"
MEMBERS = (
    "co-chair@kingston.example",
    "member-1@kingston.example",
    "member-2@kingston.example",
    "co-chair@richmond.example",
    "member-1@richmond.example",
    "member-2@richmond.example",
    "co-chair@windsor-and-maidenhead.example",
    "member-1@windsor-and-maidenhead.example",
)
RECOMMENDATIONS = (
    ("approve", "The framework for the business plan 2019 to 2024."),
    ("approve", "The proposed priorities, subject to further engagement with the councils."),
    ("note", "That the final business plan comes to the committee in September 2019."),
)
FRONT_SHEET = "The final plan comes in September for approval under Reserved Matter 9."
REPORT = "The final plan comes on 9 September 2019 for approval under Reserved Matter 13."


@pytest.mark.browser
@both_databases
def test_a_plan_is_drafted_submitted_voted_on_and_read_by_the_public(
    people: People, demonstration: Database
) -> None:
    director = people.page("director@afc.example")
    commissioner = people.page("commissioner@kingston.example")
    edit_a_shared_priority_twice_at_once(director, people.page("director-2@afc.example"))
    kingston_sees_kingston_and_not_richmond(commissioner)
    matter = freeze_and_submit(director)
    kingston_now_compares_with_richmond(commissioner)
    clerk = people.page("clerk@afc.example")
    settle_the_citation(clerk, matter)
    members = [people.page(email, size=TELEPHONE) for email in MEMBERS]
    hold_the_sitting(clerk, members, matter)
    the_public_reads_what_was_approved(people.page(), matter)
    sunderland_sees_nothing_of_it(people.page("director@tfc.example"), matter)
    the_chain_is_whole(demonstration)


def edit_a_shared_priority_twice_at_once(director: Page, colleague: Page) -> None:
    for page in (director, colleague):
        page.goto(f"{PLAN}priorities/C-01/edit")
    director.get_by_label("Outcome").fill("More of our people stay, and they say why.")
    director.get_by_role("button", name="Save").click()
    expect(director.get_by_text("More of our people stay, and they say why.").first).to_be_visible()
    colleague.get_by_label("Outcome").fill("Agency work becomes the exception.")
    colleague.get_by_role("button", name="Save").click()
    clash = colleague.locator("main")
    expect(clash).to_contain_text("More of our people stay, and they say why.")
    expect(clash).to_contain_text("Agency work becomes the exception.")
    assert axe_violations(colleague) == []
    colleague.get_by_label("Outcome").fill("People stay, say why, and agency work is rare.")
    colleague.get_by_role("button", name="Save").click()
    expect(
        colleague.get_by_text("People stay, say why, and agency work is rare.").first
    ).to_be_visible()


def kingston_sees_kingston_and_not_richmond(commissioner: Page) -> None:
    commissioner.goto(f"{PLAN}priorities/KIN-01")
    expect(commissioner.get_by_role("heading", level=1)).to_be_visible()
    for path in ("priorities/RIC-01", "priorities/RIC-01.json"):
        answer = commissioner.request.get(f"{PLAN}{path}")
        assert answer.status == 404, path
    commissioner.goto(f"{PLAN}compare?lens=all")
    expect(commissioner.get_by_text("Not shared with you").first).to_be_visible()


def freeze_and_submit(director: Page) -> str:
    director.goto(PLAN)
    director.get_by_role("link", name="Freeze a version").click()
    director.get_by_role("button", name="Freeze this version").click()
    director.goto(PLAN)
    director.get_by_role("link", name=re.compile("Submit version 1")).click()
    director.get_by_label("Reserved matter").select_option(label=None, value="13")
    director.get_by_label("Sitting").select_option(label="Joint committee, 24 June 2019, 11.30am")
    director.get_by_label("Approval in principle").check()
    director.get_by_label("Title").fill("Framework for the business plan 2019 to 2024")
    for letter, (verb, text) in zip("abc", RECOMMENDATIONS, strict=True):
        director.get_by_label(f"Recommendation ({letter}) asks the body to").select_option(verb)
        director.get_by_label(f"Recommendation ({letter}), in full").fill(text)
    director.get_by_label("Agenda front sheet").fill(FRONT_SHEET)
    director.get_by_role("textbox", name="Report").fill(REPORT)
    director.get_by_role("button", name="Submit for decision").click()
    director.wait_for_url(re.compile("/afc/decisions/(?!submit)"))
    return director.url.partition("?")[0]


def kingston_now_compares_with_richmond(commissioner: Page) -> None:
    commissioner.goto(f"{PLAN}compare?lens=all")
    expect(commissioner.get_by_text("Kingston and Richmond", exact=True).first).to_be_visible()
    expect(commissioner.get_by_text("Not shared with you")).to_have_count(0)


def settle_the_citation(clerk: Page, matter: str) -> None:
    clerk.goto(matter)
    expect(clerk.locator("#citations")).to_contain_text("cites matter 9")
    expect(clerk.locator("#citations")).to_contain_text("matter 13")
    clerk.locator("#citations").get_by_label(re.compile("13")).check()
    clerk.get_by_role("button", name="Settle the citation").click()
    expect(clerk.locator("#citations")).to_contain_text("Settled as matter 13")


def hold_the_sitting(clerk: Page, members: list[Page], matter: str) -> None:
    clerk.goto(f"{matter}/sitting")
    for box in clerk.locator("input[name=present]").all():
        box.check()
    clerk.get_by_role("button", name="Save who is here").click()
    clerk.get_by_role("button", name="Open the sitting").click()
    for letter in "abc":
        clerk.get_by_role("button", name=f"Open the vote on ({letter})").click()
        vote(members, clerk, matter, letter)
        clerk.get_by_role("button", name=f"Close the vote on ({letter})").click()
        clerk.wait_for_load_state()
    clerk.goto(matter)
    expect(clerk.get_by_text(re.compile("^Carried: all eight")).first).to_be_visible()
    for council in ("Kingston", "Richmond", "Windsor and Maidenhead"):
        expect(clerk.get_by_text(re.compile(f"^{council}: ")).first).to_be_visible()
    assert axe_violations(clerk) == []


def vote(members: list[Page], clerk: Page, matter: str, letter: str) -> None:
    for place, member in enumerate(members, start=1):
        member.goto(f"{matter}/vote/{letter}")
        if letter == "a" and place == 1:
            assert axe_violations(member) == []
            assert buttons_above_the_fold(member)
        member.get_by_role("button", name="For", exact=True).click()
        expect(member.get_by_text("You voted for.")).to_be_visible()
        if letter == "a" and place == len(members) - 1:
            # The chair's screen moves by itself: who still has to vote, by name.
            expect(clerk.get_by_text("Still to vote:")).to_be_visible()
            expect(clerk.locator("#count")).to_contain_text("Waiting for 1 of 8")
    expect(clerk.get_by_text("Still to vote:")).to_have_count(0)


def buttons_above_the_fold(member: Page) -> bool:
    boxes = [
        member.get_by_role("button", name=n, exact=True).bounding_box() for n in ("For", "Abstain")
    ]
    return all(box is not None and box["y"] + box["height"] <= TELEPHONE[1] for box in boxes)


def the_public_reads_what_was_approved(stranger: Page, matter: str) -> None:
    stranger.goto(PLAN)
    main = stranger.locator("main")
    expect(main).to_contain_text("not the plan in force")
    expect(main).to_contain_text("Approved in principle")
    expect(stranger.get_by_role("link", name="RIC-01")).to_be_visible()
    assert axe_violations(stranger) == []
    stranger.goto(matter)
    record = stranger.locator("main")
    expect(record).to_contain_text("Carried: all eight members present voted for")
    expect(record).to_contain_text("24 June 2019")
    digest = stranger.locator(".digest-whole").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", digest)
    expect(record).not_to_contain_text("Votes by name")
    frozen = stranger.request.get(f"{PLAN}versions/1/version.json")
    assert frozen.json()["digest"] == digest


def sunderland_sees_nothing_of_it(page: Page, matter: str) -> None:
    page.goto("/tfc/")
    expect(page.locator("main")).not_to_contain_text("Achieving for Children")
    # What the joint committee made public is public to Sunderland too; nothing else is there.
    for path in (f"{PLAN}versions/2/", f"{matter}/sitting", f"{matter}/vote/a"):
        assert page.request.get(path).status in (403, 404), path
    found = page.request.get("/tfc/search?q=KIN-01").text()
    assert "business-plan-2019-2024" not in found


def the_chain_is_whole(demonstration: Database) -> None:
    answer = subprocess.run(
        [str(Path(sys.executable).parent / "portal"), "audit", "verify", "--json"],
        env={
            **os.environ,
            "PORTAL_DATABASE_URL": demonstration.app_url,
            "PORTAL_DATA": str(demonstration.data),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    verdict = json.loads(answer.stdout)
    assert verdict["afc"]["whole"]
    assert verdict["afc"]["events"] > 100
