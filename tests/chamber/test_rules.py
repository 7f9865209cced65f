"""What follows from what happened at a meeting."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.chamber.rules import breaks, came_and_left, following


@dataclass
class Mark:
    """A movement."""

    appointment_id: int
    present: bool
    at: datetime


@dataclass
class Thing:
    """A proceeding."""

    kind: str
    at: datetime
    because: str = ""


def at(minute: int) -> datetime:
    return datetime(2019, 6, 24, 11, minute, tzinfo=UTC)


def test_the_roll_call_is_no_arrival() -> None:
    assert list(came_and_left([Mark(1, True, at(32)), Mark(2, False, at(32))], at(30))) == []


def test_who_was_away_at_the_roll_call_and_came_later_arrived() -> None:
    came = Mark(2, True, at(40))
    assert list(came_and_left([Mark(2, False, at(31)), came], at(30))) == [came]


def test_who_came_before_the_meeting_opened_was_there_from_the_start() -> None:
    assert list(came_and_left([Mark(2, False, at(20)), Mark(2, True, at(25))], at(30))) == []


def test_marked_again_as_before_is_no_movement() -> None:
    assert list(came_and_left([Mark(1, True, at(31)), Mark(1, True, at(35))], at(30))) == []


def test_an_adjournment_ends_when_the_meeting_is_resumed() -> None:
    found = breaks([Thing("adjourned", at(5), "Alarm"), Thing("resumed", at(9))])
    assert [(each.begins, each.ends, each.because) for each in found] == [(at(5), at(9), "Alarm")]


def test_a_meeting_closed_while_adjourned_was_not_resumed() -> None:
    assert breaks([Thing("adjourned", at(5))])[0].ends is None


def test_items_are_taken_in_order() -> None:
    assert following([1, 2, 3], []) == 1
    assert following([1, 2, 3], [1]) == 2
    assert following([1, 2, 3], [1, 2, 3]) is None


def test_what_was_passed_over_comes_when_nothing_is_left_behind() -> None:
    assert following([1, 2, 3], [1, 3]) == 2


@given(st.lists(st.integers(1, 9), unique=True), st.data())
def test_every_item_comes_once(numbers: list[int], data: st.DataObject) -> None:
    taken: list[int] = []
    while (number := following(numbers, taken)) is not None:
        ahead = data.draw(st.sampled_from([n for n in numbers if n not in taken]))
        taken.append(data.draw(st.sampled_from([number, ahead])))
    assert sorted(taken) == sorted(numbers)
