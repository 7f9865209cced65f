"""What becomes of years and milestones when a plan rolls forward."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plans.content import Content, Milestone
from portal.plans.rules.rolling import Roll, Steps, counted, new_title, roll, rolled
from tests.plans.states_of_plans import CONTENTS

DONE = Milestone("done", 2019, "Begin", date(2019, 9, 30))
LEFT = Milestone("left", 2019, "Go on", date(2019, 12, 31))
NEXT = Milestone("next", 2020, "End")
TEXT = Content("Title", "Words", milestones=(DONE, LEFT, NEXT))
ON = Roll(2020, 5, 2020)


@pytest.mark.parametrize(
    ("this_year", "shift", "found"),
    [
        (2019, True, Roll(2020, 5, 2020)),
        (2019, False, Roll(2019, 5, 2019)),
        (2020, False, Roll(2019, 5, 2020)),
        (2022, True, Roll(2020, 5, 2022)),
        (2030, False, Roll(2019, 5, 2023)),
    ],
)
def test_the_period_moves_on_a_year_or_is_kept(this_year: int, shift: bool, found: Roll) -> None:
    assert roll(2019, 5, this_year, shift=shift) == found


def test_what_was_done_stays_as_history_and_what_was_not_goes_on() -> None:
    done, left, after = rolled(TEXT, ON, {"done"}).milestones
    assert done == DONE
    assert left == Milestone("left", 2020, "Go on", None, carried=2019)
    assert after == NEXT
    assert counted(TEXT, ON, {"done"}) == Steps(1, 1)


def test_a_milestone_carried_twice_says_for_which_year_it_was_planned_first() -> None:
    once = rolled(TEXT, ON, {"done"})
    twice = rolled(once, Roll(2021, 5, 2021), {"done", "next"})
    assert {step.key: step.carried for step in twice.milestones}["left"] == 2019


@given(CONTENTS, st.integers(2018, 2022))
def test_no_milestone_is_lost_and_no_text_changes(content: Content, year: int) -> None:
    after = rolled(content, Roll(year, 5, year), ())
    assert {step.key for step in after.milestones} == {step.key for step in content.milestones}
    assert all(step.year >= year for step in after.milestones)
    assert after.with_texts({}).canonical() | {"milestones": []} == content.canonical() | {
        "milestones": []
    }


@given(CONTENTS)
def test_a_text_without_finished_milestones_stays_the_very_text(content: Content) -> None:
    assert rolled(content, Roll(2018, 5, 2018), ()) is content


@pytest.mark.parametrize(
    ("title", "after"),
    [
        ("Business plan 2019 to 2024", "Business plan 2020 to 2025"),
        ("Business plan", "Business plan"),
        ("Plan of 2019", "Plan of 2019"),
    ],
)
def test_a_title_with_both_years_moves_on(title: str, after: str) -> None:
    assert new_title(title, 2019, 5, ON) == after
