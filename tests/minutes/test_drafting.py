"""The draft follows from what was recorded, and from nothing else."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.letters import printable
from portal.documents.tree import words
from portal.minutes.document import draft_document
from portal.minutes.drafting import draft
from portal.minutes.facts import (
    Action,
    Arising,
    Declared,
    Facts,
    Item,
    Last,
    Moved,
    Movement,
    Pause,
    Resolved,
    Seated,
)
from portal.minutes.resolutions import is_unanimous
from tests.minutes.recorded import FACTS, PLAN, RESOLVED, SENTENCE, recorded_vote, with_item


def text_of(facts: Facts, key: str) -> str:
    """The text of one passage of the draft."""
    return {each.key: each.text for each in draft(facts)}[key]


def said(facts: Facts, part: int = 1) -> str:
    """All words of the drafted document, as every rendering shows them."""
    return " ".join(words(draft_document(facts, part)))


def test_a_unanimous_resolution_is_minuted_as_such_in_its_own_words() -> None:
    text = text_of(FACTS, "item-7")
    assert "**RESOLVED UNANIMOUSLY** (a) That the framework be approved." in text
    assert SENTENCE in text
    assert "Kingston: 2 for – agrees" in text


@pytest.mark.parametrize(
    ("result", "head"),
    [
        ("carried", "RESOLVED"),
        ("lost", "NOT CARRIED"),
        ("tied", "NOT CARRIED"),
        ("inquorate", "NO DECISION"),
        ("", "NOT VOTED ON"),
    ],
)
def test_each_result_has_its_head(result: str, head: str) -> None:
    facts = with_item(resolved=(replace(RESOLVED, result=result, unanimous=False),))
    assert f"**{head}** (a)" in text_of(facts, "item-7")


@pytest.mark.parametrize(
    ("against", "abstain", "silent", "rule", "unanimous"),
    [
        (0, 0, 0, "simple_majority", True),
        (1, 0, 0, "simple_majority", False),
        (0, 1, 0, "simple_majority", False),
        (0, 0, 1, "every_council_consents", False),
        (0, 1, 1, "unanimous_of_those_present", True),
    ],
)
def test_what_is_called_unanimous(
    against: int, abstain: int, silent: int, rule: str, unanimous: bool
) -> None:
    tally = [{"for": 3, "against": against, "abstain": abstain, "silent": silent}]
    assert is_unanimous(tally, rule) is unanimous


def test_a_recorded_vote_names_the_members_by_choice() -> None:
    text = text_of(recorded_vote(("Ana Reed", "For"), ("Ben Poe", "Against")), "item-7")
    assert "- For: Ana Reed\n- Against: Ben Poe" in text


def test_a_member_who_asked_is_recorded_by_name_alone() -> None:
    text = text_of(recorded_vote(("Ben Poe", "Against"), asked=True), "item-7")
    assert "Ben Poe required this vote to be recorded by name: against" in text
    assert "Ana Reed" not in text


def test_attendance_says_who_was_there_for_which_council_and_who_presided() -> None:
    text = text_of(FACTS, "attendance")
    assert "Ana Reed in the chair." in text
    assert "**Richmond:** Cal Ode (substitute for Dee Fox)" in text
    assert "Eve Hart" not in text


def test_arrivals_and_departures_stand_with_their_times() -> None:
    came = Movement("Eve Hart", time(11, 42), arrived=True, during="5")
    left = Movement("Ben Poe", time(12, 5), arrived=False)
    text = text_of(replace(FACTS, movements=(came, left)), "attendance")
    assert "- Eve Hart arrived at 11.42am, during item 5.\n- Ben Poe left at 12.05pm." in text


def test_apologies_name_the_absent_and_the_substitutes() -> None:
    text = text_of(FACTS, "apologies")
    assert "Absent: Eve Hart." in text
    assert "Cal Ode sat as substitute for Dee Fox (Richmond)." in text


def test_a_declaration_stands_with_its_item_and_under_declarations() -> None:
    declared = Declared("Ben Poe", "Disclosable pecuniary interest: a contract", left_room=True)
    facts = with_item(declared=(declared,))
    assert "Ben Poe declared an interest on item 7, Business plan." in text_of(
        facts, "declarations"
    )
    assert "Left the room while the item was considered." in text_of(facts, "item-7")


def test_a_standing_item_says_what_it_is_for_in_its_own_place() -> None:
    facts = replace(FACTS, items=(Item("1", "Apologies", code="apologies"), PLAN))
    keys = [each.key for each in draft(facts)]
    assert keys == ["attendance", "declarations", "item-1", "item-7", "close"]
    assert "Absent: Eve Hart." in text_of(facts, "item-1")


def test_the_last_minutes_are_confirmed_or_confirmed_with_amendments() -> None:
    item = Item("3", "Minutes of the last meeting", code="minutes")
    last = Last("the joint committee", date(2019, 3, 25))
    facts = replace(FACTS, items=(item,), last=(last,))
    assert "25 March 2019, were confirmed as a correct record." in text_of(facts, "item-3")
    amended = replace(last, amendments=("Item 4: for “May” read “June”.",))
    text = text_of(replace(facts, last=(amended,)), "item-3")
    assert "were confirmed with these amendments:\n\n- Item 4: for “May” read “June”." in text


def test_an_urgent_item_gives_the_chairs_reason() -> None:
    text = text_of(with_item(urgent_because="The grant ends on Friday."), "item-7")
    assert "section 100B(4)(b)" in text
    assert "The grant ends on Friday." in text


def test_a_withdrawn_item_keeps_its_number_and_says_nothing_else() -> None:
    text = text_of(with_item(withdrawn_because="The budget is not ready."), "item-7")
    assert text == "This item was withdrawn. The budget is not ready."


def test_a_matter_that_no_item_put_before_the_meeting_is_minuted_all_the_same() -> None:
    loose = Item("", "Lease", slug="lease", resolved=(RESOLVED,))
    passage = draft(replace(FACTS, items=(PLAN, loose)))[-2]
    assert (passage.key, passage.heading) == ("matter-lease", "Lease")
    assert "RESOLVED UNANIMOUSLY" in passage.text


def test_an_action_that_arose_has_a_lead_and_a_date() -> None:
    text = text_of(
        with_item(actions=(Action("7.1", "Write to Ofsted.", "Director", "July"),)), "item-7"
    )
    assert "**Action 7.1:** Write to Ofsted. Lead: Director. By: July." in text


def test_a_matter_arising_says_how_it_stands() -> None:
    item = Item("4", "Matters arising", code="arising")
    open_still = Arising(
        "Write to Ofsted", "25 March 2019, item 7", "Director", "June", "On target"
    )
    text = text_of(replace(FACTS, items=(item,), arising=(open_still,)), "item-4")
    assert (
        "Write to Ofsted (25 March 2019, item 7). Lead: Director. By: June. **On target**." in text
    )


def test_movers_seconders_and_amendments_stand_before_the_vote() -> None:
    moved = replace(RESOLVED, moved=Moved("Ana Reed", "Ben Poe"))
    lost = Moved("Ben Poe", words="Leave out “each”.", outcome="lost")
    text = text_of(with_item(resolved=(moved,), amendments=(lost,)), "item-7")
    assert text.index("Amendment moved by Ben Poe: Leave out “each”. The amendment was lost.") < (
        text.index("Moved by Ana Reed, seconded by Ben Poe.")
    )


def test_an_adjournment_stands_with_its_times_and_its_reason() -> None:
    pause = Pause(time(12, 10), time(12, 25), "A fire alarm.")
    text = text_of(replace(FACTS, pauses=(pause,), closed=time(13, 0)), "close")
    assert "It was adjourned at 12.10pm and resumed at 12.25pm: A fire alarm." in text
    assert text.endswith("The meeting closed at 1pm.")


def test_what_was_done_in_part_two_is_never_in_the_minutes_of_part_one() -> None:
    facts = with_item(
        part=2,
        paragraphs=(3,),
        declared=(Declared("Ben Poe", "Secretword", left_room=True),),
        resolved=(replace(RESOLVED, text="That Secretword be bought."),),
        actions=(Action("7.1", "Buy Secretword", "Director", "July"),),
    )
    assert "Secretword" not in said(facts)
    assert "paragraph 3 of Part 1 of Schedule 12A" in said(facts)
    assert said(facts, 2).count("Secretword") == 3


def test_the_draft_is_the_same_however_often_it_is_made() -> None:
    assert draft_document(FACTS) == draft_document(replace(FACTS))


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30
)


@given(name=WORDS, motion=WORDS)
def test_nothing_typed_is_read_as_markup_and_nothing_is_lost(name: str, motion: str) -> None:
    seats = (Seated(name, "Kingston", "Member", True),)
    item = replace(PLAN, resolved=(Resolved("a", motion, "carried"),))
    text = said(replace(FACTS, seats=seats, items=(item,)))
    assert printable(name) in text
    assert printable(motion) in text
