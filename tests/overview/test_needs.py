"""What needs one reader, by date. Pure."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.kit.needs import Need
from portal.overview.needs import agenda, by_day

TODAY = date(2019, 6, 24)
DUES = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days))


def need(due: date | None, title: str = "A thing") -> Need:
    return Need("Read", title, "Some detail.", "plans/x/", "Read it", due)


def test_today_is_called_so() -> None:
    (day,) = by_day([need(TODAY)], TODAY, "/afc/")
    assert (day.title, day.note, day.late) == ("Today, Monday 24 June 2019", "", False)


def test_what_is_late_says_by_how_much() -> None:
    (day,) = by_day([need(date(2019, 6, 22))], TODAY, "/afc/")
    assert (day.title, day.note, day.late) == ("Saturday 22 June 2019", "2 days late", True)


def test_what_is_to_come_says_when() -> None:
    (day,) = by_day([need(date(2019, 6, 25))], TODAY, "/afc/")
    assert (day.note, day.late) == ("in 1 day", False)


def test_things_of_one_day_stand_together() -> None:
    days = by_day([need(TODAY, "One"), need(None), need(TODAY, "Two")], TODAY, "/afc/")
    assert [[thing.title for thing in day.things] for day in days] == [["One", "Two"], ["A thing"]]


def test_a_thing_leads_into_the_company() -> None:
    ((thing,),) = [day.things for day in by_day([need(TODAY)], TODAY, "/afc/")]
    assert thing.href == "/afc/plans/x/"
    assert thing.action == ("Read it", "/afc/plans/x/")


def test_the_head_counts_things_and_late_ones() -> None:
    found = agenda([need(date(2019, 6, 1)), need(TODAY), need(None)], TODAY, "Clerk", "/afc/")
    assert found.count == 3
    assert found.facts == ["3 things", "1 late", "Clerk", "Monday 24 June 2019"]


def test_nothing_to_do_has_no_count() -> None:
    assert agenda([], TODAY, "Clerk", "/afc/").facts == ["Clerk", "Monday 24 June 2019"]


@given(st.lists(DUES))
def test_nothing_is_lost_and_days_stand_in_order(dues: list[date | None]) -> None:
    days = by_day([need(due) for due in dues], TODAY, "/afc/")
    assert sum(len(day.things) for day in days) == len(dues)
    assert len({day.title for day in days}) == len(days) == len(set(dues))
    assert [day.late for day in days] == sorted((day.late for day in days), reverse=True)
