"""What a milestone is today: done, late, due this plan year or planned. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.years import first_day, last_day, plan_year
from portal.plans.content import Milestone
from portal.plans.rules.progress import (
    Counts,
    Mark,
    ProgressError,
    check_done_day,
    count,
    due_day,
    standing,
    state_of,
    strip,
)

TODAY = date(2019, 6, 24)
DONE = Mark(done=True, on=date(2019, 6, 3))
YEARS = range(2017, 2026)
DAYS = st.dates(date(2016, 1, 1), date(2026, 12, 31))
MILESTONES = st.builds(
    Milestone,
    key=st.uuids().map(str),
    year=st.sampled_from(YEARS),
    text=st.just("A step"),
    due=st.none() | DAYS,
)
MANY = st.lists(MILESTONES, max_size=12, unique_by=lambda milestone: milestone.key)


def step(year: int = 2019, due: date | None = None) -> Milestone:
    return Milestone("k", year, "A step", due)


def test_a_milestone_without_a_due_date_is_due_by_the_end_of_its_plan_year() -> None:
    assert due_day(step(2019)) == date(2020, 3, 31)
    assert state_of(step(2018), None, date(2019, 3, 31)) == "due"
    assert state_of(step(2018), None, date(2019, 4, 1)) == "late"


def test_a_milestone_is_late_from_the_day_after_it_was_due() -> None:
    assert state_of(step(due=TODAY), None, TODAY) == "due"
    assert state_of(step(due=TODAY - timedelta(1)), None, TODAY) == "late"


def test_what_is_due_in_a_later_plan_year_is_planned() -> None:
    assert state_of(step(2020), None, TODAY) == "planned"
    assert state_of(step(2019, date(2020, 4, 1)), None, TODAY) == "planned"


def test_what_was_taken_back_is_as_if_it_had_never_been_done() -> None:
    assert state_of(step(2018), Mark(done=False), TODAY) == "late"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(), None),
        (Counts(done=3, late=2, due=1), ("late", "2 late")),
        (Counts(done=5), ("done", "All 5 done")),
        (Counts(done=1), ("done", "Done")),
        (Counts(done=1, due=2, planned=2), ("none", "1 of 5 done")),
    ],
)
def test_how_a_priority_stands_in_words(counts: Counts, words: tuple[str, str] | None) -> None:
    assert standing(counts) == words


def test_the_strip_shows_a_late_year_before_all_else() -> None:
    milestones = [step(2018), Milestone("l", 2018, "Another"), Milestone("m", 2019, "A third")]
    cells = strip(milestones, (2018, 2019, 2020), {"k": DONE}, TODAY)
    assert [cell.state for cell in cells] == ["late", "current", "none"]
    assert [(cell.done, cell.planned, cell.late) for cell in cells[:2]] == [(1, 2, 1), (0, 1, 0)]


def test_who_may_not_read_progress_is_shown_what_is_planned() -> None:
    cells = strip([step(2018), step(2019)], (2018, 2019, 2020), None, TODAY)
    assert [(cell.state, cell.planned, cell.done) for cell in cells] == [
        ("planned", 1, None),
        ("current", 1, None),
        ("none", 0, None),
    ]


@pytest.mark.parametrize("day", [date(2019, 6, 25), date(2029, 1, 1)])
def test_a_day_in_the_future_is_refused_in_words(day: date) -> None:
    with pytest.raises(ProgressError, match=r"cannot be in the future\. Today is 24 June 2019"):
        check_done_day(day, 2019, TODAY)


def test_a_day_before_the_plan_begins_is_refused_in_words() -> None:
    with pytest.raises(ProgressError, match="before the plan begins, on 1 April 2019"):
        check_done_day(date(2019, 3, 31), 2019, TODAY)


@given(DAYS)
def test_every_day_of_the_plan_until_today_is_taken(day: date) -> None:
    fine = first_day(2019) <= day <= TODAY
    try:
        check_done_day(day, 2019, TODAY)
    except ProgressError:
        assert not fine
    else:
        assert fine


@given(DAYS)
def test_every_day_lies_in_its_plan_year(day: date) -> None:
    assert first_day(plan_year(day)) <= day <= last_day(plan_year(day))


@given(MILESTONES, st.none() | st.builds(Mark, st.booleans(), DAYS), DAYS)
def test_a_milestone_is_in_one_state_alone(
    milestone: Milestone, mark: Mark | None, today: date
) -> None:
    found = state_of(milestone, mark, today)
    done = mark is not None and mark.done
    assert (found == "done") == done
    assert (found == "late") == (not done and today > due_day(milestone))
    if found in ("due", "planned"):
        in_this_year = plan_year(due_day(milestone)) == plan_year(today)
        assert (found == "due") == in_this_year


@given(MANY, st.sets(st.integers(0, 11)), DAYS)
def test_nothing_is_lost_in_the_strip(
    milestones: list[Milestone], done: set[int], today: date
) -> None:
    marks = {m.key: Mark(done=True) for at, m in enumerate(milestones) if at in done}
    cells = strip(milestones, YEARS, marks, today)
    counts = count(milestones, marks, today)
    assert counts.total == len(milestones) == sum(cell.planned for cell in cells)
    assert counts.done == len(marks) == sum(cell.done or 0 for cell in cells)
    assert counts.late == sum(cell.late for cell in cells)
    assert all((cell.state == "late") == (cell.late > 0) for cell in cells)


@given(MANY, DAYS, st.integers(0, 2000))
def test_what_is_late_stays_late_until_it_is_done(
    milestones: list[Milestone], today: date, days: int
) -> None:
    later = today + timedelta(days)
    assert count(milestones, {}, today).late <= count(milestones, {}, later).late
    everything = {m.key: Mark(done=True) for m in milestones}
    assert count(milestones, everything, later) == Counts(done=len(milestones))
