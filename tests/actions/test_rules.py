"""Declared and computed status, turns and agreed dates: exact on the day itself."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.actions.rules import (
    STATUSES,
    ActionError,
    check_new_day,
    computed,
    computed_words,
    differs,
    is_complete,
    next_turn,
    says_complete,
    standing,
    unread_words,
)
from portal.kit.timescales import read_timescale

DAY = date(2020, 6, 1)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
declared = st.sampled_from(["", *STATUSES])


@dataclass
class Entry:
    """As much of an entry as the standing follows from."""

    number: int
    status: str
    done_on: date | None = None
    agreed_for: date | None = None
    beside: str = "01/06/2020"


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (DAY - timedelta(1), "not_due"),
        (DAY, "not_due"),
        (DAY + timedelta(1), "red"),
    ],
)
def test_an_action_is_red_from_the_day_after_the_one_it_is_due(today: date, found: str) -> None:
    assert computed(DAY, complete=False, today=today) == found


@given(days, days)
def test_what_is_complete_is_never_red(due: date, today: date) -> None:
    assert computed(due, complete=True, today=today) == "completed"


@given(days, days)
def test_amber_and_green_are_never_computed(due: date, today: date) -> None:
    assert computed(due, complete=False, today=today) in ("red", "not_due")


@given(days)
def test_without_a_day_nothing_is_computed(today: date) -> None:
    assert computed(None, complete=False, today=today) is None


@given(declared, days, days)
def test_red_agrees_with_a_date_that_has_passed_and_with_no_other(
    status: str, due: date, today: date
) -> None:
    found = computed(due, complete=is_complete(status, "day"), today=today)
    expected = {
        "": False,
        "completed": False,
        "red": due >= today,
        "amber": due < today,
        "green": due < today,
    }
    assert differs(status, found) is expected[status]


@given(declared)
def test_nothing_differs_where_nothing_can_be_computed(status: str) -> None:
    assert not differs(status, None)


def test_a_timescale_that_says_complete_differs_from_a_status_that_says_another() -> None:
    assert is_complete("", "complete")
    found = computed(None, complete=True, today=DAY)
    assert [differs(status, found) for status in ("red", "green", "completed")] == [
        True,
        True,
        False,
    ]
    assert computed_words(found) == "Its timescale says: complete"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("31/02/2020", "Not readable: no such day"),
        ("When the board is ready", "Not readable: names no day"),
        ("", "No date"),
        ("Ongoing", "Names no day that could pass"),
        ("01/07/2020", ""),
        ("Complete", ""),
        ("Monthly from 01/04/2020", ""),
    ],
)
def test_what_cannot_be_read_computes_nothing_and_says_so(when: str, words: str) -> None:
    assert unread_words(when) == words


@pytest.mark.parametrize(
    ("when", "done", "due"),
    [
        ("Monthly from 01/04/2020", date(2020, 4, 1), date(2020, 5, 1)),
        ("Monthly from 01/04/2020", date(2020, 4, 30), date(2020, 5, 1)),
        ("Monthly from 01/04/2020", date(2020, 3, 20), date(2020, 4, 1)),
        ("Quarterly from 01/12/2019", date(2020, 7, 6), date(2020, 9, 1)),
        ("Bi-monthly from 01/02/2020", date(2020, 2, 1), date(2020, 4, 1)),
        ("Monthly from 31/01/2020", date(2020, 1, 31), date(2020, 2, 29)),
        ("Monthly from 31/01/2020", date(2020, 2, 29), date(2020, 3, 31)),
        ("Monthly", date(2020, 4, 15), date(2020, 5, 15)),
        ("01/06/2020", date(2020, 4, 15), None),
        ("Ongoing from 01/04/2020", date(2020, 4, 15), None),
    ],
)
def test_the_next_turn_comes_after_the_last_that_was_done(
    when: str, done: date, due: date | None
) -> None:
    assert next_turn(read_timescale(when), done) == due


@given(days, st.sampled_from([1, 2, 3, 6, 12]), days)
def test_a_turn_is_never_skipped_and_never_comes_on_the_day_it_was_done(
    first: date, months: int, done: date
) -> None:
    often = {1: "Monthly", 2: "Every two months", 3: "Quarterly", 6: "Every six months"}
    words = often.get(months, "Yearly")
    read = read_timescale(f"{words} from {first:%d/%m/%Y}")
    turn = next_turn(read, done)
    assert turn is not None
    assert turn > done
    if turn != first:
        assert (turn - max(done, first)).days <= 31 * months


@given(st.lists(st.sampled_from([*STATUSES]), min_size=1, max_size=9))
def test_the_last_entry_counts(statuses: list[str]) -> None:
    log = [Entry(number, status) for number, status in enumerate(statuses, 1)]
    stands = standing(log)
    assert (stands.head, stands.status) == (len(log), statuses[-1])
    assert (stands.due_on, stands.agreed) == (None, False)


def test_a_date_agreed_later_takes_the_place_of_one_agreed_before() -> None:
    log = [
        Entry(1, "amber", agreed_for=date(2020, 9, 1)),
        Entry(2, "amber", agreed_for=date(2020, 12, 1)),
        Entry(3, "green"),
    ]
    stands = standing(log)
    assert (stands.due_on, stands.agreed) == (date(2020, 12, 1), True)


def test_an_agreed_date_counts_no_more_once_the_text_names_another() -> None:
    log = [
        Entry(1, "amber", agreed_for=date(2020, 9, 1)),
        Entry(2, "green", beside="01/03/2021"),
    ]
    assert standing(log).due_on is None


def test_of_a_turn_done_and_a_date_agreed_the_later_one_counts() -> None:
    monthly = "Monthly from 01/04/2020"
    done = Entry(1, "green", done_on=date(2020, 4, 2), beside=monthly)
    agreed = Entry(2, "green", agreed_for=date(2020, 5, 20), beside=monthly)
    again = Entry(3, "green", done_on=date(2020, 5, 18), beside=monthly)
    assert standing([done]).due_on == date(2020, 5, 1)
    assert standing([done, agreed]).due_on == date(2020, 5, 20)
    assert standing([done, agreed, again]).due_on == date(2020, 6, 1)
    assert not standing([done, agreed, again]).agreed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Complete.", True),
        ("Completed and testing has been successful.", True),
        ("**Complete**: reported.", True),
        ("To be completed by Autumn 2021.", False),
        ("Completely rewritten.", False),
        ("As an action this is complete.", False),
        ("", False),
    ],
)
def test_a_comment_says_complete_only_where_it_begins_so(words: str, says: bool) -> None:
    assert says_complete(words) is says


@pytest.mark.parametrize(
    ("day", "status", "message"),
    [
        (DAY - timedelta(1), "green", "has passed already. Today is 1 June 2020"),
        (DAY + timedelta(30), "green", "due on 1 July 2020 already"),
        (DAY + timedelta(60), "completed", "needs no new date"),
    ],
)
def test_a_day_that_cannot_be_agreed_is_refused_in_words(
    day: date, status: str, message: str
) -> None:
    with pytest.raises(ActionError, match=message) as error:
        check_new_day(day, DAY + timedelta(30), DAY, status)
    assert error.value.field == "new_date"


def test_a_day_can_be_agreed_for_today() -> None:
    check_new_day(DAY, None, DAY, "amber")
