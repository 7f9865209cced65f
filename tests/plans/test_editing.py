"""Milestones as lines, and two people's edits side by side: pure functions."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.plans.content import Content, Milestone
from portal.plans.rules import editing

FIRST = Milestone("2019-1", 2019, "Write the framework with practitioners", date(2019, 9, 30))
SECOND = Milestone("2019-2", 2019, "Train every team manager")
LATER = Milestone("2020-1", 2020, "Train all staff")
TEXT = Content("Title", "Wording", milestones=(FIRST, SECOND, LATER))
LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1), max_size=6
)


def test_lines_that_stand_as_they_stood_leave_the_very_same_content() -> None:
    assert editing.with_lines(TEXT, {2019: editing.lines_of(TEXT, 2019) + "\n\n"}) is TEXT


def test_years_that_were_not_typed_keep_their_milestones() -> None:
    assert editing.with_lines(TEXT, {2019: ""}).milestones == (LATER,)


def test_an_unchanged_line_keeps_its_key_and_due_date_wherever_it_moves() -> None:
    lines = f"A new step\n{SECOND.text}\n{FIRST.text} (by 30 September 2019)"
    found = editing.with_lines(TEXT, {2019: lines}).milestones
    assert found[1:] == (SECOND, FIRST, LATER)


def test_a_reworded_line_keeps_its_key_and_due_date() -> None:
    reworded = "Write the framework with all practitioners"
    lines = f"{reworded} (by 30 September 2019)\n{SECOND.text}"
    found = editing.with_lines(TEXT, {2019: lines}).milestones
    assert found[0] == replace(FIRST, text=reworded)


def test_another_step_in_the_same_place_gets_a_key_of_its_own() -> None:
    found = editing.with_lines(TEXT, {2019: f"Open a new office\n{SECOND.text}"}).milestones
    assert found[0].key not in {FIRST.key, SECOND.key}
    assert found[0].due is None


def test_milestones_stay_in_the_order_of_their_years() -> None:
    found = editing.with_lines(TEXT, {2021: "Review", 2020: "Train\nTest"}).milestones
    assert [milestone.year for milestone in found] == [2019, 2019, 2020, 2020, 2021]


@given(LINES, LINES)
def test_what_was_typed_is_what_stands_there_and_no_key_stands_twice(
    before: list[str], after: list[str]
) -> None:
    old = editing.with_lines(Content("T", "W"), {2019: "\n".join(before)})
    new = editing.with_lines(old, {2019: "\n".join(after)})
    assert editing.lines_of(new, 2019) == "\n".join(after)
    assert len({milestone.key for milestone in new.milestones}) == len(after)


def test_changes_of_two_people_that_fit_together_are_suggested_together() -> None:
    base = replace(TEXT, wording="Give help early. Listen to families. Train the staff.")
    theirs = replace(base, wording="Give help very early. Listen to families. Train the staff.")
    mine = replace(base, wording="Give help early. Listen to families. Train all the staff.")
    side = editing.sides(base, theirs, mine, [2019])[0]
    assert side.suggested == "Give help very early. Listen to families. Train all the staff."
    assert side.merged


def test_where_both_changed_the_same_words_the_box_begins_with_mine() -> None:
    theirs, mine = replace(TEXT, title="Theirs"), replace(TEXT, title="Mine")
    side = editing.sides(TEXT, theirs, mine, [2019])[0]
    assert (side.suggested, side.field.theirs, side.merged) == ("Mine", "Theirs", False)


def test_what_only_the_other_changed_is_kept() -> None:
    side = editing.sides(TEXT, replace(TEXT, lead="Somebody"), TEXT, [2019])[0]
    assert (side.name, side.suggested) == ("lead", "Somebody")


def test_milestones_of_two_people_are_set_side_by_side_by_year() -> None:
    theirs = editing.with_lines(TEXT, {2020: "Train everybody"})
    mine = editing.with_lines(TEXT, {2020: "Train the managers"})
    names = [side.name for side in editing.sides(TEXT, theirs, mine, [2019, 2020])]
    assert names == ["milestones_2020"]
