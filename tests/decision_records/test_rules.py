"""By which day what has to be published, from how the deciding body works."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decision_records.rules import AGENDA, KEY_NOTICE, deadlines

COUNCIL = {
    "notice_clear_days": "5",
    "regime": "council",
    "key_decision_clear_days": "28",
    "key_decision_days_are": "calendar",
}
CABINET = {**COUNCIL, "regime": "executive"}
MEETS = date(2019, 6, 24)


def test_an_agenda_is_public_five_clear_working_days_before() -> None:
    [only] = deadlines(MEETS, True, COUNCIL, date(2019, 6, 1))
    assert (only.what, only.latest, only.passed) == (AGENDA, date(2019, 6, 14), False)
    assert only.why.startswith("Friday 14 June 2019: the five clear working days")


def test_a_key_decision_of_an_executive_has_a_notice_of_its_own_first() -> None:
    found = deadlines(MEETS, True, CABINET, date(2019, 5, 1))
    assert [(each.what, each.latest) for each in found] == [
        (KEY_NOTICE, date(2019, 5, 26)),
        (AGENDA, date(2019, 6, 14)),
    ]


def test_what_is_no_key_decision_needs_no_such_notice() -> None:
    assert [each.what for each in deadlines(MEETS, False, CABINET, MEETS)] == [AGENDA]


def test_its_days_are_working_days_where_the_body_says_so() -> None:
    found = deadlines(MEETS, True, {**CABINET, "key_decision_days_are": "working"}, MEETS)
    assert found[0].latest == date(2019, 5, 13)


@pytest.mark.parametrize(
    ("today", "passed"), [(date(2019, 6, 14), False), (date(2019, 6, 15), True)]
)
def test_a_day_has_passed_once_it_is_over(today: date, passed: bool) -> None:
    assert [each.passed for each in deadlines(MEETS, False, COUNCIL, today)] == [passed]


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_no_deadline_is_after_the_meeting(meets: date, clear: int) -> None:
    settings = {**CABINET, "notice_clear_days": str(clear)}
    assert all(e.latest <= meets for e in deadlines(meets, True, settings, meets - timedelta(90)))
