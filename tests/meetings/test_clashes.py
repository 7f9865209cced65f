"""Meetings clash on one day where members of one council, or one person, are needed in both."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from portal.meetings.clashes import Sits, clashes

DAY = date(2019, 9, 9)


def sits(number: int, *councils: int, day: date = DAY, hour: int = 10, people: int = 0) -> Sits:
    return Sits(number, day, time(hour), frozenset(councils), frozenset({people} if people else ()))


def test_two_bodies_of_one_council_clash_on_one_day() -> None:
    [clash] = clashes([sits(1, 1, 2, 3, hour=11), sits(2, 2)])
    assert clash.councils == {2}
    assert clash.apart == "1 hour apart"


def test_bodies_of_different_councils_do_not_clash() -> None:
    assert clashes([sits(1, 1), sits(2, 2)]) == []


def test_nothing_clashes_on_different_days() -> None:
    assert clashes([sits(1, 1), sits(2, 1, day=date(2019, 9, 10))]) == []


def test_one_person_cannot_be_in_two_places() -> None:
    [clash] = clashes([sits(1, people=7), sits(2, people=7)])
    assert clash.people == {7}
    assert clash.apart == "at the same time"


def test_an_hour_that_cannot_be_read_is_not_guessed() -> None:
    unread = Sits(2, DAY, None, frozenset({1}), frozenset())
    [clash] = clashes([sits(1, 1), unread])
    assert clash.apart == ""


@given(st.permutations([sits(1, 1, 2), sits(2, 2, 3), sits(3, 3, 1), sits(4)]))
def test_the_order_in_which_they_come_is_nothing_to_the_clashes(meetings: list[Sits]) -> None:
    found = {frozenset({each.first.id, each.second.id}) for each in clashes(meetings)}
    assert found == {frozenset({1, 2}), frozenset({2, 3}), frozenset({1, 3})}
